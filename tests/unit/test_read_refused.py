"""What is refused, with which words: always one of our errors, never a half-read workbook."""

import zipfile
from pathlib import Path

import pytest

from okrsheet.ooxml.errors import (
    DamagedWorkbook,
    OkrsheetFileError,
    UnsafeWorkbook,
)
from okrsheet.ooxml.quick_sheet import read_quickly
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.sheet_xml import SheetSource, read_sheet
from tests.unit.tiny_book import (
    PACKAGE,
    SHEET,
    SPACES,
    Parts,
    content_types,
    default_parts,
    links,
    lying_about_size,
    one_row,
    other_checksum,
    texts,
    tiny_book,
    workbook,
    worksheet,
    zip64,
)

BOOK = tiny_book(one_row("<c><v>1</v></c>"))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def refused(data: bytes, name: str = "plan.xlsx") -> OkrsheetFileError:
    with pytest.raises(OkrsheetFileError) as caught:
        parse_workbook(data, name)
    return caught.value


def stored(name: str, content: bytes) -> bytes:
    return tiny_book("", dict.fromkeys(default_parts()) | {name: content})


def with_type(main: str) -> bytes:
    return tiny_book("", {"[Content_Types].xml": content_types(main)})


def doctype(part: str) -> Parts:
    content = default_parts()[part]
    return {part: f'<!DOCTYPE a [<!ENTITY b "c">]>{content}'}


def without(*parts: str) -> Parts:
    return dict.fromkeys(parts)


def member(name: str) -> Parts:
    return {name: "x"}


TWO_SHEETS = '<sheet name="S" r:id="rId1"/><sheet name="s" r:id="rId1"/>'
TWO_NAMES = (
    '<definedNames><definedName name="a">1</definedName><definedName name="a">2</definedName>'
    "</definedNames>"
)
TABLE_LINK = ("table", "../tables/table1.xml")


