"""Defined names and whole parts set in a workbook: each in its place, everything else stays."""

import io
import zipfile

import pytest

from okrsheet.ooxml.errors import UnsafeWorkbook
from okrsheet.ooxml.patch import Changes, patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused, ChangeUnproven
from okrsheet.ooxml.verify import verify
from tests.unit.tiny_book import LINKS, MAIN, SHEET, Parts, links, one_row, tiny_book, workbook

ONE = one_row('<c r="A1"><v>1</v></c>')
NAMES = (
    '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">S!$A$1</definedName>'
    '<definedName name="Beta" localSheetId="0">S!$A$2</definedName>'
    '<definedName name="Beta" comment="mine" hidden="1">S!$A$1</definedName>'
    '<definedName name="Gamma"/></definedNames>'
)
TABLE = (
    f'<table xmlns="{MAIN}" id="1" name="T" displayName="tblT" ref="A1:A2"><tableColumns count="1">'
    '<tableColumn id="1" name="Name"/></tableColumns></table>'
)
WITH_TABLE = {
    "xl/worksheets/_rels/sheet1.xml.rels": links(("table", "../tables/table1.xml")),
    "xl/tables/table1.xml": TABLE,
}


def book_with(after: str = "", *, before: str = "") -> bytes:
    parts: Parts = {"xl/workbook.xml": workbook(before=before, after=after), **WITH_TABLE}
    return tiny_book(ONE, parts)


def part_of(data: bytes, part: str = "xl/workbook.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


@pytest.mark.parametrize(
    ("after", "names", "expected"),
    [
        pytest.param(
            NAMES,
            {"beta": "S!$B$1"},
            NAMES.replace('hidden="1">S!$A$1<', 'hidden="1">S!$B$1<'),
            id="changed: its attributes and the sheet's own one stay",
        ),
        pytest.param(
            NAMES,
            {"Gamma": "1<2"},
            NAMES.replace('name="Gamma"/>', 'name="Gamma">1&lt;2</definedName>'),
            id="one that is empty",
        ),
        pytest.param(
            NAMES,
            {"Zeta": "3", "Alpha": "1", "Beta.x": "2"},
            NAMES.replace(
                '<definedName name="Beta" l',
                '<definedName name="Alpha">1</definedName><definedName name="Beta" l',
            ).replace(
                '<definedName name="Gamma"/>',
                '<definedName name="Beta.x">2</definedName><definedName name="Gamma"/>'
                '<definedName name="Zeta">3</definedName>',
            ),
            id="added in order",
        ),
        pytest.param(
            '<externalReferences/><calcPr calcId="1"/>',
            {"B": "2", "A_": "1"},
            '<externalReferences/><definedNames><definedName name="A_">1</definedName>'
            '<definedName name="B">2</definedName></definedNames><calcPr calcId="1"/>',
            id="the first ones",
        ),
        pytest.param(
            "<definedNames />",
            {"Größe": "1"},
            '<definedNames><definedName name="Größe">1</definedName></definedNames>',
            id="an empty list",
        ),
    ],
)
def test_names_are_set(after: str, names: dict[str, str], expected: str) -> None:
    data = book_with(after)
    new = patch(data, Changes(names=names), "book")
    assert part_of(new) == part_of(data).replace(after, expected)
    found = {each.casefold(): text for each, text in parse_workbook(new, "book").names.items()}
    assert {each.casefold(): text for each, text in names.items()}.items() <= found.items()


def test_names_with_a_prefix_and_recalculation() -> None:
    book = (
        f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{LINKS}">'
        '<x:sheets><x:sheet name="S" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>'
    )
    data = tiny_book(ONE, {"xl/workbook.xml": book})
    new = patch(data, Changes(names={"A_": "S!$A$1"}, recalculate=True), "book")
    assert (
        '</x:sheets><x:definedNames><x:definedName name="A_">S!$A$1</x:definedName>'
        '</x:definedNames><x:calcPr fullCalcOnLoad="1"/></x:workbook>'
    ) in part_of(new)


def test_the_same_text_gives_the_same_bytes() -> None:
    data = book_with(NAMES)
    assert patch(data, Changes(names={"Beta": "S!$A$1"}), "book") == data


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Beta", "", id="nothing"),
        pytest.param("Beta", "=S!$A$1", id="an equals sign"),
        pytest.param("Beta", " 1", id="a blank in front"),
        pytest.param("Beta", "1" * 8_193, id="too long"),
        pytest.param("Beta", "\x01", id="a control character"),
        pytest.param("B 1", "1", id="a name with a blank"),
        pytest.param("AB12", "1", id="a name that is a cell"),
        pytest.param("R1C1", "1", id="a name that is a cell by numbers"),
        pytest.param("c", "1", id="a name that is a column"),
        pytest.param("1a", "1", id="a name that begins with a digit"),
        pytest.param("TBLT", "1", id="the name of a table"),
        pytest.param("_xlnm.Print_Area", "S!$A$1", id="a name of Excel's own"),
        pytest.param("a" * 256, "1", id="a long name"),
    ],
)
def test_impossible_names_are_refused(name: str, text: str) -> None:
    with pytest.raises(ChangeRefused) as caught:
        patch(book_with(NAMES), Changes(names={name: text}), "book.xlsx")
    assert (caught.value.code, caught.value.where) == ("OKR930", "book.xlsx: xl/workbook.xml")


