"""A small typesetter: known rows -> a PDF as Word, a spreadsheet or a browser would print it, to ask for the rows back."""
