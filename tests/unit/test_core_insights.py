"""Each insight by hand: its figures, its sentence, and what it says where there is too little."""

from re import escape
from typing import Any

import pytest

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.insights import Insights, insights
from okrsheet.core.insights_asked import insights_asked
from okrsheet.core.insights_calibration import Aim, Spread, Verdict
from okrsheet.core.insights_carried import Outcome
from okrsheet.core.insights_decisions import Taken
from okrsheet.core.insights_forecast import Accuracy
from okrsheet.core.insights_sandbagging import Sandbag
from okrsheet.core.insights_told import Mood, change, listed, percent, signed
from okrsheet.core.policy import SMB, preset
from okrsheet.core.words import Band, Carry, Commitment, Type
from tests.closed import NAMES, key_result, objective, quarter, scored
from tests.histories import invented

COMMITTED = Commitment.COMMITTED


def with_scores(*scores: float | None, team: str = "Sales") -> list[ClosedQuarter]:
    """Quarters in which one team's only objective ended at these scores."""
    return [
        quarter(name, [], [objective(team=team, score=score)])
        for name, score in zip(NAMES, scores, strict=False)
    ]


def sentence(found: Insights, name: str) -> str:
    return str(dict(found.told)[name].sentence)


# --- scores


def test_a_team_is_the_weighted_mean_of_its_objectives() -> None:
    objectives = [
        objective("O1", score=0.4, weight=1),
        objective("O2", score=0.8, weight=3),
        objective("O3", score=1.0, weight=0),
        objective("O4", score=None),
    ]
    [line] = insights([quarter("2026-Q1", [], objectives)]).scores.teams
    assert line.scores == pytest.approx([0.7])
    assert line.objectives == (2,)


def test_the_company_counts_its_own_objectives_alone() -> None:
    objectives = [objective("C", "", score=0.5), objective("O1", score=0.9)]
    company, sales = insights([quarter("2026-Q1", [], objectives)]).scores.teams
    assert (company.team, company.scores) == ("Company", (0.5,))
    assert (sales.team, sales.scores) == ("Sales", (0.9,))


@pytest.mark.parametrize(
    ("scores", "word", "moved"),
    [
        pytest.param((0.5, 0.9, 0.55), "rose", 0.05, id="it rose by as little as counts"),
        pytest.param((0.5, 0.549), "rose", 0.05, id="by what readers see"),
        pytest.param((0.5, 0.54), "stayed about the same", 0.04, id="it stayed"),
        pytest.param((0.55, 0.5), "fell", -0.05, id="it fell"),
        pytest.param((None, 0.5, None, 0.8, None), "rose", 0.3, id="from first to last known"),
        pytest.param((None, 0.5), "", None, id="one score is no trend"),
    ],
)
def test_a_score_rises_falls_or_stays(
    scores: tuple[float | None, ...], word: str, moved: float | None
) -> None:
    [line] = insights(with_scores(*scores)).scores.teams
    assert (line.word, line.change) == (word, moved)


def test_the_sentence_names_the_company_and_counts_the_teams() -> None:
    def both(name: str, company: float, sales: float, care: float) -> ClosedQuarter:
        own = [objective("C", "", score=company), objective("S", "Sales", score=sales)]
        return quarter(name, [], [*own, objective("K", "Care", score=care)])

    found = insights([both("2026-Q1", 0.4, 0.5, 0.5), both("2026-Q2", 0.6, 0.8, 0.3)])
    assert sentence(found, "scores") == (
        "The company rose, from 0.40 in 2026-Q1 to 0.60 in 2026-Q2. Of 2 teams, 1 rose, 1 fell."
    )
    told = found.scores.told
    assert (told.n, told.basis) == (6, "n = 6 objectives with a final score")
    assert (told.mood, told.figure) == (Mood.GOOD, "0.60")
    assert told.label == "Company score, +0.20 since the first quarter"


