"""The records a quarter is made of: frozen, as typed, nothing computed.

A blank cell is None (numbers, dates) or "" (text). A cell that should hold a number and holds
something else is UNREADABLE, so that "nothing typed" and "typed wrong" stay apart.

Records are named tuples, not dataclasses: the command line starts in a third of the time.
"""

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from okrsheet.core.words import Choice, Commitment, Decision, Frequency, Level, Match, Rag, Type

if TYPE_CHECKING:
    from okrsheet.core.closed_quarter import ClosedQuarter


class Unreadable:
    """Stands for a cell whose content is not of the kind its column asks for."""

    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE: Final = Unreadable()

Number = float | Unreadable | None


class Quarter(NamedTuple):
    """A quarter: its name, first day and last day (both inside it)."""

    name: str
    start: date
    end: date


class Objective(NamedTuple):
    """What a company, team or person wants to achieve this quarter."""

    id: str
    text: str
    level: Level | None = None
    team: str = ""
    owner: str = ""
    why: str = ""
    supports: tuple[str, ...] = ()
    number_one: bool = False
    director: bool = False
    strategy: str = ""
    weight: Number = None


class KeyResult(NamedTuple):
    """How one sees that an objective is reached.

    Numbers are in the metric's own unit; percentages are fractions, as Excel stores them.
    `checkpoints` are the values expected at the end of months 1 and 2. `suggested` is a target
    that follows from the quarter before, `suggested_why` says how.
    """

    id: str
    objective_id: str
    text: str
    type: Type | None = None
    unit: str = ""
    commitment: Commitment | None = None
    owner: str = ""
    weight: Number = None
    due: date | None = None
    baseline: Number = None
    target: Number = None
    low: Number = None
    high: Number = None
    red_line: Number = None
    checkpoints: tuple[Number, Number] = (None, None)
    data_source: str = ""
    frequency: Frequency | None = None
    access: str = ""
    retriever: str = ""
    trend: Number = None
    ambitious: bool | None = None
    wording_fine: bool | None = None
    proxy_for: str = ""
    proxy_reason: str = ""
    carried: Number = None
    recovery_action: str = ""
    recovery_owner: str = ""
    recovery_due: date | None = None
    decision: Decision | None = None
    decided_by: str = ""
    decided_on: date | None = None
    suggested: Number = None
    suggested_why: str = ""


class Stage(NamedTuple):
    """One stage of a Milestones key result; blank weight counts 1."""

    key_result_id: str
    text: str
    weight: Number = None
    due: date | None = None
    done: date | None = None


class CheckIn(NamedTuple):
    """One line of the Check-ins sheet.

    `value` is a number, a yes or no (bool), UNREADABLE, or None where only the confidence or a
    note was given. `mark` tells which day and key result okrsheet offered the line for.
    """

    day: date
    key_result_id: str
    value: float | bool | Unreadable | None = None
    confidence: float | None = None
    owner_rag: Rag | None = None
    reason: str = ""
    in_the_way: str = ""
    next_step: str = ""
    by: str = ""
    mark: str = ""


class Dependency(NamedTuple):
    """What a key result needs from another team, by when, and whether they agreed."""

    key_result_id: str
    on_team: str
    what: str
    by_when: date | None = None
    agreed: bool | None = None


class ReviewLine(NamedTuple):
    """What the quarterly review says about one key result."""

    key_result_id: str
    manual_score: Number = None
    manual_reason: str = ""
    why: str = ""
    replicate: str = ""
    went_wrong: str = ""
    differently: str = ""
    decision: str = ""
    opportunities: str = ""
    risks: str = ""


class Team(NamedTuple):
    """A team that holds objectives."""

    name: str
    lead: str = ""


class Person(NamedTuple):
    """Somebody who can own a key result."""

    name: str
    team: str = ""
    email: str = ""
    role: str = ""


class LogLine(NamedTuple):
    """A trade-off, risk, initiative or change worth keeping."""

    day: date | None
    kind: str
    about: str
    what: str
    old: str = ""
    new: str = ""
    why: str = ""
    who: str = ""
    due: date | None = None
    done: bool | None = None


class ResetLine(NamedTuple):
    """One task of the 30-day reset; `mark` tells whether somebody changed the line since."""

    week: Number = None
    first: date | None = None
    last: date | None = None
    text: str = ""
    key_result_id: str = ""
    who: str = ""
    done: bool | None = None
    words: str = ""
    mark: str = ""


class AgendaLine(NamedTuple):
    """One line of an agenda; `mark` tells whether somebody changed the line since."""

    item: Number = None
    minutes: Number = None
    text: str = ""
    about: str = ""
    who: str = ""
    outcome: str = ""
    done: bool | None = None
    mark: str = ""


class PlanningLine(NamedTuple):
    """One line of the Planning sheet.

    `kind` tells which cells of it are for people; `known` is what okrsheet says about it, `said`
    what people say; `mark` tells whether somebody changed the line since.
    """

    item: Number = None
    minutes: Number = None
    text: str = ""
    about: str = ""
    level: Level | None = None
    team: str = ""
    known: str = ""
    said: str = ""
    choice: Choice | None = None
    who: str = ""
    kind: str = ""
    mark: str = ""


class Interview(NamedTuple):
    """What somebody said our priorities are, and whether the plan says the same."""

    person: str = ""
    words: str = ""
    same: Match | None = None


class Known(NamedTuple):
    """What a key result's numbers were when okrsheet last took them as agreed."""

    key_result_id: str
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None


class Plan(NamedTuple):
    """Everything people typed for one quarter, in the order of the sheets.

    `known` is what okrsheet keeps beside it: the numbers that were agreed on; `record` is what
    went on record when the quarter was closed.
    """

    quarter: Quarter
    organisation: str = ""
    champion: str = ""
    closed: bool = False
    published: date | None = None
    published_by: str = ""
    objectives: tuple[Objective, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    stages: tuple[Stage, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()
    teams: tuple[Team, ...] = ()
    people: tuple[Person, ...] = ()
    log: tuple[LogLine, ...] = ()
    reset: tuple[ResetLine, ...] = ()
    interviews: tuple[Interview, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    planning: tuple[PlanningLine, ...] = ()
    known: tuple[Known, ...] = ()
    record: "ClosedQuarter | None" = None
