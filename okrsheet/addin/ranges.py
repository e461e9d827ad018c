"""Ranges that hold more than one thing: check-ins, stages, settings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.addin.arguments import read_cell
from okrsheet.addin.cells import stored
from okrsheet.addin.shapes import Grid
from okrsheet.core.history import SAID, History, Line, reports
from okrsheet.core.model import CheckIn, Stage
from okrsheet.core.policy import SMB, Policy
from okrsheet.ooxml.records import Cell
from okrsheet.workbook.contract import Column, TableSpec
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.sheets import check_ins, milestones

_PAIR: Final = 2
_OF_CHECK_INS: Final = {"day", "key_result_id", *SAID}
_OF_STAGES: Final = {"key_result_id", "text", "weight", "due", "done"}


class Lines(NamedTuple):
    """What a range says about each key result; `told` says why it can't be read.

    Attributes:
        told: what is wrong with the range; "" where nothing is.
        named: whether its lines name key results; where not, all belong to the one asked for.
        by_id: by ID in small letters ("" where no line is named), the lines in their order.
    """

    told: str
    named: bool
    by_id: Mapping[str, Sequence[object]]

    def of(self, key_result_id: str) -> Sequence[object]:
        """The lines of a key result; where none is asked for, of the only one there is."""
        if key_result_id and self.named:
            return self.by_id.get(key_result_id.lower(), ())
        return () if self.ambiguous else next(iter(self.by_id.values()), ())

    @property
    def ambiguous(self) -> bool:
        """Whether one has to say which key result is meant."""
        return len(self.by_id) > 1


NO_LINES: Final = Lines("", named=False, by_id={})


def check_in_lines(name: str, grid: Grid) -> Lines:
    """The check-ins of a range, oldest first; one without a date, or that says nothing, is none."""
    found = _table(name, grid, check_ins.TABLE, _OF_CHECK_INS)
    if isinstance(found, str):
        return Lines(found, named=False, by_id={})
    by_id: dict[str, list[Line]] = {}
    for row, fields in found.rows:
        if fields.get("day") is not None:
            check_in = CheckIn(**{"key_result_id": "", **fields})  # type: ignore[arg-type]  # fields of the record
            if not reports(check_in) or (found.named and not check_in.key_result_id):
                continue
            by_id.setdefault(check_in.key_result_id.lower(), []).append(Line(row, check_in))
    for lines in by_id.values():
        lines.sort(key=lambda line: line.check_in.day)
    return Lines("", found.named, by_id)


def stage_lines(name: str, grid: Grid) -> Lines:
    """The stages of a range."""
    found = _table(name, grid, milestones.TABLE, _OF_STAGES)
    if isinstance(found, str):
        return Lines(found, named=False, by_id={})
    by_id: dict[str, list[Stage]] = {}
    for _, fields in found.rows:
        stage = Stage(**{"key_result_id": "", "text": "", **fields})  # type: ignore[arg-type]  # fields of the record
        if found.named and not stage.key_result_id:
            continue
        by_id.setdefault(stage.key_result_id.lower(), []).append(stage)
    return Lines("", found.named, by_id)


class _Read(NamedTuple):
    """The lines of a range with their place in it, and whether they name key results."""

    named: bool
    rows: Sequence[tuple[int, dict[str, object]]]


def _table(name: str, grid: Grid, spec: TableSpec, fields: set[str]) -> _Read | str:
    columns = {word_of(c.header): c for c in spec.columns if c.field in fields}
    rows = grid.rows()
    heads = [columns.get(word_of(str(cell))) for cell in rows[0]]
    body = rows[1:]
    if not any(heads):
        if grid.width != _PAIR or spec is not check_ins.TABLE:
            return f"{name} has no headers in its first row: {_headers(columns)}."
        heads, body = [columns["date"], columns["value"]], rows
    there = {head.field for head in heads if head}
    needed = {"day", "value"} if spec is check_ins.TABLE else {"done"}
    if needed - there:
        missing = ", ".join(c.header for c in columns.values() if c.field in needed - there)
        return f"{name} has no column {missing}."
    return _Read("key_result_id" in there, list(_lines(heads, body)))


def _headers(columns: Mapping[str, Column]) -> str:
    return ", ".join(column.header for column in columns.values())


def _lines(
    heads: Sequence[Column | None], body: Sequence[Sequence[object]]
) -> Iterator[tuple[int, dict[str, object]]]:
    places = [(place, head) for place, head in enumerate(heads) if head]
    for row, cells in enumerate(body):
        if any(not is_blank(stored(cells[place])) for place, _ in places):
            yield row, {head.field: read_cell(head, cells[place]).value for place, head in places}


def history_of(lines: Lines, stages: Lines, key_result_id: str) -> History:
    """What two ranges say about a key result."""
    told: tuple[Line, ...] = tuple(lines.of(key_result_id))  # type: ignore[arg-type]  # check-ins by construction
    parts: tuple[Stage, ...] = tuple(stages.of(key_result_id))  # type: ignore[arg-type]  # stages by construction
    return History(told, parts)


class Rules(NamedTuple):
    """What the Settings sheet says about the rules; `told` says why it can't be read."""

    told: str
    policy: Policy = SMB
    closed: bool = False


DEFAULT_RULES: Final = Rules("")


def rules_of(name: str, grid: Grid) -> Rules:
    """The settings of a range of two columns: what each line is called, and its value."""
    if grid.width != _PAIR:
        return Rules(f"{name} needs two columns: Setting and Value.")
    from okrsheet.workbook.load_settings import policy_of, setting_values  # noqa: PLC0415  # most do without

    cells: dict[str, Cell] = {}
    for label, value in grid.rows():
        cells.setdefault(word_of(str(label)), stored(value))
    values = setting_values(cells)
    return Rules("", policy_of(values), values.get("plan/closed") == "yes")
