"""A workbook built anew from the template of now, with all that is typed in an old one."""

from collections.abc import Iterator
from datetime import date, datetime

from okrsheet.core.figures import figures
from okrsheet.core.reset_words import listed
from okrsheet.ooxml.changes import Changes, Content
from okrsheet.ooxml.markup import position
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell, CellValue, ErrorValue
from okrsheet.workbook.contract import letters
from okrsheet.workbook.earlier import checksums
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.keep_refusals import MACROS, NOT_ALL_READ, NotKept
from okrsheet.workbook.layout import SHEET_ORDER
from okrsheet.workbook.load import Grid, Loaded, read_plan
from okrsheet.workbook.load_picked import PICK, TREND_SHEET
from okrsheet.workbook.on_demand import Filling, filled, grid_of, new_rows
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.scorecard_lines import scorecard_lines
from okrsheet.workbook.scorecard_record import UNREADABLE, is_filled
from okrsheet.workbook.sheets import start
from okrsheet.workbook.sheets.scorecard import SCORECARD
from okrsheet.workbook.sheets.settings import SETTINGS
from okrsheet.workbook.sheets.settings import TABLE as SETTINGS_TABLE
from okrsheet.workbook.upgrade import Old, Upgraded, refuse_other_reading, with_settings
from okrsheet.workbook.upgrade_sheets import cells_of_theirs, parts_of_theirs, typed_pick
from okrsheet.workbook.view import View

_MOST = 8
_SETTING_UNREAD = "OKR029"


def rebuilt(data: bytes, name: str, today: date, stamp: datetime) -> Upgraded:
    """A new workbook with everything typed in this one.

    Args:
        data: the whole file.
        name: the file, for messages.
        today: the day of the figures, where Settings names none.
        stamp: the time written into the new file.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        NotKept: it has macros, or something typed would not stand in the new one.
        OkrsheetFileError: the file can't be read.
    """
    if name.lower().endswith(".xlsm"):
        raise NotKept(name, MACROS)
    data, told = with_settings(data, name, today, stamp)
    old = Old(data, name, today, stamp)
    made = _with_record(old)
    pick = typed_pick(old.book.sheets.get(TREND_SHEET), position(PICK))
    if pick is not None:
        cells = {TREND_SHEET: {position(PICK): Content(pick.value, over_formula=True)}}
        made = patch(made, Changes(cells, recalculate=True), name)
    shown = [*_on_demand_in_sight(old.loaded)]
    if shown:
        made = patch(made, Changes(show=(start.SHEET, *shown)), name)
    done = refreshed(made, name, today)
    loaded = read_plan(parse_workbook(done.data, name))
    refuse_other_reading(loaded, old.loaded, name)
    _refuse_lost(old.loaded, loaded, name)
    changes = (*told, "Built anew from the template, with everything that is typed.")
    return Upgraded(done.data, changes, tuple(_left_behind(old)), done.findings)


def _with_record(old: Old) -> bytes:
    """The workbook of now, with what went on record when the quarter was closed.

    Raises:
        NotKept: something stands on Scorecard, and is no record that can be read.
    """
    if old.plan.record is None:
        grid = old.loaded.tables.get(SCORECARD.name)
        if grid is not None and is_filled(grid):
            raise NotKept(old.name, NOT_ALL_READ, _unread_record(old.loaded, grid))
        return old.current
    loaded = read_plan(old.now)
    grid = grid_of(old.now, loaded, SCORECARD)
    view = View(figures(old.plan, loaded.policy, loaded.as_of or old.today))
    rows = new_rows(grid, scorecard_lines(old.plan.record), view)
    # Whether the sheet is in sight is for the old workbook to say.
    return filled(old.current, old.name, [Filling(grid, rows, renewed=True)])


def _unread_record(loaded: Loaded, grid: Grid) -> str:
    """Where the record can't be read: its cells, or else the sheet."""
    cells = [each.where for each in loaded.findings if each.code == UNREADABLE]
    return listed(cells, _MOST) if cells else grid.sheet.name


