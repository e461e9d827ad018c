"""Packs: what is in them, what comes back, and which are refused."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from okrsheet.core.model import CheckIn, Plan, Quarter
from okrsheet.core.words import Rag
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.checking_in import CheckedIn, checked_in
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.pack import FACTS, IDENTITY, SHEET
from okrsheet.workbook.pack_reading import Filled, read_pack, refuse_others
from okrsheet.workbook.pack_refusals import PackRefused
from okrsheet.workbook.taking import Terms
from tests import books
from tests.books import Book
from tests.engines.package_lint import lint
from tests.packs import DAY, OWNER, book_for_packs, filled, owned, packed, small_pack

TERMS = Terms(DAY, partial=True, way_out="choose")
SAID = {
    "C1.1": {
        "Value": books.number(330),
        "Confidence": books.number(7),
        "Owner RAG": books.text("yellow"),
        "Reason": books.text("Two wait"),
        "In the way": books.text("=1+1"),
        "Next step": books.text("\U0001f3af \u202eZoë"),
    },
    "C1.2": {"Value": books.number(0.3)},
    "S1.4": {"Value": books.text("No")},
    "X1.1": {"Stage done": books.text("Pilot"), "Date": books.day(date(2027, 3, 9))},
}


def came_back(**facts: str) -> Filled:
    pack = read_pack(filled(packed(), SAID), "ann.xlsx")
    return pack._replace(facts={**pack.facts, **facts})


def merged(data: bytes, *packs: Filled, terms: Terms = TERMS) -> CheckedIn:
    given = [each for pack in packs for each in pack.given]
    return checked_in(
        data, "book.xlsx", given, terms, lambda plan: refuse_others(list(packs), plan)
    )


def test_a_pack_holds_what_one_owner_has_to_report() -> None:
    plan = owned()
    others = plan.key_results[1]._replace(owner="Bo Ek")
    plan = plan._replace(key_results=(plan.key_results[0], others, *plan.key_results[2:]))
    pack = small_pack(plan)
    assert [line.key_result_id for line in pack.lines] == [
        *("C1.1", "S1.1", "S1.2", "S1.3", "S1.4", "X1.1", "X1.2"),
    ]
    assert pack.lines[0][3:7] == ("301 (23 Feb)", "360 clients", "340", "Red")
    assert pack.lines[2][3:5] == ("88 (23 Feb)", "keep at or above 90")
    assert pack.lines[4][3:5] == ("No (23 Feb)", "Yes")
    assert pack.lines[5].stages == ("Pilot",)


def test_an_owner_is_the_same_however_the_name_is_typed() -> None:
    plan = owned()
    typed = plan.key_results[1]._replace(owner="ann  LEE ")
    again = plan._replace(key_results=(plan.key_results[0], typed, *plan.key_results[2:]))
    assert small_pack(again).lines == small_pack(plan).lines


def test_what_was_reported_this_week_is_left_out() -> None:
    plan = owned()
    plan = plan._replace(check_ins=(*plan.check_ins, CheckIn(date(2027, 3, 8), "C1.1", 320.0)))
    assert "C1.1" not in [line.key_result_id for line in small_pack(plan).lines]


@pytest.mark.parametrize("text", ["=1+1", "\x07\x0b bell", "x" * 40000, "_x0041_", "\u202egnp"])
def test_excel_would_repair_nothing(text: str) -> None:
    plan = owned("=Ann")
    first = plan.key_results[0]._replace(text=text)
    plan = plan._replace(key_results=(first, *plan.key_results[1:]), organisation=text[:300])
    data = packed(small_pack(plan, owner="=Ann"))
    assert lint(data) == []
    book = parse_workbook(data, "pack")
    assert not any(cell.formula for sheet in book.sheets.values() for cell in sheet.cells.values())
    assert book.sheets[IDENTITY].state == "hidden"


def test_a_pack_that_came_back() -> None:
    pack = came_back()
    assert (pack.facts["Quarter"], pack.facts["Owner"]) == ("2027-Q1", OWNER)
    assert [each.key_result_id for each in pack.given] == ["C1.1", "C1.2", "S1.4", "X1.1"]
    assert pack.given[0].where == "ann.xlsx, Check-in!H6"
    made = merged(book_for_packs(), pack)
    assert made.refused == ()
    plan = read_plan(parse_workbook(made.data, "b")).plan
    assert plan is not None
    assert plan.check_ins[-3:] == (
        CheckIn(
            *(DAY, "C1.1", 330.0, 7.0, Rag.YELLOW, "Two wait", "=1+1", "\U0001f3af \u202eZoë"),
            by=OWNER,
        ),
        CheckIn(DAY, "C1.2", 0.3, by=OWNER),
        CheckIn(DAY, "S1.4", value=False, by=OWNER),
    )
    assert plan.stages[1].done == date(2027, 3, 9)


def test_the_same_pack_twice_brings_nothing_new() -> None:
    made = merged(book_for_packs(), came_back())
    again = merged(made.data, came_back(), came_back())
    assert again.data == made.data
    assert not any(each.news for each in again.taken)
    once = merged(book_for_packs(), came_back(), came_back())
    assert once.data == made.data


def test_a_stage_with_a_line_makes_one_line_of_two_copies() -> None:
    said = {"X1.1": {"Stage done": books.text("Pilot"), "Confidence": books.number(8)}}
    data = filled(packed(), said)
    copies = [read_pack(data, name) for name in ("ann.xlsx", "ann copy.xlsx")]
    made = merged(book_for_packs(), *copies)
    assert made.refused == ()
    plan = read_plan(parse_workbook(made.data, "b")).plan
    assert plan is not None
    assert [line.key_result_id for line in plan.check_ins if line.day == DAY] == ["X1.1"]
    assert plan.stages[1].done == DAY
    assert [each.corrects for each in made.taken] == [None, None]
    assert made.data == merged(book_for_packs(), copies[0]).data


def test_what_somebody_reported_meanwhile_is_a_conflict() -> None:
    plan = owned()
    plan = plan._replace(check_ins=(*plan.check_ins, CheckIn(DAY, "C1.1", 333.0)))
    data = books.workbook(plan, as_of=DAY)
    made = merged(data, came_back())
    assert [(each.key_result_id, each.clash) for each in made.refused] == [("C1.1", True)]
    assert "value 333, not 330; confidence blank, not 7;" in str(made.refused[0])
    assert [each.line.key_result_id for each in made.taken] == ["C1.2", "S1.4", "X1.1"]
    theirs = merged(made.data, came_back(), terms=TERMS._replace(replace=True))
    found = read_plan(parse_workbook(theirs.data, "b")).plan
    assert found is not None
    assert [line.value for line in found.check_ins if line.day == DAY] == [330.0, 0.3, False]
    assert merged(theirs.data, came_back()).data == theirs.data


def test_two_packs_that_say_otherwise_are_told() -> None:
    other = read_pack(filled(packed(), {"C1.1": {"Value": books.number(331)}}), "ann 2.xlsx")
    made = merged(book_for_packs(), came_back(), other)
    assert "is reported twice for 2027-03-10: ann.xlsx, Check-in!H6" in str(made.refused[0])


def test_a_key_result_that_was_reworded_is_a_conflict() -> None:
    book = Book(book_for_packs())
    book.type_in("Key Results", "Key result", 0, books.text("Raise revenue from 280 to 360"))
    made = merged(book.data, came_back())
    assert [each.clash for each in made.refused] == [True]
    assert "now it is 'Raise revenue from 280 to 360'" in str(made.refused[0])
    theirs = merged(book.data, came_back(), terms=TERMS._replace(replace=True))
    assert theirs.refused == ()


def test_odd_cells_are_refused_where_they_stand() -> None:
    odd = {
        "C1.1": {"Value": books.error()},
        "C1.2": {"Value": books.formula("A1")},
        "S1.1": {"Value": books.boolean(value=True)},
        "S1.2": {"Value": books.number(5), "Date": books.day(date(2027, 3, 11))},
        "S1.3": {"Value": books.number(5), "Date": books.text("soon")},
        "S1.4": {"Value": books.number(3)},
        "X1.2": {"Confidence": books.number(11)},
    }
    pack = read_pack(filled(packed(), odd), "ann.xlsx")
    made = merged(book_for_packs(), pack)
    assert [each.key_result_id for each in made.refused] == list(odd)
    assert made.taken == ()
    assert made.data == book_for_packs()


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        pytest.param({"First day": "2026-10-01"}, "another quarter: 2027-Q1, not", id="quarter"),
        pytest.param({"Last day": ""}, "another quarter", id="no last day"),
        pytest.param({"Organisation": "Other Ltd"}, "'Other Ltd'", id="organisation"),
    ],
)
def test_packs_of_others_are_refused(facts: dict[str, str], told: str) -> None:
    with pytest.raises(PackRefused, match=told):
        merged(book_for_packs(), came_back(**facts))


def test_a_pack_of_an_organisation_that_has_a_name_by_now_is_taken() -> None:
    assert merged(book_for_packs(), came_back(Organisation="")).refused == ()


def test_a_pack_with_key_results_nobody_knows_is_refused() -> None:
    plan = owned()._replace(key_results=owned().key_results[1:])
    with pytest.raises(PackRefused, match=r"does not have: 'C1\.1'"):
        merged(books.workbook(plan, as_of=DAY), came_back())


def test_a_pack_of_another_version_is_refused() -> None:
    book = parse_workbook(packed(), "p")
    place = next(at for at, cell in book.sheets[IDENTITY].cells.items() if cell.value == "1")
    assert place == (1, 2)
    made = Book(packed())
    made.put(IDENTITY, "B1", books.text("0"))
    with pytest.raises(PackRefused, match="another version of okrsheet: '0', not '1'"):
        read_pack(made.data, "ann.xlsx")


@pytest.mark.parametrize("fact", [FACTS[0], SHEET])
def test_what_is_no_pack_is_refused(fact: str) -> None:
    made = Book(packed())
    if fact == SHEET:
        part = made.table_parts(SHEET)[0]
        made.change(part, 'name="Value"', 'name="Worth"')
    else:
        made.put(IDENTITY, "A1", books.text("something"))
    with pytest.raises(PackRefused, match="is no pack"):
        read_pack(made.data, "ann.xlsx")
    with pytest.raises(PackRefused, match="is no pack"):
        read_pack(book_for_packs(), "book.xlsx")


def test_a_pack_needs_no_quarter_name() -> None:
    plan = Plan(Quarter("", owned().quarter.start, owned().quarter.end))
    with pytest.raises(PackRefused, match="not 2027-01-01 to 2027-03-31"):
        refuse_others([came_back(**{"First day": "x"})], plan)


@pytest.mark.parametrize("paper", [pytest.param(11.0, id="Letter"), pytest.param(11.7, id="A4")])
def test_a_printed_pack_can_be_read(paper: float) -> None:
    sheet = load_workbook(BytesIO(packed(small_pack())))[SHEET]
    letters = [get_column_letter(number) for number in range(1, sheet.max_column + 1)]
    widths = [sheet.column_dimensions[letter].width for letter in letters]
    assert len(widths) == 14
    inches = sum(widths) * 7 / 96  # a stored width counts its padding
    room = paper - sheet.page_margins.left - sheet.page_margins.right
    assert sheet["A6"].font.size * room / inches > 6.8  # points
    assert sheet.print_title_rows == "$5:$5"


def test_long_texts_have_room_in_their_line() -> None:
    lines = small_pack().lines
    long = lines[0]._replace(text="word " * 40, target="keep at or above 90 " * 4)
    sheet = load_workbook(BytesIO(packed(small_pack()._replace(lines=(long, *lines[1:])))))[SHEET]
    heights = [sheet.row_dimensions[row].height for row in (6, 7)]
    assert heights[0] > 7 * 14 > heights[1]
