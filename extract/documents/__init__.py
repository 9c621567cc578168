"""Files that are no PDF: text, HTML, Word, Excel, and what converters wrote. One module a format, all give a ``SourceDocument``."""
