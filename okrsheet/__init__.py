"""okrsheet: objectives and key results in Excel that stay right."""

__version__ = "0.1.0"
