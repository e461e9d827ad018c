"""The quarter's dates as a calendar file: planning, the weekly check-in, the review.

Source: acceptance B1, B2, E1, E2 and F4.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from okrsheet import __version__
from okrsheet.core.model import Plan
from okrsheet.core.policy import Policy
from okrsheet.core.quarter import days_after, week_of
from okrsheet.core.timeline import MOST_WEEKS, weeks_in
from okrsheet.report.ics import escaped, local, stamp, written
from okrsheet.report.zones import zone_lines

_WEEK: Final = 7
_LEAST_WEEKS: Final = 2
_YEARS: Final = range(1970, 2200)

_LEADERSHIP: Final = """Half a day, of which the agenda takes 140 minutes.
Retrospective 30: what did we hit, miss, and why.
Context 20: annual plan, major changes, what happens around us.
Draft objectives 30: the two or three that matter most.
Draft key results 45: two to four each, with baseline, target, data source and owner.
Alignment check 15: most important work? achievable? ambitious enough?
Breaks 100: and time for what takes longer.
Publish and cascade the next day."""
_TEAM: Final = """One hour. For each objective: which company objective does it advance?
Two to four key results each, with baseline, target, data source and one owner."""
CHECK_IN_ITEMS: Final = (
    (5, "Status 5: values and colours are in the workbook before."),
    (10, "Yellow and Red 10: what is in the way, what is the next step, who has to decide."),
    (5, "Next week 5: the one or two most important things until the next check-in."),
)
"""The weekly check-in: the minutes of each item, as on the Meeting sheet, and its words."""
_CHECK_IN: Final = "\n".join(words for _, words in CHECK_IN_ITEMS)
_REVIEW: Final = """Scorecard 20: final scores.
Learned 20: what to replicate, what to do differently.
Carry forward 10: continue, revise, drop or done.
Input for the next quarter 10: opportunities and risks."""


class When(NamedTuple):
    """When a team meets: weekday (0 = Monday), time, and a zone, None for everybody's own clock."""

    weekday: int
    at: time
    zone: ZoneInfo | None = None


class _Event(NamedTuple):
    kind: str
    title: str
    start: datetime
    minutes: int
    words: str
    rule: str = ""


def calendar(plan: Plan, policy: Policy, when: When, now: datetime, book: str) -> bytes:
    """The calendar file of a quarter.

    Made again it replaces its own events, since they keep their identities.

    Args:
        plan: the quarter.
        policy: how often the team checks in.
        when: weekday and time.
        now: the time of making, in UTC.
        book: the workbook's name, for the description.

    Raises:
        ValueError: the quarter's dates make no calendar; the text says so.
    """
    weeks = weeks_in(plan.quarter)
    if not (_LEAST_WEEKS <= weeks <= MOST_WEEKS and plan.quarter.start.year in _YEARS):
        raise ValueError(
            f"The quarter runs from {plan.quarter.start} to {plan.quarter.end}. Correct its dates "
            "on the Settings sheet."
        )
    events = tuple(_events(plan, policy, when))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//okrsheet//okrsheet {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(_name(plan))}",
    ]
    if when.zone is not None:
        first, last = min(event.start for event in events).date(), plan.quarter.end
        lines += zone_lines(when.zone, first, last)
    for event in events:
        lines += _event(event, plan, when, stamp(now), book)
    return written([*lines, "END:VCALENDAR"])


def _name(plan: Plan) -> str:
    return " ".join(filter(None, (plan.organisation, "OKRs", plan.quarter.name)))


def _events(plan: Plan, policy: Policy, when: When) -> Iterator[_Event]:
    quarter, name = plan.quarter, plan.quarter.name
    week = days_after(week_of(quarter.start), -7)
    planning = days_after(week, when.weekday)
    yield _Event("planning", f"OKR planning {name}", _at(planning, when), 240, _LEADERSHIP)
    # Teams plan once the company's objectives are published.
    teams = days_after(planning, 1)
    yield _Event("team-planning", f"OKR team planning {name}", _at(teams, when), 60, _TEAM)
    first = days_after(quarter.start, (when.weekday - quarter.start.weekday()) % _WEEK)
    last = days_after(quarter.end, -((quarter.end.weekday() - when.weekday) % _WEEK))
    step = policy.cadence_days // _WEEK
    rule = f"FREQ=WEEKLY;INTERVAL={step};COUNT={(last - first).days // (_WEEK * step) + 1}"
    minutes = sum(count for count, _ in CHECK_IN_ITEMS)
    yield _Event("check-in", f"OKR check-in {name}", _at(first, when), minutes, _CHECK_IN, rule)
    # After the last check-in, not beside it.
    review = _at(last, when) + timedelta(minutes=30)
    yield _Event("review", f"OKR review {name}", review, 60, _REVIEW)


def _at(day: date, when: When) -> datetime:
    return datetime.combine(day, when.at)


def _event(event: _Event, plan: Plan, when: When, made: str, book: str) -> Iterator[str]:
    zone = "" if when.zone is None else f";TZID={when.zone.key}"
    whose = hashlib.sha256(f"{plan.organisation}\n{plan.quarter.name}".encode()).hexdigest()[:16]
    yield "BEGIN:VEVENT"
    yield f"UID:{event.kind}-{whose}@okrsheet.invalid"
    yield f"DTSTAMP:{made}"
    yield f"DTSTART{zone}:{local(event.start)}"
    yield f"DURATION:PT{event.minutes}M"
    if event.rule:
        yield f"RRULE:{event.rule}"
    yield f"SUMMARY:{escaped(event.title)}"
    words = f"{event.words}\n\nWorkbook: {book}"
    yield f"DESCRIPTION:{escaped(words)}"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"
