"""What a weekly summary says: what changed, what worries, what went well, who has to act.

The week is the time since the last check-in was due: 7 days, or 14 where teams check in every
two weeks. Earlier figures are those of today's plan on the earlier day, so a changed target
changes them too; the change itself is listed.

Source: semantics, sections 3 and 4; acceptance E4 to E7, H2, H6 and H7.
"""

from datetime import date
from typing import NamedTuple

from okrsheet.core import rag as status
from okrsheet.core import rollup
from okrsheet.core.concerns import Concern, concern_of
from okrsheet.core.figures import Figures, figures, figures_back_then
from okrsheet.core.forecast import Forecast, forecasts, is_likely_hit
from okrsheet.core.history import histories, latest_check_ins
from okrsheet.core.key_result_figures import KeyResultFigures, trouble
from okrsheet.core.model import CheckIn, LogLine, Plan
from okrsheet.core.moves import Move, move_of
from okrsheet.core.objective_figures import ObjectiveFigures
from okrsheet.core.owing import Owing, owing
from okrsheet.core.policy import Policy
from okrsheet.core.quarter import days_after
from okrsheet.core.successes import Success, success_of
from okrsheet.core.words import Band, Level, LogKind, Rag


class Headline(NamedTuple):
    """The quarter, or one team's part of it, in one line; `before` is a week earlier."""

    score: float | None
    before: float | None
    rag: Rag | None
    rag_before: Rag | None
    reported: int
    due: int


class Week(NamedTuple):
    """A weekly summary; every tuple holds only what belongs to `team`, all of it where "".

    Attributes:
        found: the figures of the day.
        before: the figures a check-in earlier.
        team: the team as it is spelled on the sheets, "" for everybody.
        compared: whether the earlier day lies inside the quarter.
        objectives: in the order of the sheet.
        key_results: the ones in trouble first.
        latest: the last check-in of each key result, by its row.
        moves: key results whose status changed.
        log: changes of targets and priorities written down since then.
        decided: key results leadership decided on since then.
        concerns: what to talk about, worst first.
        successes: targets met, and results well ahead.
        decisions_due: long Reds without a plan and without a decision.
        plans_running: long Reds with a plan that is not overdue.
        owing: who owes an update, the longest silence first.
        forecasts: where key results will end if they go on as they do, by their row.
        misses: those that end below a Hit if they go on as they do, the least likely Hit first;
            a Hit that is likely all the same is among them only where it is trending off track.
        counts: key results by status.
    """

    found: Figures
    before: Figures
    team: str
    compared: bool
    headline: Headline
    objectives: tuple[ObjectiveFigures, ...]
    key_results: tuple[KeyResultFigures, ...]
    latest: dict[int, CheckIn]
    moves: tuple[Move, ...]
    log: tuple[LogLine, ...]
    decided: tuple[KeyResultFigures, ...]
    concerns: tuple[Concern, ...]
    successes: tuple[Success, ...]
    decisions_due: tuple[KeyResultFigures, ...]
    plans_running: tuple[KeyResultFigures, ...]
    owing: tuple[Owing, ...]
    forecasts: dict[int, Forecast]
    misses: tuple[KeyResultFigures, ...]
    counts: dict[Rag, int]


def summary(plan: Plan, policy: Policy, as_of: date, team: str = "") -> Week:
    """The week up to `as_of`; `team` as spelled by `teams.team_names`."""
    found = figures(plan, policy, as_of)
    before = figures_back_then(plan, policy, days_after(as_of, -policy.cadence_days))
    rows = frozenset(k.row for k in found.key_results if _is_of(k.team, team))
    return _summary(found, before, team, rows)


def _is_of(name: str, team: str) -> bool:
    return not team or name.lower() == team.lower()


def _summary(found: Figures, before: Figures, team: str, rows: frozenset[int]) -> Week:
    ours = sorted((k for k in found.key_results if k.row in rows), key=trouble, reverse=True)
    latest = latest_check_ins(found.plan, found.as_of)
    objectives = tuple(o for o in found.objectives if _is_of(o.objective.team, team))
    then = {k.row: k for k in before.key_results}
    ids = (*(k.key_result.id for k in ours), *(o.objective.id for o in objectives))
    named = {each.lower() for each in ids}
    ahead, past = _forecasts(found), histories(found.plan)
    return Week(
        found=found,
        before=before,
        team=team,
        compared=before.as_of >= found.plan.quarter.start,
        headline=_headline(found, before, team, ours),
        objectives=objectives,
        key_results=tuple(ours),
        latest=latest,
        moves=tuple(filter(None, (move_of(k, then[k.row]) for k in ours))),
        log=tuple(
            line
            for line in found.plan.log
            if line.kind in (LogKind.CHANGE, LogKind.PRIORITY)
            and _is_new(line.day, found, before)
            and (not team or line.about.lower() in named)
        ),
        decided=tuple(
            k
            for k in ours
            if k.key_result.decision and _is_new(k.key_result.decided_on, found, before)
        ),
        concerns=tuple(filter(None, (concern_of(k, past[k.row], found) for k in ours))),
        successes=tuple(filter(None, (success_of(k, found) for k in ours))),
        decisions_due=tuple(k for k in ours if k.escalation == status.DECIDE),
        plans_running=tuple(k for k in ours if k.escalation.startswith("Red ")),
        owing=owing(found, ours),
        forecasts=ahead,
        misses=_misses(ours, ahead),
        counts={word: sum(k.rag is word for k in ours) for word in Rag},
    )


def _is_new(day: date | None, found: Figures, before: Figures) -> bool:
    return day is not None and before.as_of < day <= found.as_of


def _forecasts(found: Figures) -> dict[int, Forecast]:
    pairs = zip(found.key_results, forecasts(found), strict=True)
    return {figure.row: ahead for figure, ahead in pairs if ahead is not None}


def _misses(
    key_results: list[KeyResultFigures], ahead: dict[int, Forecast]
) -> tuple[KeyResultFigures, ...]:
    short = [k for k in key_results if k.row in ahead and _is_miss(ahead[k.row])]
    return tuple(sorted(short, key=lambda figure: ahead[figure.row].chance_hit))


def _is_miss(ahead: Forecast) -> bool:
    """A trend below a Hit that may well end in one is told only where it was so twice running."""
    return ahead.band is not Band.HIT and (ahead.trending_off or not is_likely_hit(ahead))


def _headline(
    found: Figures, before: Figures, team: str, key_results: list[KeyResultFigures]
) -> Headline:
    now, then = _parts(found, team), _parts(before, team)
    return Headline(
        score=rollup.score(now),
        before=rollup.score(then),
        rag=rollup.rag(now, found.policy),
        rag_before=rollup.rag(then, found.policy),
        reported=sum(k.reported for k in key_results if k.due),
        due=sum(k.due for k in key_results),
    )


def _parts(found: Figures, team: str) -> list[rollup.Part]:
    """The objectives that make up the score: the company's own, or a team's."""
    level = Level.TEAM if team else Level.COMPANY
    return [
        rollup.Part(o.weight, o.score, o.rag)
        for o in found.objectives
        if o.objective.level is level and _is_of(o.objective.team, team)
    ]
