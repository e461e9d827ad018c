"""Writing into a workbook that is open: what is written, how, and how it is taken back."""

import re
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from okrsheet.addin.actions import ACTIONS
from okrsheet.addin.cell_words import formula_said, said
from okrsheet.addin.differences import Held, Named, difference
from okrsheet.addin.insert import formula_text
from okrsheet.addin.live_book import LiveBook
from okrsheet.addin.live_steps import steps
from okrsheet.addin.registry import FORMULAS
from okrsheet.ooxml.changes import Changes
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell, ErrorValue, Sheet, Workbook
from okrsheet.workbook.excel_refusals import ExcelRefused
from okrsheet.workbook.load import read_plan
from tests import books, excel_double
from tests.books import Book
from tests.e2e.test_buttons import NOW, content
from tests.small_plan import AS_OF, small_book
from tests.unit.test_missing_lines import short_book

# --- What differs -------------------------------------------------------------------------------


def sheet_of(
    *cells: Cell, state: Any = "visible", hidden: frozenset[int] = frozenset()
) -> Workbook:
    """A workbook of one sheet with these cells below each other."""
    held = {(row, 1): cell for row, cell in enumerate(cells, 1)}
    sheet = Sheet("S", state, held, hidden)
    return Workbook("b", {"S": sheet}, {}, {}, {}, epoch_1904=False, date_styles=frozenset())


DIFFERENT = [
    pytest.param(Cell("a"), Cell("b"), id="a text"),
    pytest.param(Cell(1.0), Cell(True), id="a number that equals a boolean"),
    pytest.param(Cell(0.0), Cell(None), id="zero and nothing"),
    pytest.param(Cell(False), Cell(None), id="false and nothing"),
    pytest.param(Cell(3.0, "A2"), Cell(3.0), id="a formula and its value"),
    pytest.param(Cell(3.0, "A2"), Cell(3.0, "A3"), id="two formulas"),
]
ALIKE = [
    pytest.param(Cell(""), Cell(None), id="an empty text"),
    pytest.param(Cell(3.0, "A2"), Cell(4.0, "A2"), id="what a formula shows"),
    pytest.param(Cell(3.0), Cell(3.0, ""), id="what another cell's formula fills"),
    pytest.param(Cell(3.0, ""), Cell(3.0, "A2"), id="a cell of an array"),
    pytest.param(Cell("a", None, 1), Cell("a", None, 2), id="the format"),
]


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
def test_what_differs_is_written(old: Cell, new: Cell) -> None:
    (block,) = difference(sheet_of(old), sheet_of(new)).blocks
    assert (block.sheet, block.area) == ("S", (1, 1, 1, 1))
    assert [len(row) for row in (*block.old, *block.new)] == [1, 1]


@pytest.mark.parametrize(("old", "new"), ALIKE)
def test_what_is_alike_is_not(old: Cell, new: Cell) -> None:
    assert not difference(sheet_of(old), sheet_of(new))


def test_neighbours_are_written_together_and_hidden_lines_alone() -> None:
    before = [Cell("a")] * 6
    after = [Cell("b"), Cell("b"), Cell("a"), Cell("b"), Cell("b"), Cell("b")]
    found = difference(sheet_of(*before, hidden=frozenset({5})), sheet_of(*after)).blocks
    assert [block.area for block in found] == [
        (1, 1, 2, 1),
        (4, 1, 4, 1),
        (5, 1, 5, 1),
        (6, 1, 6, 1),
    ]


def grid_of(*rows: str, hidden: frozenset[int] = frozenset()) -> Workbook:
    """A workbook of one sheet: a letter is a text, a digit a formula, a blank nothing."""
    held = {
        (row, column): Cell(None, mark) if mark.isdigit() else Cell(mark)
        for row, marks in enumerate(rows, 1)
        for column, mark in enumerate(marks, 1)
        if mark != " "
    }
    book = sheet_of(hidden=hidden)
    return book._replace(sheets={"S": book.sheets["S"]._replace(cells=held)})


LONG = "x" * 8001
BLOCKS = [
    pytest.param(("bbb", "bbb"), [(1, 1, 2, 3)], id="a rectangle"),
    pytest.param(("b b", "b b"), [(1, 1, 2, 1), (1, 3, 2, 3)], id="two columns apart"),
    pytest.param(("bbb", "aaa", "bbb"), [(1, 1, 1, 3), (3, 1, 3, 3)], id="two lines apart"),
    pytest.param(("bb1", "bb1"), [(1, 1, 2, 2), (1, 3, 2, 3)], id="texts and formulas"),
    pytest.param(
        ("1b", "b1"), [(1, 1, 1, 1), (1, 2, 1, 2), (2, 1, 2, 1), (2, 2, 2, 2)], id="mixed"
    ),
    pytest.param(("ba", "bb"), [(1, 1, 2, 1), (2, 2, 2, 2)], id="a corner is left out"),
    pytest.param(("bba", "abb"), [(1, 1, 1, 2), (2, 2, 2, 3)], id="stairs, by lines"),
    pytest.param(("ba", "bb", "ab"), [(1, 1, 2, 1), (2, 2, 3, 2)], id="stairs, by columns"),
]