def table(ref: str) -> Parts:
    columns = '<tableColumns><tableColumn name="a"/></tableColumns>'
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": links(TABLE_LINK),
        "xl/tables/table1.xml": f'<table {SPACES} displayName="t" ref="{ref}">{columns}</table>',
    }


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        pytest.param(
            doctype(SHEET),
            "OKR915",
            "sheet 'S' (xl/worksheets/sheet1.xml)",
            id="DOCTYPE in a sheet",
        ),
        pytest.param(
            doctype("xl/workbook.xml"), "OKR915", "xl/workbook.xml", id="DOCTYPE in the workbook"
        ),
        pytest.param(doctype("[Content_Types].xml"), "OKR915", "Content", id="DOCTYPE in types"),
        pytest.param(member("../a.xml"), "OKR907", "../a.xml", id="name that climbs out"),
        pytest.param(member("/a.xml"), "OKR907", "/a.xml", id="absolute name"),
        pytest.param(member("C:/a.xml"), "OKR907", "C:/a.xml", id="name with a drive"),
        pytest.param(
            {"xl/_rels/workbook.xml.rels": links(("worksheet", "../../etc/passwd"))},
            "OKR907",
            "etc/passwd",
            id="target outside",
        ),
        pytest.param(
            member("a\u009b2J.txt") | member("A\u009b2J.TXT"),
            "OKR906",
            "A\ufffd2J.TXT",
            id="stored twice, and no steering of terminals",
        ),
        pytest.param(
            without(SHEET), "OKR911", "sheet 'S' (xl/worksheets/sheet1.xml)", id="sheet missing"
        ),
        pytest.param(
            without("xl/_rels/workbook.xml.rels"), "OKR911", "sheet 'S'", id="relationships missing"
        ),
        pytest.param(without("xl/workbook.xml"), "OKR911", "xl/workbook.xml", id="no workbook"),
        pytest.param({"xl/workbook.xml": workbook("")}, "OKR911", "no sheets", id="no sheets"),
        pytest.param(
            {"xl/workbook.xml": workbook('<sheet name="" sheetId="1" r:id="rId1"/>')},
            "OKR917",
            "without a name",
            id="sheet without a name",
        ),
        pytest.param(
            {"xl/workbook.xml": workbook(TWO_SHEETS)},
            "OKR911",
            "sheet 's'",
            id="two sheets of one name",
        ),
        pytest.param(
            {"xl/workbook.xml": workbook(after=TWO_NAMES)}, "OKR911", "'a'", id="two names"
        ),
        pytest.param({"xl/workbook.xml": "<html/>"}, "OKR917", "no <workbook>", id="wrong root"),
        pytest.param({SHEET: worksheet("<row>")}, "OKR917", "sheet 'S'", id="mismatched tag"),
        pytest.param({SHEET: "<worksheet"}, "OKR917", "line 1, column", id="cut XML"),
        pytest.param({SHEET: worksheet("")[:-3] + "\x01"}, "OKR917", "sheet 'S'", id="control"),
        pytest.param(
            {SHEET: "<?xml version='1.0' encoding='none'?><a/>"},
            "OKR917",
            "encoding",
            id="unknown encoding",
        ),
        pytest.param(
            {SHEET: "<?xml version='1.0' encoding='shift-jis'?><a/>"},
            "OKR917",
            "encoding",
            id="encoding of several bytes",
        ),
        pytest.param(table("A1:XFD2"), "OKR917", "1 columns in A1:XFD2", id="table too wide"),
        pytest.param(table("A2:A1"), "OKR917", "A2:A1", id="table upside down"),
        pytest.param(
            table("A1:A3")
            | {
                "xl/worksheets/_rels/sheet1.xml.rels": links(TABLE_LINK, ("table", "/t2.xml")),
                "t2.xml": table("A1:A3")["xl/tables/table1.xml"],
            },
            "OKR911",
            "table 't'",
            id="two tables of one name",
        ),
        pytest.param(
            table("A1:A3") | {"xl/worksheets/_rels/sheet1.xml.rels": links(TABLE_LINK, TABLE_LINK)},
            "OKR911",
            "table1.xml",
            id="two tables in one part",
        ),
        pytest.param(
            {"xl/worksheets/_rels/sheet1.xml.rels": links(TABLE_LINK)},
            "OKR911",
            "table1.xml",
            id="table missing",
        ),
    ],
)
def test_parts(parts: Parts, code: str, words: str) -> None:
    error = refused(tiny_book("", parts))
    assert isinstance(error, DamagedWorkbook | UnsafeWorkbook)
    assert (error.code, error.exit_code) == (code, 2)
    assert words in str(error)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param('<row r="0"/>', "row number 0", id="row 0"),
        pytest.param('<row r="-5"/>', "'-5'", id="negative row"),
        pytest.param('<row r="1048577"/>', "1048577", id="row behind the last"),
        pytest.param(one_row('<c r="A0"><v>1</v></c>'), "'A0'", id="cell A0"),
        pytest.param(one_row('<c r="XFE1"><v>1</v></c>'), "'XFE1'", id="column behind the last"),
        pytest.param(one_row('<c r="XFD1"/>', "<c><v>1</v></c>"), "16384", id="one cell too many"),
        pytest.param(one_row('<c r="A2"><v>1</v></c>'), "A2 stands in row 1", id="other row"),
        pytest.param("<c><v>1</v></c>", "row 0", id="cell without row"),
        pytest.param(one_row('<c r="A1"><v>1</v></c>' * 2), "S!A1", id="cell stored twice"),
        pytest.param(one_row("<c><v>1</v><v>2</v></c>"), "S!A1", id="two values"),
        pytest.param(one_row("<c/><c><v>1_000</v></c>"), "S!B1", id="number with underscore"),
        pytest.param(one_row("<c><v>ten</v></c>"), "'ten'", id="number in words"),
        pytest.param(one_row("<c><v>\u0661</v></c>"), "S!A1", id="number in other digits"),
        pytest.param(one_row('<c t="b"><v>yes</v></c>'), "'yes'", id="neither true nor false"),
        pytest.param(one_row('<c t="z"><v>1</v></c>'), "'z'", id="unknown type"),
        pytest.param(one_row('<c s="x"><v>1</v></c>'), "cell format 'x'", id="format"),
        pytest.param(one_row('<c t="s"><v>-1</v></c>'), "'-1'", id="negative text number"),
        pytest.param(one_row('<c><f t="array" ref="A1:A0">1</f></c>'), "A1:A0", id="array area"),
    ],
)
def test_cells(rows: str, words: str) -> None:
    error = refused(tiny_book(rows))
    assert isinstance(error, DamagedWorkbook)
    assert error.code == "OKR917"
    assert words in str(error)


def test_texts_missing() -> None:
    error = refused(tiny_book(one_row('<c t="s"><v>0</v></c>')))
    assert (error.code, "S!A1" in error.where) == ("OKR918", True)


def test_arrays_without_end() -> None:
    cell = '<c><f t="array" ref="A1:XFD1048576">1</f></c>'
    assert (
        refused(tiny_book("<row>" + cell + "</row>" + f"<row>{cell}</row>" * 400)).code == "OKR919"
    )


