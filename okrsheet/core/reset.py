"""The 30-day reset: four weeks of tasks, filled from the measurement audit.

Source: acceptance, G1 to G4. Week n runs from day 7n-6 to day 7n; days 29 and 30 are for a look
back. Nobody is ranked: a task names who can move it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from okrsheet.core import reset_words as say
from okrsheet.core.audit import NO, YES, Audit
from okrsheet.core.audit_words import names_one_person
from okrsheet.core.history import first_rows
from okrsheet.core.interview import INTERVIEW_QUESTION
from okrsheet.core.model import KeyResult, Plan
from okrsheet.core.words import Level

DAYS: Final = 30
WEEKS: Final = 4
_WEEK: Final = 7
_DEADLINE: Final = timedelta(days=14)
LAST_DEADLINE: Final = (WEEKS - 1) * _WEEK + _DEADLINE.days
"""How many days after the first one the last deadline lies."""


class Task(NamedTuple):
    """One thing to do in the reset.

    Attributes:
        week: 1 to 4.
        first: the first day.
        last: the last day, inside; for a gap that takes longer its deadline.
        text: what to do.
        key_result_id: the key result it is about; "" for all of them.
        who: who can move it; "" where the workbook names nobody.
        words: what to say or write; "" where none are needed.
    """

    week: int
    first: date
    last: date
    text: str
    key_result_id: str = ""
    who: str = ""
    words: str = ""


class Checked(NamedTuple):
    """A key result and what was found out about it.

    Attributes:
        key_result: as typed.
        audit: its verdicts.
        hint: how its text could be put better, as a sentence without its point; "" for nothing.
    """

    key_result: KeyResult
    audit: Audit
    hint: str = ""


def reset_tasks(plan: Plan, checked: Sequence[Checked], start: date) -> tuple[Task, ...]:
    """The tasks of a reset, by week.

    Args:
        plan: the quarter.
        checked: every key result that has a text, in the order of its sheet.
        start: the first of the thirty days, any day of the week; the last deadline lies
            `LAST_DEADLINE` days later, which must be a day too.
    """
    found = _Reset(plan, tuple(checked), start)
    return (*_audit_week(found), *_rebuild_week(found), *_habit_week(found), *_first_run(found))


class _Reset:
    """What the tasks are made from."""

    def __init__(self, plan: Plan, checked: tuple[Checked, ...], start: date) -> None:
        self.plan = plan
        self.checked = checked
        self.start = start
        self.failing = tuple(each for each in checked if not each.audit.ready)
        self.ready = tuple(each for each in checked if each.audit.ready)
        self._objectives = first_rows(o.id if o.text else "" for o in plan.objectives)
        self._leads = {team.name.lower(): team.lead for team in reversed(plan.teams)}

    def task(self, week: int, text: str, who: str, words: str = "") -> Task:
        """A task that takes a week and is about no single key result."""
        first = self.start + timedelta(days=_WEEK * (week - 1))
        return Task(week, first, first + timedelta(days=_WEEK - 1), text, "", who, words)

    def end_after(self, weeks: int) -> date | None:
        """The last day of the quarter; None where it is over before so many weeks of the reset."""
        end = self.plan.quarter.end
        return end if end > self.start + timedelta(days=_WEEK * weeks) else None

    def about(self, week: int, text: str, kr: KeyResult, words: str = "") -> Task:
        """A task about one key result, for who can move it."""
        return self.task(week, text, self.mover(kr), words)._replace(key_result_id=kr.id)

    def mover(self, kr: KeyResult) -> str:
        """The key result's owner; else the objective's, the team's lead, the champion."""
        row = self._objectives.get(kr.objective_id.lower())
        objective = None if row is None else self.plan.objectives[row]
        lead = self._leads.get(objective.team.lower(), "") if objective else ""
        named = (kr.owner, objective.owner if objective else "", lead)
        return next((name for name in named if names_one_person(name)), self.plan.champion)

    def teams(self) -> Iterator[tuple[str, str]]:
        """Teams that hold objectives, with their leads."""
        held = {o.team.lower() for o in self.plan.objectives if o.text and o.team}
        for team in self.plan.teams:
            if team.name.lower() in held:
                yield team.name, team.lead or self.plan.champion

    def team_of(self, kr: KeyResult) -> str:
        """The team of a key result's objective, or its level; "" where nobody can say."""
        row = self._objectives.get(kr.objective_id.lower())
        objective = None if row is None else self.plan.objectives[row]
        return (objective.team or str(objective.level or "")) if objective else ""

    @property
    def announcer(self) -> str:
        """Who speaks for the quarter: the owner of the number one priority, else the champion."""
        owners = (o.owner for o in self.plan.objectives if o.text and o.number_one)
        return next((name for name in owners if names_one_person(name)), self.plan.champion)


