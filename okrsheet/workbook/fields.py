"""One typed cell to one field of a record, and the finding where it can't be.

Everything here follows the kind of a column; no cell makes it raise.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.history import TOO_LARGE
from okrsheet.core.model import UNREADABLE
from okrsheet.core.words import (
    Carry,
    Choice,
    Commitment,
    Decision,
    Frequency,
    Level,
    LogKind,
    Match,
    Rag,
    Type,
)
from okrsheet.ooxml.cells import one_kind_of_break
from okrsheet.ooxml.records import Cell, ErrorValue
from okrsheet.workbook.contract import Column, Kind

WORDS: Final[Mapping[str, type[StrEnum]]] = {
    "okr_levels": Level,
    "okr_types": Type,
    "okr_commitments": Commitment,
    "okr_frequencies": Frequency,
    "okr_owner_rags": Rag,
    "okr_decisions": Decision,
    "okr_carries": Carry,
    "okr_log_kinds": LogKind,
    "okr_matches": Match,
    "okr_choices": Choice,
}
_AS_TEXT: Final = frozenset({"okr_carries", "okr_log_kinds"})
_OWNER_WORDS: Final = frozenset({Rag.GREEN, Rag.YELLOW, Rag.RED})
NUMERIC: Final = (Kind.METRIC, Kind.NUMBER, Kind.WHOLE)
_FIRST_DATE: Final = 60
_DAY_AFTER_LAST: Final = 2_958_466
_EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


class Read(NamedTuple):
    """What a cell gives: the field's value, and the code and sentence of a finding, if any."""

    value: object
    code: str = ""
    message: str = ""


EMPTY: Final = Cell(None)


def trimmed(text: str) -> str:
    """A text without the blanks that Excel's TRIM drops: at the ends, and doubled ones inside."""
    if "  " in text:
        return " ".join(part for part in text.split(" ") if part)
    return text.strip(" ")


def is_blank(cell: Cell) -> bool:
    """Whether nothing is to be seen in a cell."""
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip(" "))


def read_field(column: Column, cell: Cell, *, epoch_1904: bool) -> Read:
    """The value a typed cell gives its field."""
    if cell.formula is not None and cell.value is None:
        return Read(_missing(column), "OKR013", f"{column.header} holds a formula without a value.")
    if isinstance(cell.value, ErrorValue):
        return Read(_unknown(column), "OKR012", f"{column.header} shows {cell.value.text}.")
    if is_blank(cell):
        return Read(_missing(column))
    return _filled(column, cell, epoch_1904=epoch_1904)


def _filled(column: Column, cell: Cell, *, epoch_1904: bool) -> Read:
    if column.field == "value":
        return _check_in_value(column, cell)
    if column.kind is Kind.DATE:
        return _date(column, cell, epoch_1904=epoch_1904)
    if column.kind in NUMERIC:
        return _number(column, cell)
    if column.choices == "okr_yes_no" or column.choices in WORDS:
        return _word(column, cell) if column.choices in WORDS else _yes_no(column, cell)
    shown = _text(cell, exact=column.kind is Kind.ID)
    # What a text is judged by is kept in a cell, and we write no others than these.
    return Read(one_kind_of_break(shown) if column.field == "text" else shown)


def _missing(column: Column) -> object:
    if column.choices in _AS_TEXT:
        return ""
    if column.field in ("number_one", "director"):
        return False
    typed = column.kind in NUMERIC or column.kind is Kind.DATE
    return None if typed or column.choices in WORDS or column.choices == "okr_yes_no" else ""


def _unknown(column: Column) -> object:
    return (
        UNREADABLE if column.kind in NUMERIC and column.field != "confidence" else _missing(column)
    )


def _text(cell: Cell, *, exact: bool = False) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value) if exact else trimmed(str(value))


def _number(column: Column, cell: Cell) -> Read:
    if isinstance(cell.value, float):
        return _in_range(column, cell.value)
    shown = _text(cell)
    return Read(_unknown(column), "OKR010", f"{column.header} holds {shown!r}, not a number.")


def _in_range(column: Column, value: float) -> Read:
    if abs(value) < TOO_LARGE:
        return Read(value)
    return Read(value, "OKR010", f"{column.header} holds {value:g}, too large to compute with.")


def _check_in_value(column: Column, cell: Cell) -> Read:
    if isinstance(cell.value, bool):
        return Read(cell.value)
    if isinstance(cell.value, float):
        return _in_range(column, cell.value)
    word = trimmed(str(cell.value)).casefold()
    if word in ("yes", "no"):
        return Read(word == "yes")
    return Read(UNREADABLE, "OKR010", f"{column.header} holds {_text(cell)!r}, not a number.")


def _yes_no(column: Column, cell: Cell) -> Read:
    word = _text(cell).casefold()
    if word in ("yes", "no"):
        return Read(word == "yes")
    shown = _text(cell)
    return Read(_missing(column), "OKR015", f"{column.header} holds {shown!r}, not Yes or No.")


def _word(column: Column, cell: Cell) -> Read:
    shown = _text(cell)
    for word in WORDS[column.choices]:
        offered = column.choices != "okr_owner_rags" or word in _OWNER_WORDS
        if offered and word.casefold() == shown.casefold():
            return Read(str(word) if column.choices in _AS_TEXT else word)
    message = f"{column.header} holds {shown!r}, which is not on the list."
    return Read(_missing(column), "OKR015", message)


def day_of(serial: float, *, epoch_1904: bool) -> date | None:
    """The day of a stored number; None where it can't be one."""
    first = 0 if epoch_1904 else _FIRST_DATE
    if not first < serial < _DAY_AFTER_LAST:
        return None
    return _EPOCHS[epoch_1904] + timedelta(days=int(serial))


def _date(column: Column, cell: Cell, *, epoch_1904: bool) -> Read:
    if isinstance(cell.value, float):
        day = day_of(cell.value, epoch_1904=epoch_1904)
        if day is not None:
            return Read(day)
        never = int(cell.value) == _FIRST_DATE and not epoch_1904
        told = "which would be 29 February 1900, a day that never was" if never else "not a day"
        return Read(None, "OKR011", f"{column.header} holds {_text(cell)}, {told}.")
    return Read(None, "OKR011", f"{column.header} holds {_text(cell)!r}, not a date.")
