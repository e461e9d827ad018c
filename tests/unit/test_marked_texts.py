"""The record of a Scorecard found the short way: the same as the long way, or not at all."""

import pytest

from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.marked_texts import marked_texts, text_beside
from okrsheet.sources.history_reading import closed_quarter_in
from okrsheet.workbook.history_refusals import NO_RECORD, NotTaken
from okrsheet.workbook.scorecard_json import BEGINS
from okrsheet.workbook.scorecard_lines import scorecard_lines
from tests.closed_books import LINKS, SHEETS, STAMP, TABLE, closed_file, quarter
from tests.unit.tiny_book import MAIN, SHEET, tiny_book, workbook, worksheet

RENAMED = workbook(SHEETS.replace("Sc", "sc"), after=STAMP)


def sheet_of(data: bytes) -> str:
    from okrsheet.ooxml.archive import read_part

    return read_part(guard(data, "q"), SHEET).decode()


def texts_in(data: bytes) -> list[str] | None:
    return marked_texts(guard(data, "q"), "Scorecard", BEGINS)


LABEL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Open</t></is></c>'
SAID = '<c r="B1" s="3" t="inlineStr"><is><t xml:space="preserve">A &amp; B</t></is></c></row>'


def beside(rows: str) -> str | None:
    data = tiny_book(parts={"xl/workbook.xml": workbook(SHEETS), SHEET: worksheet(rows)})
    return text_beside(guard(data, "q"), "Scorecard", "Open")


def test_the_text_beside_a_label_is_found() -> None:
    assert beside(LABEL + SAID) == "A & B"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("", id="no label"),
        pytest.param(LABEL + "</row>", id="nothing beside it"),
        pytest.param(LABEL + "</row>" + SAID.replace("<c", '<row r="2"><c'), id="the next row"),
        pytest.param(LABEL + '<c r="B1"><v>1</v></c></row>', id="a number"),
        pytest.param((LABEL + SAID) * 2, id="the label stands twice"),
        pytest.param(LABEL + "</row>" + LABEL + SAID, id="twice, once with nothing beside it"),
        pytest.param("<!-- -->" + LABEL + SAID, id="comment"),
        pytest.param(LABEL + SAID.replace("&amp;", "&#38;"), id="a reference"),
    ],
)
def test_the_usual_reader_is_asked_where_a_label_is_not_plain(rows: str) -> None:
    assert beside(rows) is None


def changed(*replaced: tuple[str, str]) -> bytes:
    text = sheet_of(closed_file(quarter()))
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    return closed_file(quarter(), {SHEET: text})


def test_every_record_is_found_as_it_was_written() -> None:
    assert texts_in(closed_file(quarter())) == [x.record for x in scorecard_lines(quarter())]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(closed_file(quarter(), shared=True), id="shared texts"),
        pytest.param(changed(("<sheetData>", "<sheetData><!-- -->")), id="comment"),
        pytest.param(changed(("</sheetData>", "</sheetData><?x y?>")), id="instruction"),
        pytest.param(changed(("<is><t", "<is><r><t"), ("</t></is>", "</t></r></is>")), id="runs"),
        pytest.param(changed(('{"is":', '&#123;"is":')), id="a letter spelled out"),
        pytest.param(changed(('r="A5"', 'r="A5" foo="1"')), id="an attribute more"),
        pytest.param(
            closed_file(quarter(), {"xl/workbook.xml": RENAMED}),
            id="a sheet with another name",
        ),
    ],
)
def test_what_is_written_otherwise_is_read_all_the_same(data: bytes) -> None:
    assert closed_quarter_in(data, "q") == quarter()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(tiny_book(), id="no such sheet"),
        pytest.param(changed(("</sheetData>", "</sheetdata>")), id="broken XML"),
        pytest.param(changed((f'xmlns="{MAIN}"', 'xmlns="urn:other"')), id="another vocabulary"),
        pytest.param(changed(("<sheetData>", "<!-- x --><sheetData>")), id="comment"),
        pytest.param(changed(("&amp;", "&#38;")), id="a reference"),
        pytest.param(
            closed_file(quarter(), {"xl/workbook.xml": workbook(SHEETS * 2, after=STAMP)}),
            id="two sheets of the name",
        ),
        pytest.param(
            closed_file(quarter(), {"xl/workbook.xml": "<workbook"}), id="broken workbook part"
        ),
    ],
)
def test_the_usual_reader_is_asked_where_anything_is_odd(data: bytes) -> None:
    assert not texts_in(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('{"is":"key_result"', '{"is":"other"', id="a line of another kind"),
        pytest.param('"objectives":2', '"objectives":3', id="a line is missing"),
        pytest.param('{"is":"quarter"', '{"is":"objective"', id="no line for the quarter"),
        pytest.param('"is"', "is", id="no JSON"),
    ],
)
def test_a_record_that_was_changed_is_refused_with_its_cell(old: str, new: str) -> None:
    with pytest.raises(NotTaken) as refused:
        closed_quarter_in(changed((old, new)), "q.xlsx")
    assert refused.value.code == NO_RECORD.code
    assert "q.xlsx: Scorecard!" in str(refused.value)


def test_a_table_without_its_sheet_is_not_closed() -> None:
    with pytest.raises(NotTaken, match="not closed"):
        closed_quarter_in(
            closed_file(quarter(), {LINKS: None, TABLE: None, SHEET: sheet_of(tiny_book())}), "q"
        )
