"""Findings about formulas that reach outside, and cells that name places okrsheet never opens."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Cell, Sheet
from okrsheet.workbook.load_grid import stored_rows

_SHOWN_CELLS: Final = 20
REMOTE: Final = (
    "WEBSERVICE",
    "IMAGE",
    "RTD",
    "CALL",
    "REGISTER",
    "REGISTER.ID",
    "EXEC",
    "DDE",
    "INITIATE",
    "SQL.REQUEST",
    "STOCKHISTORY",
    "IMPORTDATA",
    "IMPORTXML",
    "IMPORTHTML",
    "IMPORTFEED",
    "IMPORTRANGE",
    "CUBEVALUE",
    "CUBEMEMBER",
    "CUBESET",
)
"""Functions that start a program or fetch from elsewhere."""

_OPENINGS: Final = tuple(f"{name}(" for name in REMOTE)
_NAMES_A_PLACE: Final = ("/", "\\", "file:", "jdbc:", "odbc:", "select", "drop", "insert", "delete")


def _reach(formula: str) -> str:
    if not _may_reach(formula):
        return ""
    from okrsheet.workbook.load_outside import reach  # noqa: PLC0415  # seldom needed

    return reach(formula)


def _may_reach(text: str) -> bool:
    """Whether it is worth a closer look: few formulas are, and that takes long."""
    large = text.upper().replace(" (", "(")
    return "|" in large or any(opening in large for opening in _OPENINGS)


def formula_findings(sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """One finding for each cell whose formula reaches outside, the first ones of a sheet.

    Of cells that were left out only the formulas are known: they give one finding for the sheet.
    """
    judged: dict[str, str] = {}
    for sheet in sheets:
        yield from islice(_reaching_cells(sheet, judged), _SHOWN_CELLS)
        if not _may_reach("\n".join(sheet.left_out.formulas)):
            continue
        hidden = sorted({told for each in sheet.left_out.formulas if (told := _reach(each))})
        if hidden:
            message = f"Formulas in computed columns reach outside ({', '.join(hidden)})."
            yield finding("OKR030", message)._replace(sheet=sheet.name)


def _reaching_cells(sheet: Sheet, judged: dict[str, str]) -> Iterator[Finding]:
    for row, columns, cells in stored_rows(sheet):
        for place, cell in enumerate(cells):
            formula = cell.formula
            if not formula:
                continue
            told = judged.get(formula)
            if told is None:
                told = judged[formula] = _reach(formula)
            if told:
                column = next(number for number, at in columns.items() if at == place)
                message = f"The formula reaches outside ({told})."
                yield finding("OKR030", message)._replace(
                    sheet=sheet.name, cell=address(row, column)
                )


def source_finding(sheet: Sheet, row: int, column: int, cell: Cell) -> Iterator[Finding]:
    """A finding where a cell names such a place; what it says is not repeated."""
    kind = _never_opened(cell.value) if isinstance(cell.value, str) else ""
    if kind:
        message = f"The cell names {kind}; okrsheet never opens it."
        yield finding("OKR035", message)._replace(sheet=sheet.name, cell=address(row, column))


def _never_opened(text: str) -> str:
    small = text.casefold()
    if not any(sign in small for sign in _NAMES_A_PLACE):
        return ""
    from okrsheet.workbook.load_outside import never_opened  # noqa: PLC0415  # seldom needed

    return never_opened(text)
