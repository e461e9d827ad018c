"""Days as our sentences write them, whatever the language of the machine."""

from datetime import date
from typing import Final

MONTH_NAMES: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
LETTERS: Final = 3


def short_day(day: date) -> str:
    """A day with its year, such as 1 Jan 2027."""
    first = LETTERS * (day.month - 1)
    return f"{day.day} {MONTH_NAMES[first : first + LETTERS]} {day.year:04}"
