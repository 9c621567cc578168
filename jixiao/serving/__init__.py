"""The review pages over http on this machine alone: with a place for PDFs, and corrections saved beside the tables."""
