"""The file around a change: other parts raw, recalculation, the list of formula cells."""

import io
import struct
import zipfile

import pytest

from okrsheet.ooxml.patch import Changes, Content, Shown, patch
from okrsheet.ooxml.read import Cell, parse_workbook
from tests.unit.tiny_book import (
    LINKS,
    MAIN,
    PACKAGE,
    SHEET,
    links,
    one_row,
    tiny_book,
    workbook,
    worksheet,
    zip64,
)

ONE = one_row('<c r="A1"><v>1</v></c>', '<c r="B1"><f>A1</f><v>1</v></c>')
SET = Changes({"S": {(1, 1): Content(5)}})


def part_of(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def odd_zip() -> bytes:
    """A zip with a comment, extra fields, descriptors, a folder and a stored part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(tiny_book(ONE))) as plain:
        names = plain.namelist()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            package.comment = b"made by hand"
            package.mkdir("xl")
            for number, name in enumerate(names):
                info = zipfile.ZipInfo(name, (2001 + number, 2, 3, 4, 5, 6))
                info.extra = struct.pack("<HH4s", 0xCAFE, 4, b"note")
                info.comment = f"part {number}".encode()
                info.external_attr = 0o600 << 16
                method = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
                package.writestr(info, plain.read(name), method)
    return stream.getvalue()


def streamed_zip() -> bytes:
    """A zip written to a pipe: sizes behind the data; and with zip64 fields everywhere."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    stream = Pipe()
    plain = zipfile.ZipFile(io.BytesIO(tiny_book(ONE)))
    with plain, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in plain.namelist():
            with package.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(plain.read(name))
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(tiny_book(ONE), id="plain"),
        pytest.param(odd_zip(), id="comments, extra fields, folders, stored parts"),
        pytest.param(streamed_zip(), id="streamed, zip64"),
        pytest.param(zip64(tiny_book(ONE)), id="zip64 end"),
    ],
)
def test_other_parts_are_copied_as_they_lie(data: bytes) -> None:
    new = patch(data, SET, "book")
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert after.testzip() is None
        assert after.comment == before.comment
        for old_info, new_info in zip(before.infolist(), after.infolist(), strict=True):
            for field in ("filename", "date_time", "compress_type", "comment", "external_attr"):
                assert getattr(new_info, field) == getattr(old_info, field)
            assert b"note" in new_info.extra or b"note" not in old_info.extra
            if old_info.filename != SHEET:
                assert raw(new, new_info) == raw(data, old_info)
    assert parse_workbook(new, "book").sheets["S"].cells[1, 1] == Cell(5.0)


def raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A member from its local header to the end of its data."""
    name_length, extra_length = struct.unpack_from("<HH", data, info.header_offset + 26)
    end = info.header_offset + 30 + name_length + extra_length + info.compress_size
    return data[info.header_offset : end]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param("", '</sheets><calcPr fullCalcOnLoad="1"/></workbook>', id="nothing there"),
        pytest.param(
            "<definedNames/><oleSize ref='A1'/><extLst/>",
            "<definedNames/><calcPr fullCalcOnLoad=\"1\"/><oleSize ref='A1'/><extLst/>",
            id="in its place",
        ),
        pytest.param(
            '<calcPr calcId="191029" iterate="1"/>',
            '<calcPr calcId="191029" iterate="1" fullCalcOnLoad="1"/>',
            id="beside others",
        ),
        pytest.param(
            '<calcPr fullCalcOnLoad = "0" calcId="1" />',
            '<calcPr fullCalcOnLoad="1" calcId="1" />',
            id="switched on",
        ),
        pytest.param(
            '<calcPr fullCalcOnLoad="true"/>', '<calcPr fullCalcOnLoad="true"/>', id="already on"
        ),
    ],
)
def test_recalculation(after: str, expected: str) -> None:
    data = tiny_book(ONE, {"xl/workbook.xml": workbook(after=after)})
    new = patch(data, Changes(recalculate=True), "book")
    assert expected in part_of(new, "xl/workbook.xml")
    assert (new == data) == ("true" in after)


def test_recalculation_with_a_prefix() -> None:
    book = (
        f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{LINKS}">'
        '<x:sheets><x:sheet name="S" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>'
    )
    new = patch(tiny_book(ONE, {"xl/workbook.xml": book}), Changes(recalculate=True), "book")
    assert '</x:sheets><x:calcPr fullCalcOnLoad="1"/></x:workbook>' in part_of(
        new, "xl/workbook.xml"
    )


def chained_book() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}.calcChain+xml"/></Types>'
    )
    return tiny_book(
        ONE,
        {
            "[Content_Types].xml": types,
            "xl/_rels/workbook.xml.rels": links(
                ("worksheet", "worksheets/sheet1.xml"), ("calcChain", "calcChain.xml")
            ),
            "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B1" i="1"/></calcChain>',
        },
    )


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        pytest.param({(1, 2): Shown(2)}, True, id="a value"),
        pytest.param({(1, 2): Content(2, "A1+1")}, True, id="another formula"),
        pytest.param({(1, 2): Content(2, over_formula=True)}, False, id="a formula less"),
        pytest.param({(1, 1): Content(2, "2")}, False, id="a formula more"),
        pytest.param({(9, 1): Content(2, "2")}, False, id="a formula in a new row"),
    ],
)
def test_the_list_of_formula_cells_goes_when_it_is_wrong(
    change: dict[tuple[int, int], Content | Shown], kept: bool
) -> None:
    new = patch(chained_book(), Changes({"S": change}), "book")
    with zipfile.ZipFile(io.BytesIO(new)) as package:
        assert ("xl/calcChain.xml" in package.namelist()) == kept
    for part in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert ("calcChain" in part_of(new, part)) == kept
        assert "worksheet" in part_of(new, "xl/_rels/workbook.xml.rels")


TWO = '<row r="1"><c r="A1" s="3"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        pytest.param(
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v>'
            "</x:c></x:row></x:sheetData></x:worksheet>",
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr">'
            '<x:is><x:t xml:space="preserve">é€</x:t></x:is></x:c></x:row></x:sheetData>'
            "</x:worksheet>",
            id="with a prefix",
        ),
        pytest.param(
            worksheet("<row><c s='3'><v>1</v></c><c/></row><row><c/></row>"),
            worksheet(
                '<row><c s=\'3\' t="inlineStr"><is><t xml:space="preserve">é€</t></is></c><c/>'
                "</row><row><c/></row>"
            ),
            id="without references",
        ),
        pytest.param(
            worksheet(f"<!-- <row r='1'> -->{TWO}"),
            worksheet(
                '<!-- <row r=\'1\'> --><row r="1"><c r="A1" s="3" t="inlineStr"><is>'
                '<t xml:space="preserve">é€</t></is></c></row>'
            ),
            id="with a comment",
        ),
        pytest.param(
            worksheet(
                '<row r="1"><c r="A1" t="str"><v><![CDATA[<c r="A1">]]></v><extLst/></c></row>'
            ),
            worksheet(
                '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">é€</t></is>'
                "<extLst/></c></row>"
            ),
            id="with CDATA and an extension",
        ),
        pytest.param(
            worksheet(TWO).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
            worksheet(
                '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">é€</t></is>'
                "</c></row>"
            ).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
            id="strict",
        ),
        pytest.param(
            worksheet(TWO.replace(">", "\n  >").replace("<v\n  >1</v\n  >", "<v>1</v>")),
            worksheet(
                '<row r="1"\n  ><c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">é€</t>'
                "</is></c></row\n  >"
            ),
            id="with line breaks in tags",
        ),
    ],
)
def test_unusual_sheets(sheet: str, expected: str) -> None:
    data = tiny_book(parts={SHEET: sheet})
    new = patch(data, Changes({"S": {(1, 1): Content("é€")}}), "book")
    assert part_of(new, SHEET) == expected


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        pytest.param("utf-16-le", b"\xff\xfe", id="UTF-16, little end first"),
        pytest.param("utf-16-be", b"\xfe\xff", id="UTF-16, big end first"),
        pytest.param("utf-8", b"\xef\xbb\xbf", id="UTF-8 with a mark"),
        pytest.param("latin-1", b"", id="Latin-1"),
    ],
)
def test_encodings_stay(encoding: str, mark: bytes) -> None:
    declared = {"latin-1": "ISO-8859-1", "utf-8": "UTF-8"}.get(encoding, "UTF-16")
    declaration = f'<?xml version="1.0" encoding="{declared}"?>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>ü</v></c></row>'
    data = tiny_book(parts={SHEET: mark + (declaration + worksheet(rows)).encode(encoding)})
    new = patch(data, Changes({"S": {(1, 1): Content("é€😀")}}), "book")
    with zipfile.ZipFile(io.BytesIO(new)) as package:
        stored = package.read(SHEET)
    assert stored.startswith(mark + declaration.encode(encoding))
    assert "ü".encode(encoding) in stored
    cells = parse_workbook(new, "book").sheets["S"].cells
    assert cells == {(1, 1): Cell("é€😀"), (1, 2): Cell("ü")}
