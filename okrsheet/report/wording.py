"""The sentences every form of the report shares."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from okrsheet.core.amounts import NOTHING, amount, difference, goal
from okrsheet.core.findings import count_of
from okrsheet.core.forecast import Forecast, is_likely_hit
from okrsheet.core.history import number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import KeyResult
from okrsheet.core.moves import gain
from okrsheet.core.on_record import told_by_hand
from okrsheet.core.quarter import days_left
from okrsheet.core.scoreboard import CLOSED
from okrsheet.core.scoring import two_decimals
from okrsheet.core.timeline import week_number, weeks_in
from okrsheet.core.week import Week
from okrsheet.core.words import KEEP_TYPES, Band, Rag, Type

_LEAST_SHOWN: Final = 0.005
_COUNTED: Final = (Rag.GREEN, Rag.YELLOW, Rag.RED, Rag.NO_DATA, Rag.NEEDS_A_CALL, Rag.NOT_STARTED)


def day_name(day: date) -> str:
    """A day of the quarter: 26 Feb."""
    return f"{day.day} {day:%b}"


def full_day(day: date) -> str:
    """A day that says its year: 26 Feb 2027."""
    return f"{day.day} {day:%b} {day.year:04}"


def score(value: float | None) -> str:
    """A score with two decimals, or a dash."""
    return NOTHING if value is None else f"{two_decimals(value):.2f}"


def score_move(now: float | None, before: float | None) -> str:
    """How far a score moved, with its sign; "" where it did not, or nobody knows."""
    if gain(now, before) is None:
        return ""
    # Two rounded scores stand on the page; their difference is what the reader would compute.
    change = two_decimals(now or 0.0) - two_decimals(before or 0.0)
    if abs(change) < _LEAST_SHOWN:
        return ""
    return f"+{change:.2f}" if change > 0 else f"\u2212{-change:.2f}"


def title(week: Week) -> str:
    """Whose OKRs, and which quarter."""
    plan = week.found.plan
    names = [plan.organisation, week.team]
    return ", ".join([*filter(None, names), f"OKRs {plan.quarter.name}"])


def when(week: Week) -> str:
    """Where in the quarter the report stands."""
    quarter, day = week.found.plan.quarter, week.found.as_of
    if day <= quarter.end and week.found.plan.closed:
        return f"{full_day(day)}, the quarter is {CLOSED}"
    if day < quarter.start:
        return f"{full_day(day)}, before the quarter starts on {full_day(quarter.start)}"
    if day > quarter.end:
        over = CLOSED if week.found.plan.closed else "awaiting final scores"
        return f"{full_day(day)}, the quarter ended on {full_day(quarter.end)}: {over}"
    place = f"week {week_number(quarter, day)} of {weeks_in(quarter)}"
    left = days_left(quarter, day)
    return f"{full_day(day)}, {place}, {'last day' if left == 1 else f'{left} days left'}"


def lead(week: Week) -> str:
    """The quarter in two sentences."""
    if not week.objectives and not week.key_results:
        return "Nothing is planned yet."
    head, todo = week.headline, asked(week)
    told = f"{todo[:1].upper()}{todo[1:]}."
    if week.found.is_to_come:
        return told
    return f"{_standing(week)}{head.reported} of {head.due} key results reported. {told}"


def _standing(week: Week) -> str:
    head = week.headline
    if head.score is None:
        return ""
    moved = score_move(head.score, head.before) if week.compared else ""
    change = f" ({moved} since {day_name(week.before.as_of)})" if moved else ""
    whose = "Score" if week.team else "Company score"
    by_hand = "" if week.team else told_by_hand(week.found)
    told = f"{whose} {score(head.score)}{change}, {head.rag or NOTHING}. "
    return f"{told}{by_hand} " if by_hand else told


def asked(week: Week) -> str:
    """What people have to do: decisions and updates; else how complete the updates are."""
    if week.found.is_to_come:
        return f"the quarter starts on {full_day(week.found.plan.quarter.start)}"
    due, people = len(week.decisions_due), len(week.owing)
    told = []
    if due:
        told.append(f"{count_of(due, 'decision')} {'is' if due == 1 else 'are'} due")
    if people:
        who = "1 person owes" if people == 1 else f"{people} people owe"
        told.append(f"{who} an update")
    return " and ".join(told) or _coverage(week)


def _coverage(week: Week) -> str:
    """What to say of the updates where nobody owes one: that they are in, or what is missing."""
    missing = [k for k in week.key_results if k.due and not k.reported]
    if not missing:
        return "all updates are in"
    told = [] if week.found.is_over else ["no update is overdue"]
    never = sum(k.last_check_in is None for k in missing)
    if never:
        told.append(f"{never} {'was' if never == 1 else 'were'} never reported")
    if never < len(missing):
        told.append(f"{len(missing) - never} without a fresh value")
    return ", ".join(told)


def counts(week: Week) -> tuple[tuple[Rag, int], ...]:
    """How many key results have each status, where any has."""
    return tuple((word, week.counts[word]) for word in _COUNTED if week.counts[word])


def standing(figure: KeyResultFigures) -> str:
    """The measure of a key result: where it is, where it came from, where it shall be."""
    kr, reading = figure.key_result._replace(type=figure.reading.type), figure.reading
    if reading.type is Type.MILESTONES:
        done = reading.progress
        return "no stage known" if done is None else f"{100 * done:.0f}% of the stages done"
    if reading.type is Type.YES_NO:
        return "done" if reading.met else "not done yet"
    if reading.type in KEEP_TYPES:
        return f"{_now(kr, reading.current)}, to stay {_limit(figure)} {goal(kr)}"
    bare = kr if amount(kr, 0.0)[:1] != "0" or "%" in kr.unit else kr._replace(unit="")
    return f"{_now(bare, reading.current)}{_way(bare, kr)}"


def _now(kr: KeyResult, value: object) -> str:
    return "no number yet" if number(value) is None else f"now {amount(kr, value)}"


def _way(bare: KeyResult, kr: KeyResult) -> str:
    """From where to where; what nobody wrote down is left out."""
    start, target = number(kr.baseline), number(kr.target)
    if target is None:
        return "" if start is None else f", from {amount(bare, start)}"
    if start is None:
        return f", target {goal(kr)}"
    return f", from {amount(bare, start)} to {goal(kr)}"


def _limit(figure: KeyResultFigures) -> str:
    limits = {Type.KEEP_ABOVE: "at or above", Type.KEEP_BELOW: "at or below"}
    return limits.get(figure.reading.type, "between")


def pace(figure: KeyResultFigures, before: float | None = None) -> str:
    """Score, how far it moved from the one before, and expectation, where there is one."""
    if figure.score is None:
        return ""
    moved = score_move(figure.score, before)
    told = f"score {score(figure.score)}" + (f" ({moved})" if moved else "")
    return told if figure.pace is None else f"{told}, expected {score(figure.expected)}"


def forecast(kr: KeyResult, ahead: Forecast) -> str:
    """Where a key result will end if it goes on as it does, and what it would need."""
    heading = f"heading for {amount(kr, ahead.value)}"
    if ahead.shortfall <= 0:
        return heading
    short = f"{difference(kr, ahead.shortfall)} short of the target"
    need = ""
    if ahead.needed_per_week is not None:
        needed = difference(kr, ahead.needed_per_week)
        need = f"needs {needed} a week, lately {difference(kr, ahead.recent_per_week)}"
    return facts(f"{heading}, {short}", need, _chance(ahead))


def _chance(ahead: Forecast) -> str:
    """How likely a Hit is; the trend alone may fall short of what is the likelier end."""
    told = f"{ahead.chance_hit:.0%}"
    likely = ahead.band is not Band.HIT and is_likely_hit(ahead)
    return f"a Hit is still likely, {told}" if likely else f"chance of a Hit {told}"


def owner(figure: KeyResultFigures) -> str:
    """Who answers for a key result."""
    return figure.key_result.owner or "no owner"


def facts(*told: str) -> str:
    """Facts in one line."""
    return " \u00b7 ".join(filter(None, (each.strip().rstrip(".") for each in told)))


def names(people: Sequence[str]) -> str:
    """People in one line, each once."""
    return ", ".join(dict.fromkeys(people))
