"""Logical tables -> forms: which form a table is, its head, its rows, and the checks that prove it."""
