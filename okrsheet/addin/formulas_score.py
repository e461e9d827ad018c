"""OKR_SCORE, OKR_PROGRESS, OKR_BAND."""

from collections.abc import Sequence

from okrsheet.addin.answers import Answer
from okrsheet.addin.given import Given
from okrsheet.addin.questions import Question, questions, reports_of
from okrsheet.core.history import number
from okrsheet.core.scoring import MISSED, Reading, band_for, capped, is_missed, read
from okrsheet.core.words import Commitment


def okr_score(given: Given) -> Sequence[Answer]:
    """The score (0-1), or why there is none."""
    return [_scored(asked) for asked in questions(given, with_quarter=False)]


def _reading(asked: Question) -> Reading:
    return read(asked.kr, asked.history, asked.day, asked.policy)


def _scored(asked: Question | str) -> Answer:
    if isinstance(asked, str):
        return asked
    reading = _reading(asked)
    if reading.score is not None:
        return reading.score
    return 0.0 if is_missed(reading, closed=asked.plan.closed) else reading.problem or reading.gap


def okr_progress(given: Given) -> Sequence[Answer]:
    """The raw progress, or why there is none."""
    return [_progressed(asked) for asked in questions(given, with_quarter=False)]


def _progressed(asked: Question | str) -> Answer:
    if isinstance(asked, str):
        return asked
    reading = _reading(asked)
    if reading.progress is not None:
        return reading.progress
    missed = is_missed(reading, closed=asked.plan.closed)
    return MISSED if missed else reading.problem or reading.gap


def okr_band(given: Given) -> Sequence[Answer] | str:
    """The final band of a score."""
    rules = reports_of(given).rules
    if rules.told:
        return rules.told

    def judged(score: object, commitment: object, last_met: object) -> Answer:
        value = number(score)
        if value is None:
            return "score is missing."
        known = commitment if isinstance(commitment, Commitment) else None
        band = band_for(value, known, rules.policy)
        return capped(band) if last_met is False else band

    columns = (given.column(name) for name in ("score", "commitment", "last_met"))
    return [judged(*each) for each in zip(*columns, strict=True)]
