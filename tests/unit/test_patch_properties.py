"""Custom document properties set; the others stay as they are."""

import pytest

from okrsheet.ooxml.patch import Changes, patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.refusals import ChangeRefused, ChangeUnproven
from okrsheet.ooxml.verify import verify
from tests.unit.test_patch_names import part_of
from tests.unit.tiny_book import OFFICE, links, tiny_book

PART = "docProps/custom.xml"
ROOT = f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
FORMAT = 'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"'
STAMP = f'<property {FORMAT} pid="2" name="stamp"><vt:lpwstr>1</vt:lpwstr></property>'
COUNT = f'<property {FORMAT} pid="7" name="count"><vt:i4>1</vt:i4></property>'
BARE = f'<property {FORMAT} pid="3" name="bare"><vt:lpwstr/></property>'


def book(properties: str = STAMP + COUNT + BARE) -> bytes:
    return tiny_book(
        parts={
            "_rels/.rels": links(
                ("officeDocument", "xl/workbook.xml"), ("custom-properties", PART)
            ),
            PART: f"{ROOT}{properties}</Properties>",
        }
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            {"stamp": "2<3"}, STAMP.replace(">1<", ">2&lt;3<") + COUNT + BARE, id="a text"
        ),
        pytest.param(
            {"bare": "_x0041_"},
            STAMP + COUNT + BARE.replace("<vt:lpwstr/>", "<vt:lpwstr>_x005F_x0041_</vt:lpwstr>"),
            id="an empty one",
        ),
        pytest.param(
            {"new & one": "x"},
            STAMP + COUNT + BARE + f'<property {FORMAT} pid="8" name="new &amp; one">'
            f'<vt:lpwstr xmlns:vt="{OFFICE}/docPropsVTypes">x</vt:lpwstr></property>',
            id="a new one",
        ),
        pytest.param({"stamp": "1"}, STAMP + COUNT + BARE, id="the same"),
    ],
)
def test_texts_are_set(texts: dict[str, str], expected: str) -> None:
    new = patch(book(), Changes(properties=texts), "book")
    assert part_of(new, PART) == f"{ROOT}{expected}</Properties>"
    assert texts.items() <= parse_workbook(new, "book").custom_properties.items()


def test_the_first_property() -> None:
    empty = f'<p:Properties xmlns:p="{OFFICE}/custom-properties" />'
    rels = links(("officeDocument", "xl/workbook.xml"), ("custom-properties", PART))
    data = tiny_book(parts={"_rels/.rels": rels, PART: empty})
    new = patch(data, Changes(properties={"a": ""}), "book")
    assert '<p:property fmtid="{D5CDD505' in part_of(new, PART)
    assert parse_workbook(new, "book").custom_properties == {"a": ""}


@pytest.mark.parametrize(
    ("data", "texts", "code"),
    [
        pytest.param(book(), {"count": "2"}, "OKR932", id="a number"),
        pytest.param(book(), {"stamp": " 2"}, "OKR930", id="a blank in front"),
        pytest.param(book(), {"stamp": "\x00"}, "OKR930", id="a control character"),
        pytest.param(book(), {"": "2"}, "OKR930", id="no name"),
        pytest.param(book(STAMP + STAMP), {"stamp": "2"}, "OKR933", id="one that is there twice"),
        pytest.param(tiny_book(), {"stamp": "2"}, "OKR932", id="no properties"),
    ],
)
def test_what_is_refused(data: bytes, texts: dict[str, str], code: str) -> None:
    with pytest.raises(ChangeRefused) as caught:
        patch(data, Changes(properties=texts), "book")
    assert caught.value.code == code


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(STAMP.replace(">1<", ">3<") + COUNT + BARE, id="another text"),
        pytest.param(
            STAMP.replace(">1<", ">2<") + COUNT.replace("7", "8") + BARE, id="another property"
        ),
        pytest.param(STAMP.replace(">1<", ">2<") + COUNT, id="one that is gone"),
    ],
)
def test_another_result_is_not_accepted(properties: str) -> None:
    asked = Changes(properties={"stamp": "2"})
    verify(book(), book(STAMP.replace(">1<", ">2<") + COUNT + BARE), asked, "book")
    with pytest.raises(ChangeUnproven):
        verify(book(), book(properties), asked, "book")
