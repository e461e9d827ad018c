"""Which line of a table holds which record of the next quarter.

A record stays in the line it has, so that formulas, comments and notes beside it stay true; a new
one takes an empty line, or one that was emptied, and else one below the table.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Final, NamedTuple

from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.on_demand import is_used

Record = tuple[object, ...]
Key = Callable[[Record], object]


def _named(*fields: str) -> Key:
    def key(record: Record) -> object:
        return tuple(str(getattr(record, field)).casefold() for field in fields)

    return key


_KEYS: Final[Mapping[str, Key]] = {
    "objectives": _named("id"),
    "key_results": _named("id"),
    "stages": _named("key_result_id", "text"),
    "dependencies": _named("key_result_id", "on_team", "what"),
    "teams": _named("name"),
    "people": _named("name"),
    "log": lambda record: record,
}
"""By what a line of the next quarter is the same as one of this quarter."""
_LASTING: Final = frozenset({"objectives", "key_results", "teams", "people"})
_NOTHING: Final = ("", (), (None, None))


class Line(NamedTuple):
    """A line of a table.

    Attributes:
        row: its row of the sheet.
        old: what it holds; None where it holds nothing that can be read.
        new: what it is to hold; None where it is to be empty.
        goes: whether what it is about is over.
    """

    row: int
    old: Record | None
    new: Record | None
    goes: bool


class Lines(NamedTuple):
    """The lines of a table that hold something, before or after, and records for new lines."""

    grid: Grid
    lines: tuple[Line, ...]
    below: tuple[Record, ...]


def is_nothing(record: Record) -> bool:
    """Whether a record says nothing at all."""
    return all(value is None or value is False or value in _NOTHING for value in record)


def quarter_lines(loaded: Loaded, grid: Grid, records: Sequence[Record]) -> Lines:
    """Where the records of the next quarter stand in a table.

    Args:
        loaded: the workbook of this quarter.
        grid: the table as it lies in the file, empty rows at its end included.
        records: what it is to hold; those that say nothing need no line.
    """
    field = grid.records
    held = _held(loaded, field) if field else {}
    wanted = [record for record in records if not is_nothing(record)]
    stays, left = _staying(field, held, wanted)
    used = {row for row in grid.body if row in held or is_used(grid, row)}
    new = {**stays, **dict(zip(_free(grid, field, used, stays), left, strict=False))}
    over = {row for row in used - stays.keys() if _is_ours(grid, row)}
    lines = (_line(row, held.get(row), new.get(row), over) for row in sorted({*used, *new}))
    return Lines(grid, tuple(lines), tuple(left[len(new) - len(stays) :]))


def _free(grid: Grid, field: str, used: Set[int], stays: Collection[int]) -> Iterator[int]:
    """The rows for new records: where people stay with their lines, first those nobody used."""
    if field not in _LASTING:
        return (row for row in grid.body if row not in stays)
    empty = (row for row in grid.body if row not in used)
    return chain(empty, (row for row in sorted(used) if row not in stays))


def _is_ours(grid: Grid, row: int) -> bool:
    """Whether anything is typed in a line but what somebody typed into columns of their own."""
    return not all(is_blank(grid.cell(row, column.header)) for column in grid.typed)


def _held(loaded: Loaded, field: str) -> dict[int, Record]:
    """The records of this quarter that say something, by their rows."""
    rows, records = loaded.rows.get(field, ()), getattr(loaded.plan, field)
    found = zip(rows, records, strict=True)
    return {row: record for row, record in found if not is_nothing(record)}


def _staying(
    field: str, held: Mapping[int, Record], wanted: Sequence[Record]
) -> tuple[dict[int, Record], list[Record]]:
    """The records that stay in their lines, and the others in their order."""
    key = _KEYS.get(field)
    rows: dict[object, list[int]] = {}
    for row, record in held.items() if key else ():
        rows.setdefault(key(record) if key else row, []).append(row)
    stays: dict[int, Record] = {}
    left = []
    for record in wanted:
        same = rows.get(key(record)) if key else None
        if same:
            stays[same.pop(0)] = record
        else:
            left.append(record)
    return stays, left


def _line(row: int, old: Record | None, new: Record | None, over: Collection[int]) -> Line:
    """A line; a key result whose text is gone has gone, though its place is kept for the next."""
    emptied = bool(getattr(old, "text", "")) and not getattr(new, "text", "")
    return Line(row, old, new, row in over or emptied)


def all_lines(loaded: Loaded, grids: Mapping[str, Grid], plan: object) -> Iterator[Lines]:
    """The lines of every table people type into, for the plan of the next quarter.

    What is on record of this quarter is no part of a plan: such lines are emptied.
    """
    for grid in grids.values():
        if grid.records:
            yield quarter_lines(loaded, grid, getattr(plan, grid.records))
        elif grid.spec.on_demand:
            yield quarter_lines(loaded, grid, ())