def _audit_week(found: _Reset) -> Iterator[Task]:
    champion = found.plan.champion
    counts = (len(found.checked), len(found.ready), len(found.failing))
    yield found.task(1, say.run_the_audit(*counts), champion, say.AUDIT_QUESTIONS)
    if found.ready:
        names = [say.short_name(each.key_result) for each in found.ready]
        yield found.task(1, say.are_ready(names), champion)
    if found.failing:
        teams = [found.team_of(each.key_result) for each in found.failing]
        gaps = [gap for each in found.failing for gap in each.audit.gaps]
        text = say.patterns(len(found.failing), gaps, teams)
        yield found.task(1, text, champion, say.PATTERN)
    yield found.task(1, say.INTERVIEW, champion, INTERVIEW_QUESTION)
    levels = [o.level for o in found.plan.objectives if o.text]
    company = levels.count(Level.COMPANY)
    yield found.task(1, say.compare(company), champion, say.COMPARED)


def _rebuild_week(found: _Reset) -> Iterator[Task]:
    if not found.failing:
        text = say.nothing_to_rebuild(len(found.checked))
        yield found.task(2, text, found.plan.champion)
    for each in found.failing:
        kr, audit, hint = each
        if _needs_rewriting(audit):
            words = say.pattern_of_a_key_result(found.end_after(2))
            yield found.about(2, say.rewrite(kr, audit.gaps, hint), kr, words)
        if audit.ambitious != YES:
            too_easy = audit.ambitious == NO
            yield found.about(2, say.ambition(kr, audit.hint, too_easy=too_easy), kr, say.AMBITION)
        lacks = _data_gaps(audit)
        if lacks:
            yield found.about(2, say.find_data(kr, lacks), kr, say.DATA_QUESTIONS)
        if audit.owner != YES:
            yield found.about(2, say.name_owner(kr), kr, say.OWNERSHIP)
        if audit.baseline != YES:
            yield found.about(2, say.measure(kr), kr)


def _needs_rewriting(audit: Audit) -> bool:
    """Whether the text or target is at fault; or something the other tasks of the week miss."""
    others = (audit.ambitious, audit.owner, audit.baseline)
    known = bool(_data_gaps(audit)) or any(answer != YES for answer in others)
    return audit.measurable != YES or not known


def _data_gaps(audit: Audit) -> tuple[str, ...]:
    answers = (audit.data_source, audit.frequency, audit.access, audit.retriever)
    pairs = zip(say.DATA_GAPS, answers, strict=True)
    return tuple(gap for gap, answer in pairs if answer != YES)


def _habit_week(found: _Reset) -> Iterator[Task]:
    champion, until = found.plan.champion, found.end_after(WEEKS)
    for team, lead in tuple(found.teams()) or (("", champion),):
        yield found.task(3, say.set_up_check_in(team, until), lead, say.invitation(until))
    yield found.task(3, say.TRACKING, champion, say.ONE_PLACE)
    words = say.announcement(found.plan.quarter.name, len(found.checked), len(found.failing))
    yield found.task(3, say.ANNOUNCE, found.announcer, words)


def _first_run(found: _Reset) -> Iterator[Task]:
    champion = found.plan.champion
    yield found.task(4, say.FIRST_CHECK_IN, champion, say.AGENDA)
    if found.checked:
        sorted_out = [(e.audit.trackable, say.short_name(e.key_result)) for e in found.checked]
        yield found.task(4, say.trackable(sorted_out), champion)
    for kr, audit, _ in found.checked:
        lacks, slow = _data_gaps(audit), audit.trackable == say.SLOW
        if lacks or slow:
            frequency = str(kr.frequency or "") if slow else ""
            made = found.about(4, "", kr, say.PROXY)
            deadline = made.first + _DEADLINE
            text = say.close_gap(kr, lacks, frequency, deadline)
            yield made._replace(last=deadline, text=text)
    last = found.start + timedelta(days=DAYS - 1)
    closing = found.task(4, say.look_back(len(found.failing)), champion, say.LOOK_BACK)
    yield closing._replace(first=last - timedelta(days=1), last=last)
