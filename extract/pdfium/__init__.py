"""What PDFium gives of a page, step by step: calls, frame, objects, paths, text, and what of it shows."""
