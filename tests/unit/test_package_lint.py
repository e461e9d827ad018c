"""Our own lint for workbooks Excel would repair sees each kind of fault, and nothing else."""

import io
import zipfile
from collections.abc import Callable
from typing import Final

import pytest

from okrsheet.ooxml.packing import pack
from okrsheet.workbook.layout import SHEET_ORDER
from tests import books
from tests.books import Book
from tests.engines.formula_lint import Known, looks_like_a_cell, wrong_with, wrong_with_rule
from tests.engines.package_lint import lint
from tests.small_plan import small_book

Edit = Callable[[Book], object]
BOOK: Final = "xl/workbook.xml"
HIDDEN: Final = SHEET_ORDER.index("Reset")
STYLES: Final = "xl/styles.xml"
TYPES: Final = "[Content_Types].xml"
KNOWN: Final = Known({"lists", "key results"}, {"tbllog": {"id", "due date"}}, {"okr_end"})


def objectives(book: Book) -> str:
    return book.sheets()["Objectives"]


def table(book: Book) -> str:
    return book.table_parts("Objectives")[0]


def in_sheet(old: str, new: str) -> Edit:
    return lambda book: book.change(objectives(book), old, new)


def in_table(old: str, new: str) -> Edit:
    return lambda book: book.change(table(book), old, new)


def in_part(part: str, old: str, new: str) -> Edit:
    return lambda book: book.change(part, old, new)


def typed(content: str) -> Edit:
    return lambda book: book.type_in("Objectives", "Objective", 0, content)


def without(part: str) -> Edit:
    return lambda book: book.parts.pop(part)


def last_row(book: Book) -> int:
    return book.rows("Objectives")[-1]


def no_data(book: Book) -> None:
    area, head = f"{last_row(book)}", str(book.area("Objectives")[1])
    column = book.area("Objectives")[2]
    book.change(table(book), f'ref="A{head}:{column}{area}"', f'ref="A{head}:{column}{head}"')


def twice(book: Book) -> None:
    xml = book.xml(objectives(book))
    start = xml.index(f'<row r="{last_row(book)}"')
    row = xml[start : xml.index("</row>", start) + 6]
    book.change(objectives(book), row, row + row)


FAULTS: Final[dict[str, tuple[Edit, str]]] = {
    "broken XML": (in_sheet("</sheetData>", "</sheetDat>"), "broken XML"),
    "no workbook part": (without(BOOK), "missing"),
    "part gone": (without("xl/theme/theme1.xml"), "which is not there"),
    "part nothing leads to": (
        lambda book: book.parts.update({"xl/extra.bin": b""}),
        "nothing leads there",
    ),
    "part without content type": (
        in_part(TYPES, 'PartName="/xl/theme/theme1.xml"', 'PartName="/xl/theme/theme2.xml"'),
        "no content type of its own",
    ),
    "content type twice": (
        in_part(TYPES, "/xl/theme/theme1.xml", "/xl/styles.xml"),
        "stated twice",
    ),
    "relationship not there": (in_sheet('r:id="rId1"', 'r:id="rId9"'), "no relationship"),
    "relationship twice": (
        in_part("xl/_rels/workbook.xml.rels", 'Id="rId2"', 'Id="rId1"'),
        "rId1 stands twice",
    ),
    "two sheets of one name": (in_part(BOOK, 'name="Log"', 'name="start"'), "two sheets"),
    "sheet name with a colon": (in_part(BOOK, 'name="Log"', 'name="Log: all"'), "no name for"),
    "sheet name too long": (in_part(BOOK, 'name="Log"', f'name="{"L" * 32}"'), "no name for"),
    "opens at a hidden sheet": (
        in_part(BOOK, 'activeTab="0"', f'activeTab="{HIDDEN}"'),
        "nobody can see",
    ),
    "name defined twice": (
        in_part(BOOK, 'name="okr_teams"', 'name="OKR_people"'),
        "okr_people is defined twice",
    ),
    "name like a cell": (in_part(BOOK, 'name="okr_teams"', 'name="okr1"'), "can't be a name"),
    "name with a blank": (in_part(BOOK, 'name="okr_teams"', 'name="o k"'), "can't be a name"),
    "name of a table": (in_part(BOOK, 'name="okr_teams"', 'name="tblLog"'), "names a table and"),
    "name of a lost column": (in_part(BOOK, "tblTeams[Team]", "tblTeams[Tem]"), "a column"),
    "name of a lost sheet": (in_part(BOOK, "Lists!$D$2", "Words!$D$2"), "a sheet 'Words'"),
    "drop-down without its name": (
        in_part(BOOK, 'name="okr_levels"', 'name="okr_level_s"'),
        "a name 'okr_levels' that is not defined",
    ),
    "two tables of one name": (
        in_table('displayName="tblObjectives"', 'displayName="tblLog"'),
        "displayName tbllog",
    ),
    "table name like a cell": (
        in_table('displayName="tblObjectives"', 'displayName="tbl2"'),
        "can't be a table's name",
    ),
    "header cell differs": (
        lambda book: book.put("Objectives", "B4", books.text("Goal")),
        "header cells that differ",
    ),
    "two columns of one name": (in_table('name="Strategy"', 'name="owner"'), "two columns 'owner'"),
    "two columns of one ID": (in_table('id="5" name', 'id="4" name'), "with the ID 4"),
    "table without data": (no_data, "no row of data"),
    "filter of another area": (in_table('autoFilter ref="A4', 'autoFilter ref="B4'), "filters"),
    "style not there": (in_sheet('<c r="A5" s="', '<c r="A5" s="9'), "has the style"),
    "font not there": (in_part(STYLES, 'fontId="1"', 'fontId="999"'), "fontId 999"),
    "styles state another count": (in_part(STYLES, '<dxfs count="', '<dxfs count="9'), "count"),
    "conditional style not there": (in_sheet('dxfId="', 'dxfId="9'), "conditional format has"),
    "two conditional formats of one rank": (in_sheet('priority="2"', 'priority="1"'), "priority"),
    "row twice": (twice, "stands after row"),
    "cell out of order": (in_sheet('<c r="B5"', '<c r="A5"'), "in the wrong place"),
    "text as a number": (typed(books.number("abc")), "'abc' as a number"),
    "infinity": (typed(books.number("inf")), "'inf' as a number"),
    "yes or no that is neither": (typed(' t="b"><v>yes</v></c>'), "as yes or no"),
    "error value unknown": (typed(books.error("#OOPS!")), "as an error value"),
    "shared text not there": (typed(' t="s"><v>0</v></c>'), "the shared text 0"),
    "text too long": (typed(books.text("x" * 32_768)), "longer than 32,767"),
    "formula with =": (typed(books.formula("=1+1")), "begins with ="),
    "merged cells in a table": (
        in_sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A5:B5"/></mergeCells>'),
        "merged cells overlap",
    ),
    "elements in the wrong order": (
        in_sheet("<sheetData>", '<pageMargins left="1"/><sheetData>'),
        "in the wrong order",
    ),
    "two rules for one cell": (in_sheet('sqref="D5:', 'sqref="C5:'), "drop-downs or rules cover"),
    "prompt too long": (in_sheet('prompt="', f'prompt="{"p" * 255}'), "prompt of"),
    "link to a lost sheet": (
        lambda book: book.change(book.sheets()["Start"], 'location="', 'location="Diary!'),
        "a link leads to",
    ),
}


