"""`okrsheet new --from BOOK --keep-layout`: whatever else is in the workbook comes along."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from okrsheet.core.carry import carried
from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.core.next_target import past_scores
from okrsheet.core.quarter import parse_quarter
from okrsheet.ooxml.ole import OPENING
from okrsheet.workbook.load import Loaded, load
from okrsheet.workbook.quarter_lines import is_nothing
from tests import books
from tests.books import SPACES, Book
from tests.commands import run
from tests.dressed_up import SHEET, dress_up
from tests.engines.compare import Cells, differences
from tests.engines.day import on_one_day
from tests.engines.libreoffice import LibreOffice

QUARTER = parse_quarter("2027-Q2")
DECIDED = ("Continue", "Revise", "Drop", "Done")
_OWN = (
    f'<worksheet xmlns="{SPACES["m"]}"><sheetData><row r="1"><c r="A1"><f>'
    "COUNTA(tblKeyResults[ID])+COUNTA('Key Results'!A5)</f><v>1</v></c></row>"
    "</sheetData></worksheet>"
)


def decide(book: Book) -> None:
    """Every fourth key result continues, is revised, dropped, done."""
    for place in range(len(book.rows("Review"))):
        if book.cells("Review", book.rows("Review")[place]).get("A"):
            book.type_in("Review", "Decision", place, books.text(DECIDED[place % 4]))


def add_sheet(book: Book) -> None:
    """A sheet of somebody's own, with a formula over ours."""
    book.parts["xl/worksheets/own.xml"] = _OWN.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    override = f'<Override PartName="/xl/worksheets/own.xml" ContentType="{kind}"/></Types>'
    book.change("[Content_Types].xml", "</Types>", override)
    link = (
        f'<Relationship Id="rIdOwn" Type="{SPACES["r"]}/worksheet" '
        'Target="/xl/worksheets/own.xml"/>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    book.change(rels, "</Relationships>", f"{link}</Relationships>")
    tab = f'<sheet xmlns:r="{SPACES["r"]}" name="Budget" sheetId="99" r:id="rIdOwn"/></sheets>'
    book.change("xl/workbook.xml", "</sheets>", tab)


@pytest.fixture(params=["xlsx", "xlsm"])
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Our example with everything in it that may be in a workbook, and a review."""
    path, made = tmp_path / f"q1.{request.param}", tmp_path / "made.xlsx"
    assert run("new", "2027-Q1", "--example", "--out", str(made)).returncode == 0
    book = Book(made.read_bytes())
    made.unlink()
    dress_up(book, macros=request.param == "xlsm")
    decide(book)
    add_sheet(book)
    path.write_bytes(book.data)
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def kept(path: Path, new: Path, *more: str) -> str:
    words = ("--from", str(path), "--keep-layout", "--not-closed", "--out", str(new))
    done = run("new", "2027-Q2", *words, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def next_plan(loaded: Loaded, today: date) -> Plan:
    """What comes over, worked out from the old workbook alone."""
    assert loaded.plan is not None
    found = figures(loaded.plan, loaded.policy, loaded.as_of or today)
    return carried(found, QUARTER, past_scores(found)).plan


def test_nothing_is_lost(example: Path, sdk_errors: Callable[..., list[str]]) -> None:
    before, old = example.read_bytes(), members(example)
    new = example.with_stem("q2")
    told = kept(example, new)
    assert example.read_bytes() == before
    assert "Budget" in told
    assert f"from {example.name}, which was only read" in " ".join(told.split())
    after = members(new)
    assert list(after) == list(old)
    changed = {part for part in old if old[part] != after[part]}
    ours = re.compile(r"xl/(workbook\.xml|worksheets/sheet\d+\.xml|charts/chart\d\.xml)")
    assert all(ours.fullmatch(part) for part in changed), changed
    for part in changed:
        if "worksheets" in part:
            tails = [each[part].partition(b"</sheetData>")[2] for each in (old, after)]
            assert tails[0] == tails[1]
    sheet = Book(before).sheets()[SHEET]
    assert sheet in changed
    assert b"rIdSlicer" in after[sheet]
    assert not Counter(sdk_errors(new)) - Counter(sdk_errors(example))


def test_what_was_decided_stands_in_it(example: Path) -> None:
    old, new = load(example), example.with_stem("q2")

    def by_both(today: date) -> Plan:
        kept(example, new, "--force")
        return next_plan(old, today)

    wanted = on_one_day(by_both)
    loaded = load(new)
    assert loaded.plan is not None
    for field in Plan._fields:
        held, asked = getattr(loaded.plan, field), getattr(wanted, field)
        if isinstance(held, tuple) and field != "quarter":
            held = sorted(repr(each) for each in held if not is_nothing(each))
            asked = sorted(repr(each) for each in asked if not is_nothing(each))
        assert held == asked, field
    assert loaded.as_of is None
    assert loaded.policy == old.policy
    checked = run("check", str(new), "--fail-on", "never")
    assert "2027-Q2" in checked.stdout
    assert "OKR06" not in checked.stdout


@pytest.mark.libreoffice
def test_libreoffice_computes_what_is_stored(example: Path, libreoffice: LibreOffice) -> None:
    new = example.with_stem("q2")

    def by_both(_: date) -> tuple[Cells, Cells]:
        kept(example, new, "--force")
        return Book(new.read_bytes()).cached(), libreoffice.recalculate(new)

    stored, got = on_one_day(by_both)
    ours = {sheet: cells for sheet, cells in stored.items() if sheet != "Budget"}
    assert differences(ours, got) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--out", "q1.xlsx", "--force"), "OKR865"),
        (("--out", "q2.xlsm"), "OKR876"),
        (("--out", "there.xlsx"), "OKR942"),
        (("--team", "Sales"), "--team"),
        (("--start", "2099-01-01", "--end", "2099-03-31"), "outside the years"),
    ],
    ids=["the same file", "another ending", "a file is there", "a team", "a quarter far ahead"],
)
def test_bad_words_leave_everything_as_it_is(
    words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    (tmp_path / "q1.xlsx").write_bytes(books.example())
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    asked = ("--from", "q1.xlsx", "--keep-layout", "--not-closed", "--undecided", "continue")
    done = run("new", "2027-Q2", *asked, *words, cwd=tmp_path)
    assert done.returncode in (2, 3)
    assert told in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("data", "code"),
    [(OPENING + bytes(600), "OKR9"), (b"", "OKR9"), (None, "OKR901")],
    ids=["encrypted or old", "empty", "not there"],
)
def test_a_workbook_that_cannot_be_read(data: bytes | None, code: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "q1.xlsx").write_bytes(data)
    words = ("--from", "q1.xlsx", "--keep-layout", "--out", "q2.xlsx")
    done = run("new", "2027-Q2", *words, cwd=tmp_path)
    assert (done.returncode, code in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "q2.xlsx").exists()


def test_it_needs_a_workbook_to_keep() -> None:
    done = run("new", "2027-Q2", "--keep-layout")
    assert done.returncode == 2
    assert "--from BOOK" in done.stderr


def test_a_file_that_is_there_is_replaced_when_asked(tmp_path: Path) -> None:
    old, new = tmp_path / "q1.xlsx", tmp_path / "okrs-2027-Q2.xlsx"
    old.write_bytes(books.example())
    new.write_bytes(b"mine")
    told = kept(old, tmp_path, "--undecided", "continue", "--force")
    assert f"Made {new}" in told
    assert "is kept as" in told
