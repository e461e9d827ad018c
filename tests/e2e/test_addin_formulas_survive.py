"""Formulas of the add-in that people typed into their workbook stay as they are, byte for byte.

Nothing here knows the add-in: to the commands these are formulas with a value beside them.
"""

import re
from pathlib import Path

import pytest

from tests import books
from tests.books import Book
from tests.commands import run
from tests.small_plan import small_book

CLASSIC = "OKR_SCORE(tblKeyResults[[#This Row],[Baseline]],tblKeyResults[[#This Row],[Target]],301)"
FOREIGN = "'C:\\Users\\Ann\\AppData\\Roaming\\okrsheet.xlam'!OKR_RAG(1,2,1.5,okr_start,okr_end)"


def array(source: str, address: str, shown: str) -> str:
    return f'><f t="array" ref="{address}">{source}</f><v>{shown}</v></c>'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook somebody has worked with, with formulas of theirs in cells they may type in."""
    made = Book(small_book())
    made.type_in("Key Results", "Target", 0, books.number(500))
    made.type_in("Key Results", "Red line", 0, books.formula(CLASSIC, "0.2625"))
    made.type_in("Key Results", "Recent trend", 1, books.formula("OKR_TARGET(100)", "125"))
    made.type_in("Key Results", "Proxy reason", 0, f' t="str">{_f(FOREIGN)}<v>Yellow</v></c>')
    made.type_in("Check-ins", "Next step", 0, f' t="e">{_f("OKR_EXPLAIN(1,2)")}<v>#NAME?</v></c>')
    made.type_in("Check-ins", "In the way", 0, books.formula("OKR_LINT(B5)"))
    address = made.address("Log", "What", 0)
    made.put("Log", address, array("OKR_SCORE({1;2},{3;4},2)", address, "0.5"))
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(made.data)
    return path


def _f(source: str) -> str:
    return f"<f>{source}</f>"


def typed_formulas(path: Path) -> dict[str, str]:
    """The XML of every cell that calls the add-in."""
    made = Book(path.read_bytes())
    return {
        f"{sheet}!{cell[1]}": cell[0]
        for sheet, part in made.sheets().items()
        for cell in re.finditer(r'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', made.xml(part))
        if "OKR_" in cell[0]
    }


def test_the_formulas_are_there(book: Path) -> None:
    found = typed_formulas(book)
    assert len(found) == 6
    assert len({place.partition("!")[0] for place in found}) == 3


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("refresh",), id="refresh"),
        pytest.param(("doctor", "--repair"), id="doctor --repair"),
        pytest.param(("doctor", "--repair", "--locale", "de"), id="doctor --repair --locale"),
    ],
)
def test_a_command_that_changes_the_file_leaves_them_alone(
    book: Path, words: tuple[str, ...]
) -> None:
    made = Book(book.read_bytes())
    made.type_in("Key Results", "Score", 0, books.number(0.9))
    book.write_bytes(made.data)
    before, bytes_before = typed_formulas(book), book.read_bytes()
    done = run(words[0], str(book), *words[1:])
    assert done.returncode in (0, 1), done.stderr
    assert book.read_bytes() != bytes_before, "the command had something to do"
    assert typed_formulas(book) == before


def test_a_new_quarter_leaves_the_old_file_alone(book: Path) -> None:
    before = book.read_bytes()
    beside = book.with_name("Next.xlsx")
    beside.write_bytes(b"anything")
    done = run("new", "2027-Q2", "--out", str(beside), "--force")
    assert done.returncode == 0, done.stderr
    assert book.read_bytes() == before


def test_a_workbook_that_is_replaced_is_kept_with_them(book: Path) -> None:
    before = book.read_bytes()
    done = run("new", "2027-Q2", "--out", str(book), "--force")
    assert done.returncode == 0, done.stderr
    kept = re.search(r"is kept as (.*)", done.stdout)
    assert kept is not None
    assert Path(kept[1]).read_bytes() == before
    assert typed_formulas(book) == {}
