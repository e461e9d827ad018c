"""Values pulled from CSV files, workbook cells, SQL and HTTP."""
