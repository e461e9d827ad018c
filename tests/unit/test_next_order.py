"""Which quarter comes next, and which words go over the old workbook."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from okrsheet.core.model import Quarter
from okrsheet.core.policy import SMB, preset
from okrsheet.core.quarter import following, parse_quarter
from okrsheet.core.words import Cadence, Carry
from okrsheet.workbook.next_order import next_order, quarter_asked
from okrsheet.workbook.next_quarter import NextQuarter, Wish, carry_from
from tests import books
from tests.small_plan import AS_OF, small_plan

Q1 = parse_quarter("2027-Q1")
FISCAL = parse_quarter("2027-Q2", 7)
"""October to December 2026."""
OWN_DATES = Quarter("2027-Q1", date(2027, 1, 4), date(2027, 4, 2))
NO_WORDS: dict[str, Any] = {
    "quarter": None,
    "org": None,
    "champion": None,
    "team": None,
    "preset": None,
    "fiscal_start": None,
    "start": None,
    "end": None,
    "cadence": None,
    "settings": None,
    "example": False,
}


def words(**given: Any) -> Namespace:
    return Namespace(**(NO_WORDS | given))


@pytest.mark.parametrize(
    ("ends", "given", "name", "start", "end"),
    [
        pytest.param(Q1, {}, "2027-Q2", "2027-04-01", "2027-06-30", id="the next"),
        pytest.param(
            Q1, {"quarter": "2027q2"}, "2027-Q2", "2027-04-01", "2027-06-30", id="the next, named"
        ),
        pytest.param(
            Q1, {"quarter": "2027-Q4"}, "2027-Q4", "2027-10-01", "2027-12-31", id="a later one"
        ),
        pytest.param(FISCAL, {}, "2027-Q3", "2027-01-01", "2027-03-31", id="of a fiscal year"),
        pytest.param(
            FISCAL,
            {"quarter": "2028-Q1"},
            "2028-Q1",
            "2027-07-01",
            "2027-09-30",
            id="of the next fiscal year",
        ),
        pytest.param(
            FISCAL,
            {"quarter": "2027-Q4", "fiscal_start": 1},
            "2027-Q4",
            "2027-10-01",
            "2027-12-31",
            id="when the fiscal year changes",
        ),
        pytest.param(
            OWN_DATES, {}, "2027-Q2", "2027-04-03", "2027-07-02", id="after dates of its own"
        ),
        pytest.param(
            Q1,
            {"start": date(2027, 4, 5)},
            "2027-Q2",
            "2027-04-05",
            "2027-07-04",
            id="another first day",
        ),
        pytest.param(
            Q1,
            {"end": date(2027, 7, 2)},
            "2027-Q2",
            "2027-04-01",
            "2027-07-02",
            id="another last day",
        ),
        pytest.param(
            Q1._replace(name="Spring"),
            {"quarter": "2027-Q2"},
            "2027-Q2",
            "2027-04-01",
            "2027-06-30",
            id="after one with a name of its own",
        ),
        pytest.param(
            FISCAL,
            {"quarter": "2027-Q3", "end": date(2027, 3, 28)},
            "2027-Q3",
            "2027-01-01",
            "2027-03-28",
            id="of a fiscal year, another last day",
        ),
        pytest.param(
            Q1._replace(name="Winter"),
            {"quarter": "2027-Q3", "end": date(2027, 6, 27)},
            "2027-Q3",
            "2027-04-01",
            "2027-06-27",
            id="after one with a name of its own, another last day",
        ),
        pytest.param(
            FISCAL,
            {"quarter": "2027-Q3", "start": date(2027, 1, 4), "end": date(2027, 4, 2)},
            "2027-Q3",
            "2027-01-04",
            "2027-04-02",
            id="of a fiscal year, both days",
        ),
        pytest.param(
            Q1, {"quarter": "2060-Q1"}, "2060-Q1", "2060-01-01", "2060-03-31", id="far ahead"
        ),
    ],
)
def test_the_quarter(ends: Quarter, given: dict[str, Any], name: str, start: str, end: str) -> None:
    found = quarter_asked(words(**given))(ends)
    assert (found.name, str(found.start), str(found.end)) == (name, start, end)


@pytest.mark.parametrize("name", ["2026-Q1", "2027-Q2", "2026Q4"])
def test_an_earlier_quarter_does_not_start_after_a_fiscal_one(name: str) -> None:
    """By the calendar, 2027-Q2 would start after October 2026."""
    assert quarter_asked(words(quarter=name))(FISCAL).start <= FISCAL.end


def test_nobody_knows_what_follows_a_name_of_its_own() -> None:
    with pytest.raises(LookupError):
        quarter_asked(words())(Q1._replace(name="Spring"))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"quarter": "spring"}, id="no quarter"),
        pytest.param({"end": date(2027, 1, 1)}, id="an end before the start"),
        pytest.param({"start": date(2099, 1, 1)}, id="a year no workbook can show"),
    ],
)
def test_words_that_make_no_quarter(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\."):
        quarter_asked(words(**given))(Q1)


OLD = preset("doerr")._replace(cadence=Cadence.BIWEEKLY, stale_slack_days=5)


@pytest.fixture(scope="module")
def made() -> NextQuarter:
    data = books.workbook(small_plan()._replace(closed=True), OLD, AS_OF)
    return carry_from(data, "old.xlsx", Wish(following, Carry.DROP), AS_OF)


def test_settings_people_and_teams_stay(made: NextQuarter) -> None:
    ordered = next_order(words(), made)
    assert ordered.policy == OLD
    assert ordered.as_of is None
    assert (ordered.plan.organisation, ordered.plan.champion) == ("Acme", "Ann Lee")
    assert [team.name for team in ordered.plan.teams] == ["Sales", "Product"]
    assert [person.name for person in ordered.plan.people] == ["Ann Lee", "Bo Ek"]
    assert not ordered.plan.closed


def test_words_go_over_the_old_workbook(made: NextQuarter) -> None:
    given = {"org": "New", "champion": "Bo Ek", "team": ["sales", "Ops"], "preset": ["scala"]}
    ordered = next_order(words(**given), made)
    assert ordered.policy == preset("scala")._replace(cadence=Cadence.BIWEEKLY)
    assert (ordered.plan.organisation, ordered.plan.champion) == ("New", "Bo Ek")
    assert [team.name for team in ordered.plan.teams] == ["Sales", "Product", "Ops"]
    assert [each.id for each in ordered.plan.objectives if each.team == "Ops"] == ["O1", "O2"]


def test_a_cadence_and_a_settings_file_go_over_single_settings(
    made: NextQuarter, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[settings]\nstale_slack_days = 7\n", "utf-8")
    policy = next_order(words(settings=str(own), cadence="weekly"), made).policy
    assert policy == OLD._replace(cadence=Cadence.WEEKLY, stale_slack_days=7)


def test_an_organisation_s_defaults_do_not_undo_what_a_workbook_says(
    made: NextQuarter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "okrsheet.toml").write_text('cadence = "weekly"\npreset = "smb"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert next_order(words(), made).policy == OLD
    assert OLD != SMB