@pytest.mark.parametrize(
    ("scores", "mood"),
    [
        pytest.param((0.7, 0.6), Mood.ACT, id="it fell"),
        pytest.param((0.7, 0.7), Mood.GOOD, id="it stays high"),
        pytest.param((0.6, 0.6), Mood.WATCH, id="it stays below 0.7"),
    ],
)
def test_the_mood_of_one_team_alone(scores: tuple[float, ...], mood: Mood) -> None:
    told = insights(with_scores(*scores)).scores.told
    advice = "Find out why the score of Sales fell." if mood is Mood.ACT else ""
    assert (told.mood, told.advice) == (mood, advice)


def test_teams_without_a_company_are_counted() -> None:
    def two(name: str, sales: float, care: float) -> ClosedQuarter:
        own = [objective("S", "Sales", score=sales), objective("K", "Care", score=care)]
        return quarter(name, [], own)

    told = insights([two("2026-Q1", 0.8, 0.8), two("2026-Q2", 0.6, 0.8)]).scores.told
    assert told.sentence == "Of 2 teams, 1 fell, 1 stayed about the same."
    assert (told.figure, told.label, told.mood) == ("0/2", "teams rose", Mood.WATCH)
    told = insights([two("2026-Q1", 0.8, 0.8), two("2026-Q2", 0.9, 0.8)]).scores.told
    assert (told.figure, told.mood) == ("1/2", Mood.GOOD)


def test_a_company_with_one_score_says_it_and_the_teams_count() -> None:
    company = objective("C", "", score=0.5)
    found = insights(
        [
            quarter("2026-Q1", [], [objective(score=0.5)]),
            quarter("2026-Q2", [], [objective(score=0.7), company]),
        ]
    )
    assert sentence(found, "scores") == "The company scored 0.50 in 2026-Q2."
    assert found.scores.told.figure == "1/1"


def test_objectives_are_followed_over_the_quarters() -> None:
    found = insights(
        [
            quarter("2026-Q1", [], [objective(score=0.5, text="Win trust"), objective("X")]),
            quarter("2026-Q2", [], [objective(score=0.8, text="Win trust."), objective("Y")]),
        ]
    )
    [line] = found.scores.objectives
    assert (line.text, line.team, line.scores) == ("Win trust.", "Sales", (0.5, 0.8))


# --- calibration


def test_scores_by_kind_of_target_and_quarter() -> None:
    found = insights(
        [
            quarter(
                "2026-Q1",
                [
                    key_result(0.6),
                    key_result(0.8),
                    key_result(None),
                    key_result(0.99, commitment=COMMITTED),
                    key_result(1.0, type=Type.KEEP_BELOW, commitment=COMMITTED),
                ],
            ),
            quarter("2026-Q2", [key_result(0.7)]),
        ]
    )
    by_aim = {each.aim: each for each in found.calibration.lines if each.team == "Sales"}
    assert by_aim[Aim.ASPIRATIONAL].quarters == (
        Spread(n=2, hits=1, median=0.7, without_score=1),
        Spread(n=1, hits=1, median=0.7, without_score=0),
    )
    assert by_aim[Aim.ASPIRATIONAL].all == Spread(3, 2, 0.7, 1)
    assert by_aim[Aim.COMMITTED].all == Spread(1, 0, 0.99, 0)
    assert by_aim[Aim.KEEP].all == Spread(1, 1, 1.0, 0)
    assert by_aim[Aim.KEEP].verdict is None
    assert by_aim[Aim.COMMITTED].quarters[1].share is None


@pytest.mark.parametrize(
    ("score", "verdict", "mood", "advice"),
    [
        pytest.param(0.86, Verdict.EASY, Mood.ACT, "Aim further next time.", id="too easy"),
        pytest.param(0.85, Verdict.RIGHT, Mood.GOOD, "", id="the edge of easy"),
        pytest.param(0.5, Verdict.RIGHT, Mood.GOOD, "", id="the edge of hard"),
        pytest.param(0.49, Verdict.HARD, Mood.ACT, "Take smaller steps next time.", id="too hard"),
    ],
)
def test_the_median_says_how_targets_were_set(
    score: float, verdict: Verdict, mood: Mood, advice: str
) -> None:
    found = insights(scored([score] * 5))
    assert [each.verdict for each in found.calibration.lines] == [verdict, verdict]
    told = found.calibration.told
    assert (told.mood, told.advice) == (mood, advice)
    assert f"Aspirational targets are {verdict}. Of 5, " in told.sentence