def _on_demand_in_sight(loaded: Loaded) -> Iterator[str]:
    for grid in loaded.tables.values():
        if grid.spec.on_demand and grid.sheet.state == "visible":
            yield grid.spec.sheet


def _refuse_lost(before: Loaded, after: Loaded, name: str) -> None:
    """Let pass a workbook whose tables hold the same words and numbers, line by line.

    Raises:
        NotKept: something is missing or differs, or a setting would become its default.
    """
    unread = [each.where for each in before.findings if each.code == _SETTING_UNREAD]
    if unread:
        raise NotKept(name, NOT_ALL_READ, listed(unread, _MOST))
    for grid in before.tables.values():
        if grid.records:
            now = after.tables[grid.spec.name]
            held = [line for _, line in _lines(now)]
            for number, (row, line) in enumerate(_lines(grid)):
                if number >= len(held) or held[number] != line:
                    raise NotKept(name, NOT_ALL_READ, f"{grid.sheet.name}, row {row}")


def _lines(grid: Grid) -> list[tuple[int, dict[str, object]]]:
    """What is typed in each line that holds something, by header."""
    found = (
        (row, {c.header: word for c in grid.typed if (word := _word(grid.cell(row, c.header)))})
        for row in grid.body
    )
    return [(row, line) for row, line in found if line]


def _word(cell: Cell) -> object:
    """What a cell says, however it is written; nothing and No are the same."""
    value: CellValue = cell.value
    if isinstance(value, ErrorValue):
        return value.text
    if isinstance(value, str):
        text = " ".join(value.split()).casefold()
        return "" if text == "no" else text
    return "" if value is None else (value,)


def _left_behind(old: Old) -> Iterator[str]:
    """What somebody added to the workbook, a sentence each; it stands in the backup."""
    book, loaded = old.book, old.loaded
    ours = {*SHEET_ORDER, *(grid.sheet.name for grid in loaded.tables.values())}
    sheets = [name for name in book.sheets if name not in ours]
    if sheets:
        yield f"Sheets: {listed(sheets, _MOST)}."
    for grid in loaded.tables.values():
        yield from _columns_and_formulas(grid)
    yield from _settings_of_theirs(loaded.tables.get(SETTINGS_TABLE.name))
    for name in SHEET_ORDER:
        if name in book.sheets and name in old.now.sheets:
            yield from cells_of_theirs(book, name, checksums(old.now.sheets[name]))
            yield from parts_of_theirs(old.archive, old.now_archive, name)
    names = [name for name in book.names if name not in old.now.names]
    if names:
        yield f"Names: {listed(sorted(names), _MOST)}."
    yield "Formats, widths and filters of your own."


def _settings_of_theirs(grid: Grid | None) -> Iterator[str]:
    """Lines of Settings that are none of ours, or stand there a second time."""
    if grid is None:
        return
    ours = {word_of(setting.label) for setting in SETTINGS}
    found = []
    for row, _ in _lines(grid):
        label = str(grid.cell(row, "Setting").value or f"row {row}")
        if word_of(label) in ours:
            ours.remove(word_of(label))
        else:
            found.append(label)
    if found:
        yield f"{grid.sheet.name}: lines of your own ({listed(found, _MOST)})."


def _columns_and_formulas(grid: Grid) -> Iterator[str]:
    first, ours = grid.table.first_column, {*grid.columns.values()}
    own = [h for at, h in enumerate(grid.table.columns, first) if at not in ours]
    if own:
        yield f"{grid.sheet.name}: columns {listed(own, _MOST)}."
    typed = [
        f"{letters(grid.columns[column.header])}{row}"
        for column in grid.typed
        if column.header in grid.columns
        for row in grid.body
        if grid.cell(row, column.header).formula is not None
    ]
    if typed:
        yield f"{grid.sheet.name}: formulas, whose values stay ({listed(typed, _MOST)})."
