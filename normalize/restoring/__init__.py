"""Rows of converted text put back into their columns, by what columns hold; one module a step."""
