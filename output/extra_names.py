"""Names of what an output folder may hold beside the contract's tables: of folders, and of files."""

BY_YEAR = "by_year"
SPREADSHEET = "spreadsheet"
CHINESE = "chinese"
WORKBOOK = "jixiao.xlsx"
DATABASE = "jixiao.duckdb"
