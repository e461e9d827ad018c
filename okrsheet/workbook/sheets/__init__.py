"""One module for each sheet: its columns, formulas and the values they show."""
