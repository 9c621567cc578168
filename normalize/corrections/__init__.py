"""What persons put right in the rows of a document: which row each correction names, and the rows with it carried out."""
