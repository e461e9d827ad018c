"""The next check-ins, offered: lines of Check-ins with a day and a key result, to be filled in.

A line keeps what it was offered for in a hidden cell. As long as nobody typed anything into it, it
may be moved to another week or key result; whatever somebody touched is theirs.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.due import first_day, open_in_week
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, count_of
from okrsheet.core.history import reports
from okrsheet.core.model import CheckIn
from okrsheet.core.quarter import week_of
from okrsheet.core.refresh_codes import NOT_OFFERED
from okrsheet.ooxml.changes import EMPTY, CellChange, Changes
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.records import Workbook
from okrsheet.ooxml.refusals import ChangeRefused
from okrsheet.workbook.check_in_lines import Entry, line_changes
from okrsheet.workbook.fields import EMPTY as NO_CELL
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.line_heights import line_heights
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.sheets.check_ins import TABLE

_OFFERED: Final = ("day", "key_result_id", "mark")


class Offer(NamedTuple):
    """A line that was offered and that nobody has touched: its place in the plan, and its row."""

    place: int
    row: int


class Offering(NamedTuple):
    """A workbook with the lines of this week.

    Attributes:
        data: the whole file; the same bytes where nothing was to change.
        lines: those that are new or were moved, as they stand there.
        cleared: how many lines nobody needs any more.
        findings: why none could be offered.
    """

    data: bytes
    lines: tuple[CheckIn, ...] = ()
    cleared: int = 0
    findings: tuple[Finding, ...] = ()


class _Plan(NamedTuple):
    """What is to be done: lines to write, and offers to clear."""

    entries: tuple[Entry, ...]
    cleared: tuple[Offer, ...]


def offers(loaded: Loaded) -> Iterator[Offer]:
    """The lines that were offered and that still say nothing else."""
    grid = loaded.tables.get(TABLE.name)
    if grid is None or loaded.plan is None:
        return
    rows = loaded.rows.get(grid.records, ())
    for place, (line, row) in enumerate(zip(loaded.plan.check_ins, rows, strict=True)):
        if not reports(line) and line.mark == _mark(line) and _is_untouched(grid, row):
            yield Offer(place, row)


class Prepared:
    """The offered lines of a workbook, each of which one report may fill."""

    def __init__(self, loaded: Loaded) -> None:
        """All that nobody has touched."""
        self._policy = loaded.policy
        self._lines = [
            (loaded.plan.check_ins[each.place], each.place)
            for each in offers(loaded)
            if loaded.plan is not None
        ]

    def place_for(self, line: CheckIn) -> int | None:
        """The place, in the plan, of the line that a report fills; None where none waits for it.

        A report that is too old to count for the week of an offer leaves it as it is.
        """
        for each in self._lines:
            there, place = each
            named = there.key_result_id.lower() == line.key_result_id.lower()
            if named and line.day >= first_day(there.day, self._policy):
                self._lines.remove(each)
                return place
        return None


def with_offers(data: bytes, book: Workbook, loaded: Loaded, found: Figures) -> Offering:
    """The workbook with one line for each key result that is due this week and was not reported.

    Args:
        data: the whole file.
        book: what it holds.
        loaded: our tables in it.
        found: the figures of its plan.

    Raises:
        OkrsheetFileError: the result would not be right.
    """
    grid = loaded.tables.get(TABLE.name)
    if grid is None or any(grid.column_of(field) is None for field in _OFFERED):
        return Offering(data)
    made = _planned(loaded, found)
    if not made.entries and not made.cleared:
        return Offering(data)
    changes = line_changes(book, loaded, made.entries)
    try:
        changed = patch(data, _and_cleared(changes, grid, made.cleared), book.name)
    except ChangeRefused as refused:
        return Offering(data, findings=(_not_offered(grid, len(made.entries), refused),))
    heights = line_heights(book, loaded, made.entries)
    lines = tuple(entry.line for entry in made.entries)
    return Offering(patch(changed, Changes(heights=heights), book.name), lines, len(made.cleared))


def _planned(loaded: Loaded, found: Figures) -> _Plan:
    week, plan = week_of(found.as_of), found.plan
    due = {figure.key_result.id.lower(): figure.key_result.id for figure in open_in_week(found)}
    wanted = dict(due)
    for line in plan.check_ins:
        if week_of(line.day) == week and not reports(line):
            wanted.pop(line.key_result_id.lower(), None)
    free = [each for each in offers(loaded) if not _stands(plan.check_ins[each.place], found, due)]
    lines = [_offered(CheckIn(found.as_of, name)) for name in wanted.values()]
    places = [each.place for each in free[: len(lines)]]
    entries = [Entry(line, place) for line, place in zip(lines, places, strict=False)]
    entries += [Entry(line) for line in lines[len(places) :]]
    return _Plan(tuple(entries), tuple(free[len(lines) :]))


def _stands(line: CheckIn, found: Figures, due: dict[str, str]) -> bool:
    """Whether an offer is for this week and still needed."""
    return week_of(line.day) == week_of(found.as_of) and line.key_result_id.lower() in due


def _offered(line: CheckIn) -> CheckIn:
    return line._replace(mark=_mark(line))


def _mark(line: CheckIn) -> str:
    return f"{line.day} {line.key_result_id}"


def _is_untouched(grid: Grid, row: int) -> bool:
    """Whether nothing stands in a line but formulas and what it was offered with."""
    ours = {grid.column_of(field) for field in _OFFERED}
    for number in range(grid.table.first_column, grid.table.last_column + 1):
        cell = grid.sheet.cells.get((row, number), NO_CELL)
        if number not in ours and cell.formula is None and not is_blank(cell):
            return False
    return True


def _and_cleared(changes: Changes, grid: Grid, cleared: Sequence[Offer]) -> Changes:
    columns = [grid.place_of(field) for field in _OFFERED]
    gone: dict[tuple[int, int], CellChange] = {
        (each.row, column): EMPTY for each in cleared for column in columns
    }
    held = changes.cells.get(grid.sheet.name, {})
    return changes._replace(cells={grid.sheet.name: {**held, **gone}})


def _not_offered(grid: Grid, lines: int, refused: ChangeRefused) -> Finding:
    message = f"{count_of(lines, 'check-in')} of this week could not be prepared: {refused.what}."
    return finding(NOT_OFFERED, message)._replace(
        sheet=grid.sheet.name, cell=grid.header_cell(grid.table.first_column)
    )
