"""Cells of one worksheet, as stored: the dimension is never believed, blanks are never made up."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.errors import (
    ARRAYS,
    CELL,
    CELLS,
    CONTENT,
    MERGED,
    MERGES,
    TEXT_TABLE,
    DamagedWorkbook,
    UnsafeWorkbook,
)
from okrsheet.ooxml.geometry import rectangle, size
from okrsheet.ooxml.limits import MAX_ARRAY_COLUMNS, MAX_MERGED_AREAS, MAX_MERGED_CELLS
from okrsheet.ooxml.markup import (
    MAX_COLUMN,
    MAX_ROW,
    TRUE_WORDS,
    Attributes,
    address,
    area,
    parse,
    position,
    whole_number,
)
from okrsheet.ooxml.records import EVERYTHING, Area, Cell, CellValue, LeaveOut, LeftOut, Place
from okrsheet.ooxml.texts import TextReader
from okrsheet.ooxml.values import PLAIN, Values

_MOST_SHARED: Final = 20_000_000
"""Letters of shared formulas that are rewritten for other cells: a few seconds' work."""
_COMPUTED_BLOCKS: Final = frozenset({"array", "dataTable"})


class SheetSource(NamedTuple):
    """What the cells of a sheet are read from.

    Attributes:
        data: The XML of the sheet.
        where: The file, sheet and part, for messages.
        sheet: File and sheet, for messages about one cell.
        texts: The workbook's text table.
        most_cells: How many cells may be stored.
        epoch_1904: Day numbers count from 1904-01-01.
        leave_out: Which cells are not needed if they hold a formula.
    """

    data: bytes
    where: str
    sheet: str
    texts: Sequence[str]
    most_cells: int
    epoch_1904: bool
    leave_out: LeaveOut = EVERYTHING


class SheetContent(NamedTuple):
    """What a sheet holds; see `Sheet`."""

    cells: Mapping[Place, Cell]
    hidden_rows: frozenset[int]
    merged: tuple[Area, ...]
    left_out: LeftOut


def read_sheet(source: SheetSource) -> SheetContent:
    """Read the stored cells that hold a value or formula, and what else lies on a sheet.

    Raises:
        DamagedWorkbook: The XML is broken, or a cell makes no sense.
        UnsafeWorkbook: There is a DOCTYPE, or something without end: cells, array formulas,
            merged areas, a text.
    """
    reader = SheetReader(source)
    parse(source.data, source.where, reader.start, reader.end, reader.runs.append)
    columns = {row: frozenset(columns) for row, columns in reader.left_out.items()}
    return SheetContent(
        reader.cells,
        frozenset(reader.hidden_rows),
        tuple(reader.merged),
        LeftOut(columns, frozenset(reader.formulas)),
    )


class SharedFormulas:
    """Formulas that stand in one cell and hold for others, in the words of each cell."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[Place, str, bool]] = {}
        self._room = _MOST_SHARED

    def text(self, place: Place, number: str, text: str) -> str:
        """The formula of a cell that gives or takes a shared one; "" where it can't be told."""
        if text:
            self._first[number] = place, text, _moved(text, 1, 1) != text
            return text
        first, text, bound = self._first.get(number, (place, "", False))
        self._room -= len(text) if bound else 0
        if self._room < 0:
            return ""
        return _moved(text, place[0] - first[0], place[1] - first[1]) if bound else text


def _moved(text: str, rows: int, columns: int) -> str:
    # What moves formulas costs 3 ms to import, and few sheets share any.
    from okrsheet.ooxml.references import UnclearFormula, shifted  # noqa: PLC0415

    try:
        return shifted(text, rows, columns)
    except UnclearFormula:
        return ""


