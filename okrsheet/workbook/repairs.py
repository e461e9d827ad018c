"""The repairs of `okrsheet doctor`: one function for each kind of finding that has just one.

A repair is only offered where it can't be wrong; everything else is left to a person.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from okrsheet.core.findings import Finding
from okrsheet.core.refresh_codes import FORMULA_CHANGED
from okrsheet.ooxml.markup import area
from okrsheet.ooxml.records import CellValue, ErrorValue
from okrsheet.workbook.ailments import CellRepair, Patient, becomes, typed
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.fields import EMPTY, NUMERIC, WORDS
from okrsheet.workbook.formula_references import resolves
from okrsheet.workbook.id_repairs import identity, link
from okrsheet.workbook.near_words import meant
from okrsheet.workbook.shares import is_fraction
from okrsheet.workbook.sheets.lists import WORD_LISTS
from okrsheet.workbook.sheets.settings import SETTINGS
from okrsheet.workbook.typed_text import day_in, is_share, number_in
from okrsheet.workbook.view import serial

_OF_ONE: Final = frozenset({Kind.SCORE, Kind.SHARE})
_NUMBERS: Final = {*NUMERIC, *_OF_ONE}
_SAID: Final = {True: ("Yes", "TRUE"), False: ("No", "FALSE")}
"""What a logical value stands for, and how Excel shows it."""
_OWN_WORDS: Final = {words.name: words.words for words in WORD_LISTS}


def _shown(value: CellValue) -> str:
    if isinstance(value, ErrorValue):
        return value.text
    return f"{value:g}" if isinstance(value, float) else repr(value)


def formula(patient: Patient, finding: Finding) -> CellRepair | None:
    """Our formula back into a computed cell, with the value it shows.

    Only where everything it names is there: with a reference that leads nowhere, Excel calls the
    whole file damaged. A cell whose formula stands in another one is not ours to part from it.
    """
    computed = patient.computed.get((finding.sheet, finding.cell))
    if computed is None or not computed.formula or computed.cell.formula == "":
        return None
    if not resolves(computed.formula, patient.book):
        return None
    held = computed.cell
    gone = "a blank cell" if held.value is None else _shown(held.value)
    told = "another formula" if held.formula is not None else gone
    line = f"{finding.where}: the formula of {computed.label or 'this cell'} is back ({told} gone)"
    return CellRepair(
        computed.sheet, computed.row, computed.column, computed.value, computed.formula, line
    )


def number_or_day(patient: Patient, finding: Finding) -> CellRepair | None:
    """The number or the day that a text stands for."""
    column, value = patient.column(finding), patient.cell(finding).value
    if column is None or not isinstance(value, str):
        return None
    return _number_or_day(patient, finding, column.kind, value)


def _number_or_day(patient: Patient, finding: Finding, kind: Kind, text: str) -> CellRepair | None:
    if kind is Kind.DATE:
        day = day_in(text, patient.locale)
        return typed(finding, serial(day), becomes(text, day.isoformat())) if day else None
    number = number_in(text, patient.locale) if kind in _NUMBERS else None
    if number is None or (is_share(text) and not _takes_shares(patient, finding, kind)):
        return None
    return typed(finding, number, becomes(text, f"{number:g}"))


def _takes_shares(patient: Patient, finding: Finding, kind: Kind) -> bool:
    return kind in _OF_ONE or (kind is Kind.METRIC and is_fraction(patient, finding))


def word(patient: Patient, finding: Finding) -> CellRepair | None:
    """The word on the list that was meant, where only one can be."""
    column = patient.column(finding)
    return None if column is None else _word(patient, finding, column.choices or "okr_yes_no")


def _word(patient: Patient, finding: Finding, choices: str) -> CellRepair | None:
    value = patient.cell(finding).value
    if not isinstance(value, (str, bool)):
        return None
    said, shown = _SAID[value] if isinstance(value, bool) else (value, value)
    ours = _OWN_WORDS.get(choices) or tuple(map(str, WORDS[choices]))
    found = meant(said, dict.fromkeys((*ours, *_listed(patient, choices))))
    if found not in ours or found == value:
        return None
    return typed(finding, found, becomes(shown, found))


def _listed(patient: Patient, choices: str) -> Iterator[str]:
    """The words of a drop-down in this file; people may have added some, and mean them."""
    title, _, reference = patient.book.names.get(choices, "").replace("$", "").rpartition("!")
    sheet = patient.book.sheets.get(title.strip("'"))
    try:
        first, column, last, _ = area(reference)
    except ValueError:
        return
    for row in range(first, min(last, sheet.last_row) + 1) if sheet else ():
        value = sheet.cells.get((row, column), EMPTY).value if sheet else None
        if isinstance(value, str):
            yield value


def setting(patient: Patient, finding: Finding) -> CellRepair | None:
    """A setting as it was meant."""
    grid, value = patient.grid(finding), patient.cell(finding).value
    if grid is None or not isinstance(value, (str, bool)):
        return None
    row = int(re.sub(r"\D", "", finding.cell))
    label = str(grid.cell(row, "Setting").value).strip()
    found = next((each for each in SETTINGS if each.label == label), None)
    if found is None:
        return None
    if found.choices:
        return _word(patient, finding, found.choices)
    return _number_or_day(patient, finding, found.kind, value) if isinstance(value, str) else None


def share(patient: Patient, finding: Finding) -> CellRepair | None:
    """The share of one that a whole number stands for."""
    value = patient.cell(finding).value
    if not isinstance(value, float):
        return None
    return typed(finding, value / 100, f"{value:.10g} becomes {value / 100:.10g} ({value:.10g} %)")


REPAIRS: Final[Mapping[str, Callable[[Patient, Finding], CellRepair | None]]] = {
    "OKR010": number_or_day,
    "OKR011": number_or_day,
    "OKR014": formula,
    "OKR015": word,
    "OKR016": identity,
    "OKR018": link,
    "OKR019": link,
    "OKR029": setting,
    "OKR068": share,
    FORMULA_CHANGED: formula,
}


def repair_of(patient: Patient, finding: Finding) -> CellRepair | None:
    """The one repair of what was found; None where a person has to decide.

    What a formula shows is never typed over, and a finding that names another column than its cell
    stands in, because the right one is gone, is left alone.
    """
    make = REPAIRS.get(finding.code)
    if make is None or not finding.cell:
        return None
    if make is formula:
        return formula(patient, finding)
    column = patient.column(finding)
    if column is None or patient.cell(finding).formula is not None:
        return None
    is_here = finding.place is None or finding.place.field == column.field
    return make(patient, finding) if is_here else None
