"""Check-ins one after the other: taken as a line, found to be there already, or refused."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.history import reports
from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.quarter import week_of
from okrsheet.workbook.given import (
    Desk,
    Given,
    Refusal,
    SaidOtherwise,
    differences,
    is_nothing,
    judged,
    key_result,
)
from okrsheet.workbook.given_values import shown
from okrsheet.workbook.pack import wording_of
from okrsheet.workbook.stages_done import StageDone, stage_done


class Terms(NamedTuple):
    """How check-ins are to be taken.

    Attributes:
        today: the last day that is not in the future, and the day of the figures where Settings
            names none.
        day: the day of a check-in that names none; None for the day of the figures.
        locale: how numbers and dates are written; "" where nobody said.
        replace: a check-in takes the place of that day's line of its key result.
        partial: what can be taken is, where something else is refused.
        way_out: what to do about a line that says otherwise.
    """

    today: date
    day: date | None = None
    locale: str = ""
    replace: bool = False
    partial: bool = False
    way_out: str = "use --replace to correct that line"


class Taken(NamedTuple):
    """A check-in that is taken.

    Attributes:
        where: its place in what was given.
        line: what it says.
        news: whether anything of it was not there before.
        corrects: that day's line, which it corrects.
        same_week: the other days of its week on which its key result was reported.
        stage: the stage that is done.
    """

    where: str
    line: CheckIn
    news: bool = True
    corrects: CheckIn | None = None
    same_week: tuple[date, ...] = ()
    stage: StageDone | None = None


class _Tray(NamedTuple):
    """What was taken so far: lines by key result and day; where and when, by stage."""

    desk: Desk
    terms: Terms
    at: dict[tuple[str, date], int]
    seen: dict[tuple[str, date], Taken]
    stages: dict[int, tuple[str, date]]


def desk_of(plan: Plan, as_of: date | None, terms: Terms) -> Desk:
    """What check-ins of a workbook are held against; `as_of` is the day Settings names."""
    today = as_of or terms.today
    return Desk(plan, terms.day or today, max(terms.today, today), terms.locale)


def taken_from(
    given: Sequence[Given], desk: Desk, terms: Terms
) -> tuple[tuple[Taken, ...], tuple[Refusal, ...]]:
    """What is taken of check-ins, and what is refused, each in the order given.

    Args:
        given: what was reported.
        desk: what it is held against.
        terms: how it is to be taken.
    """
    tray = _Tray(desk, terms, last_lines(desk.plan), {}, {})
    taken: list[Taken] = []
    refused: list[Refusal] = []
    for each in given:
        try:
            taken.append(_taken(each, tray))
        except ValueError as error:
            clash = isinstance(error, SaidOtherwise)
            refused.append(Refusal(each.where, each.key_result_id, str(error), clash))
    return tuple(taken), tuple(refused)


def last_lines(plan: Plan) -> dict[tuple[str, date], int]:
    """Where in the plan the last line that reports on each key result and day stands."""
    lines = enumerate(plan.check_ins)
    return {(line.key_result_id.lower(), line.day): place for place, line in lines if reports(line)}


def _taken(given: Given, tray: _Tray) -> Taken:
    line = judged(given, tray.desk)
    _refuse_reworded(given, tray)
    stage = _stage(given, line, tray)
    taken = Taken(given.where, line, news=stage is not None and stage.news, stage=stage)
    # Where only a stage is done, the line says nothing.
    taken = _with_line(taken, tray) if reports(line) else taken
    if stage is not None:
        tray.stages.setdefault(stage.place, (given.where, stage.day))
    return taken


def _stage(given: Given, line: CheckIn, tray: _Tray) -> StageDone | None:
    terms = tray.terms
    stage = stage_done(given, line, tray.desk, replace=terms.replace, way_out=terms.way_out)
    if stage is None or stage.place not in tray.stages:
        return stage
    place, day = tray.stages[stage.place]
    if stage.day != day:
        told = f"{place or 'another place'} says {day}"
        raise ValueError(f"has {shown(stage.text)!r} done on {stage.day}: {told}")
    return stage._replace(news=False)


def _refuse_reworded(given: Given, tray: _Tray) -> None:
    kr = key_result(given.key_result_id, tray.desk.plan)
    if given.wording not in ("", wording_of(kr)) and not tray.terms.replace:
        told = f"was worded otherwise when it was asked for; now it is {shown(kr.text)!r}"
        raise SaidOtherwise(f"{told}: {tray.terms.way_out}")


def _with_line(taken: Taken, tray: _Tray) -> Taken:
    line, plan = taken.line, tray.desk.plan
    key = line.key_result_id.lower(), line.day
    earlier = tray.seen.get(key)
    if earlier is not None:
        if differences(line, earlier.line) or differences(earlier.line, line):
            place = earlier.where or "another place"
            raise ValueError(f"is reported twice for {line.day}: {place} says otherwise")
        return taken._replace(corrects=earlier.corrects)
    taken = taken._replace(same_week=_same_week(line, plan))
    place_there = tray.at.get(key)
    if place_there is None:
        taken = taken._replace(news=True)
    else:
        taken = _again(taken, plan.check_ins[place_there], tray.terms)
    tray.seen[key] = taken
    return taken


def _again(taken: Taken, there: CheckIn, terms: Terms) -> Taken:
    """A check-in for a day on which its key result was reported already."""
    found = differences(taken.line, there)
    if found and not terms.replace:
        told = "; ".join(
            f"{FIELDS[name]} {_said(old)}, not {_said(new)}" for name, (old, new) in found.items()
        )
        raise SaidOtherwise(f"was reported for {there.day} already, {told}: {terms.way_out}")
    return taken._replace(news=taken.news or bool(found), corrects=there)


FIELDS: Final = {
    "value": "value",
    "confidence": "confidence",
    "owner_rag": "RAG",
    "reason": "reason",
    "in_the_way": "in the way",
    "next_step": "next step",
}
_CUT: Final = 40


def _said(value: object) -> str:
    if is_nothing(value):
        return "blank"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = f"{value:.10g}" if isinstance(value, float) else repr(str(value))
    return text if len(text) <= _CUT else f"{text[:_CUT]}\u2026"


def _same_week(line: CheckIn, plan: Plan) -> tuple[date, ...]:
    week, name = week_of(line.day), line.key_result_id.lower()
    days = {
        each.day
        for each in plan.check_ins
        if each.key_result_id.lower() == name and week_of(each.day) == week and reports(each)
    }
    return tuple(sorted(days - {line.day}))
