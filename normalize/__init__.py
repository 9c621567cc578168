"""Grids -> logical tables -> forms -> records and findings. Knows no PDF library and no file format."""
