"""An output folder's tables as a static site: each document's pages beside its rows, to look at and put right."""
