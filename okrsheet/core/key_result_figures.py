"""What one key result, and each of its check-ins, shows.

Source: semantics, sections 1 to 3; readings 9, 10, 21 to 24 and 26.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from okrsheet.core import pace as pacing
from okrsheet.core import rag as status
from okrsheet.core import scoring
from okrsheet.core.history import History, weight_of
from okrsheet.core.model import KeyResult, Plan
from okrsheet.core.policy import Policy
from okrsheet.core.words import KEEP_TYPES, Band, Commitment, Rag, Type


class KeyResultFigures(NamedTuple):
    """What one key result shows. Scores are 0-1, progress is raw, `silence` in days."""

    row: int
    key_result: KeyResult
    team: str
    reading: scoring.Reading
    last_check_in: date | None
    confidence: float | None
    confidence_drop: float | None
    compared: date
    expected: float
    pace: float | None
    automatic: Rag
    owned: Rag
    rag: Rag
    message: str
    silence: int | None
    reported: bool
    due: bool
    owes: bool
    streak: int
    red_since: date | None
    escalation: str
    weight: float
    rollup: float | None

    @property
    def score(self) -> float | None:
        """0-1; 0 for a key result without data once the quarter is closed."""
        return 0.0 if self.message == scoring.MISSED else self.reading.score

    @property
    def band(self) -> Band | None:
        """The final band if the quarter ended with this score."""
        return Band.MISSED if self.message == scoring.MISSED else self.reading.band

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where nobody can say."""
        return False if self.message == scoring.MISSED else self.reading.met


class LineFigures(NamedTuple):
    """What one check-in showed on its own day: no stale rule, the quarter not closed."""

    row: int
    day: date
    reading: scoring.Reading
    compared: date
    expected: float
    pace: float | None
    automatic: Rag
    rag: Rag


def case_of(
    plan: Plan,
    policy: Policy,
    kr: KeyResult,
    history: History,
    day: date,
    *,
    closed: bool,
) -> status.Case:
    """All that the status of `kr` on `day` depends on; `history` holds only what existed then."""
    reading = scoring.read(kr, history, day, policy)
    compared = pacing.compare_day(kr, reading, history, day, policy)
    expected = pacing.expected(kr, reading, history, plan.quarter, compared)
    return status.Case(
        kr=kr,
        reading=reading,
        latest=history.latest,
        compared=compared,
        expected=expected,
        pace=pacing.pace(reading.progress, reading, expected),
        quarter=plan.quarter,
        day=day,
        closed=closed,
        policy=policy,
    )


def line_figures(plan: Plan, policy: Policy, row: int, history: History) -> tuple[LineFigures, ...]:
    """What each check-in of one key result showed on its own day, oldest first."""
    found = []
    for count, line in enumerate(history.lines, 1):
        known = History(history.lines[:count], history.stages)
        day = line.check_in.day
        case = case_of(plan, policy, plan.key_results[row], known, day, closed=False)
        automatic = status.automatic(case)
        rag = status.with_owner(case, automatic)
        found.append(
            LineFigures(
                row=line.row,
                day=day,
                reading=case.reading,
                compared=case.compared,
                expected=case.expected,
                pace=case.pace,
                automatic=automatic,
                rag=rag,
            )
        )
    return tuple(found)


def key_result_figures(
    plan: Plan,
    policy: Policy,
    as_of: date,
    row: int,
    history: History,
    lines: Sequence[LineFigures],
) -> KeyResultFigures:
    """What one key result shows on `as_of`; `lines` are its `line_figures`."""
    kr, known = plan.key_results[row], history.until(as_of)
    case = case_of(plan, policy, kr, known, as_of, closed=plan.closed)
    automatic = status.automatic(case)
    owned = status.with_owner(case, automatic)
    updated = status.last_update(case.reading, known, as_of)
    days = status.silence(case, updated)
    red = status.red_weeks([status.Week(x.day, x.rag) for x in lines if x.day <= as_of])
    weight = weight_of(kr.weight)
    return KeyResultFigures(
        row=row,
        key_result=kr,
        team="",
        reading=case.reading,
        last_check_in=updated,
        confidence=status.confidence_of(case.latest),
        confidence_drop=status.confidence_drop(known),
        compared=case.compared,
        expected=case.expected,
        pace=case.pace,
        automatic=automatic,
        owned=owned,
        rag=status.with_silence(owned, days, policy),
        message=_message(case, days),
        silence=days,
        reported=_reported(case, known, updated) and not status.is_silent(days, policy),
        due=weight > 0,
        owes=_owes(case, updated),
        streak=len(red),
        red_since=red[0].day if red else None,
        # Once the quarter is over only final scores follow: nothing is left to decide.
        escalation="" if status.is_final(case) else status.escalation(kr, red, as_of, policy),
        weight=weight,
        rollup=scoring.rollup_value(case.reading, closed=plan.closed),
    )


def _reported(case: status.Case, known: History, updated: date | None) -> bool:
    if case.reading.type is Type.MILESTONES:
        return updated is not None
    return case.reading.current is not None or (status.by_confidence(case) and bool(known.lines))


def _owes(case: status.Case, updated: date | None) -> bool:
    runs = case.quarter.start <= case.day <= case.quarter.end and not case.closed
    quiet = (case.day - (updated or case.quarter.start)).days > case.policy.cadence_days
    return runs and quiet and not status.finished(case.reading)


def _message(case: status.Case, days: int | None) -> str:
    reading = case.reading
    if reading.problem:
        return reading.problem
    if scoring.is_missed(reading, closed=case.closed):
        return scoring.MISSED
    if case.day < case.quarter.start:
        return str(Rag.NOT_STARTED)
    return reading.gap or _ending_message(case) or _silence_message(case, days)


def _ending_message(case: status.Case) -> str:
    if not status.is_final(case):
        return ""
    if not case.closed:
        return "awaiting final score"
    short = case.kr.commitment is Commitment.COMMITTED and case.reading.band is Band.PROGRESS
    return "short of commitment: explain" if short else ""


def _silence_message(case: status.Case, days: int | None) -> str:
    if status.is_silent(days, case.policy):
        return f"silent: {days} days"
    return f"stale: {days} days" if status.is_stale(days, case.policy) else ""


def trouble(figure: KeyResultFigures) -> int:
    """How urgently a key result needs a person: larger is worse, no two rows alike.

    Decision due, Red, No data, Needs a call, Yellow, the rest; then by distance behind
    expectation in thousandths; then by row.
    """
    order = {Rag.RED: 5, Rag.NO_DATA: 4, Rag.NEEDS_A_CALL: 3, Rag.YELLOW: 2}
    rank = 6 if figure.escalation == status.DECIDE else order.get(figure.rag, 1)
    progress, kind = figure.reading.progress, figure.reading.type
    behind = 0.0 if progress is None or kind in KEEP_TYPES else figure.expected - progress
    thousandths = int(max(-1.0, min(2.0, behind)) * 1000 + 1000.5 + scoring.TOLERANCE)
    return rank * 10**8 + thousandths * 10**4 + 9999 - figure.row
