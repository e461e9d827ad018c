"""The exact way to the map of a sheet: expat tells where every row and cell stands."""

from collections.abc import Callable
from typing import TypeVar

from okrsheet.ooxml.errors import CONTENT, DamagedWorkbook
from okrsheet.ooxml.markup import (
    MAIN,
    MAX_COLUMN,
    MAX_ROW,
    Attributes,
    position,
    qualified,
    whole_number,
)
from okrsheet.ooxml.refusals import STRUCTURE, ChangeRefused
from okrsheet.ooxml.sheet_map import CellSpan, RowSpan, SheetMap, Unusual, quick_map, sheet_data_of
from okrsheet.ooxml.spans import Cut, Node, Walker, attributes_of

Found = TypeVar("Found")

_NAMES = qualified(MAIN, "worksheet", "sheetData", "row", "c", "f", "v", "is")
_PARENTS = {"row": ("worksheet", "sheetData"), "c": ("worksheet", "sheetData", "row")}
_CELL_DEPTH = 4


def on_map(data: bytes, where: str, job: Callable[[SheetMap], Found]) -> Found:
    """Do a job on the map of a sheet: made the quick way, else the exact one.

    Raises:
        DamagedWorkbook: The sheet makes no sense.
        ChangeRefused: It is built in an unusual way.
    """
    try:
        return job(quick_map(data, where))
    except (Unusual, UnicodeDecodeError):
        # The quick way does not look at every letter; expat refuses what is no UTF-8.
        return job(exact_map(data, where))


def exact_map(data: bytes, where: str) -> SheetMap:
    """Map any sheet.

    Raises:
        DamagedWorkbook: The XML is broken, or rows and cells have impossible places.
        UnsafeWorkbook: There is a DOCTYPE.
        ChangeRefused: Rows or cells stand where no program puts them.
    """
    walker = _SheetWalker(data, where)
    walker.walk()
    sheet_data = sheet_data_of(walker.nodes, where)
    return SheetMap(data, sheet_data.prefix, walker.nodes, sheet_data, walker.rows, walker.cells)


class _SheetWalker(Walker):
    def __init__(self, data: bytes, where: str) -> None:
        super().__init__(data, where)
        self.nodes: list[Node] = []
        self.rows: list[RowSpan] = []
        self.cells: dict[int, list[CellSpan]] = {}
        self._path: list[str] = []
        self._open: list[int] = []
        self._spans: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._row_is_counted = False
        self._row_cells: list[CellSpan] = []
        self._head = self._formula = self._tail = b""
        self._formula_start = 0

    def opened(self, name: str, prefix: bytes, attributes: Attributes, span: Cut) -> None:
        short = _NAMES.get(name, "")
        start, head_end, tag = span
        self._spans.append((start, head_end))
        if short in _PARENTS and tuple(self._path) != _PARENTS[short]:
            raise ChangeRefused(self.where, STRUCTURE, f"<{short}> at byte {start}")
        self._path.append(short)
        if short == "row":
            self._open_row(attributes)
        elif short == "c":
            self._open_cell(attributes, tag)
        elif not self._is_among_rows():
            self._collect(Node(name, prefix, attributes, start, head_end, 0, 0, self._parent(), ""))

    def closed(self, tail_start: int, end: int) -> None:
        start, head_end = self._spans.pop()
        depth = len(self._path)
        short = self._path[-1]
        if not self._is_among_rows():
            at = self._open.pop()
            self.nodes[at] = self.nodes[at]._replace(tail_start=tail_start, end=end)
        elif short == "row":
            self.rows.append(RowSpan(self._row, start, head_end, tail_start, end))
            self.cells[start] = self._row_cells
        elif short == "c":
            self._row_cells.append(
                CellSpan(
                    self._column,
                    start,
                    end,
                    self._head,
                    self._formula,
                    self._tail,
                    self._formula_start,
                )
            )
        elif depth == _CELL_DEPTH + 1 and self._path[3] == "c":
            self._close_in_cell(short, start, end)
        self._path.pop()

    def _is_among_rows(self) -> bool:
        return self._path[:2] == ["worksheet", "sheetData"] and len(self._path) > 2  # noqa: PLR2004

    def _parent(self) -> int:
        return self._open[-1] if self._open else -1

    def _collect(self, node: Node) -> None:
        self._open.append(len(self.nodes))
        self.nodes.append(node)

    def _open_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row_is_counted = number is None
        self._set_row(self._row + 1 if number is None else self._row_number(number))
        self._column = 0
        self._row_cells = []

    def _row_number(self, text: str) -> int:
        try:
            return whole_number(text)
        except ValueError as error:
            raise DamagedWorkbook(self.where, CONTENT, f"row number {text[:20]!r}") from error

    def _set_row(self, row: int) -> None:
        if not 1 <= row <= MAX_ROW:
            raise DamagedWorkbook(self.where, CONTENT, f"row number {row}")
        self._row = row

    def _open_cell(self, attributes: Attributes, tag: bytes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._set_column(reference)
        if self._column > MAX_COLUMN:
            raise DamagedWorkbook(self.where, CONTENT, f"cell behind XFD{self._row}")
        self._head = attributes_of(tag)
        self._formula = self._tail = b""

    def _set_column(self, reference: str) -> None:
        try:
            row, column = position(reference)
        except ValueError as error:
            where = f"cell reference {reference[:20]!r}"
            raise DamagedWorkbook(self.where, CONTENT, where) from error
        if self._row_is_counted and self._column == 0 and row > self._row:
            self._set_row(row)
        if row != self._row:
            detail = f"cell {reference} stands in row {self._row}"
            raise DamagedWorkbook(self.where, CONTENT, detail)
        self._column = column

    def _close_in_cell(self, short: str, start: int, end: int) -> None:
        element = self.data[start:end]
        if short == "f":
            if self._formula:
                raise ChangeRefused(self.where, STRUCTURE, f"two formulas in row {self._row}")
            self._formula = element
            self._formula_start = start
        elif short not in ("v", "is"):
            self._tail += element