def test_the_sentence_of_targets() -> None:
    kept = {"type": Type.KEEP_ABOVE, "commitment": COMMITTED}
    found = insights(
        [
            quarter(
                "2026-Q1",
                [
                    *(key_result(score) for score in (0.2, 0.6, 0.7, 0.8, 1.0)),
                    *(key_result(score, commitment=COMMITTED) for score in (1.0, 0.9)),
                    *(key_result(score, **kept) for score in (1.0, 0.8)),
                ],
            )
        ]
    )
    assert sentence(found, "calibration") == (
        "Aspirational targets are about right. Of 5, the middle final score is 0.70, where 0.70 is "
        "aimed for; 60 % are Hits. Of 2 committed targets, 1 was met in full. Of 2 limits to keep, "
        "1 was kept."
    )
    assert found.calibration.told.n == 9


def test_teams_whose_targets_are_off_are_named() -> None:
    def three(name: str) -> ClosedQuarter:
        homes = [objective(team[:1], team) for team in ("Sales", "Care", "Lab")]
        own = [
            key_result(score, objective_id=team)
            for team, score in (("S", 0.95), ("C", 0.3), ("L", 0.7))
            for _ in range(5)
        ]
        return quarter(name, own, homes)

    told = insights([three("2026-Q1")]).calibration.told
    assert "By team: too easy in Sales; too hard in Care." in told.sentence
    assert (told.mood, told.figure) == (Mood.WATCH, "0.70")
    assert told.advice == "Aim further in Sales; take smaller steps in Care next time."


@pytest.mark.parametrize(
    ("quarters", "told"),
    [
        pytest.param([], "No key result has a final score yet.", id="nothing"),
        pytest.param(
            scored([None, None]), "No key result has a final score yet.", id="no final score"
        ),
        pytest.param(
            scored([0.7] * 4), "Aspirational targets: 4 final scores, too few to say.", id="four"
        ),
        pytest.param(
            scored([1.0] * 9, type=Type.KEEP_RANGE),
            "Of 9 limits to keep, 9 were kept.",
            id="limits to keep alone",
        ),
    ],
)
def test_too_little_to_say_how_targets_were_set(quarters: Any, told: str) -> None:
    found = insights(quarters)
    assert sentence(found, "calibration") == told
    assert found.calibration.told.mood is Mood.EARLY


def test_a_preset_moves_the_edge_of_hard() -> None:
    quarters = scored([0.45] * 5)
    assert insights(quarters, SMB).calibration.lines[0].verdict is Verdict.HARD
    assert insights(quarters, preset("google")).calibration.lines[0].verdict is Verdict.RIGHT


# --- sandbagging


@pytest.mark.parametrize(
    ("scores", "word", "running"),
    [
        pytest.param(([0.95, 1.0], [0.95, 1.0]), Sandbag.RUNNING, 2, id="two quarters running"),
        pytest.param(([1.0], [1.0], [1.0]), Sandbag.RUNNING, 3, id="three"),
        pytest.param(([0.94, 1.0], [0.95, 1.0]), Sandbag.ONCE, 1, id="one quarter"),
        pytest.param(([1.0], [1.0], [0.9, 0.82]), Sandbag.HIGH_MEAN, 0, id="a high mean"),
        pytest.param(([1.0], [1.0], [0.85]), Sandbag.NONE, 0, id="the edge of a high mean"),
        pytest.param(([1.0], [], [1.0]), Sandbag.ONCE, 1, id="a quarter without any between"),
        pytest.param(([1.0], [None, 1.0]), Sandbag.RUNNING, 2, id="one without a score"),
    ],
)
def test_targets_set_too_low(scores: Any, word: Sandbag, running: int) -> None:
    [team] = insights(scored(*scores)).sandbagging.teams
    assert (team.word, team.running) == (word, running)