def test_our_workbook_passes() -> None:
    assert lint(small_book()) == []


@pytest.mark.parametrize(("edit", "told"), FAULTS.values(), ids=FAULTS)
def test_the_lint_sees(edit: Edit, told: str) -> None:
    book = Book(small_book())
    edit(book)
    assert [line for line in lint(pack(book.parts)) if told in line]


def test_the_lint_sees_a_part_stored_twice() -> None:
    stream = io.BytesIO(small_book())
    with (
        zipfile.ZipFile(stream, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr("xl/styles.xml", archive.read("xl/styles.xml"))
    assert "xl/styles.xml: stored twice" in lint(stream.getvalue())


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        pytest.param("1+" * 5000 + "1", "longer than", id="too long"),
        pytest.param("=1", "begins with =", id="leading ="),
        pytest.param("@A1", "holds @", id="at sign"),
        pytest.param("#REF!+1", "#REF!", id="lost reference"),
        pytest.param("SUM(1", "brackets do not match", id="open bracket"),
        pytest.param(")1(", "brackets do not match", id="closed before open"),
        pytest.param("(" * 65 + "1" + ")" * 65, "nested deeper", id="65 levels"),
        pytest.param("tblLog[ID", "square brackets", id="open square bracket"),
        pytest.param("Words!A1", "a sheet 'Words'", id="unknown sheet"),
        pytest.param("'Key Result'!A1", "a sheet 'Key Result'", id="unknown quoted sheet"),
        pytest.param("SUM(tblLo[ID])", "a table 'tblLo'", id="unknown table"),
        pytest.param("tblLog[[#This Row],[Due]]", "a column tblLog[Due]", id="unknown column"),
        pytest.param("tblLog[[#Row],[ID]]", "no part of a table", id="unknown part"),
        pytest.param("[ID]", "without its table", id="bare column"),
        pytest.param("MAXIFS(A1,A1,1)", "lacks its prefix", id="newer function, no prefix"),
        pytest.param("_xlfn.SUM(1)", "must not have", id="old function with a prefix"),
        pytest.param("sum(1)", "is not a function", id="small letters"),
        pytest.param("okr_start+1", "'okr_start' that is not defined", id="unknown name"),
    ],
)
def test_the_lint_sees_in_a_formula(formula: str, told: str) -> None:
    assert [what for what in wrong_with(formula, KNOWN) if told in what]


@pytest.mark.parametrize(
    "formula",
    [
        'IF(okr_end>1.5E+3,"=@[#REF! sum(",TRUE)',
        "tblLog[[#This Row],[Due date]]+tblLog[[#Headers],[ID]]",
        "_xlfn.MAXIFS(tblLog[ID],tblLog[Due date],$B$2)",
        "'Key Results'!$A$1:B7*Lists!C3",
    ],
)
def test_the_lint_lets_a_good_formula_pass(formula: str) -> None:
    assert list(wrong_with(formula, KNOWN)) == []


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        pytest.param("tblLog[ID]", "structured reference", id="structured reference"),
        pytest.param('"' + "a" * 260 + '"', "longer than 255", id="long list"),
    ],
)
def test_rules_may_hold_less(formula: str, told: str) -> None:
    assert list(wrong_with(formula, KNOWN)) == []
    assert [what for what in wrong_with_rule(formula, KNOWN) if told in what]


@pytest.mark.parametrize("name", ["KR1", "tbl2", "XFD1048576", "r1c1", "R", "c", "RC"])
def test_names_like_cells(name: str) -> None:
    assert looks_like_a_cell(name)


@pytest.mark.parametrize("name", ["okr_end", "tblLog", "XFE1", "KR1048577", "KR0", "okr_1"])
def test_names_unlike_cells(name: str) -> None:
    assert not looks_like_a_cell(name)
