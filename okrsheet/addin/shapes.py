"""Ranges and single cells as Excel hands them over, and answers in the shape they have."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Grid(NamedTuple):
    """The cells of an argument, row by row; a single cell is a grid of one."""

    height: int
    width: int
    cells: Sequence[object]

    @property
    def size(self) -> int:
        """How many cells."""
        return self.height * self.width

    def rows(self) -> list[Sequence[object]]:
        """The cells of each row, down to the last that holds something; one row at least."""
        end = self.size
        # Whole columns may be given: a million empty cells below a few.
        while end > self.width and self.cells[end - 1] is None:
            end -= 1
        return [self.cells[at : at + self.width] for at in range(0, end, self.width)]


def grid(raw: object) -> Grid:
    """The cells of an argument; rows of different length are filled up with blanks."""
    if not isinstance(raw, (list, tuple)):
        return Grid(1, 1, (raw,))
    column = _column(raw)
    if column:
        return Grid(len(column), 1, column)
    rows = [row if isinstance(row, (list, tuple)) else (row,) for row in raw]
    if raw and not isinstance(raw[0], (list, tuple)):
        rows = [tuple(raw)]
    width = max((len(row) for row in rows), default=0)
    if width == 0:
        return Grid(1, 1, (None,))
    cells = [cell for row in rows for cell in (*row, *[None] * (width - len(row)))]
    return Grid(len(rows), width, cells)


def _column(raw: Sequence[Any]) -> list[object]:
    """The cells of a range one column wide, the most frequent; empty for any other."""
    if {type(row) for row in raw} - {tuple, list}:
        return []
    try:
        return [cell for (cell,) in raw]
    except ValueError:
        return []


def folded(answers: Sequence[object], height: int, width: int) -> object:
    """Answers in the shape of a range; a single one is no range."""
    if height * width == 1:
        return answers[0]
    if width == 1:
        return [[answer] for answer in answers]
    return [list(answers[at : at + width]) for at in range(0, height * width, width)]
