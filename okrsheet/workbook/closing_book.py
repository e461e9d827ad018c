"""What people said, held against a workbook whose quarter is to be closed.

`opened` reads the file once, `answered` is asked as often as they say something more.
"""

from datetime import date
from typing import NamedTuple

from okrsheet.core.closing_gaps import Lack, Missing, confirmed_before, missing
from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding, Place
from okrsheet.core.history import reports
from okrsheet.core.model import Plan
from okrsheet.core.reset_words import day_text, listed
from okrsheet.core.scoring import MISSED, effective_type
from okrsheet.core.words import Type
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.check_in_lines import Entry
from okrsheet.workbook.checking_in import entries_of, with_lines
from okrsheet.workbook.closing_answers import Answers, Edit, confirmed, edits, with_edits
from okrsheet.workbook.closing_refusals import (
    NO_REVIEW,
    NO_SCORECARD,
    NOT_BEGUN,
    NOTHING,
    ON_RECORD,
    TOO_EARLY,
    ClosingRefused,
)
from okrsheet.workbook.given import Given
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.rewrite import refuse_others
from okrsheet.workbook.scorecard_record import is_filled
from okrsheet.workbook.sheets.review import TABLE as REVIEW
from okrsheet.workbook.sheets.scorecard import RECORD, SCORECARD
from okrsheet.workbook.taking import Taken, Terms, desk_of, taken_from


class When(NamedTuple):
    """When a quarter is closed, and what is allowed.

    Attributes:
        today: the day it is closed, where neither `day` nor Settings names one.
        day: the day somebody named.
        early: the quarter may not be over yet.
        again: it may be on record already.
        undecided: what is not met need not be decided on.
    """

    today: date
    day: date | None = None
    early: bool = False
    again: bool = False
    undecided: bool = False


class Opened(NamedTuple):
    """A workbook whose quarter may be closed on a day.

    Attributes:
        data: the whole file.
        book: what it holds.
        loaded: our tables in it.
        plan: its plan.
        day: the day of closing.
        when: what is allowed.
    """

    data: bytes
    book: Workbook
    loaded: Loaded
    plan: Plan
    day: date
    when: When


class Answered(NamedTuple):
    """What people said, held against the workbook.

    Attributes:
        opened: the workbook.
        found: the figures with the quarter closed and all that was said.
        taken: final values that were given.
        entries: their lines.
        edits: what Review gets.
        missing: what is not said yet.
        by: who closes the quarter.
        kept: IDs whose silence was confirmed for the record there is, and is not asked about.
    """

    opened: Opened
    found: Figures
    taken: tuple[Taken, ...]
    entries: tuple[Entry, ...]
    edits: tuple[Edit, ...]
    missing: tuple[Missing, ...]
    by: str
    kept: tuple[str, ...] = ()

    @property
    def kept_told(self) -> str:
        """A sentence about what was taken over from the record; "" where nothing was."""
        record = self.opened.plan.record
        if record is None or not self.kept:
            return ""
        day, names = day_text(record.closed_on), listed(self.kept)
        return f"{MISSED}, as confirmed for the record of {day}: {names}."


def opened(data: bytes, name: str, when: When) -> Opened | tuple[Finding, ...]:
    """Read a workbook and see whether its quarter may be closed.

    Args:
        data: the whole file.
        name: the file, for messages.
        when: the day, and what is allowed.

    Returns:
        The findings instead, where they leave no plan to work with.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        ClosingRefused: the quarter is on record already, not over, or empty, or there is no
            Scorecard.
        OkrsheetFileError: the file can't be read.
    """
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    refuse_others(book, loaded)
    if loaded.plan is None:
        return loaded.findings
    grid = loaded.tables.get(SCORECARD.name)
    if grid is None or RECORD not in grid.columns:
        raise ClosingRefused(name, NO_SCORECARD)
    if REVIEW.name not in loaded.tables:
        raise ClosingRefused(name, NO_REVIEW)
    record = loaded.plan.record
    if is_filled(grid) and not when.again:
        told = f"on {day_text(record.closed_on)}" if record else "see Scorecard"
        raise ClosingRefused(name, ON_RECORD, told)
    _refuse_empty(loaded.plan, name)
    day = when.day or (record.closed_on if record else None) or loaded.as_of or when.today
    _refuse_day(loaded, day, when, name)
    return Opened(data, book, loaded, loaded.plan, day, when)


