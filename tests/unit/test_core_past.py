"""The closed quarters in order: periods, teams, and what is the same in another quarter."""

from datetime import date

import pytest

from okrsheet.core.past import (
    Period,
    Side,
    of_organisation,
    only,
    organisations,
    past,
    renamed,
)
from okrsheet.core.past_matches import are_alike, key_results_over_time, objectives_over_time
from okrsheet.core.words import Carry, Level
from tests.closed import key_result, objective, quarter


def texts_over_time(*texts: str, **more: object) -> list[list[str]]:
    """Key results with these texts, one a quarter, as chains."""
    names = ("2026-Q1", "2026-Q2", "2026-Q3")
    found = [
        quarter(name, [key_result(0.4, text, **more)])
        for name, text in zip(names, texts, strict=False)
    ]
    return [[each.record.text for each in chain] for chain in key_results_over_time(past(found))]


def test_quarters_come_in_order_of_their_days() -> None:
    found = past([quarter("2026-Q3"), quarter("2026-Q1"), quarter("2026-Q2")])
    assert [each.name for each in found.periods] == ["2026-Q1", "2026-Q2", "2026-Q3"]


def test_nothing_closed_is_an_empty_past() -> None:
    found = past([])
    assert (found.organisation, found.periods, found.sides) == ("", (), ())


def test_books_of_the_same_days_are_one_quarter() -> None:
    sales = quarter("2026-Q1", [key_result(0.5)])
    care = quarter("2026-Q1", [key_result(0.6)], [objective(team="Care")])
    found = past([sales, care])
    assert len(found.periods) == 1
    assert [side.name for side in found.sides] == ["Care", "Sales"]
    assert {(k.side.name, k.record.final_score) for k in found.key_results} == {
        ("Sales", 0.5),
        ("Care", 0.6),
    }


def test_the_same_record_twice_counts_once() -> None:
    one = quarter("2026-Q1", [key_result(0.5)])
    assert len(past([one, one]).key_results) == 1


def test_two_calendars_keep_their_names_apart() -> None:
    found = past([quarter("2026-Q1"), quarter("2026-Q1", start=date(2026, 2, 1))])
    assert found.periods == (
        Period("2026-Q1 (2026-01-01 on)", date(2026, 1, 1), date(2026, 3, 31)),
        Period("2026-Q1 (2026-02-01 on)", date(2026, 2, 1), date(2026, 4, 30)),
    )


@pytest.mark.parametrize(
    ("start", "follows"),
    [
        pytest.param(date(2026, 3, 31), False, id="it starts on the last day"),
        pytest.param(date(2026, 4, 1), True, id="it starts the day after"),
        pytest.param(date(2026, 5, 15), True, id="45 days after"),
        pytest.param(date(2026, 5, 16), False, id="46 days after"),
        pytest.param(date(2026, 7, 1), False, id="a quarter lies between"),
    ],
)
def test_a_quarter_follows_where_none_lies_between(start: date, follows: bool) -> None:
    found = past([quarter("2026-Q1"), quarter("2026-Q2", start=start)])
    assert found.follows(1, 0) is follows
    assert not found.follows(0, 1)


def test_sides_are_company_teams_by_name_and_no_team() -> None:
    objectives = [
        objective("O1", "sales"),
        objective("O2", "Alpha"),
        objective("O3", ""),
        objective("O4", "", level=Level.TEAM),
        objective("O5", "", level=None),
    ]
    found = past([quarter("2026-Q1", [], objectives)])
    assert found.sides == (
        Side(0, "Company"),
        Side(1, "Alpha"),
        Side(1, "sales"),
        Side(2, "No team"),
    )


def test_a_team_is_spelled_as_in_its_latest_quarter() -> None:
    found = past(
        [
            quarter("2026-Q1", [], [objective(team="SALES  north")]),
            quarter("2026-Q2", [], [objective(team=" Sales North")]),
        ]
    )
    assert found.sides == (Side(1, "Sales North"),)


