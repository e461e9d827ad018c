"""Shows what a change of one cell does to every workbook of a folder: nothing else may happen.

    python -m scripts.check_fidelity FOLDER ...

Other parts must keep their bytes, the Open XML SDK may find nothing new, and openpyxl and
python-calamine must read the same in all other cells. Exit code 1 where one does not hold.
"""

import sys
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
from python_calamine import CalamineError, CalamineWorkbook

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.patch import Changes, Content, patch
from okrsheet.ooxml.read import Workbook, parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused
from tests.engines.validator import available, sdk_errors_of

ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
TYPED = 4711.5
MOST_TRIES = 20
MOST_GRID = 20_000_000
Seen = dict[str, object]


class Case(NamedTuple):
    """One file: where its changed copy is, which cell was set, and what went wrong so far."""

    file: Path
    made: Path
    place: str
    faults: list[str]


def main(folders: list[str]) -> int:
    files = [file for folder in folders for file in _files(Path(folder))]
    with tempfile.TemporaryDirectory() as folder:
        cases = []
        refused: Counter[str] = Counter()
        for number, file in enumerate(files):
            found = _changed(file, Path(folder) / f"{number}{file.suffix}")
            if isinstance(found, Case):
                cases.append(found)
            else:
                refused[found] += 1
                print(f"{file.name}: {found}")
        _check_with_sdk(cases)
        for case in cases:
            case.faults.extend(_faults(case))
            if case.faults:
                print(f"{case.file.name}: {case.place}: {'; '.join(case.faults)}")
    good = sum(not case.faults for case in cases)
    print(f"{len(files)} files, {len(cases)} changed, {good} of them faithfully; {dict(refused)}")
    return int(good < len(cases))


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from (file for file in sorted(place.rglob("*")) if file.suffix.lower() in ENDINGS)


def _changed(file: Path, made: Path) -> Case | str:
    """The case, or why there is none."""
    data = file.read_bytes()
    try:
        book = parse_workbook(data, file.name)
    except OkrsheetFileError as error:
        return f"not opened ({error.code})"
    told = "no cells"
    for sheet, row, column in _places(book):
        change = Changes({sheet: {(row, column): Content(TYPED)}}, recalculate=True)
        try:
            made.write_bytes(patch(data, change, file.name))
        except ChangeRefused as error:
            told = f"refused ({error.code} {error.what})"
        except OkrsheetFileError as error:
            return f"failed ({error})"
        else:
            return Case(file, made, f"{sheet}!{row},{column}", [])
    return told


def _places(book: Workbook) -> Iterator[tuple[str, int, int]]:
    """Typed cells of the sheets, then one below all others."""
    left = MOST_TRIES
    for name, sheet in book.sheets.items():
        for (row, column), cell in sheet.cells.items():
            if cell.formula is None and left:
                left -= 1
                yield name, row, column
        yield name, sheet.last_row + 2, 2


def _check_with_sdk(cases: list[Case]) -> None:
    if not available():
        print("the Open XML SDK is not here: see tests/engines/validator.py")
        return
    told = sdk_errors_of([file for case in cases for file in (case.file, case.made)])
    for case in cases:
        new = Counter(told[case.made]) - Counter(told[case.file])
        case.faults.extend(f"SDK: {error[:200]}" for error in new)


def _faults(case: Case) -> Iterator[str]:
    with zipfile.ZipFile(case.file) as before, zipfile.ZipFile(case.made) as after:
        old = {name: before.read(name) for name in before.namelist()}
        new = {name: after.read(name) for name in after.namelist()}
    lost = [part for part in old if part not in new and not part.lower().endswith("calcchain.xml")]
    changed = [part for part in old if part in new and old[part] != new[part]]
    if lost:
        yield f"lost {', '.join(lost)}"
    if len(changed) > 2:  # noqa: PLR2004 - the sheet and the workbook
        yield f"changed {', '.join(changed)}"
    for name, seen in (("openpyxl", _by_openpyxl), ("calamine", _by_calamine)):
        one, other = seen(case.file), seen(case.made)
        differing = [place for place in {*one, *other} if one.get(place) != other.get(place)]
        if differing != [case.place] and one:
            yield f"{name} reads {len(differing)} other cells: {differing[:3]}"


def _by_openpyxl(file: Path) -> Seen:
    """What openpyxl reads; nothing where it gives up."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(file)
        except Exception:  # noqa: BLE001 - it raises whatever it likes
            return {}
    return {
        f"{sheet.title}!{row},{column}": getattr(cell.value, "text", cell.value)
        for sheet in book.worksheets
        for (row, column), cell in sheet._cells.items()  # noqa: SLF001 - stored cells only
        if cell.value is not None
    }


def _by_calamine(file: Path) -> Seen:
    try:
        book = CalamineWorkbook.from_path(str(file))
        grids = {name: _grid(book, name) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError):
        return {}
    return {
        f"{name}!{row},{column}": value
        for name, grid in grids.items()
        for row, line in enumerate(grid, 1)
        for column, value in enumerate(line, 1)
        if value != ""
    }


def _grid(book: CalamineWorkbook, name: str) -> list[list[object]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.end is None or (sheet.end[0] + 1) * (sheet.end[1] + 1) > MOST_GRID:
        return []
    return [list(line) for line in sheet.to_python(skip_empty_area=False)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