@pytest.mark.parametrize("cell", ["<c><v>1</v></c>", '<c r="{}1"><v>1</v></c>'])
def test_cells_without_end(cell: str) -> None:
    data = worksheet('<row r="1">' + "".join(map(cell.format, "ABC")) + "</row>").encode()
    source = SheetSource(data, "here", "S", [], most_cells=3, epoch_1904=False)
    assert len((read_quickly(source) or read_sheet(source)).cells) == 3
    source = source._replace(most_cells=2)
    assert read_quickly(source) is None
    with pytest.raises(UnsafeWorkbook, match="here: the workbook stores more"):
        read_sheet(source)


def tampered(old: bytes, new: bytes) -> bytes:
    assert old in BOOK
    return BOOK.replace(old, new, 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(BOOK[: len(BOOK) // 2], "OKR903", id="cut short"),
        pytest.param(BOOK[:-40] + bytes(40), "OKR903", id="end overwritten"),
        pytest.param(BOOK + b"<html>", "OKR903", id="foreign tail"),
        pytest.param(BOOK.replace(b"PK\x01\x02", b"PK\x01\x03"), "OKR903", id="directory"),
        pytest.param(zip64(BOOK).replace(b"PK\x06\x06", b"PK\x06\x05"), "OKR903", id="zip64"),
        pytest.param(
            tampered(SHEET.encode(), b"xl/worksheets/sheet9.xml"),
            "OKR906",
            id="two names for one part",
        ),
        pytest.param(other_checksum(BOOK, SHEET), "OKR904", id="checksum"),
        pytest.param(lying_about_size(BOOK, SHEET, 100), "OKR905", id="size too small"),
        pytest.param(lying_about_size(BOOK, SHEET, 100_000), "OKR905", id="size too large"),
        pytest.param(lying_about_size(BOOK, SHEET, 300 << 20), "OKR900", id="part too large"),
        pytest.param(lying_about_size(BOOK, SHEET, 100 << 20), "OKR900", id="packed too well"),
        pytest.param(tiny_book(" " * (17 << 20)), "OKR900", id="zip bomb"),
        pytest.param(
            tiny_book("", {f"p{number}": "" for number in range(10_000)}),
            "OKR902",
            id="too many parts",
        ),
    ],
)
def test_zip(data: bytes, code: str) -> None:
    error = refused(data)
    assert isinstance(error, DamagedWorkbook | UnsafeWorkbook)
    assert error.code == code


def test_encrypted_part() -> None:
    at = BOOK.index(b"PK\x01\x02") + 8
    assert refused(BOOK[:at] + b"\x01\x00" + BOOK[at + 2 :]).code == "OKR920"


def test_a_compression_workbooks_never_use(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_LZMA) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
    assert refused((tmp_path / "a.xlsx").read_bytes()).code == "OKR909"


LONG = "x" * 131_069


def merged(*references: str) -> Parts:
    areas = "".join(f'<mergeCell ref="{each}"/>' for each in references)
    row = one_row('<c r="A1"><v>1</v></c>')
    return {SHEET: worksheet(row, after=f"<mergeCells>{areas}</mergeCells>")}


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        pytest.param(
            merged("B2:C3", "A1:XFD1048576"), "OKR919", "S!A1:XFD1048576", id="all is one cell"
        ),
        pytest.param(merged(*["A1:B1"] * 100_001), "OKR919", "100,000", id="too many merged cells"),
        pytest.param(merged("A0:B1"), "OKR917", "'A0:B1'", id="merged cells nowhere"),
        pytest.param(
            {SHEET: worksheet(one_row("<c/>", f'<c t="str"><v>{LONG}</v></c>'))},
            "OKR919",
            "S!B1",
            id="endless text",
        ),
        pytest.param(
            {SHEET: worksheet(one_row(f"<c><is>{f'<r><t>{LONG[9:]}</t></r>' * 2}</is></c>"))},
            "OKR919",
            "S!A1",
            id="endless text in runs",
        ),
        pytest.param(
            {
                SHEET: worksheet(one_row('<c t="s"><v>0</v></c>')),
                "xl/sharedStrings.xml": texts("<t>a</t>", f"<t>{LONG}</t>"),
            },
            "OKR919",
            "text 1",
            id="endless shared text",
        ),
    ],
)
def test_without_end(parts: Parts, code: str, words: str) -> None:
    error = refused(tiny_book("", parts))
    assert (error.code, words in str(error)) == (code, True)
