"""Exceptional results: targets met before the end, and key results well ahead of their path.

Well ahead means by more than two check-ins' share of the quarter (two weeks of thirteen: 0.16),
the mirror image of "two missed check-ins": a lead of one may be the day the value was read. The
first days and values that are stale show no lead, and Keep types have no path to be ahead of.
"""

from datetime import date
from typing import NamedTuple

from okrsheet.core import rag as status
from okrsheet.core.figures import Figures
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.percentages import doubt
from okrsheet.core.scoring import TOLERANCE
from okrsheet.core.words import KEEP_TYPES, Rag, Type


class Success(NamedTuple):
    """A result worth telling.

    Attributes:
        figure: the key result.
        met_since: the check-in that first showed the target met, where it is met.
        lead: how far progress is ahead of what was expected, a share of the way.
    """

    figure: KeyResultFigures
    met_since: date | None
    lead: float


def needed_lead(found: Figures) -> float:
    """From which lead on a key result is well ahead: two check-ins' share of the quarter."""
    length = (found.plan.quarter.end - found.plan.quarter.start).days
    return 2 * found.policy.cadence_days / max(1, length)


def success_of(figure: KeyResultFigures, found: Figures) -> Success | None:
    """A met target or a clear lead; None for everything else, and where the value is doubted."""
    reading = figure.reading
    if (
        doubt(figure)
        or reading.type in KEEP_TYPES
        or reading.progress is None
        or figure.rag is not Rag.GREEN
    ):
        return None
    lead = reading.progress - figure.expected
    if reading.met:
        return Success(figure, _met_since(figure, found), lead)
    return Success(figure, None, lead) if _is_well_ahead(figure, found, lead) else None


def _is_well_ahead(figure: KeyResultFigures, found: Figures, lead: float) -> bool:
    started = (found.as_of - found.plan.quarter.start).days >= found.policy.first_days
    fresh = not status.is_stale(figure.silence, found.policy)
    paced = figure.reading.type is not Type.YES_NO
    return started and fresh and paced and lead > needed_lead(found) + TOLERANCE


def _met_since(figure: KeyResultFigures, found: Figures) -> date | None:
    """The first of the check-ins, up to the latest, that all show the target met."""
    since = None
    lines = [
        line
        for line, check_in in zip(found.check_ins, found.plan.check_ins, strict=True)
        if line is not None
        and line.day <= found.as_of
        and check_in.key_result_id.lower() == figure.key_result.id.lower()
    ]
    for line in sorted(lines, key=lambda each: (each.day, each.row)):
        since = (since or line.day) if line.reading.met else None
    return since or figure.last_check_in
