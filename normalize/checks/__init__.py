"""What proves a document: figures that add up, numbers that run on, contents. Which ones, the templates say."""
