"""Grids -> logical tables: what stood in the bureau's own document before it was printed on pages."""
