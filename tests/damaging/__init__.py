"""Known tables written as converted text, and what converters do to such text."""