class SheetReader(TextReader):
    """Takes what expat tells of a sheet, from its first tag to its last."""

    def __init__(self, source: SheetSource) -> None:
        super().__init__(source.where)
        self.cells: dict[Place, Cell] = {}
        self.hidden_rows: set[int] = set()
        self.merged: list[Area] = []
        self.left_out: dict[int, set[int]] = {}
        self.formulas: set[str] = set()
        self._source = source
        self._values = Values(source.texts, epoch_1904=source.epoch_1904)
        self._room = source.most_cells
        self._row = self._column = 0
        self._row_text = "0"
        self._row_is_counted = False
        self._columns: dict[str, int] = {}
        self._computed_until: dict[int, int] = {}
        self._array_columns = 0
        self._kind = "n"
        self._style = "0"
        self._styles: dict[str, int] = {}
        self._raw: str | None = None
        self._formula: str | None = None
        self._shared = SharedFormulas()
        self._share: str | None = None
        self._on("row", self._start_row)
        self._on("c", self._start_cell, self._end_cell)
        self._on("f", self._start_formula, self._end_formula)
        self._on("v", self._listen, self._end_value)
        self._on("is", self._start_text, self._end_inline)
        self._on("mergeCell", self._start_merged)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row_is_counted = number is None
        self._set_row(self._row + 1 if number is None else self._row_number(number))
        self._column = 0
        if attributes.get("hidden") in TRUE_WORDS:
            self.hidden_rows.add(self._row)

    def _row_number(self, text: str) -> int:
        try:
            return whole_number(text)
        except ValueError as error:
            raise self._damage(f"row number {text[:20]!r}") from error

    def _set_row(self, row: int) -> None:
        if not 1 <= row <= MAX_ROW:
            raise self._damage(f"row number {row}")
        self._row, self._row_text = row, str(row)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column = self._next_column()
        else:
            letters = reference.removesuffix(self._row_text)
            self._column = self._columns.get(letters) or self._new_column(reference)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._raw = self._formula = None

    def _next_column(self) -> int:
        if self._column == MAX_COLUMN or self._row == 0:
            raise self._damage(f"a cell behind column {self._column} of row {self._row}")
        return self._column + 1

    def _new_column(self, reference: str) -> int:
        try:
            row, column = position(reference)
        except ValueError as error:
            raise self._damage(f"cell reference {reference[:20]!r}") from error
        if self._row_is_counted and self._column == 0 and row > self._row:
            self._set_row(row)
        if row != self._row:
            raise self._damage(f"cell {reference} stands in row {self._row}")
        self._columns[reference.removesuffix(self._row_text)] = column
        return column

    def _start_formula(self, attributes: Attributes) -> None:
        self.runs.clear()
        self._share = attributes.get("si", "") if attributes.get("t") == "shared" else None
        reference = attributes.get("ref", "")
        if ":" in reference and attributes.get("t") in _COMPUTED_BLOCKS:
            self._mark_computed(reference)

    def _mark_computed(self, reference: str) -> None:
        try:
            _, first_column, last_row, last_column = area(reference)
        except ValueError as error:
            raise self._damage_here(f"formula area {reference[:20]!r}") from error
        # Real areas never overlap; many wide ones would keep us busy for hours.
        self._array_columns += last_column - first_column
        if self._array_columns > MAX_ARRAY_COLUMNS:
            raise UnsafeWorkbook(self._source.where, ARRAYS)
        for column in range(first_column, last_column + 1):
            self._computed_until[column] = max(self._computed_until.get(column, 0), last_row)

    def _end_formula(self) -> None:
        text = self._heard()
        if self._share is not None:
            text = self._shared.text((self._row, self._column), self._share, text)
        self._formula = text

    def _end_value(self) -> None:
        if self._raw is not None:
            raise self._damage_here("two values")
        self._raw = self._heard_trimmed()

    def _end_inline(self) -> None:
        self._kind = PLAIN
        self._raw = self._text()

    def _end_cell(self) -> None:
        value = None if self._raw is None else self._value(self._raw)
        if value is None and self._formula is None:
            return
        if self._formula is None and self._computed_until.get(self._column, 0) >= self._row:
            self._formula = ""
        self._keep(Cell(value, self._formula, self._style_number()))

    def _keep(self, cell: Cell) -> None:
        row, column = place = (self._row, self._column)
        if place in self.cells or column in self.left_out.get(row, ()):
            raise self._damage_here("stored twice")
        if self._room == 0:
            raise UnsafeWorkbook(self._source.where, CELLS)
        self._room -= 1
        unneeded = self._source.leave_out
        if cell.formula is not None and column in unneeded.columns and row in unneeded.rows:
            self.left_out.setdefault(row, set()).add(column)
            self.formulas.add(cell.formula)
        else:
            self.cells[place] = cell

    def _value(self, raw: str) -> CellValue:
        try:
            return self._values.value(self._kind, raw)
        except IndexError as error:
            raise DamagedWorkbook(self._here(), TEXT_TABLE, f"number {raw[:20]!r}") from error
        except (KeyError, ValueError) as error:
            detail = f"type {self._kind[:20]!r}, value {raw[:20]!r}"
            raise self._damage_here(detail) from error

    def _style_number(self) -> int:
        if self._style in self._styles:
            return self._styles[self._style]
        try:
            return self._styles.setdefault(self._style, whole_number(self._style))
        except ValueError as error:
            raise self._damage_here(f"cell format {self._style[:20]!r}") from error

    def _start_merged(self, attributes: Attributes) -> None:
        reference = attributes.get("ref", "")
        try:
            merged = rectangle(reference)
        except ValueError as error:
            raise self._damage(f"merged cells {reference[:20]!r}") from error
        where = f"{self._source.sheet}!{reference}"
        if size(merged) > MAX_MERGED_CELLS:
            raise UnsafeWorkbook(where, MERGED)
        if len(self.merged) == MAX_MERGED_AREAS:
            raise UnsafeWorkbook(where, MERGES)
        self.merged.append(merged)

    def _here(self) -> str:
        return f"{self._source.sheet}!{address(self._row, self._column)}"

    def _damage(self, detail: str) -> DamagedWorkbook:
        return DamagedWorkbook(self._source.where, CONTENT, detail)

    def _damage_here(self, detail: str) -> DamagedWorkbook:
        return DamagedWorkbook(self._here(), CELL, detail)
