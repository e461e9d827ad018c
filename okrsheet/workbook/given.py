"""Check-ins as somebody gave them, held against the workbook they are for.

What people type never raises: it becomes a line of Check-ins, or a refusal that says why.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.history import SAID, first_rows, number
from okrsheet.core.model import CheckIn, KeyResult, Plan
from okrsheet.core.printable import printable
from okrsheet.core.rag import MOST_CONFIDENT
from okrsheet.core.words import Rag
from okrsheet.ooxml.cell_text import units
from okrsheet.ooxml.cells import FORBIDDEN, LONGEST
from okrsheet.workbook.clear_numbers import clear_number
from okrsheet.workbook.fields import day_of, trimmed
from okrsheet.workbook.given_values import numbers_of, shown, value_of
from okrsheet.workbook.headers import listed
from okrsheet.workbook.near_words import meant
from okrsheet.workbook.typed_text import day_in, is_share

_RAGS: Final = (Rag.GREEN, Rag.YELLOW, Rag.RED)
_TEXTS: Final = {
    "reason": "Reason",
    "in_the_way": "In the way",
    "next_step": "Next step",
    "by": "By",
}
Differences = Mapping[str, tuple[object, object]]


class Given(NamedTuple):
    """One check-in as it was given: texts from a command line or file, numbers from cells.

    Attributes:
        where: its place, such as `line 3`; "" where there is only one.
        stage: the stage of a Milestones key result that is done.
        done: the day it was; None for the day of the check-in.
        wording: what the key result was recognised by when it was asked for; "" where nobody knows.
    """

    key_result_id: str
    day: object = None
    value: object = None
    confidence: object = None
    owner_rag: str = ""
    reason: str = ""
    in_the_way: str = ""
    next_step: str = ""
    by: str = ""
    where: str = ""
    stage: str = ""
    done: object = None
    wording: str = ""

    @property
    def says_something(self) -> bool:
        """Whether it reports anything at all."""
        return any(not is_nothing(getattr(self, name)) for name in (*SAID, "stage"))


class Refusal(NamedTuple):
    """A check-in that is not taken.

    Attributes:
        where: its place in what was given.
        key_result_id: as it was given.
        why: the rest of the sentence.
        clash: the key result was reported for that day already, and otherwise.
    """

    where: str
    key_result_id: str
    why: str
    clash: bool = False

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return printable(f"{place}{shown(self.key_result_id) or 'no key result'} {self.why}")


class SaidOtherwise(ValueError):  # noqa: N818  # named for the cause
    """The workbook says something else; somebody has to choose."""


class Desk(NamedTuple):
    """What check-ins are held against.

    Attributes:
        plan: what the workbook holds.
        day: the day of a check-in that names none.
        latest: the last day that is not in the future.
        locale: how numbers and dates are written; "" where nobody said.
    """

    plan: Plan
    day: date
    latest: date
    locale: str = ""


def is_nothing(value: object) -> bool:
    """Whether a cell or field holds nothing but blanks."""
    return value is None or (isinstance(value, str) and not value.strip())


def judged(given: Given, desk: Desk) -> CheckIn:
    """The line that a check-in makes, under the ID of its key result as the workbook writes it.

    Raises:
        ValueError: it can't be taken; the text says why, as the rest of a sentence.
    """
    kr = key_result(given.key_result_id, desk.plan)
    if desk.plan.closed:
        raise ValueError(
            "can't be reported any more: the quarter is closed (Settings, Quarter closed)"
        )
    if not given.says_something:
        raise ValueError(
            "says nothing: give a value, a confidence, what is in the way or a next step"
        )
    value = None
    if not is_nothing(given.value):
        value = value_of(kr, given.value, _known(kr, desk.plan), desk.locale)
    word = given.owner_rag.strip()
    texts = {name: plain_text(getattr(given, name), header) for name, header in _TEXTS.items()}
    return CheckIn(
        a_day(given.day, desk),
        kr.id,
        value=value,
        confidence=_confidence(given.confidence, desk.locale),
        owner_rag=_rag(word) if word else None,
        **texts,
    )


def key_result(text: str, plan: Plan) -> KeyResult:
    """The key result of an ID.

    Raises:
        ValueError: there is none; the text says which one may be meant.
    """
    rows = first_rows(kr.id if kr.text else "" for kr in plan.key_results)
    named = trimmed(text)
    row = rows.get(named.lower())
    if row is not None:
        return plan.key_results[row]
    if named.lower() in {kr.id.lower() for kr in plan.key_results if kr.id}:
        raise ValueError("has no text yet: write it on Key Results first")
    ids = [plan.key_results[row].id for row in rows.values()]
    near = meant(named, ids)
    there = (
        f"{near} may be meant" if near else f"there are {listed(ids)}" if ids else "there are none"
    )
    raise ValueError(f"is no key result: {there}")


def a_day(given: object, desk: Desk) -> date:
    """A day that was given, inside the quarter or after it and not in the future.

    Raises:
        ValueError: it is none, or lies elsewhere.
    """
    day = _day(given, desk)
    if day is None:
        raise ValueError(f"has {shown(given)!r} for its day: write it as 2027-02-15")
    if day < desk.plan.quarter.start:
        begins = f"which begins on {desk.plan.quarter.start}"
        raise ValueError(f"can't be reported for {day}: it lies before the quarter, {begins}")
    if day > desk.latest:
        raise ValueError(f"can't be reported for {day}: that is in the future")
    return day


def _day(given: object, desk: Desk) -> date | None:
    if is_nothing(given):
        return desk.day
    if isinstance(given, date):
        return given
    if isinstance(given, float):
        return day_of(given, epoch_1904=False)
    return day_in(given, desk.locale) if isinstance(given, str) else None


def _known(kr: KeyResult, plan: Plan) -> Iterator[float]:
    """The numbers that say in which scale a key result is reported.

    Its definition says it; where that holds nothing but 0, what was reported so far. A wrong
    number among the check-ins must not change how the next one is read.
    """
    defined = [*numbers_of(kr)]
    yield from defined
    if any(defined):
        return
    for line in plan.check_ins:
        if line.key_result_id.lower() == kr.id.lower():
            found = number(line.value)
            if found is not None:
                yield found


def _confidence(given: object, locale: str) -> float | None:
    if is_nothing(given):
        return None
    found = given
    if isinstance(given, str):
        # 100% would be read as a share of one, so as the lowest confidence but for none.
        found = None if is_share(given) else clear_number(given, locale)
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        found = -1
    if not 0 <= found <= MOST_CONFIDENT or found != int(found):
        raise ValueError(f"has confidence {shown(given)!r}: give a whole number from 0 to 10")
    return float(found)


def _rag(word: str) -> Rag:
    found = meant(word, _RAGS)
    if found is None:
        raise ValueError(f"can't be {shown(word)!r}: give Green, Yellow or Red")
    return Rag(found)


def plain_text(given: str, header: str) -> str:
    """A text as a cell of this column holds it.

    Raises:
        ValueError: no cell can hold it; the text says why, as the rest of a sentence.
    """
    text = given.replace("\r\n", "\n").replace("\r", "\n")
    found = FORBIDDEN.search(text)
    if found is not None:
        sign = f"U+{ord(found[0]):04X}"
        raise ValueError(f"has a sign in {header!r} that no cell can hold: take out {sign}")
    if units(text) > LONGEST:
        raise ValueError(f"has more than {LONGEST:,} letters in {header!r}: shorten it")
    return trimmed(text)


def differences(line: CheckIn, other: CheckIn) -> Differences:
    """What a new line says and another does not say, or says otherwise: old and new, by field."""
    pairs = {name: (getattr(other, name), getattr(line, name)) for name in SAID}
    return {name: pair for name, pair in pairs.items() if pair[1] not in (None, "", pair[0])}
