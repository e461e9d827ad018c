"""Read every workbook of a folder with three readers, and list where they differ.

python -m scripts.compare_readers FOLDER [--all]

Ours reads each sheet twice, quickly and exactly: these must be the same, record by record. Then
openpyxl (values and formulas) and python-calamine (values) are held against it, cell by cell. A
difference that follows from a known habit of theirs is counted under its name; `--all` lists
those too. Exit code 1: a difference nobody has explained.
"""

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

from openpyxl import Workbook as OpenpyxlBook
from openpyxl import load_workbook
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, to_excel
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from okrsheet.ooxml import read
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.quick_sheet import read_quickly
from okrsheet.ooxml.records import Cell, ErrorValue, Place, Sheet, Workbook
from okrsheet.ooxml.sheet_xml import SheetContent, SheetSource, read_sheet

ENDINGS: Final = (".xlsx", ".xlsm")
_NEAR: Final = 1e-6
_LAST_DAY: Final = 2_958_465
_EMPTY: Final = Cell(None)
_MOST_SHOWN: Final = 20


class Difference(NamedTuple):
    """Where another reader says something else; `habit` explains it, "" if nothing does."""

    reader: str
    place: str
    ours: object
    theirs: object
    habit: str


def main() -> int:
    """Compare all files of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="list explained differences too")
    parsed = parser.parse_args()
    warnings.simplefilter("ignore")
    tally: Counter[str] = Counter()
    paths = [parsed.folder] if parsed.folder.is_file() else sorted(parsed.folder.iterdir())
    found = [each for path in paths if path.suffix in ENDINGS for each in compare(path, tally)]
    _show(found, tally, everything=parsed.all)
    return int(any(not each.habit for each in found))


def _show(found: list[Difference], tally: Counter[str], *, everything: bool) -> None:
    for name, count in tally.items():
        print(f"{count:9,} {name}")
    for (reader, habit), count in sorted(Counter((d.reader, d.habit) for d in found).items()):
        print(f"{count:9,} {reader}: {habit or 'NOT EXPLAINED'}")
    listed = found if everything else [each for each in found if not each.habit][:_MOST_SHOWN]
    for each in listed:
        print(f"{each.reader:9} {each.place}: {each.ours!r} / {each.theirs!r}  {each.habit}")


def compare(path: Path, tally: Counter[str]) -> Iterator[Difference]:
    """All differences in one file; what was read is counted."""
    differing: list[str] = []

    def both(source: SheetSource, pieces: Iterable[bytes], _: int) -> None:
        source = source._replace(data=b"".join(pieces))
        quick, exact = read_quickly(source), read_sheet(source)
        tally["sheets read quickly" if quick else "sheets left to the exact reader"] += 1
        if quick and repr(_listed(quick)) != repr(_listed(exact)):
            differing.append(source.where)

    try:
        with patch.object(read, "read_pieces", both):
            book = read.read_workbook(path)
    except OkrsheetFileError as error:
        tally["files refused"] += 1
        print(f"  refused {error}")
        return
    tally["files read"] += 1
    tally["cells"] += sum(len(sheet.cells) for sheet in book.sheets.values())
    yield from (Difference("exact", where, "quick", "exact", "") for where in differing)
    yield from _against_openpyxl(path, book)
    yield from _against_calamine(path, book)


def _listed(content: SheetContent) -> list[object]:
    rest = [sorted(content.hidden_rows), content.merged, sorted(content.left_out.columns)]
    return [sorted(content.cells.items()), *rest]


def _against_openpyxl(path: Path, book: Workbook) -> Iterator[Difference]:
    try:
        values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    except Exception as error:  # noqa: BLE001  # it raises what it likes
        yield Difference("openpyxl", path.name, "", repr(error)[:80], "can't open the file")
        return
    for sheet in book.sheets.values():
        shown, computed = _tab(values, sheet.name), _tab(formulas, sheet.name)
        where = f"{path.name} {sheet.name}"
        if shown is None or computed is None:
            if sheet.cells:
                yield Difference("openpyxl", where, len(sheet.cells), 0, "no Strict workbooks")
            continue
        for place in sorted(sheet.cells.keys() | _filled(shown) | _filled(computed)):
            at = f"{where}!{address(*place)}"
            ours = sheet.cells.get(place, _EMPTY)
            yield from _openpyxl_value(at, ours, shown.cell(*place).value, sheet, place, book)
            yield from _openpyxl_formula(at, ours, computed.cell(*place).value, sheet, place)


def _tab(book: OpenpyxlBook, name: str) -> Worksheet | None:
    tab = book[name] if name in book.sheetnames else None
    return tab if isinstance(tab, Worksheet) else None


def _filled(tab: Worksheet) -> set[Place]:
    return {
        (cell.row, cell.column) for row in tab.iter_rows() for cell in row if cell.value is not None
    }


def _openpyxl_value(
    at: str, ours: Cell, theirs: object, sheet: Sheet, place: Place, book: Workbook
) -> Iterator[Difference]:
    if _same(ours, theirs, book):
        return
    habit = ""
    if theirs is None and _is_covered(sheet, place):
        habit = "blanks all of a merged area but its first cell"
    elif isinstance(ours.value, str) and isinstance(theirs, str):
        habit = "keeps blanks Excel drops" if theirs.strip() == ours.value.strip() else ""
    elif theirs == "#VALUE!" and isinstance(ours.value, float):
        habit = "a day behind the last is an error"
    yield Difference("openpyxl", at, ours.value, theirs, habit)


def _openpyxl_formula(
    at: str, ours: Cell, theirs: object, sheet: Sheet, place: Place
) -> Iterator[Difference]:
    text = getattr(theirs, "text", theirs)
    formula = text if isinstance(text, str) and text.startswith("=") else None
    if hasattr(theirs, "ref"):
        formula = str(text or "")
    if ours.formula == "" and (formula is not None or theirs == ours.value):
        # A shared formula: they work out its text. An area: they see the first cell only.
        return
    if (None if formula is None else formula.lstrip("=")) != (
        None if ours.formula is None else ours.formula.lstrip("=")
    ):
        habit = ""
        if ours.formula == "":
            habit = "sees an array formula in its first cell only"
        elif theirs is None and _is_covered(sheet, place):
            habit = "blanks all of a merged area but its first cell"
        elif ours.formula is None and isinstance(theirs, str) and theirs == ours.value:
            habit = "takes text that begins with = for a formula"
        yield Difference("openpyxl", at, ours.formula, text, habit)


def _is_covered(sheet: Sheet, place: Place) -> bool:
    row, column = place
    return any(
        area.first_row <= row <= area.last_row
        and area.first_column <= column <= area.last_column
        and place != (area.first_row, area.first_column)
        for area in sheet.merged
    )


def _against_calamine(path: Path, book: Workbook) -> Iterator[Difference]:
    try:
        theirs = CalamineWorkbook.from_path(str(path))
    except Exception as error:  # noqa: BLE001  # as above
        yield Difference("calamine", path.name, "", str(error)[:80], "can't open the file")
        return
    for sheet in book.sheets.values():
        where = f"{path.name} {sheet.name}"
        if sheet.name not in theirs.sheet_names or not sheet.cells:
            continue
        try:
            rows = theirs.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        except Exception as error:  # noqa: BLE001  # as above
            yield Difference("calamine", where, "", str(error)[:80], "can't open the sheet")
            continue
        shown = {
            (row, column): value
            for row, line in enumerate(rows, 1)
            for column, value in enumerate(line, 1)
            if value != ""
        }
        for place in sorted(sheet.cells.keys() | shown):
            ours = sheet.cells.get(place, _EMPTY)
            if not _same(ours, shown.get(place), book):
                habit = _calamine_habit(ours, shown.get(place))
                yield Difference(
                    "calamine", f"{where}!{address(*place)}", ours.value, shown.get(place), habit
                )


def _calamine_habit(ours: Cell, theirs: object) -> str:
    if isinstance(ours.value, ErrorValue) and theirs is None:
        return "an error is blank"
    if isinstance(ours.value, str) and theirs is None and not ours.value.strip():
        return "a text of blanks is blank"
    if isinstance(ours.value, float) and isinstance(theirs, time) and 0 <= ours.value < 1:
        return "a day below 1 is a time"
    if isinstance(ours.value, float) and theirs == ours.value and ours.value > _LAST_DAY:
        return "a day behind the last is a number"
    return ""


def _same(ours: Cell, theirs: object, book: Workbook) -> bool:
    """Whether a value is the same, and shown as a day by both or by none."""
    value = ours.value.text if isinstance(ours.value, ErrorValue) else ours.value
    if isinstance(theirs, (date, time, timedelta)):
        is_day = isinstance(theirs, date) == read.has_date_style(ours, book)
        epoch = MAC_EPOCH if book.epoch_1904 else WINDOWS_EPOCH
        serial = float(to_excel(theirs, epoch))  # type: ignore[no-untyped-call]  # not in the stubs
        return isinstance(value, float) and is_day and abs(value - serial) < _NEAR
    if isinstance(value, bool) or isinstance(theirs, bool):
        return value is theirs
    if isinstance(value, float) and isinstance(theirs, (int, float)):
        return value == theirs and not read.has_date_style(ours, book)
    return value == theirs or (value in {None, ""} and theirs in {None, ""})


if __name__ == "__main__":
    sys.exit(main())