@pytest.mark.parametrize("name", ["company", "No Team", "All teams"])
def test_a_team_called_like_one_of_our_lines_is_told_apart(name: str) -> None:
    found = past([quarter("2026-Q1", [], [objective("O1", name), objective("O2", "")])])
    assert [side.name for side in found.sides] == ["Company", f"{name} (team)"]


def test_a_key_result_without_its_objective_has_no_team() -> None:
    found = past([quarter("2026-Q1", [key_result(0.5, objective_id="gone")])])
    assert found.key_results[0].side == Side(2, "No team")


def test_an_objective_is_found_in_any_case_and_the_first_of_two_counts() -> None:
    objectives = [objective("o1", "First"), objective("O1", "Second")]
    found = past([quarter("2026-Q1", [key_result(0.5, objective_id=" O1")], objectives)])
    assert found.key_results[0].side.name == "First"


def test_individual_objectives_are_left_out_with_their_key_results() -> None:
    objectives = [objective(), objective("O2", level=Level.INDIVIDUAL)]
    key_results = [key_result(0.5), key_result(0.9, objective_id="O2")]
    found = past([quarter("2026-Q1", key_results, objectives)])
    assert (len(found.objectives), len(found.key_results), found.left_out) == (1, 1, 1)


def test_only_one_team_stays_over_all_quarters() -> None:
    found = past(
        [quarter("2026-Q1", [key_result(0.5)]), quarter("2026-Q2", [], [objective(team="Care")])]
    )
    own = only(found, " SALES")
    assert [side.name for side in own.sides] == ["Sales"]
    assert (len(own.periods), len(own.objectives), len(own.key_results)) == (2, 1, 1)


def test_organisations_are_told_apart_but_for_capitals() -> None:
    quarters = [
        quarter("2026-Q1", organisation="acme"),
        quarter("2026-Q2", organisation="ACME "),
        quarter("2026-Q1", organisation="Beta"),
        quarter("2026-Q1", organisation=""),
    ]
    assert organisations(quarters) == ("ACME ", "Beta")
    assert [each.organisation for each in of_organisation(quarters, "Acme")] == [
        "acme",
        "ACME ",
        "",
    ]
    assert past(of_organisation(quarters, "acme")).organisation == "ACME "


@pytest.mark.parametrize(
    ("names", "team"),
    [
        pytest.param({"sales": "Growth"}, "Growth", id="once"),
        pytest.param({"Sales": "Growth", "GROWTH": "Revenue"}, "Revenue", id="twice"),
        pytest.param({"Sales": "Growth", "Growth": "Sales"}, "Sales", id="and back"),
        pytest.param({"Care": "Growth"}, "Sales", id="another team"),
    ],
)
def test_a_renamed_team_has_its_name_of_today(names: dict[str, str], team: str) -> None:
    [found] = renamed([quarter("2026-Q1")], names)
    assert found.objectives[0].team == team


def test_a_renamed_team_goes_on() -> None:
    then = quarter("2026-Q1", [], [objective(team="Sales", score=0.5)])
    now = quarter("2026-Q2", [], [objective(team="Growth", score=0.6)])
    assert len(past([then, now]).sides) == 2
    assert len(past(renamed([then, now], {"Sales": "Growth"})).sides) == 1


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("Cut lead time to 30 days", "Cut lead time to 14 days", True, id="a target"),
        pytest.param("Cut lead time", "Cut waiting time", True, id="two of four words"),
        pytest.param("Cut lead time", "Win new clients", False, id="another thing"),
        pytest.param("50 %", "50 %", False, id="no word at all"),
        pytest.param("Größe", "GRÖSSE", True, id="capitals of other languages"),
    ],
)
def test_texts_are_alike_by_half_their_words(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) is alike