def test_a_name_that_is_there_twice_is_refused() -> None:
    twice = NAMES.replace("Gamma", "BETA")
    with pytest.raises(ChangeRefused) as caught:
        patch(book_with(twice), Changes(names={"Beta": "1"}), "book")
    assert caught.value.code == "OKR933"


OTHER = Changes(names={"Delta": "2"})


@pytest.mark.parametrize(
    ("after", "asked"),
    [
        pytest.param(NAMES.replace("$A$1<", "$A$9<"), OTHER, id="another name"),
        pytest.param(NAMES.replace("mine", "yours"), OTHER, id="another comment"),
        pytest.param(NAMES.replace(' localSheetId="0">S!$A$2', ">S!$A$1"), OTHER, id="for all"),
        pytest.param(f'{NAMES}<calcPr calcMode="manual"/>', OTHER, id="another way to compute"),
        pytest.param(f"{NAMES}<oleSize ref='A1'/>", OTHER, id="another element"),
        pytest.param(NAMES, OTHER, id="not done"),
        pytest.param(NAMES, Changes(), id="not asked for"),
    ],
)
def test_another_result_is_not_accepted(after: str, asked: Changes) -> None:
    old = book_with(NAMES)
    done = Changes(names={"Delta": "2" if after != NAMES else "3"})
    with pytest.raises(ChangeUnproven):
        verify(old, patch(book_with(after), done, "book"), asked, "book")


CHART = "xl/charts/chart1.xml"


def charted() -> bytes:
    return tiny_book(ONE, {**WITH_TABLE, CHART: "<chart/>", "xl/media/a.bin": b"\x00\xff"})


def test_parts_are_replaced() -> None:
    new = patch(
        charted(), Changes(parts={CHART: b"<chart>1</chart>", "XL/Media/a.bin": b"\x01"}), "book"
    )
    with zipfile.ZipFile(io.BytesIO(new)) as after, zipfile.ZipFile(io.BytesIO(charted())) as old:
        assert after.namelist() == old.namelist()
        assert after.read(CHART) == b"<chart>1</chart>"
        assert after.read("xl/media/a.bin") == b"\x01"
        assert after.read(SHEET) == old.read(SHEET)


def test_the_same_part_gives_the_same_bytes() -> None:
    assert patch(charted(), Changes(parts={CHART: b"<chart/>"}), "book") == charted()


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/charts/chart2.xml", "OKR932"),
        (SHEET, "OKR932"),
        ("xl/Workbook.xml", "OKR932"),
        ("[content_types].xml", "OKR932"),
        ("xl/tables/table1.xml", "OKR932"),
        ("xl/worksheets/_rels/sheet1.xml.rels", "OKR932"),
    ],
)
def test_parts_that_hold_the_book_together_stay(part: str, code: str) -> None:
    with pytest.raises(ChangeRefused) as caught:
        patch(charted(), Changes(parts={part: b"<a/>"}), "book")
    assert caught.value.code == code


def test_broken_xml_is_refused() -> None:
    with pytest.raises(ChangeRefused) as caught:
        patch(charted(), Changes(parts={CHART: b"<chart>"}), "book")
    assert caught.value.code == "OKR930"
    with pytest.raises(UnsafeWorkbook):
        patch(charted(), Changes(parts={CHART: b"<!DOCTYPE a><a/>"}), "book")


def test_another_part_is_not_accepted() -> None:
    asked = Changes(parts={CHART: b"<chart>1</chart>"})
    for done in (
        Changes(parts={CHART: b"<chart>2</chart>"}),
        Changes(parts={"xl/media/a.bin": b""}),
    ):
        with pytest.raises(ChangeUnproven):
            verify(charted(), patch(charted(), done, "book"), asked, "book")
