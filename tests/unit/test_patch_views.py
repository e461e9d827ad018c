"""Hidden sheets shown, and one put in front, with nothing else touched."""

import pytest

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.patch import Changes, Content, patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused, ChangeUnproven, Guarded
from okrsheet.ooxml.verify import verify
from tests.unit.test_patch_names import part_of
from tests.unit.tiny_book import SHEET, SPACES, links, tiny_book, workbook, worksheet

BOOK = "xl/workbook.xml"
HIDDEN = "xl/worksheets/sheet2.xml"
VERY = "xl/worksheets/sheet3.xml"
CHART = "xl/chartsheets/sheet1.xml"
TABS = (
    '<sheet name="S" sheetId="1" r:id="rId1"/>'
    '<sheet name="H &amp; K" sheetId="7" state="hidden" r:id="rId4"/>'
    "<sheet name=\"V\" sheetId='9' state='veryHidden' r:id='rId5'/>"
    '<sheet name="C" sheetId="2" r:id="rId6"/>'
)
WINDOW = '<bookViews><workbookView xWindow="9" activeTab="0" firstSheet="0"/></bookViews>'
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def view(selected: str = "", more: str = "<pane ySplit='1'/>") -> str:
    said = f' tabSelected="{selected}"' if selected else ""
    head = f'<sheetView zoomScale="80"{said} workbookViewId="0">'
    return f"<sheetViews>{head}{more}</sheetView></sheetViews>"


def chart(selected: str = "") -> str:
    return f"<chartsheet {SPACES}>{view(selected, '')}</chartsheet>"


def book(
    *, window: str = WINDOW, before: str = "", tabs: str = TABS, rows: str = CELL, **views: str
) -> bytes:
    """Four sheets; S is in front, "H & K" is hidden, V is very hidden, C is a chart."""
    around = {"s": view("1"), "h": view(), "v": view("0"), "c": chart(), **views}
    rels = links(
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
        ("worksheet", "worksheets/sheet2.xml"),
        ("worksheet", "worksheets/sheet3.xml"),
        ("chartsheet", "chartsheets/sheet1.xml"),
    )
    parts = {
        BOOK: workbook(tabs, before=before + window),
        "xl/_rels/workbook.xml.rels": rels,
        SHEET: worksheet(rows, before=around["s"]),
        HIDDEN: worksheet(CELL, before=around["h"]),
        VERY: worksheet(CELL, before=around["v"]),
        CHART: around["c"],
    }
    return tiny_book(parts={**parts})


def shown(*names: str) -> Changes:
    return Changes(show=names)


def states(data: bytes) -> dict[str, str]:
    return {name: sheet.state for name, sheet in parse_workbook(data, "book").sheets.items()}


@pytest.mark.parametrize("said", ["1", "true", "0", ""])
def test_many_rows_stay_behind_a_head_that_becomes_shorter_or_longer(said: str) -> None:
    data = book(rows="".join(CELL.replace("1", str(row)) for row in range(1, 40)), s=view(said))
    new = patch(patch(data, shown("H & K"), "book"), shown("S"), "book")
    assert (
        part_of(new, SHEET).partition("<sheetData>")[2]
        == (part_of(data, SHEET).partition("<sheetData>")[2])
    )
    assert 'tabSelected="1"' in part_of(new, SHEET)


def test_a_hidden_sheet_is_shown_and_in_front() -> None:
    new = patch(book(), shown("H & K"), "book")
    assert states(new) == {"S": "visible", "H & K": "visible", "V": "veryHidden", "C": "visible"}
    assert part_of(new, BOOK) == part_of(book(), BOOK).replace(
        'state="hidden"', 'state="visible"'
    ).replace('activeTab="0"', 'activeTab="1"')
    assert part_of(new, SHEET) == part_of(book(), SHEET).replace('Selected="1"', 'Selected="0"')
    assert part_of(new, HIDDEN) == part_of(book(), HIDDEN).replace(
        ' workbookViewId="0">', ' workbookViewId="0" tabSelected="1">'
    )
    for part in (VERY, CHART, "xl/styles.xml"):
        assert part_of(new, part) == part_of(book(), part)