def test_committed_and_keep_types_are_left_out() -> None:
    committed = scored([1.0], [1.0], commitment=COMMITTED)
    keep = scored([1.0], [1.0], type=Type.KEEP_ABOVE)
    assert insights(committed).sandbagging.teams == ()
    found = insights(keep)
    assert found.sandbagging.teams == ()
    told = "No aspirational key result has a final score yet."
    assert sentence(found, "sandbagging") == told


def test_quarters_with_a_gap_are_not_running() -> None:
    found = insights([quarter(n, [key_result(1.0)]) for n in ("2026-Q1", "2026-Q3")])
    [team] = found.sandbagging.teams
    assert (team.word, team.running) == (Sandbag.ONCE, 1)
    assert team.quarters[0].lowest == 1.0


@pytest.mark.parametrize(
    ("scores", "told", "mood"),
    [
        pytest.param(
            ([1.0], [1.0]),
            "Sales: all aspirational key results ended at 0.95 or more, two quarters running.",
            Mood.ACT,
            id="running",
        ),
        pytest.param(
            ([0.5], [1.0]),
            "No team reached all its aspirational targets two quarters running. "
            "A hint of the same, from one quarter: Sales (mean 1.00).",
            Mood.WATCH,
            id="a hint",
        ),
        pytest.param(
            ([0.5], [0.6]),
            "No team reached all its aspirational targets two quarters running.",
            Mood.GOOD,
            id="none",
        ),
    ],
)
def test_the_sentence_of_low_targets(scores: Any, told: str, mood: Mood) -> None:
    found = insights(scored(*scores)).sandbagging.told
    assert (found.sentence, found.mood) == (told, mood)
    assert found.advice == ("Ask Sales for bolder targets." if mood is Mood.ACT else "")


# --- carried


def carried_through(*more: dict[str, Any]) -> list[ClosedQuarter]:
    """The same key result in quarters without a gap."""
    return [
        quarter(name, [key_result(0.4, "Cut lead time", **each)])
        for name, each in zip(NAMES, more, strict=False)
    ]


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        pytest.param({"band": Band.HIT}, Outcome.HIT, id="a Hit"),
        pytest.param({"decision": Carry.DROP}, Outcome.DROPPED, id="dropped"),
        pytest.param({"decision": Carry.DONE}, Outcome.DONE, id="done"),
        pytest.param({"decision": Carry.CONTINUE}, Outcome.GOES_ON, id="continued"),
        pytest.param({"decision": Carry.REVISE}, Outcome.GOES_ON, id="revised"),
        pytest.param({}, Outcome.OPEN, id="no decision"),
    ],
)
def test_what_became_of_what_was_carried_twice(last: dict[str, Any], outcome: Outcome) -> None:
    [found] = insights(carried_through({}, {}, last)).carried.key_results
    assert (found.carried, found.quarters, found.outcome) == (2, (0, 1, 2), outcome)
    assert found.scores == (0.4, 0.4, 0.4)


def test_what_was_to_go_on_and_is_not_seen_since() -> None:
    quarters = carried_through({}, {}, {"decision": Carry.CONTINUE})
    quarters.append(quarter(NAMES[3], [key_result(0.9, "Another thing", id="Z")]))
    [found] = insights(quarters).carried.key_results
    assert found.outcome is Outcome.GONE


@pytest.mark.parametrize(
    ("recorded", "carried"),
    [
        pytest.param((3,), [3], id="the record of one quarter is believed"),
        pytest.param((1,), [], id="once is not twice"),
        pytest.param((0, 0, 0), [2], id="what stands there three times was carried twice"),
        pytest.param((1, 0, 0), [3], id="it goes on from the record"),
        pytest.param((0, 5), [5], id="the record says more than what is here"),
    ],
)
def test_how_often_it_was_carried(recorded: tuple[int, ...], carried: list[int]) -> None:
    found = insights(carried_through(*({"carried": each} for each in recorded)))
    assert [each.carried for each in found.carried.key_results] == carried


