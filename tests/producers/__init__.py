"""Known tables set by real producers (word processor, spreadsheet, browsers), and the truth of every page break."""
