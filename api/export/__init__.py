"""Lists as CSV files: the filters of the queries, the rows of the pages, no cell that a spreadsheet would run."""
