"""OKR_EXPECTED, OKR_PACE, OKR_RAG, OKR_EXPLAIN, OKR_STREAK."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from okrsheet.addin.answers import Answer
from okrsheet.addin.given import Given
from okrsheet.addin.groups import grouped, sizes_differ
from okrsheet.addin.questions import Question, questions
from okrsheet.core import scoring
from okrsheet.core.explanation import explanation
from okrsheet.core.key_result_figures import KeyResultFigures, case_of, key_result_figures
from okrsheet.core.rag import Case, Week, red_weeks
from okrsheet.core.words import Rag

_LETTERS = {"g": Rag.GREEN, "y": Rag.YELLOW, "r": Rag.RED}
_WORDS = {str(word).casefold(): word for word in Rag}
_WEEK = timedelta(days=7)
_FIRST_WEEK = date(2001, 1, 1)


def case_for(asked: Question) -> Case:
    """All that a status depends on."""
    plan = asked.plan
    return case_of(plan, asked.policy, asked.kr, asked.history, asked.day, closed=plan.closed)


def figures_for(asked: Question) -> KeyResultFigures:
    """What the key result shows, but for its Red weeks."""
    plan = asked.plan._replace(key_results=(asked.kr,))
    return key_result_figures(plan, asked.policy, asked.day, 0, asked.history, ())


def okr_expected(given: Given) -> Sequence[Answer]:
    """The progress that should be reached, as a share of the way."""
    return [
        asked if isinstance(asked, str) else case_for(asked).expected for asked in questions(given)
    ]


def okr_pace(given: Given) -> Sequence[Answer]:
    """Progress over expected progress; why there is none, or blank for types without a pace."""
    return [_pace(asked) for asked in questions(given)]


def _pace(asked: Question | str) -> Answer:
    if isinstance(asked, str):
        return asked
    case = case_for(asked)
    reading = case.reading
    if scoring.is_missed(reading, closed=case.closed):
        return scoring.MISSED
    return case.pace if case.pace is not None else reading.problem or reading.gap


def okr_rag(given: Given) -> Sequence[Answer]:
    """The status, after the owner's word and the stale rule."""
    return [
        asked if isinstance(asked, str) else figures_for(asked).rag for asked in questions(given)
    ]


def okr_explain(given: Given) -> Sequence[Answer]:
    """Why this score and this status."""
    return [_explained(asked) for asked in questions(given)]


def _explained(asked: Question | str) -> str:
    if isinstance(asked, str):
        return asked
    figure = figures_for(asked)
    return explanation(asked.plan, asked.policy, figure, asked.history, asked.day)


def okr_streak(given: Given) -> Sequence[Answer] | str:
    """How many check-in weeks in a row were Red."""
    rags = given.list_of("rags")
    days = given.list_of("days")
    ids = given.list_of("ids")
    if not rags:
        return "rags are missing."
    if sizes_differ(rags, days, ids):
        return "rags, days and ids differ in size."
    unknown = next((r for r in rags if r and _status(r) is None), None)
    if unknown is not None:
        return f"rags hold {str(unknown)[:40]!r}: use Green, Yellow, Red or G, Y, R."
    groups = grouped("kr_id", ids, list(_weeks(rags, days)))
    return [
        _streak(groups.of(name), day if isinstance(day, date) else date.max)
        for name, day in zip(given.column("kr_id"), given.column("as_of"), strict=True)
    ]


def _weeks(rags: Sequence[object], days: Sequence[object]) -> Iterator[Week | None]:
    """A status with its day; None for a line without one."""
    for place, word in enumerate(rags):
        status = _status(word)
        day = days[place] if days else _FIRST_WEEK + place * _WEEK
        yield Week(day, status) if status is not None and isinstance(day, date) else None


def _status(word: object) -> Rag | None:
    low = str(word or "").casefold()
    return _LETTERS.get(low) or _WORDS.get(low)


def _streak(lines: Sequence[Week | None] | str, day: date) -> Answer:
    if isinstance(lines, str):
        return lines
    known = sorted((week for week in lines if week and week.day <= day), key=lambda week: week.day)
    return float(len(red_weeks(known)))
