"""The measurement audit: six criteria and four data questions for each key result.

Source: semantics, section 6.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from okrsheet.core import audit_gaps as gap
from okrsheet.core.audit_gaps import Gap
from okrsheet.core.audit_words import NO_ANSWER, NO_SOURCE, answers, names_one_person
from okrsheet.core.history import History, number
from okrsheet.core.model import KeyResult
from okrsheet.core.scoring import (
    NO_BASELINE,
    TOLERANCE,
    baseline_of,
    definition_problem,
    effective_type,
)
from okrsheet.core.words import DISTANCE_TYPES, SLOW_FREQUENCIES, Frequency, Type

YES: Final = "Yes"
NO: Final = "No"
CALL: Final = "Your call"
LIVE: Final = "live"
MANUAL: Final = "manual"
NOT_WEEKLY: Final = "not trackable weekly"
AS_THE_GUIDE: Final = "as the guide"

NO_BASELINE_NEEDED: Final = (Type.COUNT, Type.YES_NO, Type.MILESTONES)


class Audit(NamedTuple):
    """The verdicts on one key result: Yes, No or Your call.

    Attributes:
        measurable, data_source, baseline, frequency, owner, ambitious: the six criteria.
        access, retriever: the questions that are no criteria.
        over_trend: how far the target lies beyond the recent trend, as a fraction of it.
        hint: what that means.
        trackable: live, manual or not trackable weekly; "" without a frequency.
        defined: whether type and target (a range, stages) are set: one half of `measurable`.
        wording: whether the text passes, by a person's word or else the lint's: the other half.
    """

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
    defined: bool
    wording: str

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
    def answers(self) -> tuple[str, ...]:
        """The criteria and the questions that are none of them: eight in all."""
        return (*self.criteria, self.access, self.retriever)

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
    def missing(self) -> tuple[Gap, ...]:
        """What is missing, in the order of the audit; nothing where it is ready."""
        return tuple(_missing(self))

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words."""
        return tuple(each.words for each in self.missing)


def audit(kr: KeyResult, history: History, *, wording: bool | None = None) -> Audit:
    """The audit of one key result.

    Args:
        kr: the key result.
        history: its stages; reports play no part.
        wording: whether the lint lets its text pass, judged with `is_defined`; None where nobody
            judged it.
    """
    defined = kr.type is not None and is_defined(kr, history)
    worded = _call(wording if kr.wording_fine is None else kr.wording_fine)
    over = over_trend(kr)
    return Audit(
        measurable=worded if defined else NO,
        data_source=_yes(holds=answers(kr.data_source, NO_SOURCE)),
        baseline=_yes(holds=_has_baseline(kr)),
        frequency=_yes(holds=kr.frequency is not None),
        owner=_yes(holds=names_one_person(kr.owner)),
        ambitious=_ambitious(kr, over),
        access=_yes(holds=answers(kr.access, NO_ANSWER)),
        retriever=_yes(holds=answers(kr.retriever, NO_ANSWER)),
        over_trend=over,
        hint=_hint(over),
        trackable=_trackable(kr),
        defined=defined,
        wording=worded,
    )


def is_defined(kr: KeyResult, history: History) -> bool:
    """Whether the columns say what is to be reached; a baseline may be missing."""
    return definition_problem(kr, history) in ("", NO_BASELINE)


def _yes(*, holds: bool) -> str:
    return YES if holds else NO


def _call(verdict: bool | None) -> str:  # noqa: FBT001  # a typed Yes or No, not an option
    return CALL if verdict is None else _yes(holds=verdict)


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
    return NO if _is_easier(over) else _call(kr.ambitious)


def _is_easier(over: float | None) -> bool:
    return over is not None and over < -TOLERANCE


def _hint(over: float | None) -> str:
    if over is None:
        return ""
    if _is_easier(over):
        return "easier than doing nothing"
    if over < 0.20 - TOLERANCE:
        return "may be too easy"
    return AS_THE_GUIDE if over <= 0.30 + TOLERANCE else "check the path"


def _trackable(kr: KeyResult) -> str:
    if kr.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        return LIVE
    if kr.frequency in SLOW_FREQUENCIES:
        return NOT_WEEKLY
    return MANUAL if kr.frequency is Frequency.MONTHLY else ""


def _missing(found: Audit) -> Iterator[Gap]:
    if not found.defined:
        yield gap.UNDEFINED
    if found.wording != YES:
        yield gap.UNJUDGED if found.wording == CALL else gap.UNWORDED
    for answer, missing in (
        (found.data_source, gap.NO_SOURCE),
        (found.baseline, gap.NO_BASELINE),
        (found.frequency, gap.NO_FREQUENCY),
        (found.owner, gap.NO_OWNER),
        (found.ambitious, _ambition_gap(found)),
        (found.access, gap.NO_ACCESS),
        (found.retriever, gap.NO_RETRIEVER),
    ):
        if answer != YES:
            yield missing


def _ambition_gap(found: Audit) -> Gap:
    if found.ambitious == CALL:
        return gap.UNCONFIRMED
    return gap.TOO_EASY if _is_easier(found.over_trend) else gap.NOT_AMBITIOUS
