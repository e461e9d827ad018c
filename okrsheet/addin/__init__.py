"""Excel add-in (xlwings)."""
