"""The measurement audit: six criteria and four data questions for each key result.

Source: semantics, section 6. The wording check joins criterion A1 with the wording lint.
"""

from typing import Final, NamedTuple

from okrsheet.core.history import History, number
from okrsheet.core.model import KeyResult
from okrsheet.core.scoring import TOLERANCE, baseline_of, definition_problem, effective_type
from okrsheet.core.words import DISTANCE_TYPES, SLOW_FREQUENCIES, Frequency, Type

YES: Final = "Yes"
NO: Final = "No"
CALL: Final = "Your call"

NOT_A_SOURCE: Final = (
    "tbd",
    "tbc",
    "?",
    "n/a",
    "none",
    "excel",
    "manual",
    "spreadsheet",
    "unknown",
)
NOT_A_PERSON: Final = ("&", "/", ",", ";", "+", " and ", " team ")
NO_BASELINE_NEEDED: Final = frozenset({Type.COUNT, Type.YES_NO, Type.MILESTONES})


class Audit(NamedTuple):
    """The verdicts on one key result: Yes, No or Your call; `over_trend` is a fraction."""

    measurable: str
    data_source: str
    baseline: str
    frequency: str
    owner: str
    ambitious: str
    access: str
    retriever: str
    over_trend: float | None
    hint: str
    trackable: str

    @property
    def criteria(self) -> tuple[str, ...]:
        """A1 to A6."""
        return (
            self.measurable,
            self.data_source,
            self.baseline,
            self.frequency,
            self.owner,
            self.ambitious,
        )

    @property
    def questions(self) -> tuple[str, ...]:
        """Where from, how often, who has access, who retrieves it."""
        return (self.data_source, self.frequency, self.access, self.retriever)

    @property
    def passed(self) -> int:
        """Criteria passed, 0-6."""
        return self.criteria.count(YES)

    @property
    def answered(self) -> int:
        """Data questions answered, 0-4."""
        return self.questions.count(YES)

    @property
    def ready(self) -> bool:
        """Whether all criteria pass and all data questions are answered."""
        return self.passed == len(self.criteria) and self.answered == len(self.questions)

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in the order of the audit."""
        answers = (*self.criteria, self.access, self.retriever)
        return tuple(gap for gap, answer in zip(GAPS, answers, strict=True) if answer != YES)


GAPS: Final = (
    "type or target missing",
    "data source not named",
    "baseline not measured",
    "update frequency open",
    "no single owner",
    "ambition not confirmed",
    "access not known",
    "nobody retrieves it",
)


def audit(kr: KeyResult, history: History) -> Audit:
    """The audit of one key result, from its fields."""
    over = over_trend(kr)
    return Audit(
        measurable=_yes(holds=not _unmeasurable(kr, history)),
        data_source=_yes(holds=names_a_source(kr.data_source)),
        baseline=_yes(holds=_has_baseline(kr)),
        frequency=_yes(holds=kr.frequency is not None),
        owner=_yes(holds=names_one_person(kr.owner)),
        ambitious=_ambitious(kr, over),
        access=_yes(holds=bool(kr.access)),
        retriever=_yes(holds=bool(kr.retriever)),
        over_trend=over,
        hint=_hint(over),
        trackable=_trackable(kr),
    )


def _yes(*, holds: bool) -> str:
    return YES if holds else NO


def _unmeasurable(kr: KeyResult, history: History) -> bool:
    return kr.type is None or definition_problem(kr, history) not in ("", "No baseline")


def names_a_source(text: str) -> bool:
    """Whether a data source names a system or report; "TBD" and the like name none."""
    return bool(text) and text.lower() not in NOT_A_SOURCE


def names_one_person(text: str) -> bool:
    """Whether an owner is exactly one named person, not a team and not a list."""
    padded = f" {text.lower()} "
    return bool(text) and not any(mark in padded for mark in NOT_A_PERSON)


def _has_baseline(kr: KeyResult) -> bool:
    return kr.type in NO_BASELINE_NEEDED or number(kr.baseline) is not None


def over_trend(kr: KeyResult) -> float | None:
    """How far the target lies beyond the recent trend, as a fraction of the trend.

    Positive is harder than the trend, in the key result's own direction; None where it can't be
    told.
    """
    trend, target, baseline = number(kr.trend), number(kr.target), baseline_of(kr)
    if effective_type(kr) not in DISTANCE_TYPES or trend is None or target is None:
        return None
    if baseline is None or abs(trend) <= TOLERANCE:
        return None
    sign = 1 if target > baseline else -1
    return sign * (target - trend) / abs(trend)


def _ambitious(kr: KeyResult, over: float | None) -> str:
    if over is not None and over < -TOLERANCE:
        return NO
    if kr.ambitious is None:
        return CALL
    return _yes(holds=kr.ambitious)


def _hint(over: float | None) -> str:
    if over is None:
        return ""
    if over < -TOLERANCE:
        return "easier than doing nothing"
    if over < 0.20 - TOLERANCE:
        return "may be too easy"
    return "as the guide" if over <= 0.30 + TOLERANCE else "check the path"


def _trackable(kr: KeyResult) -> str:
    if kr.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        return "live"
    if kr.frequency in SLOW_FREQUENCIES:
        return "not trackable weekly"
    return "manual" if kr.frequency is Frequency.MONTHLY else ""
