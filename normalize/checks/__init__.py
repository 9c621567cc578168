"""What proves a document: figures that add up, numbers that run on, a list of contents. Which ones, the templates say."""
