"""IDs: the one a link was meant to name, and a new one for a line that has none."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from okrsheet.core.findings import Finding
from okrsheet.core.model import KeyResult, Objective, Plan
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.ailments import CellRepair, Patient, becomes, typed
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.load_grid import stored_rows
from okrsheet.workbook.typed_text import narrow

_PIECE: Final = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d) (?=\d)")
_SAYS_MORE: Final = re.compile(r"[?;/&\n]|, ")
_TOKEN: Final = re.compile(r"\w+(?:[.-]\w+)*")


def link(patient: Patient, finding: Finding) -> CellRepair | None:
    """The ID that differs from a typed one only in signs nobody means."""
    value = patient.cell(finding).value
    if not isinstance(value, str) or patient.plan is None:
        return None
    records = "key_results" if finding.code == "OKR018" else "objectives"
    lines = [each for each in getattr(patient.plan, records) if each.id]
    form = _bare(value)
    alike = {each.id for each in lines if form and _bare(each.id) == form}
    written = {each.id for each in lines if each.text}
    if len(alike) != 1 or not alike <= written:
        return None
    (found,) = alike
    return typed(finding, found, becomes(value, found))


def _bare(text: str) -> str:
    """An ID without what separates its pieces, but for a dot between two numbers.

    1.11 and 11.1 are two IDs, c1-1 and C 1.1 are one. "" for what may name more than one ID, or
    holds signs that mean something.
    """
    shown = "".join(sign for sign in narrow(text) if unicodedata.category(sign) != "Cf")
    if _SAYS_MORE.search(shown) or any(unicodedata.category(sign)[0] in "SM" for sign in shown):
        return ""
    apart = " ".join(_PIECE.findall(shown.casefold()))
    return _BETWEEN_DIGITS.sub(".", apart).replace(" ", "")


def identity(patient: Patient, finding: Finding) -> CellRepair | None:
    """An ID for a line that has none; it has to be clear what it belongs to."""
    record = patient.record(finding.place)
    if patient.plan is None or not is_blank(patient.cell(finding)):
        return None
    stem = _stem(patient.plan, record)
    if not stem:
        return None
    made = _free(stem, patient.taken)
    patient.taken.add(made.casefold())
    return typed(finding, made, f"this line gets the ID {made}")


def _stem(plan: Plan, record: object) -> str:
    if isinstance(record, Objective):
        return "O"
    if not isinstance(record, KeyResult) or not record.objective_id:
        return ""
    key = record.objective_id.casefold()
    return next((f"{o.id}." for o in plan.objectives if o.text and o.id.casefold() == key), "")


def _free(stem: str, taken: set[str]) -> str:
    number = 1
    while f"{stem}{number}".casefold() in taken:
        number += 1
    return f"{stem}{number}"


def named_in(book: Workbook) -> set[str]:
    """All that might be an ID in a workbook, in small letters.

    What once had an ID may be deleted while reports, reviews or notes still name it; who got that
    ID next would get those too.
    """
    texts = set(_texts(book))
    return {token for text in texts for token in (text, *_TOKEN.findall(text))}


def _texts(book: Workbook) -> Iterator[str]:
    for sheet in book.sheets.values():
        for _, _, cells in stored_rows(sheet):
            for cell in cells:
                if isinstance(cell.value, str):
                    yield cell.value.strip().casefold()
                elif isinstance(cell.value, float) and cell.formula is None:
                    yield f"{cell.value:.15g}"
