"""Insights of generated histories against the oracle, and what must hold whatever the quarters."""

import json
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter
from okrsheet.core.export import json_text
from okrsheet.core.insights import insights
from okrsheet.core.insights_export import document
from okrsheet.core.insights_lines import lines
from okrsheet.core.words import Band, Carry, Commitment, Level, Type
from tests.oracle import insights as oracle

PERSON: Final = "Persephone Quist"
TEXTS: Final = (
    "Sign 24 new clients",
    "sign 24  new clients.",
    "Sign 30 new clients",
    "Cut lead time to 14 days",
    "Cut lead time and returns",
    "1 + 1 = 2",
)
STARTS: Final = (
    *(date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2027, 1, 1)),
    *(date(2026, 2, 1), date(2026, 5, 1)),
)


class Dice(Random):
    """What Hypothesis would need a tenth of a second for is thrown in a thousandth."""

    def score(self) -> float | None:
        at_an_edge = self.choice((0.0, 0.3, 0.5, 0.695, 0.7, 0.85, 0.95, 1.0))
        return self.choice((None, at_an_edge, self.random()))

    def key_result(self) -> ClosedKeyResult:
        return ClosedKeyResult(
            id=self.choice(("A", "a", "B", "")),
            objective_id=self.choice(("O1", "o2", "O3", "gone")),
            text=self.choice(TEXTS),
            owner=PERSON,
            type=self.choice((None, Type.INCREASE, Type.KEEP_ABOVE)),
            commitment=self.choice((None, Commitment.COMMITTED, Commitment.ASPIRATIONAL)),
            final_score=self.score(),
            by_hand=self.random() < 0.3,
            band=self.choice((None, *Band)),
            met=self.choice((None, True, False)),
            decision=self.choice((None, *Carry)),
            carried=self.choice((0, 0, 1, 3)),
            gaps=tuple(self.sample(("A1", "A2", "B9"), self.randrange(4))),
            foreseen=self.choice((None, self.uniform(-1, 2))),
        )

    def objective(self, name: str) -> ClosedObjective:
        return ClosedObjective(
            name,
            self.choice(TEXTS),
            self.choice((None, *Level)),
            self.choice(("Sales", " sales", "Care", "")),
            PERSON,
            self.score(),
            weight=self.choice((0.0, 1.0, 2.5)),
        )

    def quarter(self, key_results: int) -> ClosedQuarter:
        start = self.choice(STARTS)
        return ClosedQuarter(
            "Acme",
            self.choice(("2026-Q1", "2026-Q2")),
            start,
            start + timedelta(89),
            start + timedelta(95),
            tuple(self.objective(name) for name in ("O1", "O2", "O3")),
            tuple(self.key_result() for _ in range(key_results)),
        )


def thrown(seed: int, key_results: list[int]) -> list[ClosedQuarter]:
    """A history: a quarter for each number of key results."""
    dice = Dice(seed)
    return [dice.quarter(count) for count in key_results]


histories = st.builds(thrown, st.integers(0, 2**32), st.lists(st.integers(0, 7), max_size=6))


def shown(found: list[ClosedQuarter]) -> dict[str, Any]:
    made = json.loads(json_text(document(insights(found))))
    assert isinstance(made, dict)
    return made


def lines_of(made: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = made[name]["lines"]
    assert isinstance(found, list)
    return [{**each, "team": each["team"].lower()} for each in found]


def column(line: dict[str, Any], name: str) -> list[Any]:
    return [each[name] for each in line["quarters"]]


def close(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return set(one) == set(other) and all(close(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(close(a, b) for a, b in pairs)
    if isinstance(one, float) or isinstance(other, float):
        return None not in (one, other) and bool(one == pytest.approx(other, abs=1e-9))
    return bool(one == other)


def without(part: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key not in names}


@given(histories)
@settings(deadline=None, max_examples=300)
def test_the_oracle_says_the_same(found: list[ClosedQuarter]) -> None:
    made = shown(found)
    assert len(made["quarters"]) == len(oracle.periods(found))

    scores = {x["team"]: column(x, "score") for x in lines_of(made, "scores") if not x["objective"]}
    assert close(scores, oracle.team_scores(found))
    stood = [(x["team"], x["objective"]) for x in lines_of(made, "scores") if x["objective"]]
    assert sorted(stood) == sorted((w, text) for w, text, _ in oracle.objective_lines(found))

    spreads = {}
    for line in lines_of(made, "calibration"):
        parts = [without(each, "quarter") for each in line["quarters"]]
        spreads[line["team"], line["aim"]] = [*parts, line["all"]]
        if line["aim"] == "Aspirational":
            assert line["verdict"] == oracle.verdict(line["all"])
    assert close(spreads, oracle.calibration(found))

    bags = {x["team"]: (x["word"], x["running"]) for x in lines_of(made, "sandbagging")}
    assert bags == oracle.sandbagging(found)

    names = [each["name"] for each in made["quarters"]]
    again = [
        (x["team"], x["text"], x["carried"], column(x, "quarter"), x["outcome"])
        for x in lines_of(made, "carried")
    ]
    expected = [
        (who, text, times, [names[place] for place in places], end)
        for who, text, times, places, end in oracle.carried(found)
    ]
    assert sorted(again) == sorted(expected)

    failing = {
        (x["team"], x["criterion"]): (column(x, "failed"), column(x, "key_results"), x["running"])
        for x in lines_of(made, "audit")
    }
    assert failing == oracle.failing(found)

    worth = {x["team"]: x["all"] for x in lines_of(made, "forecasts")}
    assert close(worth, oracle.forecasts(found))

    decided = {
        x["team"]: [without(each, "quarter") for each in x["quarters"]]
        for x in lines_of(made, "decisions")
    }
    assert decided == oracle.decisions(found)


@given(histories)
@settings(deadline=None, max_examples=60)
def test_no_person_is_named(found: list[ClosedQuarter]) -> None:
    assert PERSON not in json_text(document(insights(found)))
    assert PERSON not in "\n".join(lines(insights(found)))


@given(histories, st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_the_order_of_the_files_makes_no_difference(found: list[ClosedQuarter], seed: int) -> None:
    # Two books of the same days and name have no order of their own.
    keys = [(each.start, each.name) for each in found]
    if len(set(keys)) == len(keys):
        mixed = Dice(seed).sample(found, len(found))
        assert insights(mixed) == insights(found)


@given(histories, st.integers(60, 160))
@settings(deadline=None, max_examples=60)
def test_lines_fit(found: list[ClosedQuarter], width: int) -> None:
    assert max(map(len, lines(insights(found), width)), default=0) <= width
