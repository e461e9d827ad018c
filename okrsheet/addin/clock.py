"""The one place of the add-in that knows what day it is."""

from datetime import date


def today() -> date:
    """Today, by the clock of this computer."""
    return date.today()