def test_the_most_carried_come_first_and_the_sentence_counts_ends() -> None:
    quarters = [
        quarter(
            "2026-Q1",
            [
                key_result(0.4, "One thing", id="A", carried=2, decision=Carry.DROP),
                key_result(0.8, "Another", id="B", carried=4),
                key_result(0.4, "Third", id="C", carried=2, decision=Carry.REVISE),
            ],
        )
    ]
    found = insights(quarters).carried
    assert [each.id for each in found.key_results] == ["B", "A", "C"]
    assert found.told.sentence == (
        "3 key results were carried twice or more: 1 ended as a Hit, 1 dropped and 1 carried on "
        "once more."
    )
    assert found.told.advice == (
        "Decide on \u201cThird\u201d (Sales): revise, drop, or give what is lacking."
    )
    assert (found.told.mood, found.told.figure) == (Mood.ACT, "3")


@pytest.mark.parametrize(
    ("name", "basis"),
    [
        ("scores", "objective with a final score"),
        ("calibration", "key result with a final score"),
        ("sandbagging", "aspirational key result with a final score"),
        ("carried", "key result"),
        ("audit", "key result"),
        ("forecasts", "week-6 forecast of a key result that got a final score"),
        ("decisions", "key result"),
    ],
)
def test_what_is_counted_once_is_named_in_the_singular(name: str, basis: str) -> None:
    one, two = (
        dict(
            insights(
                [
                    quarter(
                        "2026-Q1",
                        [key_result(0.5, f"{n}", foreseen=0.5) for n in each],
                        [objective(f"O{n}") for n in each],
                    )
                ]
            ).told
        )[name]
        for each in ((1,), (1, 2))
    )
    assert one.basis == f"n = 1 {basis}"
    assert two.basis == f"n = 2 {two.of}"


def test_what_stands_beside_a_1_is_named_in_the_singular() -> None:
    once = insights(carried_through({}, {}, {"decision": Carry.DROP})).carried.told
    assert (once.figure, once.label) == ("1", "key result carried twice or more")
    many = [*carried_through({}, {}, {"decision": Carry.DROP})]
    more = quarter("2026-Q4", [key_result(0.4, name, carried=2) for name in ("One", "Two")])
    assert insights([*many, more]).carried.told.label == "key results carried twice or more"
    first, second = (
        quarter(name, [], [objective("S", score=score), *others])
        for name, score, others in (
            ("2026-Q1", 0.5, []),
            ("2026-Q2", 0.8, [objective("K", "Care")]),
        )
    )
    told = insights([first, second]).scores.told
    assert (told.figure, told.label) == ("1/1", "team rose")


def test_one_that_ended_needs_nothing() -> None:
    told = insights(carried_through({}, {}, {"decision": Carry.DROP})).carried.told
    assert told.sentence == "1 key result was carried twice or more: 1 dropped."
    assert (told.mood, told.advice) == (Mood.WATCH, "")


def test_several_that_go_on_are_named_by_their_ids() -> None:
    own = [key_result(0.4, f"{name} thing", id=name, carried=2) for name in "ABCDE"]
    told = insights([quarter("2026-Q1", own)]).carried.told
    assert told.advice.startswith("Decide on A (Sales), B (Sales), C (Sales) and 2 more: revise")


def test_a_long_text_is_shortened_in_the_advice() -> None:
    told = insights([quarter("2026-Q1", [key_result(0.4, "x" * 99, carried=2)])]).carried.told
    assert f"\u201c{'x' * 69}\u2026\u201d" in told.advice


def test_nothing_was_carried_twice() -> None:
    told = insights(carried_through({}, {})).carried.told
    assert (told.sentence, told.mood) == ("No key result was carried twice.", Mood.GOOD)


