"""RAG status: where a key result is heading, by itself and with its owner's word.

Source: semantics, section 3; readings 16 to 24.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.history import History, number
from okrsheet.core.model import CheckIn, KeyResult, Quarter
from okrsheet.core.policy import Policy
from okrsheet.core.quarter import elapsed, week_of
from okrsheet.core.scoring import TOLERANCE, Reading
from okrsheet.core.words import (
    KEEP_TYPES,
    SLOW_FREQUENCIES,
    Band,
    Commitment,
    Rag,
    Type,
)

MOST_CONFIDENT: Final = 10
DECIDE: Final = "Leadership: decide"

_BY_BAND: Final = {Band.HIT: Rag.GREEN, Band.PROGRESS: Rag.YELLOW, Band.MISSED: Rag.RED}
_RANK: Final = {
    Rag.GREEN: 1,
    Rag.NEEDS_A_CALL: 2,
    Rag.NO_DATA: 2,
    Rag.YELLOW: 3,
    Rag.RED: 4,
}


class Case(NamedTuple):
    """All that one key result's status on one day depends on."""

    kr: KeyResult
    reading: Reading
    latest: CheckIn | None
    compared: date
    expected: float
    pace: float | None
    quarter: Quarter
    day: date
    closed: bool
    policy: Policy


def confidence_of(check_in: CheckIn | None) -> float | None:
    """The confidence given with a check-in, 0-10; None where none can be read."""
    found = number(check_in.confidence) if check_in else None
    return found if found is not None and 0 <= found <= MOST_CONFIDENT else None


def confidence_drop(history: History) -> float | None:
    """Points by which the latest check-in lowered the confidence given before; None if unknown."""
    given = [confidence_of(line.check_in) for line in history.lines]
    earlier = [value for value in given[:-1] if value is not None]
    if not earlier or given[-1] is None:
        return None
    return earlier[-1] - given[-1]


def is_final(case: Case) -> bool:
    """Whether the quarter is over for this status: closed, or past its last day."""
    return case.closed or case.day > case.quarter.end


def by_confidence(case: Case) -> bool:
    """Whether the status comes from the owner's confidence and not from numbers."""
    kind = case.reading.type
    if kind is Type.YES_NO:
        return True
    slow = case.kr.frequency in SLOW_FREQUENCIES
    if kind is Type.MILESTONES or case.reading.problem or not slow:
        return False
    return kind not in KEEP_TYPES or case.reading.observations == 0


def automatic(case: Case) -> Rag:
    """The status the figures give, before the owner's word and the stale rule."""
    if is_final(case):
        return _final(case)
    if case.day < case.quarter.start:
        return Rag.NOT_STARTED
    return Rag.NO_DATA if case.reading.problem else _running(case, case.reading.progress)


def _running(case: Case, progress: float | None) -> Rag:
    if case.reading.type in KEEP_TYPES and progress is not None:
        return _keep(case, progress)
    if by_confidence(case):
        return _called(case)
    return Rag.NO_DATA if progress is None else _paced(case, progress)


def _final(case: Case) -> Rag:
    if case.reading.band is not None:
        return _BY_BAND[case.reading.band]
    return Rag.RED if case.closed and not case.reading.problem else Rag.NO_DATA


def _keep(case: Case, share: float) -> Rag:
    if case.reading.met:
        return Rag.GREEN if share >= case.policy.keep_share - TOLERANCE else Rag.YELLOW
    line, current = number(case.kr.red_line), case.reading.current or 0.0
    if line is None or case.reading.type is Type.KEEP_RANGE:
        return Rag.RED if case.reading.band is Band.MISSED else Rag.YELLOW
    if case.reading.type is Type.KEEP_ABOVE:
        return Rag.YELLOW if current >= line - TOLERANCE else Rag.RED
    return Rag.YELLOW if current <= line + TOLERANCE else Rag.RED


def _called(case: Case) -> Rag:
    policy, confidence = case.policy, confidence_of(case.latest)
    if case.latest is None:
        return Rag.NO_DATA
    if case.reading.progress is not None and case.reading.progress >= 1 - TOLERANCE:
        return Rag.GREEN
    if case.day > (case.kr.due or case.quarter.end):
        return Rag.RED
    if confidence is None:
        late = elapsed(case.quarter, case.day) >= policy.call_due - TOLERANCE
        return Rag.YELLOW if late else Rag.NEEDS_A_CALL
    if confidence >= policy.confidence_green:
        return Rag.GREEN
    return Rag.RED if confidence <= policy.confidence_red else Rag.YELLOW