def _refuse_empty(plan: Plan, name: str) -> None:
    """Refuse a quarter in which nothing was set: a record of it would say nothing."""
    if not any(each.text for each in plan.objectives):
        raise ClosingRefused(name, NOTHING, "no objective is written on Objectives")
    if not any(each.text for each in plan.key_results):
        raise ClosingRefused(name, NOTHING, "no key result is written on Key Results")


def _refuse_day(loaded: Loaded, day: date, when: When, name: str) -> None:
    plan = loaded.plan
    if plan is None:
        return
    named = when.day is None and day == loaded.as_of
    whose = f"Settings names {day_text(day)} (As of)" if named else f"this is {day_text(day)}"
    if day < plan.quarter.start:
        told = f"its first day is {day_text(plan.quarter.start)}, and {whose}"
        raise ClosingRefused(name, NOT_BEGUN, told)
    was = plan.record.closed_on if plan.record and when.again else None
    if day < plan.quarter.end and not when.early and day != was:
        told = f"its last day is {day_text(plan.quarter.end)}, and {whose}"
        raise ClosingRefused(name, TOO_EARLY, told)


def answered(book: Opened, answers: Answers) -> Answered:
    """What was said, and what is still missing.

    Args:
        book: the workbook.
        answers: all that was said so far.

    Raises:
        ValueError: something of it can't be taken; the text says why in a sentence.
    """
    plan = book.plan._replace(closed=False)
    terms = Terms(book.day, locale=answers.locale, replace=True)
    given = [_given(plan, name, said, book.day) for name, said in answers.values.items()]
    taken, refused = taken_from(given, desk_of(plan, book.day, terms), terms)
    if refused:
        raise ValueError(str(refused[0]))
    taken = tuple(_as_it_was_done(each, plan, book.day) for each in taken)
    news = [each for each in taken if each.news]
    entries = entries_of(news, book.loaded, plan)
    plan = with_lines(plan, entries, news)._replace(closed=True)
    found = figures(plan, book.loaded.policy, book.day)
    silent = confirmed(found, answers)
    made = edits(found, book.loaded, answers)
    found = found._replace(plan=with_edits(plan, made))
    kept = tuple(name for name in confirmed_before(found) if name.lower() not in silent)
    silent |= {name.lower() for name in kept}
    lacks = [
        each
        for each in missing(found, silent, undecided=book.when.undecided)
        if each.lack is not Lack.DECISION or each.key_result.id.lower() not in answers.left_open
    ]
    by = answers.by.strip() or plan.champion
    return Answered(book, found, taken, tuple(entries), made, tuple(lacks), by, kept)


def _given(plan: Plan, name: str, said: str, day: date) -> Given:
    """A final value: of the last day, or of the later one on which the metric was reported last."""
    kr = next(kr for kr in plan.key_results if kr.id.lower() == name)
    days = [line.day for line in plan.check_ins if line.key_result_id.lower() == name]
    last = min(day, plan.quarter.end)
    late = [each for each in days if last < each <= day]
    given = Given(kr.id, day=max(late, default=last))
    is_stage = effective_type(kr) is Type.MILESTONES
    return given._replace(stage=said) if is_stage else given._replace(value=said)


def _as_it_was_done(each: Taken, plan: Plan, day: date) -> Taken:
    """A stage that was done by the day of closing keeps its date: only its name was said."""
    before = None if each.stage is None else plan.stages[each.stage.place].done
    if each.stage is None or before is None or before > day:
        return each
    return each._replace(stage=each.stage._replace(day=before, news=False), news=False)


def dated_later(said: Answered) -> dict[str, date]:
    """The last day after that of closing on which key results were reported, by their IDs.

    None of it counts for the record.
    """
    plan = said.found.plan
    days = [(line.key_result_id, line.day) for line in plan.check_ins if reports(line)]
    days += [(each.key_result_id, each.done) for each in plan.stages if each.done is not None]
    names = {kr.id.lower(): kr.id for kr in reversed(plan.key_results) if kr.text}
    found: dict[str, date] = {}
    for name, day in sorted(days, key=lambda each: each[1]):
        if day > said.opened.day and name.lower() in names:
            found[names[name.lower()]] = day
    return found


def place_of(said: Answered, each: Missing) -> Finding:
    """Where an answer could be typed; where Review has no line yet, the ID on Key Results."""
    loaded, place = said.opened.loaded, each.place
    if place.records == "reviews" and place.row >= len(loaded.rows.get("reviews", ())):
        place = Place("key_results", said.found.plan.key_results.index(each.key_result), "id")
    return loaded.located(finding("OKR069", "", place=place))