# --- audit


def with_gaps(*gaps: Any, **more: Any) -> list[ClosedQuarter]:
    """Quarters without a gap, in each some key results that fail these criteria."""
    return [
        quarter(name, [key_result(0.5, f"{name} {n}", gaps=g) for n, g in enumerate(each)], **more)
        for name, each in zip(NAMES, gaps, strict=False)
    ]


def test_criteria_by_team_and_quarter() -> None:
    found = insights(with_gaps([("A2",), ()], [("A2", "A5"), ("A2",)])).audit
    lines = {(each.team, each.criterion): each for each in found.lines}
    assert set(lines) == {(t, s) for t in ("All teams", "Sales") for s in ("A2", "A5")}
    source = lines["Sales", "A2"]
    assert (source.failed, source.of, source.running) == ((1, 2), (2, 2), 2)
    assert (source.label, source.share, source.keeps_failing) == ("Data source", 0.75, True)
    assert not lines["Sales", "A5"].keeps_failing


@pytest.mark.parametrize(
    ("gaps", "running"),
    [
        pytest.param(([("A2",)], [("A2",)], [()]), 0, id="not in the latest"),
        pytest.param(([("A2",)], [()], [("A2",)]), 1, id="after a quarter in order"),
        pytest.param(([("A2",)], [], [("A2",)]), 1, id="after a quarter without key results"),
    ],
)
def test_a_break_ends_a_run(gaps: Any, running: int) -> None:
    assert {each.running for each in insights(with_gaps(*gaps)).audit.lines} == {running}


@pytest.mark.parametrize(
    ("gaps", "told", "mood"),
    [
        pytest.param(
            ([("A2",), ()], [("A2",), ("A2",)]),
            "Data source (A2) fails most: 75 % of key results. Failed again and again: Data "
            "source in Sales (2 quarters running).",
            Mood.ACT,
            id="again and again",
        ),
        pytest.param(
            ([("A2",), ()], [(), ()]),
            "Data source (A2) fails most: 25 % of key results. No team failed the same criterion "
            "in its last two quarters.",
            Mood.WATCH,
            id="once",
        ),
        pytest.param(
            ([()], [()]),
            "No key result failed a criterion of the audit.",
            Mood.GOOD,
            id="never",
        ),
        pytest.param(
            ([], []),
            "There is no key result yet.",
            Mood.EARLY,
            id="no key result",
        ),
    ],
)
def test_the_sentence_of_the_audit(gaps: Any, told: str, mood: Mood) -> None:
    found = insights(with_gaps(*gaps)).audit.told
    assert (found.sentence, found.mood) == (told, mood)


def test_a_criterion_we_do_not_know_is_named_by_its_sign() -> None:
    assert insights(with_gaps([("B7",)])).audit.lines[0].label == "B7"


# --- forecasts


def with_forecasts(*pairs: tuple[float | None, float | None], **more: Any) -> list[ClosedQuarter]:
    """One quarter in which these scores were foreseen, and these came."""
    return [quarter("2026-Q1", [key_result(came, foreseen=told, **more) for told, came in pairs])]


def test_forecasts_against_what_came() -> None:
    found = insights(with_forecasts((0.8, 0.6), (0.4, 0.5), (1.4, 1.0), (-0.2, 0.0))).forecasts
    every = found.teams[0]
    assert (every.team, every.all.n) == ("All teams", 4)
    assert every.all.error == pytest.approx(0.075)
    assert every.all.bias == pytest.approx(0.025)
    # 0.6 is Progress and 0.8 foretold a Hit; 0.4 foretold Missed and 0.5 is Progress.
    assert (every.all.bands, every.all.bands_right, every.all.right) == (4, 2, 0.5)
    assert [each.foreseen for each in found.pairs] == [0.8, 0.4, 1.0, 0.0]


