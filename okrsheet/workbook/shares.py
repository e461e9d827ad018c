"""Whether 62 % typed as text is 0.62, or 62 in a key result that counts its percentages to 100."""

from collections.abc import Iterator

from okrsheet.core.findings import Finding
from okrsheet.core.model import KeyResult
from okrsheet.ooxml.markup import position
from okrsheet.ooxml.records import CellValue
from okrsheet.workbook.ailments import Patient
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.fields import EMPTY, trimmed
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.typed_text import number_in


def is_fraction(patient: Patient, finding: Finding) -> bool:
    """Whether a cell belongs to a key result in % whose numbers all lie between -1 and 1."""
    kr = _key_result(patient, finding)
    if kr is None or not kr.id or "%" not in kr.unit:
        return False
    key = kr.id.casefold()
    if key not in patient.fractions:
        patient.fractions[key] = all(abs(each) <= 1 for each in _numbers(patient, key))
    return patient.fractions[key]


def _key_result(patient: Patient, finding: Finding) -> KeyResult | None:
    grid = patient.grid(finding)
    if grid is None or patient.plan is None:
        return None
    row = position(finding.cell)[0]
    if grid.records == "key_results":
        rows = patient.loaded.rows[grid.records]
        return patient.plan.key_results[rows.index(row)] if row in rows else None
    if grid.records != "check_ins":
        return None
    named = _id(grid, "key_result_id", row)
    lines = (kr for kr in patient.plan.key_results if kr.text)
    return next((kr for kr in lines if kr.id.casefold() == named), None)


def _numbers(patient: Patient, key: str) -> Iterator[float]:
    """All that is typed for a key result, in its definition and its check-ins."""
    fields = {"key_results": "id", "check_ins": "key_result_id"}
    for grid in patient.loaded.tables.values():
        if grid.records not in fields:
            continue
        metrics = [column.header for column in grid.typed if column.kind is Kind.METRIC]
        rows = (row for row in grid.body if _id(grid, fields[grid.records], row) == key)
        for row in rows:
            for header in metrics:
                yield from _number(grid.cell(row, header).value, patient.locale)


def _number(value: CellValue, locale: str) -> Iterator[float]:
    number = number_in(value, locale) if isinstance(value, str) else value
    if isinstance(number, float):
        yield number


def _id(grid: Grid, field: str, row: int) -> str:
    column = grid.column_of(field)
    value = grid.sheet.cells.get((row, column), EMPTY).value if column else None
    shown = f"{value:.15g}" if isinstance(value, float) else str(value or "")
    return trimmed(shown).casefold()