def test_several_are_shown_and_the_first_is_in_front() -> None:
    new = patch(book(), shown("V", "H & K"), "book")
    assert set(states(new).values()) == {"visible"}
    assert 'activeTab="2"' in part_of(new, BOOK)
    assert 'tabSelected="1"' in part_of(new, VERY)
    assert "tabSelected" not in part_of(new, HIDDEN)


def test_a_visible_sheet_is_only_put_in_front() -> None:
    new = patch(book(h=view("1")), shown("S"), "book")
    assert part_of(new, BOOK) == part_of(book(), BOOK)
    assert 'tabSelected="0"' in part_of(new, HIDDEN)


def test_what_is_shown_already_changes_nothing() -> None:
    once = patch(book(), shown("H & K"), "book")
    assert patch(once, shown("H & K"), "book") == once


@pytest.mark.parametrize("word", ["1", "true"])
def test_a_chart_in_front_steps_back(word: str) -> None:
    data = book(window=WINDOW.replace('"0"', '"3"', 1), s=view(), c=chart(word))
    new = patch(data, shown("H & K"), "book")
    assert 'tabSelected="0"' in part_of(new, CHART)
    assert part_of(new, SHEET) == part_of(data, SHEET)


@pytest.mark.parametrize(
    ("window", "told"),
    [
        pytest.param("", "<bookViews><workbookView activeTab=", id="no window is noted"),
        pytest.param(
            "<bookViews><workbookView/><workbookView activeTab='2'/></bookViews>",
            '<bookViews><workbookView activeTab="1"/><workbookView activeTab="1"/></bookViews>',
            id="two windows",
        ),
    ],
)
def test_every_window_shows_it(window: str, told: str) -> None:
    new = patch(book(window=window), shown("H & K"), "book")
    assert told in part_of(new, BOOK)


def test_a_sheet_without_a_view_is_shown_all_the_same() -> None:
    new = patch(book(h=""), shown("H & K"), "book")
    assert states(new)["H & K"] == "visible"
    assert part_of(new, HIDDEN) == part_of(book(h=""), HIDDEN)


def test_cells_are_set_in_the_same_step() -> None:
    new = patch(book(), Changes({"H & K": {(1, 1): Content(5)}}, show=("H & K",)), "book")
    assert parse_workbook(new, "book").sheets["H & K"].cells[1, 1].value == 5
    assert 'tabSelected="1"' in part_of(new, HIDDEN)


LOCK = '<workbookProtection lockStructure="1"/>'


@pytest.mark.parametrize(
    ("data", "sheet", "kind", "code"),
    [
        pytest.param(book(before=LOCK), "H & K", Guarded, "OKR924", id="structure protected"),
        pytest.param(book(), "X", ChangeRefused, "OKR932", id="no such sheet"),
        pytest.param(book(), "C", ChangeRefused, "OKR932", id="a chart"),
        pytest.param(
            book(h=f"<!-- {view()} -->"), "H & K", ChangeRefused, "OKR933", id="a remark in front"
        ),
        pytest.param(
            book(window="<bookViews/>"), "H & K", ChangeRefused, "OKR933", id="an empty list"
        ),
    ],
)
def test_what_is_refused(data: bytes, sheet: str, kind: type[OkrsheetFileError], code: str) -> None:
    with pytest.raises(kind) as caught:
        patch(data, shown(sheet), "book")
    assert caught.value.code == code


def test_a_visible_sheet_of_a_protected_workbook_may_come_to_the_front() -> None:
    data = book(before=LOCK, h=view("1"))
    assert 'tabSelected="0"' in part_of(patch(data, shown("S"), "book"), HIDDEN)


