"""Records -> CSV, Parquet and the data package. Knows no PDF library."""
