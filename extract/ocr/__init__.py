"""Pages whose text is a picture: read by their rules, their lines of type, and a recogniser of lines.

No detector of text is asked: the ruling lines give the cells, and the ink in each cell gives its lines. What comes out
is a ``PageContent`` like any reader's, so everything behind is what pages with text go through.
"""
