"""Our workbook: its sheets and tables, how it is built, read and filled."""
