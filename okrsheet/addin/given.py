"""What a formula was given, ready for its function: a value of each argument for each row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.addin.arguments import is_missing, taken
from okrsheet.addin.clock import today
from okrsheet.addin.declared import EACH, Argument, Formula
from okrsheet.addin.shapes import Grid, grid

ONE: Final = grid(None)


class Given(NamedTuple):
    """The arguments of one call.

    Attributes:
        size: how many rows are asked for.
        each: a value for each row, of every argument that has one cell a row.
        lists: all cells of each list, read; what can't be read counts as the core counts it.
        tables: the cells of each table as they are.

    Arguments of the last two kinds are left out where nothing was given.
    """

    size: int
    each: Mapping[str, Sequence[object]]
    lists: Mapping[str, Sequence[object]]
    tables: Mapping[str, Grid]

    def days(self) -> Sequence[date]:
        """The day each row is for; where none was given, today."""
        now = today()
        return [day if isinstance(day, date) else now for day in self.column("as_of")]

    def column(self, name: str) -> Sequence[object]:
        """A value of an argument for each row; None where the formula does not know it."""
        return self.each.get(name, (None,) * self.size)

    def words(self, name: str) -> Sequence[str]:
        """The same as text in small letters."""
        return [str(value or "").casefold() for value in self.column(name)]

    def list_of(self, name: str) -> Sequence[object]:
        """All cells of a list; empty where nothing was given."""
        return self.lists.get(name, ())

    def only(self, rows: Sequence[int]) -> "Given":
        """The same for some of its rows."""
        each = {name: [values[row] for row in rows] for name, values in self.each.items()}
        return self._replace(size=len(rows), each=each)


class Call(NamedTuple):
    """A call and the shape of its answer; `settled` are rows answered by a text of their own."""

    given: Given
    height: int
    width: int
    settled: Mapping[int, str]


def call_of(formula: Formula, raws: Sequence[object]) -> Call | str:
    """What was given, read; a text where the ranges do not fit together."""
    missing = (None,) * (len(formula.arguments) - len(raws))
    grids = dict(zip(formula.arguments, map(grid, (*raws, *missing)), strict=True))
    single = {a: g for a, g in grids.items() if not a.is_list}
    wide = {a: g for a, g in single.items() if g.size > 1}
    height, width = next(((g.height, g.width) for g in wide.values()), (1, 1))
    for argument, cells in wide.items():
        if (cells.height, cells.width) != (height, width):
            first = next(iter(wide)).name
            shapes = f"{height} x {width}, {argument.name} {cells.height} x {cells.width}"
            return f"The ranges differ in size: {first} {shapes}."
    settled: dict[int, str] = {}
    each = {a.name: _spread(a, g, height * width, settled) for a, g in single.items()}
    several = {a: g for a, g in grids.items() if a.is_list and not _is_blank(g)}
    lists = {a.name: taken(a, g).values for a, g in several.items() if a.kind != "table"}
    tables = {a.name: g for a, g in several.items() if a.kind == "table"}
    given = Given(height * width, each, lists, tables)
    rows = [a for a, g in single.items() if g.size == given.size and _tells(a)]
    if formula.shape == EACH and not all(a.optional for a in formula.arguments if _tells(a)):
        settled.update(dict.fromkeys(_blank_rows(rows, given), ""))
    return Call(given, height, width, settled)


def _is_blank(cells: Grid) -> bool:
    return cells.size == 1 and is_missing(cells.cells[0])


def _spread(
    argument: Argument, cells: Grid, count: int, settled: dict[int, str]
) -> Sequence[object]:
    found = taken(argument, cells)
    if cells.size == count:
        for row, told in found.refused.items():
            settled.setdefault(row, told)
        return found.values
    if found.refused:
        told = found.refused[0]
        for row in range(count):
            settled.setdefault(row, told)
    return tuple(found.values) * count


def _tells(argument: Argument) -> bool:
    """Whether the argument says something of the key result itself."""
    return not argument.is_list and argument.kind != "date" and argument.name != "what"


def _blank_rows(arguments: Sequence[Argument], given: Given) -> Iterator[int]:
    """Rows in which no cell says what the formula is about: empty lines below a table."""
    maybe: Sequence[int] = range(given.size)
    for argument in arguments:
        column = given.each[argument.name]
        maybe = [row for row in maybe if is_missing(column[row])]
        if not maybe:
            # Nearly every row says something in its first cell.
            return
    yield from maybe
