"""A small typesetter: known rows -> a PDF as Word, a spreadsheet or a browser prints it, to ask for the rows back."""
