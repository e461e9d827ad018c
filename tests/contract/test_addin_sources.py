"""What "Insert formula" refers to stands in the workbook and gives what the workbook shows."""

import re
from functools import cache
from typing import Any

import pytest

from okrsheet.addin import functions
from okrsheet.addin.registry import by_name
from okrsheet.core.policy import SMB
from tests import books
from tests.addin_ranges import settings
from tests.books import Book

NAMES = {
    "okr_start": float(books.serial(books.QUARTER.start)),
    "okr_end": float(books.serial(books.QUARTER.end)),
    "okr_as_of": float(books.serial(books.EXAMPLE_AS_OF)),
}
SHEETS = {
    "tblCheckIns": "Check-ins",
    "tblMilestones": "Milestones",
    "tblKeyResults": "Key Results",
    "tblSettings": "Settings",
}


@cache
def book() -> Book:
    return Book(books.example())


@cache
def block(sheet: str, first: str, last: str, *, headers: bool) -> tuple[tuple[object, ...], ...]:
    """The cells below some headers, side by side, as Excel hands them over."""
    names = list(book().headers(sheet))
    wanted = names[names.index(first) : names.index(last) + 1]
    rows = [
        tuple(cells.get(book().headers(sheet)[name]) for name in wanted)
        for cells in (book().cells(sheet, row) for row in book().rows(sheet))
    ]
    return (tuple(wanted), *rows) if headers else tuple(rows)


def given(source: str, cells: dict[str, Any]) -> object:
    """The range a source means for one line of Key Results."""
    if not source:
        return None
    if not source.startswith("="):
        return cells.get(book().headers("Key Results")[source])
    table, _, rest = source[1:].partition("[")
    if not rest:
        return NAMES[table]
    headers = [h for h in re.findall(r"([^\[\]:,]+)", rest) if h != "#All"]
    return block(SHEETS[table], headers[0], headers[-1], headers="#All" in rest)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("OKR_SCORE", "Score"),
        ("OKR_PROGRESS", "Progress"),
        ("OKR_EXPECTED", "Expected"),
        ("OKR_PACE", "Pace"),
        ("OKR_RAG", "RAG"),
        ("OKR_STREAK", "Red weeks"),
    ],
)
def test_a_formula_beside_a_key_result_shows_what_its_line_shows(name: str, header: str) -> None:
    sheet, formula = "Key Results", by_name(name)
    function: Any = getattr(functions, name)
    lines = [book().cells(sheet, row) for row in book().rows(sheet)]
    seen = 0
    for cells in lines:
        if not cells.get(book().headers(sheet)["Key result"]):
            continue
        value = function(*(given(a.source, cells) for a in formula.arguments))  # type: ignore[union-attr]  # a formula
        stored = cells.get(book().headers(sheet)[header])
        if stored in (None, ""):
            assert isinstance(value, str)
        else:
            assert value == (pytest.approx(stored) if isinstance(stored, float) else stored)
            seen += 1
    assert seen > 15


def test_the_audit_shows_what_the_audit_sheet_shows() -> None:
    formula = by_name("OKR_AUDIT")
    function: Any = functions.OKR_AUDIT
    gaps = [row[0] for row in block("Audit", "Gaps", "Gaps", headers=False)]
    for line, row in enumerate(book().rows("Key Results")):
        cells = book().cells("Key Results", row)
        value = function(*(given(a.source, cells) for a in formula.arguments))  # type: ignore[union-attr]  # a formula
        if cells.get(book().headers("Key Results")["Key result"]):
            assert value == (gaps[line] or "Ready")
        else:
            assert value == ""


def test_the_roll_up_shows_what_the_objective_shows() -> None:
    function: Any = functions.OKR_ROLLUP
    sources = {a.name: a.source for a in by_name("OKR_ROLLUP").arguments}  # type: ignore[union-attr]  # a formula
    lists = [given(sources[n], {}) for n in ("scores", "weights", "kr_types", "rags")]
    lists += [given(sources[n], {}) for n in ("commitments", "ids")]
    headers = book().headers("Objectives")
    for row in book().rows("Objectives"):
        cells = book().cells("Objectives", row)
        name, score = cells.get(headers["ID"]), cells.get(headers["Score"])
        if name and score not in (None, ""):
            rules = settings(books.example_figures().plan, SMB)
            assert function(*lists, name, rules) == pytest.approx(score)
            assert function(*lists, name, rules, "rag") == cells[headers["RAG"]]