@pytest.mark.parametrize(("after", "areas"), BLOCKS)
def test_cells_are_joined_to_blocks(after: tuple[str, ...], areas: list[Any]) -> None:
    before = grid_of(*["aaa"[: len(after[0])]] * len(after))
    made = grid_of(*(line.replace(" ", "a") for line in after))
    blocks = difference(before, made).blocks
    assert sorted(block.area for block in blocks) == areas
    for block in blocks:
        top, left, bottom, right = block.area
        cells = [
            made.sheets["S"].cells[row, column]
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]
        assert block.held_in(block.area) == [
            Held(None if cell.formula else cell.value, cell.formula) for cell in cells
        ]


def test_lines_that_are_hidden_side_by_side_stand_alone() -> None:
    before, after = grid_of("aa", "aa", "aa"), grid_of("bb", "bb", "bb")
    sheet = before.sheets["S"]._replace(hidden_rows=frozenset({1, 2}))
    found = difference(before._replace(sheets={"S": sheet}), after).blocks
    assert sorted(block.area for block in found) == [
        *((1, 1, 1, 1), (1, 2, 1, 2), (2, 1, 2, 1), (2, 2, 2, 2)),
        (3, 1, 3, 2),
    ]


@pytest.mark.parametrize("side", ["old", "new"])
def test_long_texts_side_by_side_stand_alone(side: str) -> None:
    """The old one is written where the change is taken back."""
    long, short = sheet_of(*[Cell(LONG)] * 2, Cell("b")), sheet_of(*[Cell("a")] * 3)
    pair = (long, short) if side == "old" else (short, long)
    assert [block.area for block in difference(*pair).blocks] == [
        (1, 1, 1, 1),
        (2, 1, 2, 1),
        (3, 1, 3, 1),
    ]


def test_sheets_that_are_shown_and_names_that_are_mended() -> None:
    before = sheet_of(state="hidden")._replace(names={"a": "S!$A$1", "b": "1"})
    after = sheet_of()._replace(names={"a": "S!$A$2", "b": "1", "c": "2"})
    found = difference(before, after)
    assert found.shown == (("S", "hidden"),)
    assert found.names == (Named("a", "S!$A$1", "S!$A$2"), Named("c", "", "2"))


# --- How it is said ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, "", id="nothing"),
        pytest.param("", "", id="an empty text"),
        pytest.param(1.5, 1.5, id="a number"),
        pytest.param(True, True, id="a boolean"),
        pytest.param(ErrorValue("#N/A"), "#N/A", id="an error"),
        pytest.param("Ask the dairy", "Ask the dairy", id="words"),
        pytest.param("Waar", "'Waar", id="a boolean in some language"),
        pytest.param("TRUE ", "'TRUE ", id="a boolean and a blank"),
        pytest.param("Mai 5", "'Mai 5", id="a day in some language"),
        pytest.param("'tis", "''tis", id="an apostrophe"),
        pytest.param("=1", "'=1", id="a formula"),
    ],
)
def test_values(value: Any, expected: object) -> None:
    assert said(Held(value)) == expected
    assert type(said(Held(value))) is type(expected)


def test_formulas_lose_what_only_files_write_but_not_in_texts() -> None:
    told = formula_said('_xlfn.MAXIFS(A1:A2,B1:B2,"_xlfn.")&_xlws.SORT(A1)')
    assert told == '=MAXIFS(A1:A2,B1:B2,"_xlfn.")&SORT(A1)'


# --- In the open workbook -----------------------------------------------------------------------


def opened(path: Path, data: bytes) -> tuple[LiveBook, Any]:
    path.write_bytes(data)
    book = excel_double.opened(path)
    return LiveBook(book, NOW, path.parent), book.impl


