"""Set cells of a sheet: only the bytes of those cells change, new ones are put in their place."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from okrsheet.ooxml.cell_text import CellText, cell_element, cell_text, impossible
from okrsheet.ooxml.changes import CellChange, CellChanges, Content
from okrsheet.ooxml.formula_areas import computed_areas
from okrsheet.ooxml.markup import (
    MAX_COLUMN,
    MAX_ROW,
    TRUE_WORDS,
    address,
)
from okrsheet.ooxml.records import Table
from okrsheet.ooxml.refusals import (
    ARRAY,
    DISORDER,
    FORMULA,
    HEADER,
    NO_FORMULA,
    PLACE,
    TOTALS,
    ChangeRefused,
)
from okrsheet.ooxml.shared_formulas import handed_on
from okrsheet.ooxml.sheet_map import (
    CellSpan,
    RowSpan,
    SheetMap,
    asked_cells,
    cells_of,
)
from okrsheet.ooxml.sheet_walk import on_map
from okrsheet.ooxml.spans import Cut, attribute_values, spliced
from okrsheet.ooxml.used_area import Used, column_styles, with_spans

Group = list[tuple[int, CellChange | None]]
"""What shall change in a row, by column; None where only the formula moves in."""


class SheetPlace(NamedTuple):
    """A sheet to change.

    Attributes:
        where: The file, sheet and part, for messages.
        sheet: File and sheet, for messages about one cell.
        tables: The tables that lie on it.
    """

    where: str
    sheet: str
    tables: tuple[Table, ...] = ()

    def cell(self, row: int, column: int) -> str:
        return f"{self.sheet}!{address(row, column)}"


class Changed(NamedTuple):
    """A sheet after the change; `formulas` says whether cells gained or lost one."""

    data: bytes
    formulas: bool


def with_cells(data: bytes, changes: CellChanges, place: SheetPlace) -> Changed:
    """Set cells of a sheet.

    Args:
        data: The sheet in UTF-8.
        changes: By (row, column), both from 1.
        place: The sheet, for messages, and its tables.

    Raises:
        ChangeRefused: A value can stand in no cell, or a change would do harm.
        DamagedWorkbook: The sheet makes no sense.
        UnsafeWorkbook: There is a DOCTYPE.
    """
    for key, change in changes.items():
        _refuse_place(key, change, place)
    return on_map(data, place.where, lambda sheet: changed(sheet, changes, place))


def changed(sheet: SheetMap, changes: CellChanges, place: SheetPlace) -> Changed:
    """The same, for changes that are possible, from the map of a sheet.

    Raises:
        ChangeRefused: A change would do harm.
        Unusual: The cells do not have the form the quick way knows.
    """
    return _Patch(sheet, changes, place).result()


def _refuse_place(key: tuple[int, int], change: CellChange, place: SheetPlace) -> None:
    row, column = key
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise ChangeRefused(place.sheet, PLACE, f"row {row}, column {column}")
    cause = impossible(change)
    if cause is not None:
        raise ChangeRefused(place.cell(row, column), *cause)
    if isinstance(change, Content):
        for table in place.tables:
            _refuse_frame(key, change, table, place)


def _refuse_frame(key: tuple[int, int], change: Content, table: Table, place: SheetPlace) -> None:
    """What a table stores twice stays as it is."""
    row, column = key
    if not table.first_column <= column <= table.last_column:
        return
    header = table.columns[column - table.first_column]
    if table.first_row <= row < table.first_row + table.header_rows and change.value != header:
        raise ChangeRefused(place.cell(*key), HEADER, f"table {table.name}")
    if table.last_row - table.totals_rows < row <= table.last_row:
        raise ChangeRefused(place.cell(*key), TOTALS, f"table {table.name}")


class _Patch:
    """One change of one sheet: what is cut out of its bytes, and what is put in."""

    def __init__(self, sheet: SheetMap, changes: CellChanges, place: SheetPlace) -> None:
        self._sheet = sheet
        self._changes = changes
        self._place = place
        self._cuts: list[Cut] = []
        self._areas = computed_areas(sheet, place.where)
        self._moved: Mapping[tuple[int, int], bytes] = {}
        self._columns = column_styles(sheet)
        self._formulas = False
        self._used = Used()
        numbers = [row.number for row in sheet.rows]
        if any(number >= after for number, after in pairwise(numbers)):
            raise ChangeRefused(place.where, DISORDER)
        self._numbers = numbers
        self._rows = dict(zip(numbers, sheet.rows, strict=True))

    def result(self) -> Changed:
        if self._overwrites_shared():
            self._moved = handed_on(self._sheet, self._changes, self._place.sheet)
        new_rows: list[tuple[int, bytes]] = []
        for number, group in _by_row({**dict.fromkeys(self._moved), **self._changes}):
            row = self._rows.get(number)
            if row is not None:
                self._change_row(row, group)
                continue
            piece = self._new_cells(number, group, b"")
            if piece:
                at = bisect_left(self._numbers, number)
                new_rows.append((at, self._new_row(number, piece)))
        self._insert_rows(new_rows)
        self._cuts += self._used.dimension(self._sheet)
        return Changed(spliced(self._sheet.data, self._cuts), self._formulas)

    def _overwrites_shared(self) -> bool:
        if self._sheet.cells is None and self._sheet.data.find(b'"shared"') < 0:
            return False
        return any(isinstance(change, Content) for change in self._changes.values())

    def _change_row(self, row: RowSpan, group: Group) -> None:
        asked = asked_cells(self._sheet, row, [column for column, _ in group])
        if len(asked) < len(group):
            self._change_whole_row(row, group)
            return
        for cell, (_, change) in zip(asked, group, strict=True):
            self._change_cell(row.number, cell, change)

    def _change_whole_row(self, row: RowSpan, group: Group) -> None:
        cells = cells_of(self._sheet, row)
        columns = [cell.column for cell in cells]
        if any(column >= after for column, after in pairwise(columns)):
            raise ChangeRefused(f"{self._place.where}, row {row.number}", DISORDER)
        head = self._sheet.data[row.start : row.head_end]
        new: list[tuple[int, bytes]] = []
        for column, change in group:
            at = bisect_left(columns, column)
            if at < len(cells) and columns[at] == column:
                self._change_cell(row.number, cells[at], change)
                continue
            if change is None:
                continue
            piece = self._new_cell(row.number, column, change, head)
            if piece:
                new.append((column, piece))
                if not row_is_one_tag(row):
                    start = cells[at].start if at < len(cells) else row.tail_start
                    self._cuts.append((start, start, piece))
        if new:
            self._change_head(row, head, new)

    def _change_head(self, row: RowSpan, head: bytes, new: list[tuple[int, bytes]]) -> None:
        changed = with_spans(head, new[0][0], new[-1][0])
        if row_is_one_tag(row):
            open_head = changed.removesuffix(b"/>").rstrip() + b">"
            cells = b"".join(piece for _, piece in new)
            changed = open_head + cells + b"</%brow>" % self._sheet.prefix
        if changed != head:
            self._cuts.append((row.start, row.head_end, changed))

    def _change_cell(self, row: int, cell: CellSpan, change: CellChange | None) -> None:
        formula = self._moved.get((row, cell.column), cell.formula)
        if change is None:
            end = cell.formula_start + len(cell.formula)
            self._cuts.append((cell.formula_start, end, formula))
            return
        self._refuse_harm(row, cell.column, cell.formula, change)
        text = cell_text(change, self._sheet.prefix)
        piece = cell_element(self._sheet.prefix, cell.head, formula, cell.tail, text)
        if text.formula is not None and bool(text.formula) != bool(cell.formula):
            self._formulas = True
        self._cuts.append((cell.start, cell.end, piece))

    def _refuse_harm(self, row: int, column: int, formula: bytes, change: CellChange) -> None:
        computed = self._areas.covering(row, column) if self._areas.are_any else None
        if not isinstance(change, Content):
            if not formula and computed is None:
                raise ChangeRefused(self._place.cell(row, column), NO_FORMULA)
        elif computed is not None and computed.is_wide:
            raise ChangeRefused(self._place.cell(row, column), ARRAY, computed.reference)
        elif formula and change.formula is None and not change.over_formula:
            raise ChangeRefused(self._place.cell(row, column), FORMULA)

    def _new_cells(self, row: int, group: Group, head: bytes) -> bytes:
        return b"".join(
            self._new_cell(row, column, change, head) for column, change in group if change
        )

    def _new_cell(self, row: int, column: int, change: CellChange, row_head: bytes) -> bytes:
        self._refuse_harm(row, column, b"", change)
        text = cell_text(change, self._sheet.prefix)
        if text.is_nothing:
            return b""
        self._formulas |= bool(text.formula)
        self._used.add(row, column)
        head = f' r="{address(row, column)}"'.encode() + self._style(column, row_head, text)
        return cell_element(self._sheet.prefix, head, b"", b"", text)

    def _style(self, column: int, row_head: bytes, text: CellText) -> bytes:
        """The format a cell gets that is typed into: its row's, else its column's."""
        if text.style is not None:
            return b""
        row = attribute_values(row_head)
        if row.get("customFormat") in TRUE_WORDS and row.get("s"):
            style = row["s"]
        else:
            style = self._columns.of(column)
        return b"" if style == "0" else f' s="{style}"'.encode()

    def _new_row(self, number: int, cells: bytes) -> bytes:
        prefix = self._sheet.prefix
        return b'<%brow r="%d">%b</%brow>' % (prefix, number, cells, prefix)

    def _insert_rows(self, rows: list[tuple[int, bytes]]) -> None:
        whole = self._sheet.sheet_data
        if whole.is_one_tag:
            if rows:
                head = self._sheet.data[whole.start : whole.head_end]
                opened = head.removesuffix(b"/>").rstrip() + b">"
                body = b"".join(piece for _, piece in rows)
                piece = opened + body + b"</%bsheetData>" % self._sheet.prefix
                self._cuts.append((whole.start, whole.end, piece))
            return
        stored = self._sheet.rows
        for at, piece in rows:
            start = stored[at].start if at < len(stored) else whole.tail_start
            self._cuts.append((start, start, piece))


def row_is_one_tag(row: RowSpan) -> bool:
    return row.head_end == row.end


def _by_row(
    changes: Mapping[tuple[int, int], CellChange | None],
) -> Iterator[tuple[int, Group]]:
    group: Group = []
    number = 0
    for row, column in sorted(changes):
        if row != number and group:
            yield number, group
            group = []
        number = row
        group.append((column, changes[row, column]))
    if group:
        yield number, group
