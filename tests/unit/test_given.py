"""Check-ins as given: values of the key result's kind, days, words, and why they are refused."""

from datetime import date

import pytest

from okrsheet.core.amounts import amount
from okrsheet.core.model import CheckIn, KeyResult, Plan
from okrsheet.core.words import Rag, Type
from okrsheet.workbook.given import Desk, Given, differences, judged
from tests.small_plan import AS_OF, small_plan

PLAN = small_plan()
PERCENT = KeyResult("P1", "C1", "Win rate", Type.INCREASE, "%", baseline=0.24, target=0.33)
HUNDREDS = KeyResult("P2", "C1", "Share", Type.INCREASE, "%", baseline=38.0, target=52.0)
AROUND_ONE = KeyResult("P3", "C1", "Retention", Type.INCREASE, "%", baseline=0.95, target=1.1)
SMALL = KeyResult("P4", "C1", "Churn", Type.DECREASE, "%", baseline=3.0, target=0.8)
EUROS = KeyResult("E1", "C1", "Revenue", Type.INCREASE, "EUR", baseline=1.0, target=9e6)
PLAIN = KeyResult("N1", "C1", "Mark", Type.INCREASE, baseline=6.9, target=7.8)
UNWRITTEN = KeyResult("U1", "C1", "")
FALLING = KeyResult("P5", "C1", "Errors", Type.DECREASE, "%", baseline=5.4, target=3.0)
MORE = (PERCENT, HUNDREDS, AROUND_ONE, SMALL, FALLING, EUROS, PLAIN, UNWRITTEN)
DESK = Desk(PLAN._replace(key_results=(*PLAN.key_results, *MORE)), AS_OF, AS_OF)


def why(given: Given, desk: Desk = DESK) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        judged(given, desk)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "given", "stored"),
    [
        pytest.param("C1.1", "298", 298.0, id="a number"),
        pytest.param("C1.1", "298 clients", 298.0, id="with its unit"),
        pytest.param("E1", "1,234,567 eur", 1234567.0, id="with its unit in small letters"),
        pytest.param("C1.1", 298.0, 298.0, id="a number from a cell"),
        pytest.param("C1.1", "-3.5", -3.5, id="below zero"),
        pytest.param("P1", "29%", 0.29, id="percent, stored as a share"),
        pytest.param("P1", "29,5 %", 0.295, id="percent with a comma"),
        pytest.param("P1", "0.29", 0.29, id="a share under a % unit"),
        pytest.param("P1", 0.29, 0.29, id="a share from a cell"),
        pytest.param("P1", "120%", 1.2, id="more than all of it, said with its sign"),
        pytest.param("P2", "45%", 45.0, id="percent, counted to 100"),
        pytest.param("P2", "45", 45.0, id="a number where percentages are counted to 100"),
        pytest.param("P2", "0.5%", 0.5, id="half a percent, said with its sign"),
        pytest.param("P3", "1.05", 1.05, id="around one, as it stands"),
        pytest.param("P4", "0.9", 0.9, id="below one where the target is"),
        pytest.param("P5", "4%", 4.0, id="percent, where only the baseline tells the scale"),
        pytest.param("S1.4", "yes", True, id="yes"),
        pytest.param("S1.4", "N", False, id="no"),
        pytest.param("S1.4", True, True, id="yes from a cell"),
        pytest.param("S1.4", 0.0, False, id="0 from a cell"),
        pytest.param("N1", "7,5", 7.5, id="a number without a unit"),
    ],
)
def test_values_of_the_right_kind(name: str, given: object, stored: object) -> None:
    value = judged(Given(name, value=given), DESK).value
    assert value == stored
    assert type(value) is type(stored)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        pytest.param("C1.1", "many", "is measured by a number in clients", id="a word"),
        pytest.param("C1.1", "45%", "measured in clients, not in %", id="percent of what?"),
        pytest.param("N1", "45%", "a number without a unit, not in %", id="percent of nothing"),
        pytest.param("C1.1", "Yes", "is measured by a number", id="yes"),
        pytest.param("C1.1", True, "'Yes' is none", id="yes from a cell"),
        pytest.param("C1.1", "1.234", "--locale", id="two ways"),
        pytest.param("C1.1", "nan", "is none", id="not a number"),
        pytest.param("C1.1", float("nan"), "", id="not a number from a caller"),
        pytest.param("C1.1", 1e300, "too large", id="too large"),
        pytest.param("P1", "29", "would be 2900 %: write 29% or 0.29", id="29 for 29 %"),
        pytest.param("P1", 29.0, "would be 2900 %", id="29 from a cell"),
        pytest.param("P2", "0.45", "write 45, or 0.45%", id="0.45 for 45"),
        pytest.param("P3", "105%", "as it stands on Key Results", id="nobody can tell the scale"),
        pytest.param("P4", "2%", "as it stands on Key Results", id="shown as shares up to 3"),
        pytest.param("S1.4", "29", "neither Yes nor No", id="a number for Yes/No"),
        pytest.param("S1.4", "maybe", "neither Yes nor No", id="a word for Yes/No"),
        pytest.param("X1.1", "2", "--stage TEXT", id="a value for stages"),
        pytest.param("C9", "2", "is no key result: there are", id="unknown"),
        pytest.param("c1-1", "2", "C1.1 may be meant", id="nearly"),
        pytest.param("", "2", "is no key result", id="none named"),
        pytest.param("U1", "2", "has no text yet", id="not written yet"),
    ],
)
def test_values_of_the_wrong_kind(name: str, given: object, told: str) -> None:
    assert told in why(Given(name, value=given))


