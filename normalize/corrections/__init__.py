"""What persons put right in a document's rows: which row each correction names, and the rows with it carried out."""
