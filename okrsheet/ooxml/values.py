"""What the text stored in a cell means, by the type the cell declares."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Final

from okrsheet.ooxml.dates import serial_of
from okrsheet.ooxml.markup import unescape, whole_number
from okrsheet.ooxml.records import CellValue, ErrorValue

PLAIN: Final = "<is>"
"""The type of a cell whose text stands in it, unescaped already; no file declares it."""

_TEXT_KINDS = frozenset({"str", "inlineStr", PLAIN})
_BOOLEANS = {"0": False, "1": True, "false": False, "true": True}


class Values:
    """Turns stored texts into values; numbers are as near as a float can be."""

    def __init__(self, texts: Sequence[str], *, epoch_1904: bool) -> None:
        self._texts = texts
        self._epoch_1904 = epoch_1904
        self._readers: dict[str, Callable[[str], CellValue]] = {
            "n": _number,
            "s": self._shared_text,
            "str": unescape,
            "inlineStr": unescape,
            PLAIN: str,
            "b": _boolean,
            "e": _error,
            "d": self._day,
        }

    def value(self, kind: str, raw: str) -> CellValue:
        """The value of a stored text; None where nothing is stored.

        Raises:
            KeyError: There is no such type, or the text is neither true nor false.
            IndexError: The text table is shorter.
            ValueError: The text is no number.
        """
        if kind not in _TEXT_KINDS and not raw.strip():
            return None
        return self._readers[kind](raw)

    def _shared_text(self, raw: str) -> str:
        return self._texts[whole_number(raw)]

    def _day(self, raw: str) -> CellValue:
        try:
            return serial_of(raw.strip(), epoch_1904=self._epoch_1904)
        except ValueError:
            return raw


def _number(raw: str) -> CellValue:
    # float() takes more than a workbook may hold: 1_000, and digits of other scripts.
    if "_" in raw or not raw.isascii():
        raise ValueError(raw)
    number = float(raw)
    return number if isfinite(number) else ErrorValue("#NUM!")


def _boolean(raw: str) -> bool:
    return _BOOLEANS[raw.strip()]


def _error(raw: str) -> ErrorValue:
    return ErrorValue(raw.strip())
