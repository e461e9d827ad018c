"""IronCalc as a second, fast calculation engine (PyPI `ironcalc`, tests only)."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import ironcalc

Values = dict[str, dict[str, float | str | bool | None]]

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


class IronCalcError(Exception):
    """IronCalc refused the workbook or panicked on it."""

    def __init__(self, path: Path | str, cause: BaseException) -> None:
        super().__init__(f"{Path(path).name}: {type(cause).__name__}: {cause}")


def recalculate_iron(path: Path | str) -> Values:
    """Every formula cell after an evaluation in the locale `en` and the time zone UTC.

    Numbers and dates (serial numbers) arrive as float, booleans as bool, text as str, errors
    as Excel writes them, an empty result as None or "". A formula IronCalc does not
    understand arrives as "#NAME?", "#ERROR!" or "#N/IMPL!".
    """
    try:
        model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        model.evaluate()
        return {
            sheet: {cell: model.get_cell_value(index, *_row_column(cell)) for cell in cells}
            for index, (sheet, cells) in enumerate(formula_cells(path).items())
        }
    except BaseException as error:
        if isinstance(error, ironcalc.WorkbookError) or type(error).__name__ == "PanicException":
            raise IronCalcError(path, error) from error
        raise


def formula_cells(path: Path | str) -> dict[str, list[str]]:
    """Sheet name -> addresses of the cells with a formula, both in the workbook's order."""
    with zipfile.ZipFile(path) as parts:
        return {name: list(_formula_addresses(parts, part)) for name, part in _sheet_parts(parts)}


def _sheet_parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    links = {
        link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))[1:]
        for link in ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in ET.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        yield sheet.get("name", ""), links[sheet.get(LINK)]


def _formula_addresses(parts: zipfile.ZipFile, part: str) -> Iterator[str]:
    with parts.open(part) as stream:
        for _, cell in ET.iterparse(stream):
            if cell.tag == f"{MAIN}c" and cell.find(f"{MAIN}f") is not None:
                yield cell.attrib["r"]


def _row_column(address: str) -> tuple[int, int]:
    match = ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
