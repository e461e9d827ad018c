"""The quarter before, from its closed workbook: what planning looks back on."""

from typing import TYPE_CHECKING

from okrsheet.core.closing import closed_quarter
from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.core.planning_look_back import LastQuarter
from okrsheet.core.spelling import folded
from okrsheet.workbook.load import load
from okrsheet.workbook.planning_refusals import (
    NO_QUARTER,
    NOT_BEFORE,
    OPEN_QUARTER,
    OTHERS,
    NoLookBack,
)

if TYPE_CHECKING:
    from pathlib import Path


def last_quarter(path: "Path", plan: Plan) -> LastQuarter:
    """What is on record of the quarter before.

    Args:
        path: its workbook.
        plan: the one that is planned.

    Raises:
        NoLookBack: it is not ours, of another organisation, not closed, or not of a quarter before.
        OkrsheetFileError: it can't be read.
    """
    where = str(path)
    loaded = load(path)
    old = loaded.plan
    if old is None or loaded.plain is not None:
        raise NoLookBack(where, NO_QUARTER)
    if _name(old) and _name(plan) and _name(old) != _name(plan):
        raise NoLookBack(where, OTHERS, f"{old.organisation}, not {plan.organisation}")
    if old.quarter.end >= plan.quarter.end or old.quarter.start >= plan.quarter.start:
        told = f"{old.quarter.name} ({old.quarter.start} to {old.quarter.end})"
        raise NoLookBack(where, NOT_BEFORE, told)
    if not old.closed:
        raise NoLookBack(where, OPEN_QUARTER, old.quarter.name)
    day = loaded.as_of or old.quarter.end
    # A quarter that was closed by hand on Settings keeps no record.
    return LastQuarter(old.record or closed_quarter(figures(old, loaded.policy, day), day))


def _name(plan: Plan) -> str:
    return folded(plan.organisation)
