"""The field's words, spelled once: what a drop-down offers is what a figure says.

Source: semantics, sections 1 to 4.
"""

from enum import StrEnum


class Level(StrEnum):
    """Where an objective lives; individual ones are meant for directors and above."""

    COMPANY = "Company"
    TEAM = "Team"
    INDIVIDUAL = "Individual"


class Type(StrEnum):
    """How a key result's progress is measured."""

    INCREASE = "Increase"
    DECREASE = "Decrease"
    COUNT = "Count"
    KEEP_ABOVE = "Keep at or above"
    KEEP_BELOW = "Keep at or below"
    KEEP_RANGE = "Keep in range"
    YES_NO = "Yes/No"
    MILESTONES = "Milestones"


class Commitment(StrEnum):
    """What the target means: a promise, or a stretch of which 0.7 is a success."""

    COMMITTED = "Committed"
    ASPIRATIONAL = "Aspirational"


class Frequency(StrEnum):
    """How often the data behind a key result is refreshed."""

    DAILY = "Daily"
    WEEKLY = "Weekly"
    MONTHLY = "Monthly"
    QUARTERLY = "Quarterly"
    YEARLY = "Yearly"


class Band(StrEnum):
    """The final verdict on a score."""

    HIT = "Hit"
    PROGRESS = "Progress"
    MISSED = "Missed"


class Rag(StrEnum):
    """A status: where a key result or objective is heading, or why nobody can say."""

    GREEN = "Green"
    YELLOW = "Yellow"
    RED = "Red"
    NEEDS_A_CALL = "Needs a call"
    NO_DATA = "No data"
    NOT_STARTED = "Not started"


class Decision(StrEnum):
    """What leadership may decide on a key result that stays Red."""

    REVISE = "Revise KR"
    RESOURCES = "Add resources"
    STRATEGY = "Change strategy"


class Carry(StrEnum):
    """What the review decides about a key result for the next quarter."""

    CONTINUE = "Continue"
    REVISE = "Revise"
    DROP = "Drop"
    DONE = "Done"


class Cadence(StrEnum):
    """How often the team checks in."""

    WEEKLY = "Weekly"
    BIWEEKLY = "Bi-weekly"


class LogKind(StrEnum):
    """What a line of the log records."""

    NOT_DOING = "Not doing"
    RISK = "Risk"
    INITIATIVE = "Initiative"
    CHANGE = "Change"
    PRIORITY = "Priority"


class Match(StrEnum):
    """Whether what somebody says their priorities are is what the plan says."""

    YES = "Yes"
    PARTLY = "Partly"
    NO = "No"


class Choice(StrEnum):
    """What planning says of a candidate (in or out), or to a question (yes or no)."""

    IN = "In"
    OUT = "Out"
    YES = "Yes"
    NO = "No"


DISTANCE_TYPES = (Type.INCREASE, Type.DECREASE, Type.COUNT)
KEEP_TYPES = (Type.KEEP_ABOVE, Type.KEEP_BELOW, Type.KEEP_RANGE)
SLOW_FREQUENCIES = (Frequency.QUARTERLY, Frequency.YEARLY)
