"""The known forms of a sample in other clothes than a PDF: Word, Excel, HTML, Markdown, and what converters write."""