@pytest.mark.parametrize(
    "quarters",
    [
        pytest.param(with_forecasts((None, 0.5)), id="no forecast"),
        pytest.param(with_forecasts((0.5, None)), id="no final score"),
        pytest.param(with_forecasts((0.5, 0.5), by_hand=True), id="a score by hand"),
    ],
)
def test_what_no_forecast_can_be_held_against(quarters: list[ClosedQuarter]) -> None:
    found = insights(quarters).forecasts
    assert found.teams == ()
    assert found.told.sentence == "No quarter has a week-6 forecast on record yet."


def test_the_bands_of_committed_key_results_are_theirs() -> None:
    found = insights(with_forecasts((0.95, 1.0), commitment=COMMITTED)).forecasts
    assert found.teams[0].all.bands_right == 0


def test_a_quarter_without_forecasts_has_no_error() -> None:
    quarters = [*with_forecasts((0.5, 0.5)), quarter("2026-Q2")]
    found = insights(quarters).forecasts.teams[0].quarters
    assert found[1] == Accuracy(0, None, None, 0, 0)
    assert found[1].right is None


@pytest.mark.parametrize(
    ("pairs", "told", "mood"),
    [
        pytest.param(
            [(0.5, 0.5)] * 9,
            "9 of the forecasts can be checked, too few to say how good they are: 10 are needed.",
            Mood.EARLY,
            id="too few",
        ),
        pytest.param(
            [(0.8, 0.6)] * 10,
            "In week 6 the forecast was 0.20 off the final score on average, too hopeful by 0.20. "
            "It foresaw the right band for 0 % of key results.",
            Mood.WATCH,
            id="too hopeful",
        ),
        pytest.param(
            [(0.6, 0.65)] * 10,
            "In week 6 the forecast was 0.05 off the final score on average, too gloomy by 0.05. "
            "It foresaw the right band for 100 % of key results.",
            Mood.GOOD,
            id="too gloomy",
        ),
        pytest.param(
            [(0.6, 0.64)] * 7 + [(0.7, 0.64)] * 3,
            "In week 6 the forecast was 0.05 off the final score on average, leaning to neither "
            "side. It foresaw the right band for 70 % of key results.",
            Mood.GOOD,
            id="neither",
        ),
    ],
)
def test_the_sentence_of_forecasts(pairs: Any, told: str, mood: Mood) -> None:
    found = insights(with_forecasts(*pairs)).forecasts.told
    assert (found.sentence, found.mood) == (told, mood)


def test_forecasts_without_a_band_on_record() -> None:
    told = insights(with_forecasts(*[(0.5, 0.5)] * 10, band=None)).forecasts.told
    assert told.sentence.endswith("leaning to neither side.")
    assert told.mood is Mood.WATCH


# --- decisions


def test_decisions_by_team_and_quarter() -> None:
    words = [Carry.CONTINUE, Carry.REVISE, Carry.REVISE, Carry.DROP, Carry.DONE, None, None]
    own = [key_result(0.5, str(n), decision=word) for n, word in enumerate(words)]
    own[-1] = own[-1]._replace(band=Band.HIT)
    found = insights([quarter("2026-Q1", own), quarter("2026-Q2")]).decisions
    assert [each.team for each in found.teams] == ["All teams", "Sales"]
    assert found.teams[0].quarters == (Taken(1, 2, 1, 1, 2), Taken())
    assert (found.teams[0].all.n, found.open_misses) == (7, 1)
    assert found.told.sentence == (
        "5 decisions were taken: Continue 20 %, Revise 40 %, Drop 20 % and Done 20 %. 1 that ended "
        "below a Hit has none."
    )
    assert found.told.mood is Mood.WATCH


def test_every_miss_is_decided() -> None:
    told = insights([quarter("2026-Q1", [key_result(0.5, decision=Carry.DROP)])]).decisions.told
    assert (told.sentence, told.mood) == ("1 decision was taken: Drop 100 %.", Mood.GOOD)


