"""Files that are no PDF: text, HTML, Word, Excel, what converters wrote. Each module gives a ``SourceDocument``."""