@pytest.mark.parametrize(
    ("texts", "chains"),
    [
        pytest.param(
            ("Win 5 clients.", "win 5  Clients"), [["Win 5 clients.", "win 5  Clients"]], id="same"
        ),
        pytest.param(
            ("Win 5 clients", "Win 9 clients"),
            [["Win 5 clients", "Win 9 clients"]],
            id="another target under the same ID",
        ),
        pytest.param(
            ("Win 5 clients", "Cut lead time"),
            [["Win 5 clients"], ["Cut lead time"]],
            id="another text under the same ID",
        ),
        pytest.param(
            ("Win 5 clients", "Cut lead time", "Win 5 clients"),
            [["Win 5 clients", "Win 5 clients"], ["Cut lead time"]],
            id="after a quarter without it",
        ),
        pytest.param(("", ""), [[""], [""]], id="no text"),
    ],
)
def test_key_results_are_matched(texts: tuple[str, ...], chains: list[list[str]]) -> None:
    assert texts_over_time(*texts) == chains


def test_alike_texts_under_another_id_are_not_the_same() -> None:
    found = [
        quarter("2026-Q1", [key_result(0.4, "Win 5 clients", id="K1")]),
        quarter("2026-Q2", [key_result(0.4, "Win 9 clients", id="K2")]),
    ]
    assert len(key_results_over_time(past(found))) == 2


@pytest.mark.parametrize(
    ("more", "chains"),
    [
        pytest.param({"met": True}, 2, id="it was met"),
        pytest.param({"decision": Carry.DROP}, 2, id="it was dropped"),
        pytest.param({"decision": Carry.DONE}, 2, id="it was done"),
        pytest.param({"decision": Carry.CONTINUE}, 1, id="it was to be continued"),
        pytest.param({"met": True, "carried": 1}, 1, id="it was met, but is on record as carried"),
    ],
)
def test_what_ended_is_new_when_it_stands_there_again(more: dict[str, object], chains: int) -> None:
    assert len(texts_over_time("Win", "Win", **more)) == chains


def test_the_text_goes_before_the_id_and_each_is_matched_once() -> None:
    then = [key_result(0.4, "Win new clients", id="A"), key_result(0.4, "Win clients", id="B")]
    now = [key_result(0.4, "Win clients", id="A"), key_result(0.4, "Win clients", id="B")]
    found = past([quarter("2026-Q1", then), quarter("2026-Q2", now)])
    chains = [[each.record.id for each in chain] for chain in key_results_over_time(found)]
    # A goes on what had its text then; what had B's ID is taken, and A's chain has another ID.
    assert chains == [["A"], ["B", "A"], ["B"]]


def test_nothing_is_matched_from_team_to_team() -> None:
    found = past(
        [
            quarter("2026-Q1", [], [objective(text="Win", team="Sales")]),
            quarter("2026-Q2", [], [objective(text="Win", team="Care")]),
        ]
    )
    assert [len(chain) for chain in objectives_over_time(found)] == [1, 1]


def test_an_objective_that_was_reached_may_go_on() -> None:
    found = past([quarter("2026-Q1"), quarter("2026-Q2")])
    assert [len(chain) for chain in objectives_over_time(found)] == [2]


def test_an_objective_that_a_team_only_supports_is_not_counted_again() -> None:
    named = objective("C1", "", text="Win trust", score=None)
    company = quarter("2026-Q1", [key_result(0.6, objective_id="C1")], [named._replace(score=0.6)])
    team = quarter("2026-Q1", [key_result(0.5)], [named, objective()])
    found = past([team, company])
    assert {(each.record.id, each.record.score) for each in found.objectives} == {
        ("O1", 0.5),
        ("C1", 0.6),
    }


def test_an_objective_without_a_score_counts_where_it_has_key_results() -> None:
    found = past([quarter("2026-Q1", [key_result(None)], [objective(score=None)])])
    assert len(found.objectives) == 1
