"""Why a key result has this score and this status, in one sentence.

The status is the one `rag` gave; what is said about it follows the order in which `rag` decides.

Source: semantics, sections 1 to 3; readings 6, 8 to 10 and 16 to 22.
"""

import math
from datetime import date
from typing import Final

from okrsheet.core import rag as status
from okrsheet.core.amounts import amount, goal, precise
from okrsheet.core.history import History, number
from okrsheet.core.key_result_figures import KeyResultFigures, case_of
from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.core.printable import printable
from okrsheet.core.scoring import MISSED, NO_DATA, TOLERANCE, baseline_of, two_decimals
from okrsheet.core.words import KEEP_TYPES, Commitment, Rag, Type

_TOLD: Final = frozenset({Rag.YELLOW, Rag.RED, Rag.NEEDS_A_CALL})


def explanation(
    plan: Plan, policy: Policy, figure: KeyResultFigures, history: History, as_of: date
) -> str:
    """One sentence: the score and what it was read from, the status and what it comes from.

    Args:
        plan: the quarter.
        policy: its settings.
        figure: what the key result shows on `as_of`.
        history: all that was reported about it; what is dated after `as_of` is left out.
        as_of: the day it is explained for.

    Example:
        `Score 0.26: 301 is 26% of the way from 280 to 360; Yellow because ...`
    """
    known = history.until(as_of)
    case = case_of(plan, policy, figure.key_result, known, as_of, closed=plan.closed)
    return printable(f"{_scored(figure)}; {figure.rag} because {_reason(case, figure)}.")


def hidden_reason(
    plan: Plan, policy: Policy, figure: KeyResultFigures, history: History, as_of: date
) -> str:
    """What a status comes from where score and expected score don't show it; "" where they do.

    Args:
        plan: the quarter.
        policy: its settings.
        figure: what the key result shows on `as_of`.
        history: all that was reported about it; what is dated after `as_of` is left out.
        as_of: the day it is told for.
    """
    case = case_of(plan, policy, figure.key_result, history.until(as_of), as_of, closed=plan.closed)
    if figure.rag not in _TOLD or figure.rag is not figure.automatic or status.is_final(case):
        return ""
    if case.reading.type in KEEP_TYPES and case.reading.progress is not None:
        return _keep(case, figure.automatic) if case.reading.met else ""
    if status.by_confidence(case):
        return _called(case, figure.automatic)
    return _hidden_by_pace(case)


def _hidden_by_pace(case: status.Case) -> str:
    progress, confidence = case.reading.progress, status.confidence_of(case.latest)
    if progress is not None and progress < -TOLERANCE:
        return "it fell behind its baseline"
    if confidence is None or status.automatic(case._replace(latest=None)) is not Rag.GREEN:
        return ""
    return f"the owner's confidence is only {confidence:g} of {status.MOST_CONFIDENT}"


def _scored(figure: KeyResultFigures) -> str:
    if figure.message == MISSED:
        return "Score 0.00: nothing was reported by the end of the quarter"
    if figure.score is None:
        return f"No score: {_unscored(figure)}"
    return f"Score {two_decimals(figure.score):.2f}: {_measured(figure)}"


def _unscored(figure: KeyResultFigures) -> str:
    reading = figure.reading
    if reading.problem:
        return reading.problem.lower()
    return "nothing was reported yet" if reading.gap == NO_DATA else reading.gap.lower()


def _measured(figure: KeyResultFigures) -> str:
    reading, progress = figure.reading, figure.reading.progress or 0.0
    if reading.type is Type.YES_NO:
        return "it is done" if reading.met else "it is not done yet"
    if reading.type is Type.MILESTONES:
        return f"stages that make up {progress:.0%} are done"
    if reading.type in KEEP_TYPES:
        good, seen = round(progress * reading.observations), reading.observations
        return f"{good} of {seen} observations kept the limit"
    return _travelled(figure, progress)


def _travelled(figure: KeyResultFigures, progress: float) -> str:
    kr, current = figure.key_result, figure.reading.current or 0.0
    way = f"from {precise(kr, baseline_of(kr) or 0.0)} to {goal(kr)}"
    if progress < -TOLERANCE:
        return f"{amount(kr, current)} is behind where it started on the way {way}"
    if progress > 1 + TOLERANCE:
        return f"{amount(kr, current)} is past the target on the way {way}"
    return f"{amount(kr, current)} is {_share(progress)} of the way {way}"


