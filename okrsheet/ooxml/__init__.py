"""Bytes of a workbook: what may be opened, read, changed and saved."""
