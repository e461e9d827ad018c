"""Stages of Milestones key results that are done: the date goes into the Milestones sheet."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.scoring import effective_type
from okrsheet.core.spelling import folded
from okrsheet.core.words import Type
from okrsheet.ooxml.changes import CellChange, Content
from okrsheet.ooxml.records import Workbook
from okrsheet.ooxml.refusals import NO_COLUMN, NO_TABLE, ChangeRefused
from okrsheet.workbook.given import Desk, Given, SaidOtherwise, a_day, key_result
from okrsheet.workbook.given_values import shown
from okrsheet.workbook.headers import closest, listed
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.near_words import meant
from okrsheet.workbook.sheets.milestones import TABLE
from okrsheet.workbook.view import serial


class StageDone(NamedTuple):
    """A stage, by its place in the plan, and the day it was done; `news` where it was not yet."""

    place: int
    text: str
    day: date
    news: bool


def stage_done(
    given: Given, line: CheckIn, desk: Desk, *, replace: bool, way_out: str
) -> StageDone | None:
    """The stage that a check-in says is done; None where it names none.

    Args:
        given: what was reported.
        line: the line it makes.
        desk: what it is held against.
        replace: it may have been done on another day; the date is corrected.
        way_out: what to do where it was, and may not.

    Raises:
        ValueError: there is no such stage.
        SaidOtherwise: it was done on another day.
    """
    if not given.stage.strip():
        return None
    kr = key_result(given.key_result_id, desk.plan)
    if effective_type(kr) is not Type.MILESTONES:
        raise ValueError(f"has no stages, so {shown(given.stage)!r} can't be one of them")
    place = _place(given.stage, kr.id, desk.plan)
    stage = desk.plan.stages[place]
    day = a_day(line.day if given.done in (None, "") else given.done, desk)
    if stage.done is not None and stage.done != day and not replace:
        told = f"has {shown(stage.text)!r} done on {stage.done}, not {day}"
        raise SaidOtherwise(f"{told}: {way_out}")
    return StageDone(place, stage.text, day, stage.done != day)


def _place(text: str, key_result_id: str, plan: Plan) -> int:
    """The stage of a text: all of it, or a beginning that no other stage has."""
    own = {
        place: stage.text
        for place, stage in enumerate(plan.stages)
        if stage.key_result_id.lower() == key_result_id.lower() and stage.text
    }
    wanted = folded(text)
    forms = {place: folded(each) for place, each in own.items()}
    same = [place for place, each in forms.items() if each == wanted]
    begins = [place for place, each in forms.items() if each.startswith(wanted)]
    for found in (same, begins):
        if len(found) == 1:
            return found[0]
    near = meant(text, own.values()) or closest(text, own.values())
    hint = (
        f"{near!r} may be meant"
        if near and not begins
        else f"its stages are {listed(own.values())}"
    )
    raise ValueError(f"has no one stage {shown(text)!r}: {hint}")


def stage_changes(
    book: Workbook, loaded: Loaded, done: Sequence[StageDone]
) -> Mapping[str, Mapping[tuple[int, int], CellChange]]:
    """The Done dates as changes of cells, by sheet.

    Raises:
        ChangeRefused: the sheet lacks the table or the column.
    """
    if not done:
        return {}
    grid = loaded.tables.get(TABLE.name)
    if grid is None:
        raise ChangeRefused(book.name, NO_TABLE, TABLE.name)
    column = grid.column_of("done")
    if column is None:
        raise ChangeRefused(f"{book.name}: {grid.sheet.name}", NO_COLUMN, "Done")
    rows = loaded.rows["stages"]
    cells: dict[tuple[int, int], CellChange] = {
        (rows[each.place], column): Content(float(serial(each.day)), over_formula=True)
        for each in done
    }
    return {grid.sheet.name: cells}


def with_stages(plan: Plan, done: Sequence[StageDone]) -> Plan:
    """A plan in which these stages are done."""
    stages = list(plan.stages)
    for each in done:
        stages[each.place] = stages[each.place]._replace(done=each.day)
    return plan._replace(stages=tuple(stages))