def _share(value: float) -> str:
    return f"{int(two_decimals(value) * 100 + TOLERANCE)}%"


def _reason(case: status.Case, figure: KeyResultFigures) -> str:
    silent = status.is_silent(figure.silence, case.policy)
    if figure.rag is not figure.owned or (silent and figure.rag is Rag.NO_DATA):
        return f"the last check-in is {figure.silence} days old"
    if figure.owned is not figure.automatic:
        told = case.latest.reason.rstrip(". ") if case.latest else ""
        aside = f" ({told})" if told else ""
        return f"its owner says so{aside}, where the figures say {figure.automatic}"
    if status.is_final(case):
        return _ended(case)
    if figure.automatic is Rag.NOT_STARTED:
        return f"the quarter begins on {case.quarter.start.isoformat()}"
    return _running(case, figure.automatic)


def _ended(case: status.Case) -> str:
    reading, over = case.reading, "the quarter is over"
    if reading.band is not None:
        return f"{over} and the score is a {reading.band}"
    missed = case.closed and not reading.problem
    return f"{over} and silence is Missed" if missed else f"{over} and there is no score"


def _running(case: status.Case, rag: Rag) -> str:
    reading, progress = case.reading, case.reading.progress
    if reading.problem:
        return "it can't be scored as it is defined"
    if reading.type in KEEP_TYPES and progress is not None:
        return _keep(case, rag)
    if status.by_confidence(case):
        return _called(case, rag)
    if progress is None:
        return "there is no value to go by"
    return _paced(case, rag, progress)


def _keep(case: status.Case, rag: Rag) -> str:
    reading, line = case.reading, number(case.kr.red_line)
    if reading.met:
        often = "" if rag is Rag.GREEN else ", but too few of the others did"
        return f"the last observation kept the limit{often}"
    if line is None or reading.type is Type.KEEP_RANGE:
        often = "" if rag is Rag.YELLOW else ", as too many did"
        return f"the last observation broke the limit{often}"
    place = "between the limit and" if rag is Rag.YELLOW else "beyond"
    return f"the last observation lies {place} the red line of {amount(case.kr, line)}"


def _called(case: status.Case, rag: Rag) -> str:
    confidence, due = status.confidence_of(case.latest), case.kr.due or case.quarter.end
    if case.latest is None:
        return "nobody has checked in yet"
    if case.reading.progress is not None and case.reading.progress >= 1 - TOLERANCE:
        return "it is done"
    if case.day > due:
        return f"it was due on {due.isoformat()} and is not done"
    if confidence is not None:
        return f"the owner's confidence is {confidence:g} of {status.MOST_CONFIDENT}"
    late = " and the quarter is nearly over" if rag is Rag.YELLOW else ""
    return f"no confidence was given{late}"


def _paced(case: status.Case, rag: Rag, progress: float) -> str:
    if progress >= 1 - TOLERANCE:
        return "the target is reached"
    early = (case.day - case.quarter.start).days < case.policy.first_days
    if early or case.pace is None:
        told = "the quarter has just begun" if early else "nothing is expected yet"
        fell = progress < -TOLERANCE
        return f"it fell behind its baseline, though {told}" if fell else _doubted(case, rag, told)
    return _by_pace(case, rag, case.pace)


def _by_pace(case: status.Case, rag: Rag, pace: float) -> str:
    policy = case.policy
    if case.kr.commitment is Commitment.COMMITTED:
        green, yellow = policy.committed_green, policy.committed_yellow
    else:
        green, yellow = policy.aspirational_green, policy.aspirational_yellow
    # Cut off, not rounded: 0.699 is not yet the 0.70 it is held against.
    shown = math.floor(pace * 100 + TOLERANCE * 100) / 100
    told = f"{_share(case.expected)} was expected by now: a pace of {shown:.2f}"
    if pace >= green - TOLERANCE:
        return _doubted(case, rag, f"{told}, and Green starts at {green:g}")
    if pace >= yellow - TOLERANCE:
        return f"{told}, and Green starts at {green:g}"
    early = "" if rag is Rag.RED else ", though it is too early for Red"
    return f"{told}, and Yellow starts at {yellow:g}{early}"


def _doubted(case: status.Case, rag: Rag, told: str) -> str:
    if rag is Rag.GREEN:
        return told
    return f"the owner's confidence is only {status.confidence_of(case.latest):g}, though {told}"