@pytest.mark.parametrize(
    ("quarters", "told"),
    [
        pytest.param([], "There is no key result yet.", id="nothing"),
        pytest.param(scored([0.5]), "No review decided on a key result yet.", id="none"),
    ],
)
def test_no_decision(quarters: Any, told: str) -> None:
    assert insights(quarters).decisions.told.sentence == told


# --- all of them


ONE_QUARTER = ("scores", "sandbagging", "carried", "audit")


@pytest.mark.parametrize("name", ONE_QUARTER)
@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_quarters_say_what_is_missing(name: str, count: int) -> None:
    quarters = [quarter("2026-Q1", [key_result(0.5)], [objective(score=0.5)])][:count]
    told = dict(insights(quarters).told)[name]
    have = "1 closed quarter is here" if count else "0 closed quarters are here"
    assert told.sentence.endswith(f" needs two closed quarters, and {have}.")
    assert told.mood is Mood.EARLY


def test_two_quarters_without_scores_have_no_trend() -> None:
    bare = [quarter(name, [key_result()], [objective(score=None)]) for name in NAMES[:2]]
    told = insights(bare).scores.told
    assert told.sentence == "No team has a final score in two quarters yet."


def test_one_team_of_many() -> None:
    found = insights(invented(), team=" sales ")
    assert found.team == "Sales"
    assert {each.team for each in found.scores.teams} == {"Sales"}
    assert {each.team for each in found.calibration.lines} == {"All teams", "Sales"}
    assert insights(invented(), team="Nobody").team == "Nobody"


def test_the_invented_company_teaches_what_it_was_made_for() -> None:
    told = dict(insights(invented()).told)
    assert "too easy in Sales" in told["calibration"].sentence
    assert "too hard in Operations" in told["calibration"].sentence
    assert told["sandbagging"].sentence.startswith("Sales: ")
    assert "Data source in Customer Care" in told["audit"].sentence
    assert "too hopeful" in told["forecasts"].sentence
    assert all(each.n for each in told.values())


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(["A"], "A", id="one"),
        pytest.param(["A", "B"], "A and B", id="two"),
        pytest.param(list("ABC"), "A, B and C", id="three"),
        pytest.param(list("ABCDE"), "A, B, C and 2 more", id="many"),
    ],
)
def test_names_in_a_sentence(names: list[str], said: str) -> None:
    assert listed(names) == said


def test_numbers_as_readers_see_them() -> None:
    assert [signed(each) for each in (0.1, -0.1, 0.0)] == ["+0.10", "\u22120.10", "0.00"]
    assert [percent(each) for each in (0.005, 0.994, 1.0)] == ["1 %", "99 %", "100 %"]
    assert change(0.699, 0.5) == 0.2


def test_a_share_of_any_small_count_is_rounded_half_up() -> None:
    shares = [(part, whole) for whole in range(1, 201) for part in range(whole + 1)]
    wrong = [
        f"{part}/{whole}"
        for part, whole in shares
        if percent(part / whole) != f"{(200 * part + whole) // (2 * whole)} %"
    ]
    assert wrong == []


# --- what is asked for


TWO_FIRMS = (*invented(), quarter("2026-Q1", [key_result(0.5)], organisation="Beta"))


def test_one_of_several_organisations_is_named() -> None:
    assert insights_asked(TWO_FIRMS, organisation=" beta ").past.organisation == "Beta"
    assert insights_asked(invented()) == insights(invented())
    assert insights_asked(invented(), "sales").team == "Sales"


@pytest.mark.parametrize(
    ("team", "organisation", "told"),
    [
        pytest.param("", "", "several organisations: Beta, Marrowby Instruments.", id="which one"),
        pytest.param("", "Gamma", "no 'Gamma'. Organisations: Beta, Marr", id="no such one"),
        pytest.param("Sails", "Beta", "no team 'Sails' in the history. Teams: Sales.", id="team"),
    ],
)
def test_what_nobody_has_is_refused(team: str, organisation: str, told: str) -> None:
    with pytest.raises(ValueError, match=escape(told)):
        insights_asked(TWO_FIRMS, team, organisation)