SEEN = TABS.replace('state="hidden"', 'state="visible"')
FRONT = WINDOW.replace('activeTab="0"', 'activeTab="1"')
RIGHT = {"s": view("0"), "h": view("1")}


def test_the_right_result_is_accepted() -> None:
    verify(book(), book(tabs=SEEN, window=FRONT, **RIGHT), shown("H & K"), "book")


@pytest.mark.parametrize(
    ("tabs", "window", "views"),
    [
        pytest.param(TABS, FRONT, RIGHT, id="it is still hidden"),
        pytest.param(SEEN, WINDOW, RIGHT, id="another one is in front"),
        pytest.param(SEEN, FRONT, {"s": view("1"), "h": view("1")}, id="two are selected"),
        pytest.param(SEEN, FRONT, {"s": view("0")}, id="it is not selected"),
        pytest.param(
            SEEN.replace("state='veryHidden' ", ""), FRONT, RIGHT, id="another one is shown"
        ),
        pytest.param(SEEN, FRONT.replace('"9"', '"8"'), RIGHT, id="the window moved"),
        pytest.param(SEEN, FRONT, {**RIGHT, "c": chart("1")}, id="a chart is selected too"),
        pytest.param(
            SEEN,
            FRONT,
            {**RIGHT, "c": chart("0").replace('"80"', '"90"')},
            id="a chart says other things",
        ),
        pytest.param(
            SEEN, FRONT, {**RIGHT, "v": view("0").replace('"80"', '"90"')}, id="another zoom"
        ),
        pytest.param(
            SEEN, FRONT, {**RIGHT, "s": view("0", "")}, id="the panes of the one before are gone"
        ),
    ],
)
def test_another_result_is_not_accepted(tabs: str, window: str, views: dict[str, str]) -> None:
    with pytest.raises(ChangeUnproven):
        verify(book(), book(tabs=tabs, window=window, **views), shown("H & K"), "book")


def test_nothing_is_shown_unasked() -> None:
    with pytest.raises(ChangeUnproven):
        verify(book(), book(tabs=SEEN), Changes({"S": {(1, 1): Content(1)}}), "book")


V_SEEN = TABS.replace("state='veryHidden' ", "")


def test_a_sheet_is_hidden_and_another_one_is_in_front() -> None:
    old, changes = book(tabs=V_SEEN), Changes(show=("V",), hide=("S",))
    new = patch(old, changes, "book")
    assert states(new) == {"S": "hidden", "H & K": "hidden", "V": "visible", "C": "visible"}
    assert part_of(new, BOOK) == part_of(old, BOOK).replace(
        'sheetId="1" r:id="rId1"', 'sheetId="1" r:id="rId1" state="hidden"'
    ).replace('activeTab="0"', 'activeTab="2"')
    for asked in (Changes(show=("V",)), Changes(show=("V",), hide=("S", "H & K", "C"))):
        with pytest.raises(ChangeUnproven):
            verify(old, new, asked, "book")


@pytest.mark.parametrize(
    "changes",
    [Changes(hide=("S",)), Changes(show=("S",), hide=("S",))],
    ids=["nothing is in front", "the one in front"],
)
def test_some_sheet_has_to_stay_in_front(changes: Changes) -> None:
    with pytest.raises(ChangeRefused, match="has to show a sheet"):
        patch(book(), changes, "book")


@pytest.mark.parametrize("sheet", ["X", "C"], ids=["unknown", "no cells"])
def test_only_sheets_with_cells_are_hidden(sheet: str) -> None:
    with pytest.raises(ChangeRefused, match="sheet"):
        patch(book(), Changes(show=("S",), hide=(sheet,)), "book")


def test_nothing_is_hidden_where_the_structure_is_locked() -> None:
    locked = book(before=LOCK, tabs=V_SEEN)
    with pytest.raises(Guarded, match="'S'"):
        patch(locked, Changes(show=("V",), hide=("S",)), "book")
