"""The tables of an output folder as a static site: each document's pages beside its rows, to be looked at and put right."""
