"""Findings: what is wrong in a workbook, where, and the way out.

What people type never raises; it comes back as findings, all of them. Every code is
declared once, in `okrsheet.core.codes`.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.printable import printable


def count_of(number: int, thing: str) -> str:
    """A number with its thing, in the plural where there is not just one."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


class Severity(StrEnum):
    """How much a finding matters: a figure is wrong or missing, may mislead, or could be better."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Code(NamedTuple):
    """A kind of finding: what it means and what to do about it."""

    code: str
    severity: Severity
    title: str
    why: str
    way_out: str


SETTINGS: Final = "settings"
"""The records of a `Place` whose field is the name of a setting."""


class Place(NamedTuple):
    """A cell by meaning: the record's field in the plan, its row (0-based), the record's field."""

    records: str
    row: int
    field: str


class Finding(NamedTuple):
    """One thing to look at. `cell` is an address such as F12, "" for the whole sheet or book."""

    code: str
    severity: Severity
    message: str
    way_out: str
    ids: tuple[str, ...] = ()
    place: Place | None = None
    sheet: str = ""
    cell: str = ""

    @property
    def where(self) -> str:
        """Sheet and cell, as one writes them."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or "Workbook"

    def __str__(self) -> str:
        """One line; what the workbook says in it can't steer a terminal."""
        told = f"{self.where}: {self.severity} {self.code}: {self.message} {self.way_out}"
        return printable(told)


ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