def _paced(case: Case, progress: float) -> Rag:
    if progress >= 1 - TOLERANCE:
        return Rag.GREEN
    early = (case.day - case.quarter.start).days < case.policy.first_days
    if early or case.pace is None:
        status = Rag.GREEN if progress >= -TOLERANCE else Rag.YELLOW
    else:
        status = _by_pace(case, case.pace)
    confidence = confidence_of(case.latest)
    doubted = confidence is not None and confidence <= case.policy.confidence_red
    return Rag.YELLOW if status is Rag.GREEN and doubted else status


def _by_pace(case: Case, pace: float) -> Rag:
    policy = case.policy
    if case.kr.commitment is Commitment.COMMITTED:
        green, yellow = policy.committed_green, policy.committed_yellow
    else:
        green, yellow = policy.aspirational_green, policy.aspirational_yellow
    if pace >= green - TOLERANCE:
        return Rag.GREEN
    early = elapsed(case.quarter, case.day) < policy.no_red_before - TOLERANCE
    return Rag.YELLOW if pace >= yellow - TOLERANCE or early else Rag.RED


def is_better(word: Rag, than: Rag) -> bool:
    """Whether a colour is better than a status; no information lies between Green and Yellow."""
    return word in _RANK and than in _RANK and _RANK[word] < _RANK[than]


def with_owner(case: Case, status: Rag) -> Rag:
    """The status after the owner's word: worse is taken, better only with a reason."""
    word = case.latest.owner_rag if case.latest else None
    if word not in _RANK or status not in _RANK or is_final(case):
        return status
    explained = case.latest is not None and case.latest.reason
    return word if explained or not is_better(word, status) else status


def finished(reading: Reading) -> bool:
    """Whether nothing is left to report: a Yes/No that is done, Milestones that are all done."""
    return reading.type in (Type.YES_NO, Type.MILESTONES) and bool(reading.met)


def last_update(reading: Reading, history: History, day: date) -> date | None:
    """The day of the last check-in or, for Milestones, of the last stage done if later."""
    days = [history.lines[-1].check_in.day] if history.lines else []
    if reading.type is Type.MILESTONES:
        days += [s.done for s in history.stages if s.done is not None and s.done <= day]
    return max(days, default=None)


def silence(case: Case, updated: date | None) -> int | None:
    """Days without an update, at most to the quarter's last day; None where no rule applies."""
    if updated is None or case.closed or finished(case.reading):
        return None
    return (min(case.day, case.quarter.end) - updated).days


def has_fallen(drop: float | None, policy: Policy) -> bool:
    """Whether confidence fell so far in one check-in that it is to be talked about."""
    return drop is not None and drop >= policy.confidence_drop


def is_stale(days: int | None, policy: Policy) -> bool:
    """Whether a check-in is overdue by more than the slack."""
    return days is not None and days > policy.cadence_days + policy.stale_slack_days


def is_silent(days: int | None, policy: Policy) -> bool:
    """Whether two check-ins were missed."""
    return days is not None and days > 2 * policy.cadence_days + policy.stale_slack_days


def with_silence(status: Rag, days: int | None, policy: Policy) -> Rag:
    """The status after the stale rule."""
    if status is Rag.NOT_STARTED:
        return status
    if is_silent(days, policy):
        return Rag.NO_DATA
    return Rag.YELLOW if status is Rag.GREEN and is_stale(days, policy) else status


class Week(NamedTuple):
    """The last check-in of one ISO week: its day and effective status."""

    day: date
    rag: Rag


def weeks(statuses: Sequence[Week]) -> tuple[Week, ...]:
    """The last status of each ISO week; `statuses` stand in the order they were reported."""
    return tuple({week_of(status.day): status for status in statuses}.values())


def red_weeks(statuses: Sequence[Week]) -> tuple[Week, ...]:
    """The Red weeks that run up to now; weeks without information neither add nor end."""
    running: list[Week] = []
    for week in reversed(weeks(statuses)):
        if week.rag is Rag.RED:
            running.append(week)
        elif week.rag not in (Rag.NO_DATA, Rag.NOT_STARTED):
            break
    return tuple(reversed(running))


def escalation(kr: KeyResult, red: Sequence[Week], day: date, policy: Policy) -> str:
    """What a long Red asks for: a decision, a look at the running plan, or nothing ("")."""
    if not red or len(red) < policy.red_weeks:
        return ""
    if kr.recovery_action and kr.recovery_owner and kr.recovery_due and kr.recovery_due >= day:
        return f"Red {policy.red_weeks:g}+, plan running"
    made = kr.decided_on is not None and red[0].day <= kr.decided_on <= day
    if made and kr.decision and kr.decided_by:
        return f"Decided: {kr.decision}"
    return DECIDE