@pytest.mark.parametrize("kr", [PERCENT, HUNDREDS, FALLING], ids=lambda kr: kr.id)
def test_a_percentage_is_told_as_it_was_given(kr: KeyResult) -> None:
    assert amount(kr, judged(Given(kr.id, value="4%"), DESK).value) == "4%"


def test_a_wrong_number_among_the_check_ins_changes_nothing() -> None:
    wrong = CheckIn(AS_OF, "P1", 28.0)
    desk = DESK._replace(plan=DESK.plan._replace(check_ins=(wrong,)))
    assert judged(Given("P1", value="28%"), desk).value == 0.28
    assert "would be 2900 %" in why(Given("P1", value="29"), desk)


def test_without_a_definition_the_check_ins_say_the_scale() -> None:
    open_ended = PERCENT._replace(baseline=0.0, target=None)
    plan = PLAN._replace(key_results=(open_ended,), check_ins=(CheckIn(AS_OF, "P1", 28.0),))
    assert judged(Given("P1", value="29%"), Desk(plan, AS_OF, AS_OF)).value == 29.0


def test_a_long_value_is_cut_in_its_message() -> None:
    told = why(Given("C1.1", value="\x1b[31m" + "x" * 9000))
    assert len(told) < 200
    assert "\x1b" not in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(Given("C1.1"), "says nothing", id="nothing at all"),
        pytest.param(Given("C1.1", value=" ", by="Ann"), "says nothing", id="only who"),
        pytest.param(Given("C1.1", confidence="11"), "whole number from 0 to 10", id="too sure"),
        pytest.param(Given("C1.1", confidence="6.5"), "whole number", id="half a point"),
        pytest.param(Given("C1.1", confidence="high"), "'high'", id="confidence in words"),
        pytest.param(Given("C1.1", confidence="100%"), "whole number", id="confidence in percent"),
        pytest.param(Given("C1.1", confidence="0 %"), "'0 %'", id="no confidence, in percent"),
        pytest.param(Given("C1.1", confidence=True), "whole number", id="confidence Yes"),
        pytest.param(Given("C1.1", owner_rag="Amber"), "Green, Yellow or Red", id="no colour"),
        pytest.param(Given("C1.1", reason="a\x07b"), "'Reason' that no cell", id="a control sign"),
        pytest.param(Given("C1.1", next_step="\ud800"), "U+D800", id="half a letter"),
        pytest.param(Given("C1.1", in_the_way="x" * 32768), "32,767", id="too long"),
        pytest.param(
            Given("C1.1", in_the_way="\U0001f600" * 16384), "32,767", id="too long, emoji"
        ),
        pytest.param(Given("C1.1", "soon", 5.0), "write it as 2027-02-15", id="no day"),
        pytest.param(Given("C1.1", "3/4/2027", 5.0), "write it as", id="a day in two ways"),
        pytest.param(Given("C1.1", True, 5.0), "for its day", id="a day Yes"),
        pytest.param(Given("C1.1", "2026-12-31", 5.0), "before the quarter", id="too early"),
        pytest.param(Given("C1.1", "2027-02-27", 5.0), "in the future", id="too late"),
    ],
)
def test_what_else_is_refused(given: Given, told: str) -> None:
    assert told in why(given)


def test_a_closed_quarter_takes_nothing() -> None:
    closed = DESK._replace(plan=DESK.plan._replace(closed=True))
    assert "is closed" in why(Given("C1.1", value="3"), closed)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        pytest.param(None, AS_OF, id="none"),
        pytest.param("", AS_OF, id="blank"),
        pytest.param("2027-02-15", date(2027, 2, 15), id="written"),
        pytest.param("15 Feb 2027", date(2027, 2, 15), id="with the month's name"),
        pytest.param(46433.0, date(2027, 2, 15), id="as Excel stores it"),
        pytest.param("2027-01-01", date(2027, 1, 1), id="the first day"),
    ],
)
def test_days(given: object, day: date) -> None:
    assert judged(Given("C1.1", given, 5.0), DESK).day == day


def test_a_day_after_the_quarter_is_taken() -> None:
    late = DESK._replace(latest=date(2027, 4, 20))
    assert judged(Given("C1.1", "2027-04-06", 5.0), late).day == date(2027, 4, 6)


def test_a_whole_line_under_the_ids_of_the_workbook() -> None:
    given = Given(" c1.1 ", None, "298", "6", "yellow", " why ", "=1+1", "a\r\nb", "Bo  Ek")
    assert judged(given, DESK) == CheckIn(
        AS_OF, "C1.1", 298.0, 6.0, Rag.YELLOW, "why", "=1+1", "a\nb", "Bo Ek"
    )


def test_the_longest_text_is_taken() -> None:
    assert judged(Given("C1.1", in_the_way="x" * 32767), DESK).in_the_way == "x" * 32767


def test_what_a_line_leaves_open_is_no_difference() -> None:
    there = CheckIn(AS_OF, "C1.1", 298.0, 6.0, in_the_way="Strike", by="Ann")
    assert differences(CheckIn(AS_OF, "C1.1", 298.0, by="Bo"), there) == {}
    assert differences(CheckIn(AS_OF, "C1.1", 299.0, 6.0), there) == {"value": (298.0, 299.0)}
    no = differences(CheckIn(AS_OF, "S1.4", value=False), CheckIn(AS_OF, "S1.4"))
    assert no == {"value": (None, False)}


def test_a_plan_without_key_results_says_so() -> None:
    empty = Desk(Plan(PLAN.quarter), AS_OF, AS_OF)
    assert why(Given("C1.1", value="3"), empty) == "is no key result: there are none"
