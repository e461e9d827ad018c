"""What Excel hands over for a cell, as the reader of workbooks would have found it in a file.

The classic add-in gives floats, texts, True and False, None for an empty cell, a date with a time
for a cell that shows one, and a whole number for an error value. Office.js gives texts for errors.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from okrsheet.ooxml.records import Cell, ErrorValue

ERRORS: Final = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
"""Excel's numbers of the errors, as CVErr takes them."""
_OF_ERROR: Final = -2146828288
_TEXTS: Final = frozenset(ERRORS.values())
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # Excel's days have no zone
_DAY: Final = timedelta(days=1)
_EMPTY: Final = Cell(None)


def stored(raw: object) -> Cell:
    """A cell as a file would hold it; nothing Excel may hand over makes it raise."""
    if raw is None:
        return _EMPTY
    if isinstance(raw, str):
        return Cell(ErrorValue(raw) if raw in _TEXTS else raw)
    if isinstance(raw, bool):
        return Cell(raw)
    if isinstance(raw, int):
        return Cell(_whole(raw))
    if isinstance(raw, (float, Decimal)):
        return _real(float(raw))
    return Cell(serial(raw) if isinstance(raw, date) else str(raw))


def _whole(raw: int) -> float | ErrorValue:
    error = ERRORS.get(raw - _OF_ERROR)
    if error is not None:
        return ErrorValue(error)
    try:
        return float(raw)
    except OverflowError:
        return ErrorValue("#NUM!")


def _real(raw: float) -> Cell:
    return Cell(raw) if raw - raw == 0 else Cell(ErrorValue("#NUM!"))


def serial(day: date) -> float:
    """Excel's number of a day, with the time of day as its fraction."""
    if isinstance(day, datetime):
        return (day.replace(tzinfo=None) - _EPOCH) / _DAY
    return float((day - _EPOCH.date()).days)
