"""Whatever else is in a workbook: refresh changes the cells that show figures, and nothing else."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from okrsheet.ooxml.patch import Changes, Content, patch
from okrsheet.ooxml.read import parse_workbook
from tests import books
from tests.books import Book
from tests.commands import run
from tests.dressed_up import SHEET, dress_up
from tests.engines.libreoffice import LibreOffice


@pytest.fixture(params=[False, True], ids=["xlsx", "xlsm"])
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Our example with everything in it that may be in a workbook, and a new target."""
    path = tmp_path / ("ours.xlsm" if request.param else "ours.xlsx")
    made = tmp_path / "made.xlsx"
    done = run("new", "2027-Q1", "--example", "--out", str(made))
    assert done.returncode == 0, done.stderr
    book = Book(made.read_bytes())
    made.unlink()
    dress_up(book, macros=request.param)
    book.type_in(SHEET, "Target", 0, books.number(431))
    path.write_bytes(book.data)
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_refresh_keeps_everything_else(example: Path) -> None:
    before = members(example)
    done = run("refresh", str(example))
    assert done.returncode == 0, done.stderr
    assert " computed cells and 2 charts changed." in done.stdout
    after = members(example)
    assert list(after) == list(before)
    changed = {part for part in before if before[part] != after[part]}
    made = Book(example.read_bytes())
    sheet = made.sheets()[SHEET]
    assert sheet in changed
    # The lines prepared for this week make one table longer.
    others = changed - {sheet, "xl/workbook.xml", *made.table_parts("Check-ins")}
    assert all(part.startswith(("xl/worksheets/sheet", "xl/charts/chart")) for part in others)
    tail = before[sheet].partition(b"</sheetData>")[2]
    assert b"rIdSlicer" in tail
    assert after[sheet].endswith(tail)


def test_a_check_in_keeps_everything_else(
    example: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    run("refresh", str(example))
    before, complaints = members(example), Counter(sdk_errors(example))
    done = run("checkin", str(example), "--kr", "S1.2", "--value", "700000", "--next", "=Go")
    assert done.returncode == 0, done.stderr
    after = members(example)
    assert list(after) == list(before)
    changed = {part for part in before if before[part] != after[part]}
    made = Book(example.read_bytes())
    sheets = made.sheets()
    assert {sheets["Check-ins"], sheets[SHEET]} <= changed
    places = ("xl/worksheets/sheet", "xl/charts/chart", *made.table_parts("Check-ins"))
    assert all(part.startswith(places) for part in changed)
    tails = {part: before[part].partition(b"</sheetData>")[2] for part in changed}
    # The new line stands under the table: its formats and drop-downs reach one row further.
    last = made.rows("Check-ins").stop - 1
    reach = rb"([A-Z]+5:[A-Z]+)%d\b" % (last - 1)
    tail = tails[sheets["Check-ins"]]
    tails[sheets["Check-ins"]] = re.sub(reach, rb"\g<1>%d" % last, tail)
    assert all(after[part].endswith(tail) for part, tail in tails.items())
    assert not Counter(sdk_errors(example)) - complaints


def test_the_validator_finds_nothing_new(
    example: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    before = Counter(sdk_errors(example))
    run("refresh", str(example))
    assert not Counter(sdk_errors(example)) - before


@pytest.mark.libreoffice
def test_libreoffice_shows_what_was_written(libreoffice: LibreOffice, tmp_path: Path) -> None:
    done = run("new", "2027-Q1", "--example", "--out", str(tmp_path / "ours.xlsx"))
    assert done.returncode == 0, done.stderr
    data = (tmp_path / "ours.xlsx").read_bytes()
    table = parse_workbook(data, "ours").tables["tblPeople"]
    row = {"Name": Content("Zoë <&> Ng"), "Team": Content("Sales"), "Email": Content("z@a.b")}
    more = '"Zoë <&> Ng"=INDEX(tblPeople[Name],ROWS(tblPeople[Name]))'
    cells = {(30, 2): Content(0.25, "1/4"), (31, 2): Content(True, more)}
    changes = Changes({"Log": cells}, append={"tblPeople": [row]})
    made = tmp_path / "made.xlsx"
    made.write_bytes(patch(data, changes, "ours"))
    assert added(libreoffice.as_loaded(made)) == {"B30": 0.25, "B31": True}
    assert added(libreoffice.recalculate(made)) == {"B30": 0.25, "B31": True}
    less = Changes(remove={"tblPeople": [table.first_row + 1, table.last_row]})
    made.write_bytes(patch(made.read_bytes(), less, "ours"))
    assert added(libreoffice.recalculate(made)) == {"B30": 0.25, "B31": True}


def added(shown: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """What the two formulas show that were put into the Log."""
    return {cell: shown["Log"][cell] for cell in ("B30", "B31")}
