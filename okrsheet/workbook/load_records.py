"""The lines of a table as records of the plan, with a finding for what can't be taken as typed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from okrsheet.core import model
from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding, Place
from okrsheet.core.model import Plan, Quarter
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.contract import letters
from okrsheet.workbook.fields import EMPTY, is_blank, read_field
from okrsheet.workbook.load_grid import Grid, typed_cells

_MAKERS: Final[Mapping[str, Callable[..., object]]] = {
    "objectives": model.Objective,
    "key_results": model.KeyResult,
    "check_ins": model.CheckIn,
    "stages": model.Stage,
    "dependencies": model.Dependency,
    "teams": model.Team,
    "people": model.Person,
    "reviews": model.ReviewLine,
    "log": model.LogLine,
    "reset": model.ResetLine,
    "interviews": model.Interview,
    "agenda": model.AgendaLine,
    "planning": model.PlanningLine,
}
_NEEDED: Final = {"check_ins": "day"}
# What stands for a column that a table made by somebody else may lack.
_NOTHING: Final[Mapping[str, Mapping[str, object]]] = {
    "objectives": {"id": "", "text": ""},
    "key_results": {"id": "", "objective_id": "", "text": ""},
    "check_ins": {"key_result_id": ""},
}


def table_records(book: Workbook, grid: Grid, found: list[Finding]) -> Iterator[tuple[object, int]]:
    """Each record of a table with its sheet row; lines without what they need are left out."""
    needed, nothing = _NEEDED.get(grid.records), _NOTHING.get(grid.records, {})
    make = _MAKERS[grid.records]
    # Most cells of most lines are blank, and a blank cell means the same in every line.
    blank = {c.field: read_field(c, EMPTY, epoch_1904=False).value for c in grid.typed}
    split = any("/" in field for field in blank)
    columns = {grid.columns[c.header]: c for c in grid.typed if c.header in grid.columns}
    for row in grid.body:
        stored = typed_cells(grid.sheet, row, columns)
        if needed and all(is_blank(cell) for _, cell in stored):
            continue
        fields = {**nothing, **blank}
        for column, cell in stored:
            read = read_field(column, cell, epoch_1904=book.epoch_1904)
            fields[column.field] = read.value
            if read.code:
                found.append(at(grid, row, column.field, finding(read.code, read.message)))
        if needed and fields.get(needed) is None:
            found += _lacks_date(grid, row, needed)
            continue
        yield make(**_joined(fields) if split else fields), row


def _lacks_date(grid: Grid, row: int, needed: str) -> Iterator[Finding]:
    """A date that is there and can't be read was found already."""
    column = grid.column_of(needed)
    if column is None or is_blank(grid.sheet.cells.get((row, column), EMPTY)):
        yield at(grid, row, needed, finding("OKR011", "The check-in has no date."))


def at(grid: Grid, row: int, field: str, made: Finding) -> Finding:
    """The finding with its cell; `row` is the sheet's."""
    cell = f"{letters(grid.place_of(field))}{row}"
    return made._replace(sheet=grid.sheet.name, cell=cell, place=Place(grid.records, row, field))


def _joined(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields such as `checkpoints/0` and `checkpoints/1` as one pair."""
    joined: dict[str, object] = {}
    pairs: dict[str, dict[int, object]] = {}
    for name, value in fields.items():
        stem, _, place = name.partition("/")
        if place:
            pairs.setdefault(stem, {})[int(place)] = value
        else:
            joined[name] = value
    for stem, values in pairs.items():
        if stem == "supports":
            named = [str(value or "") for _, value in sorted(values.items())]
            joined[stem] = tuple(named[: max((n for n, v in enumerate(named, 1) if v), default=0)])
        else:
            joined[stem] = (values.get(0), values.get(1))
    return joined


def make_plan(
    quarter: Quarter, facts: Mapping[str, object], records: Mapping[str, tuple[object, ...]]
) -> Plan:
    """A plan from the fields that were read."""
    return Plan(quarter)._replace(**facts, **records)  # type: ignore[arg-type]  # fields match by test
