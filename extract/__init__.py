"""PDF page -> grids of cells with row and column spans, their text, and their place on the page."""
