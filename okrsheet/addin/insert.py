"""The OKR formula of a key result, with its references, for the cell somebody is in."""

from collections.abc import Mapping
from typing import Final

from okrsheet.addin.declared import Argument, Formula
from okrsheet.workbook.contract import letters
from okrsheet.workbook.fields import is_blank, trimmed
from okrsheet.workbook.load import Grid, Loaded
from okrsheet.workbook.sheets import key_results

_TABLE: Final = key_results.TABLE.name


def line_of(loaded: Loaded, sheet: str, row: int) -> int | None:
    """The line of Key Results that a cell is about; None where it is about none.

    It stands in that line, or in a line of another sheet that names a key result; a line without
    an ID is about none.
    """
    grid = loaded.tables.get(_TABLE)
    if grid is None:
        return None
    if sheet == grid.sheet.name:
        return row if row in grid.body and not is_blank(grid.cell(row, "ID")) else None
    there = next((g for g in loaded.tables.values() if g.sheet.name == sheet), None)
    if there is None or row not in there.body:
        return None
    lines = _by_id(grid)
    shown = (there.cell(row, header).value for header in there.columns)
    named = (lines.get(trimmed(each).casefold()) for each in shown if isinstance(each, str))
    return next((line for line in named if line is not None), None)


def _by_id(grid: Grid) -> Mapping[str, int]:
    ids = ((row, grid.cell(row, "ID").value) for row in grid.body)
    return {trimmed(name).casefold(): row for row, name in ids if isinstance(name, str)}


def formula_text(formula: Formula, loaded: Loaded, line: int) -> str:
    """The formula with the references of a line of Key Results, as it is typed.

    Optional arguments at the end that have no place in the workbook are left out.
    """
    grid = loaded.tables[_TABLE]
    words = [_word(argument, grid, line) for argument in formula.arguments]
    while words and not words[-1]:
        words.pop()
    return f"={formula.name}({','.join(words)})"


def _word(argument: Argument, grid: Grid, line: int) -> str:
    if argument.source.startswith("="):
        return argument.source[1:]
    column = grid.columns.get(argument.source)
    if column is None:
        return ""
    sheet = grid.sheet.name.replace("'", "''")
    return f"'{sheet}'!${letters(column)}${line}"