def now_in(port: LiveBook) -> object:
    return content(parse_workbook(port.read(), "copy"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Our OKRs.xlsx"


def test_tables_that_grow_shrink_again_where_excel_refuses(path: Path) -> None:
    port, excel = opened(path, short_book().data)
    before = now_in(port)
    ACTIONS["refresh"](port)
    assert now_in(port) != before
    for stop in range(1, excel.app.writes + 1):
        port, excel = opened(path, short_book().data)
        excel.app.fails_at = stop
        with pytest.raises(ExcelRefused, match="every cell is back as it was: Excel is busy"):
            ACTIONS["refresh"](port)
        assert now_in(port) == before, f"stopped at write {stop}"


def test_tables_shrink_names_are_mended_and_sheets_shown(path: Path) -> None:
    port, excel = opened(path, small_book())
    before = port.read()
    names = {"okr_end": "Lists!$B$9"}
    table = parse_workbook(before, "b").tables["tblLog"]
    changes = Changes(names=names, remove={"tblLog": [table.last_row]}, show=("Reset",))
    after = patch(before, changes, "b")
    port.write(before, after)
    assert now_in(port) == content(parse_workbook(after, "b"))
    assert excel.held.defined_names["okr_end"].attr_text == "Lists!$B$9"
    change = difference(parse_workbook(before, "b"), parse_workbook(after, "b"))
    named = change._replace(names=(*change.names, Named("our_name", "", "Lists!$B$1")))
    made = list(steps(xw.Book(impl=excel), named))
    made[-2][0]()
    assert "our_name" in excel.held.defined_names
    for _, back in reversed(made):
        back()
    assert "our_name" not in excel.held.defined_names
    assert now_in(port) == content(parse_workbook(before, "b"))
    assert excel.held.defined_names["okr_end"].attr_text == "Lists!$B$3"


def test_a_formula_is_one_in_a_cell_for_texts_too(path: Path) -> None:
    made = Book(small_book())
    place = made.type_in("Audit", "KR", 0, books.text("C1.1")).partition("!")[2]
    port, excel = opened(path, made.data)
    excel.held["Audit"][place].number_format = "@"
    ACTIONS["doctor"](port)
    assert str(excel.held["Audit"][place].value).startswith("=")


FORMATTED = [
    pytest.param(books.number(12), 12.0, "General", id="a number"),
    pytest.param(books.boolean(value=True), True, "General", id="yes"),
    pytest.param(books.text("12"), "12", "@", id="a text"),
]


@pytest.mark.parametrize(("content", "shown", "form"), FORMATTED)
@pytest.mark.parametrize("refused", [False, True], ids=["written", "refused"])
def test_what_goes_into_a_cell_for_texts(
    content: str, shown: object, form: str, refused: bool, path: Path
) -> None:
    port, excel = opened(path, small_book())
    before = port.read()
    made = Book(before)
    place = made.type_in("Check-ins", "In the way", 0, content).partition("!")[2]
    beside = made.type_in("Check-ins", "Next step", 0, books.text("007")).partition("!")[2]
    cells = [excel.held["Check-ins"][each] for each in (place, beside)]
    for cell in cells:
        cell.number_format = "@"
    kept = [cell.value for cell in cells]
    if refused:
        excel.app.fails_at = 2 if form == "General" else 1
        with pytest.raises(ExcelRefused, match="every cell is back as it was"):
            port.write(before, made.data)
        assert [cell.value for cell in cells] == kept
        assert [cell.number_format for cell in cells] == ["@", "@"]
    else:
        port.write(before, made.data)
        assert [cell.value for cell in cells] == [shown, "007"]
        assert [cell.number_format for cell in cells] == [form, "@"]


def test_what_somebody_typed_meanwhile_stays(path: Path) -> None:
    port, excel = opened(path, small_book())
    before = port.read()
    made = Book(before)
    made.type_in("Check-ins", "In the way", 0, books.text("Ice"))
    excel.held["Log"]["D6"].value = "typed a moment ago"
    with pytest.raises(ExcelRefused, match="changed while okrsheet was at work"):
        port.write(before, made.data)
    assert excel.app.writes == 0


def test_a_long_text_is_written_cell_by_cell(path: Path) -> None:
    port, _ = opened(path, small_book())
    before = port.read()
    made = Book(before)
    made.type_in("Check-ins", "In the way", 0, books.text("Ice " * 8000))
    port.write(before, made.data)
    assert now_in(port) == content(parse_workbook(made.data, "b"))


SWITCHES = ("screen_updating", "enable_events", "calculation")


@pytest.mark.parametrize("refused", [False, True], ids=["written", "refused"])
def test_excel_is_left_as_it_was(path: Path, refused: bool) -> None:
    port, excel = opened(path, small_book())
    seen: list[object] = []

    def count() -> None:
        correct = excel.app.AutoCorrect
        seen.append([getattr(excel.app, name) for name in SWITCHES])
        seen.append([correct.AutoExpandListRange, correct.AutoFillFormulasInLists])
        if refused:
            raise excel_double.Refused("no")

    excel.app.count_write = count
    before = port.read()
    made = Book(before)
    made.type_in("Check-ins", "In the way", 0, books.text("Ice"))
    if refused:
        with pytest.raises(ExcelRefused):
            port.write(before, made.data)
    else:
        port.write(before, made.data)
    assert seen[:2] == [[False, False, "manual"], [False, False]]
    assert [getattr(excel.app, name) for name in SWITCHES] == [True, True, "automatic"]
    assert vars(excel.app.AutoCorrect) == {
        "AutoExpandListRange": True,
        "AutoFillFormulasInLists": True,
    }
    assert excel.app.calculated == (0 if refused else 1)


def test_no_copy_is_left_behind(path: Path) -> None:
    port, _ = opened(path, small_book())
    port.read()
    assert list(path.parent.iterdir()) == [path]


def test_the_question_is_never_cut_off(path: Path) -> None:
    port, excel = opened(path, small_book())
    assert port.agree("Long " * 1000, "Publish the quarter now?")
    assert excel.app.told[-1].endswith("\u2026\n\nPublish the quarter now?")
    port.tell("Long " * 1000)
    assert len(excel.app.told[-1]) == 1000


def test_a_hidden_sheet_is_named(path: Path) -> None:
    port, excel = opened(path, small_book())
    excel.held["Meeting"].sheet_state = "hidden"
    with pytest.raises(ExcelRefused, match="Meeting: this sheet is hidden"):
        ACTIONS["meeting"](port)


# --- What the buttons say -----------------------------------------------------------------------


def test_each_key_result_is_explained_by_its_own_name(path: Path) -> None:
    made = Book(small_book())
    made.type_in("Key Results", "Key result", 1, books.blank())
    made.setting("As of", books.day(AS_OF.replace(day=AS_OF.day - 1)))
    port, excel = opened(path, made.data)
    column = made.headers("Key Results")["ID"]
    told = {}
    for row in made.rows("Key Results"):
        name = made.cells("Key Results", row).get(column)
        excel.cell = ("Key Results", row, 4)
        if name:
            try:
                ACTIONS["explain"](port)
                told[name] = excel.app.told[-1].partition(":")[0]
            except ExcelRefused as error:
                told[name] = error.code
    nameless = made.cells("Key Results", made.rows("Key Results")[1])[column]
    assert told.pop(str(nameless)) == "OKR954"
    assert len(told) > 3
    assert all(name == shown for name, shown in told.items())


def test_a_published_quarter_is_not_published_again(path: Path) -> None:
    port, excel = opened(path, small_book())
    ACTIONS["publish"](port)
    writes = excel.app.writes
    ACTIONS["publish"](port)
    assert excel.app.told[-1] == f"This quarter is published since {AS_OF}."
    assert excel.app.writes == writes


def test_nothing_to_publish(path: Path) -> None:
    from datetime import date

    from okrsheet.core.policy import SMB
    from okrsheet.core.quarter import parse_quarter
    from okrsheet.workbook.create import Request, empty_plan, new_workbook

    plan = empty_plan(Request(parse_quarter("2026-Q2")))
    data = new_workbook(plan, SMB, as_of=None, today=date(2026, 4, 1), stamp=NOW)
    port, excel = opened(path, data)
    ACTIONS["publish"](port)
    assert "nothing to publish" in excel.app.told[-1]
    assert excel.app.writes == 0


def test_what_a_person_has_to_decide_is_not_offered_for_repair(path: Path) -> None:
    made = Book(small_book())
    made.type_in("Check-ins", "KR", 0, books.text("Nobody"))
    port, excel = opened(path, made.data)
    ACTIONS["doctor"](port)
    assert excel.app.told[-1].endswith("A person has to decide about each of them.")


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda each: each.name)
def test_each_argument_refers_to_its_column(formula: Any) -> None:
    book = parse_workbook(small_book(), "b")
    loaded = read_plan(book)
    row = loaded.tables["tblKeyResults"].body[1]
    made = Book(small_book())
    headers = {column: name for name, column in made.headers("Key Results").items()}
    text = formula_text(formula, loaded, row)
    inner = text.removeprefix(f"={formula.name}(").removesuffix(")")
    whole = re.sub(r"\[\[.*?\]\]", lambda found: found[0].replace(",", "\0"), inner)
    words = [word.replace("\0", ",") for word in whole.split(",")]
    for word, argument in zip(words, formula.arguments, strict=False):
        place = re.fullmatch(r"'Key Results'!\$([A-Z]+)\$(\d+)", word)
        if place:
            assert (headers[place[1]], int(place[2])) == (argument.source, row)
        else:
            assert word == argument.source.removeprefix("=")
    assert words[-1], "nothing is left open at the end"
