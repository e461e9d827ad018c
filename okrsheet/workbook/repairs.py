"""The repairs of `okrsheet doctor`: one function for each kind of finding that has just one.

A repair is only offered where it can't be wrong; everything else is left to a person.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from okrsheet.core.findings import Finding
from okrsheet.core.model import KeyResult, Objective
from okrsheet.core.refresh_codes import FORMULA_CHANGED
from okrsheet.ooxml.records import CellValue, ErrorValue
from okrsheet.workbook.ailments import CellRepair, Patient, typed
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.fields import NUMERIC, WORDS, trimmed
from okrsheet.workbook.sheets.lists import WORD_LISTS
from okrsheet.workbook.sheets.settings import SETTINGS
from okrsheet.workbook.typed_text import day_in, number_in
from okrsheet.workbook.view import serial

_ALIKE: Final = 0.8
_NUMBERS: Final = NUMERIC | {Kind.SCORE, Kind.SHARE}
_NOT_IN_IDS: Final = re.compile(r"[\W_]+")
_OWN_WORDS: Final = {words.name: words.words for words in WORD_LISTS}


def _shown(value: CellValue) -> str:
    if isinstance(value, ErrorValue):
        return value.text
    return f"{value:g}" if isinstance(value, float) else repr(value)


def formula(patient: Patient, finding: Finding) -> CellRepair | None:
    """Our formula back into a computed cell, with the value it shows."""
    computed = patient.computed.get((finding.sheet, finding.cell))
    if computed is None:
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
    if column is None or not isinstance(value, str) or patient.cell(finding).formula is not None:
        return None
    return _number_or_day(patient, finding, column.kind, value)


def _number_or_day(patient: Patient, finding: Finding, kind: Kind, text: str) -> CellRepair | None:
    if kind is Kind.DATE:
        day = day_in(text, patient.locale)
        return typed(finding, serial(day), _becomes(text, day.isoformat())) if day else None
    number = number_in(text, patient.locale) if kind in _NUMBERS else None
    return None if number is None else typed(finding, number, _becomes(text, f"{number:g}"))


def _becomes(old: str, new: str) -> str:
    return f"{old!r} becomes {new}"


def word(patient: Patient, finding: Finding) -> CellRepair | None:
    """The word on the list that a typed one is closest to, where only one is close."""
    column, value = patient.column(finding), patient.cell(finding).value
    if column is None or isinstance(value, ErrorValue) or value is None:
        return None
    if column.choices:
        offered = _OWN_WORDS.get(column.choices) or tuple(map(str, WORDS[column.choices]))
    else:
        offered = ("Yes", "No")
    return _closest(finding, value, offered)


def _closest(finding: Finding, value: CellValue, offered: Iterable[str]) -> CellRepair | None:
    if isinstance(value, bool):
        value = "Yes" if value else "No"
    by_form = {_plain(text): text for text in offered}
    close = get_close_matches(_plain(str(value)), by_form, n=2, cutoff=_ALIKE)
    if len(close) != 1 or (found := by_form[close[0]]) == value:
        return None
    return typed(finding, found, _becomes(str(value), found))


def _plain(text: str) -> str:
    """A text by what people read: one kind of letters, no capitals, no invisible signs."""
    seen = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )
    return trimmed(seen.replace("\u00a0", " ")).casefold()


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
        return _closest(finding, value, _OWN_WORDS[found.choices])
    return _number_or_day(patient, finding, found.kind, value) if isinstance(value, str) else None


def link(patient: Patient, finding: Finding) -> CellRepair | None:
    """The ID that differs from a typed one only in signs nobody means."""
    value = patient.cell(finding).value
    records = "key_results" if finding.code == "OKR018" else "objectives"
    if not isinstance(value, (str, float)) or patient.cell(finding).formula is not None:
        return None
    text = f"{value:.15g}" if isinstance(value, float) else value
    lines = getattr(patient.plan, records, ())
    ids = [str(each.id) for each in lines if each.text and each.id]
    alike = {each for each in ids if _bare(each) == _bare(text)}
    if len(alike) != 1 or not _bare(text):
        return None
    (found,) = alike
    return typed(finding, found, _becomes(text, found))


def _bare(text: str) -> str:
    return _NOT_IN_IDS.sub("", _plain(text))


def identity(patient: Patient, finding: Finding) -> CellRepair | None:
    """An ID for a line that has none, or that took another line's."""
    record, place = patient.record(finding.place), finding.place
    if place is None or not isinstance(record, (KeyResult, Objective)):
        return None
    lines = getattr(patient.plan, place.records)
    first = next((each for each in lines if each.text and each.id == record.id), record)
    # A line written twice in the same words is for a person to delete.
    if record.id and first.text.casefold() == record.text.casefold():
        return None
    stem = record.objective_id or "KR" if isinstance(record, KeyResult) else "O"
    made = _free(f"{stem}." if isinstance(record, KeyResult) else stem, patient.taken)
    patient.taken.add(made.casefold())
    told = f"this line gets the ID {made}"
    return typed(finding, made, told + (f", {record.id} is another's" if record.id else ""))


def _free(stem: str, taken: set[str]) -> str:
    number = 1
    while f"{stem}{number}".casefold() in taken:
        number += 1
    return f"{stem}{number}"


REPAIRS: Final[Mapping[str, Callable[[Patient, Finding], CellRepair | None]]] = {
    "OKR010": number_or_day,
    "OKR011": number_or_day,
    "OKR014": formula,
    "OKR015": word,
    "OKR016": identity,
    "OKR017": identity,
    "OKR018": link,
    "OKR019": link,
    "OKR029": setting,
    FORMULA_CHANGED: formula,
}
