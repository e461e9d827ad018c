"""A sheet of a source, row by row; a merged cell is there in all the rows it covers."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from okrsheet.ooxml.records import Cell, CellValue, Sheet, Workbook
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.load_grid import stored_rows

_LABEL: Final = re.compile(
    r"\s*(?:[-*\u2022\u2023\u25cf\u25aa\u2013\u2014>]\s+)?(?P<name>objective|objetivo|ziel|goal|obj|o|"
    r"key[ -]?result|schlüsselergebnis|resultado[ -](?:chave|clave)|kr)"
    r"[ ._#-]*(?P<number>\d+(?:\.\d+)*)?\s*(?P<mark>[:.)\u2013\u2014-]|\s|$)\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHORT_NAMES: Final = frozenset({"o", "kr", "obj"})
_OBJECTIVES: Final = frozenset({"objective", "objetivo", "ziel", "goal", "obj", "o"})
_MOST_LABELS: Final = 400


def label_of(text: str) -> tuple[str, str, str]:
    """The label a text begins with: "objective" or "key result", its number, and the rest.

    "" where it has none: "Key result 2", "KR 1.2: ..." and "O1 ..." have one, "Objective" has one
    only with a number or a colon behind it.
    """
    found = _LABEL.fullmatch(text)
    if found is None:
        return "", "", text
    name, number, mark = found["name"].casefold(), found["number"] or "", found["mark"].strip()
    if not mark and found["text"] and (not number or name not in _SHORT_NAMES):
        # "Goal 5 million users" is no fifth goal.
        return "", "", text
    if not number and (mark != ":" or name in _SHORT_NAMES - {"kr"}):
        return "", "", text
    kind = "objective" if name in _OBJECTIVES else "key result"
    return kind, number, found["text"].strip()


class SheetRows:
    """The rows of a sheet that store something."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        """Look up where the merged cells are."""
        self.book, self.sheet = book, sheet
        self.numbers = sorted({row for row, columns, _ in stored_rows(sheet) if columns})
        self._cells: dict[int, dict[int, Cell]] = {}
        for row, columns, cells in stored_rows(sheet):
            held = self._cells.setdefault(row, {})
            held.update({column: cells[at] for column, at in columns.items()})
        self.covered: dict[tuple[int, int], tuple[int, int]] = {}
        last = max(self.numbers, default=0)
        for top, left, bottom, _ in sheet.merged:
            for row in range(top + 1, min(bottom, last) + 1):
                self.covered[row, left] = (top, left)

    def cell(self, row: int, column: int) -> tuple[Cell, int]:
        """A cell, and the row it stands in: that of the merged cell that covers it."""
        row = self.covered.get((row, column), (row, column))[0]
        return self._cells.get(row, {}).get(column, Cell(None)), row

    def values(self, row: int) -> dict[int, CellValue]:
        """What a row shows, by column; blank cells are left out."""
        held = self._cells.get(row, {})
        return {c: cell.value for c, cell in sorted(held.items()) if not _blank(cell.value)}

    def texts(self, row: int) -> dict[int, str]:
        """The texts of a row, by column."""
        return {c: value for c, value in self.values(row).items() if isinstance(value, str)}

    def below(self, column: int, row: int, most: int) -> tuple[list[CellValue], int]:
        """What a column shows below a row, and how many of these show a day."""
        cells = [*islice(self._filled_below(column, row), most)]
        days = sum(isinstance(each.value, float) and self.shows_day(each) for each in cells)
        return [each.value for each in cells], days

    def samples(self, column: int, row: int, most: int) -> list[str]:
        """What a column shows below a row, for people: percentages as their cells show them."""
        return [self._sample(cell) for cell in islice(self._filled_below(column, row), most)]

    def _sample(self, cell: Cell) -> str:
        if isinstance(cell.value, float) and self.shows_percentage(cell):
            return f"{cell.value * 100:.10g} %"
        return str(cell.value)

    def _filled_below(self, column: int, row: int) -> Iterator[Cell]:
        for number in self.numbers_below(row):
            cell = self._cells[number].get(column)
            if cell is not None and not _blank(cell.value):
                yield cell

    def numbers_below(self, row: int) -> Iterator[int]:
        """The rows below one that store something."""
        from bisect import bisect_right  # noqa: PLC0415  # nobody but the importer needs it

        return iter(self.numbers[bisect_right(self.numbers, row) :])

    def shows_day(self, cell: Cell) -> bool:
        """Whether a number is formatted as a day."""
        return cell.style in self.book.date_styles

    def shows_percentage(self, cell: Cell) -> bool:
        """Whether a number is formatted as a percentage."""
        return cell.style in self.book.percent_styles

    def has_below(self, row: int) -> bool:
        """Whether anything stands below a row."""
        return any(self.values(number) for number in self.numbers_below(row))

    def is_first(self, row: int) -> bool:
        """Whether nothing stands above a row but titles: single cells."""
        return all(len(self.values(number)) <= 1 for number in self.numbers if number < row)

    def is_labelled(self, column: int, first: int) -> bool:
        """Whether texts of a column say that they are objectives, and others key results."""
        kinds: Mapping[str, int] = self.labels(column, first)
        return bool(kinds.get("objective") and kinds.get("key result"))

    def has_bare_labels(self, column: int) -> bool:
        """Whether nothing stands behind the labels of a column, in their cells."""
        found = (label_of(self.texts(number).get(column, "")) for number in self.numbers)
        return all(not rest for kind, _, rest in found if kind)

    def labels(self, column: int, first: int) -> dict[str, int]:
        """How many texts of a column, from a row on, are labelled, by the kind."""
        kinds: dict[str, int] = {}
        values, _ = self.below(column, first - 1, _MOST_LABELS)
        for value in values:
            kind = label_of(value)[0] if isinstance(value, str) else ""
            kinds[kind] = kinds.get(kind, 0) + 1
        return kinds


def _blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not word_of(value))
