"""The record of a closed quarter: what the history, the next quarter and the insights read.

Source: semantics, sections 4, 5 and 9. Scores are 0-1, numbers in the metric's own unit.
"""

from datetime import date
from typing import NamedTuple

from okrsheet.core.words import Band, Carry, Commitment, Level, Type


class Report(NamedTuple):
    """The value of one check-in; `confidence` is 0-10."""

    day: date
    value: float
    confidence: float | None = None


class Lesson(NamedTuple):
    """What the review says about one key result, in the team's words."""

    why: str = ""
    replicate: str = ""
    went_wrong: str = ""
    differently: str = ""
    opportunities: str = ""
    risks: str = ""


class ClosedKeyResult(NamedTuple):
    """One key result as it went on record.

    Attributes:
        score: by the figures; None where there is none.
        final_score: the one on record: by hand with a reason, else `score`.
        value: the last one reported.
        carried: how often it came from a quarter before.
        gaps: criteria of the audit it failed, such as "A2".
        foreseen: the projected score in week 6, by what was known then.
        reports: values by day, oldest first.
        stages: of a key result in stages how many are done, and how many there are; None for
            others and in older records. Workbooks keep it to show it, the history does not.
    """

    id: str
    objective_id: str
    text: str
    owner: str = ""
    type: Type | None = None
    unit: str = ""
    commitment: Commitment | None = None
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    value: float | None = None
    score: float | None = None
    final_score: float | None = None
    by_hand: bool = False
    reason: str = ""
    band: Band | None = None
    met: bool | None = None
    weight: float = 1.0
    decision: Carry | None = None
    carried: int = 0
    gaps: tuple[str, ...] = ()
    foreseen: float | None = None
    lesson: Lesson = Lesson()
    reports: tuple[Report, ...] = ()
    stages: tuple[int, int] | None = None


class ClosedObjective(NamedTuple):
    """One objective as it went on record.

    `score` rolls up final scores, by hand or not; `weight` is what it enters its team's with.
    """

    id: str
    text: str
    level: Level | None = None
    team: str = ""
    owner: str = ""
    score: float | None = None
    number_one: bool = False
    supports: tuple[str, ...] = ()
    weight: float = 1.0


class ClosedQuarter(NamedTuple):
    """One quarter of one organisation as it went on record."""

    organisation: str
    name: str
    start: date
    end: date
    closed_on: date
    objectives: tuple[ClosedObjective, ...] = ()
    key_results: tuple[ClosedKeyResult, ...] = ()
