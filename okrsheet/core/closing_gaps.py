"""What somebody has to say before a quarter can be closed.

Source: semantics, sections 1, 2 and 9: silence counts only once it is confirmed, a score by hand
has a reason, and what is not met is decided on.
"""

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from okrsheet.core.agenda_items import Result, results
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Place
from okrsheet.core.history import first_rows, number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import KeyResult
from okrsheet.core.on_record import carry_of
from okrsheet.core.scoring import MISSED, NO_DATA, NOT_A_NUMBER
from okrsheet.core.words import Band

if TYPE_CHECKING:
    from okrsheet.core.closed_quarter import ClosedKeyResult

_NO_NUMBER: Final = "a last value that is not a number"


class Lack(StrEnum):
    """What is missing."""

    ID = "an ID of its own"
    VALUE = "a final value"
    SCORE = "a score from 0 to 1"
    REASON = "a reason"
    DECISION = "a decision"


class Missing(NamedTuple):
    """One thing somebody has to say.

    Attributes:
        lack: what it is.
        key_result: about which key result.
        place: where in the workbook it could be typed.
        why: what is so far, as the rest of a sentence that begins with the key result.
    """

    lack: Lack
    key_result: KeyResult
    place: Place
    why: str


def missing(
    found: Figures, no_data: Collection[str] = (), *, undecided: bool = False
) -> tuple[Missing, ...]:
    """What is missing to close a quarter, key result by key result.

    Args:
        found: the figures as they would be with the quarter closed.
        no_data: key results of which it was confirmed that there are none, in small letters.
        undecided: let pass what is not met and not decided on.
    """
    first = first_rows(kr.id if kr.text else "" for kr in found.plan.key_results)
    reviews = first_rows(line.key_result_id for line in found.plan.reviews)
    told: list[Missing] = []
    for each in results(found):
        kr, row = each.figure.key_result, each.figure.row
        if first.get(kr.id.lower()) != row:
            why = "is the ID of another line, too" if kr.id else "has no ID"
            told.append(Missing(Lack.ID, kr, Place("key_results", row, "id"), why))
            continue
        beside = reviews.get(kr.id.lower())
        told += _missing(each, beside, silent=kr.id.lower() in no_data, undecided=undecided)
    return tuple(told)


def _missing(
    each: Result, beside: int | None, *, silent: bool, undecided: bool
) -> Iterator[Missing]:
    figure, line = each.figure, each.review
    kr = figure.key_result
    if is_silent(figure) and not each.final.by_hand and not silent:
        why = _NO_NUMBER if figure.reading.gap == NOT_A_NUMBER else "no data"
        yield Missing(Lack.VALUE, kr, Place("key_results", figure.row, "id"), f"has {why}")
    score = number(line.manual_score)
    if line.manual_score is not None and (score is None or not 0 <= score <= 1):
        said = "that is no number" if score is None else f"of {score:g}, not 0 to 1"
        why = f"has a score by hand {said}, so it does not count"
        yield Missing(Lack.SCORE, kr, _in_review(figure, beside, "manual_score"), why)
    elif score is not None and not line.manual_reason:
        why = f"has the score {score:g} by hand and no reason, so it does not count"
        yield Missing(Lack.REASON, kr, _in_review(figure, beside, "manual_reason"), why)
    if not is_settled(each) and carry_of(line) is None and not undecided:
        # A Keep type may be inside its limit at the end and have been outside for long.
        so_far = "is met at the end, but no Hit," if figure.met else "is not met"
        why = f"{so_far} and not decided"
        yield Missing(Lack.DECISION, kr, _in_review(figure, beside, "decision"), why)


def is_settled(each: Result) -> bool:
    """Whether it is Done with nobody deciding: its target is met, and it goes on record as Hit."""
    return each.figure.met is True and each.final.band is Band.HIT


def _in_review(figure: KeyResultFigures, beside: int | None, field: str) -> Place:
    """A field of Review; where there is no line yet, its key result."""
    if beside is None:
        return Place("key_results", figure.row, "id")
    return Place("reviews", beside, field)


def confirmed_before(found: Figures) -> tuple[str, ...]:
    """IDs of key results without data whose silence is on record already.

    Not of those with a score by hand, which needs no such answer. A last value that can't be read
    is asked about anew: the record does not say whether it stood there then.

    Args:
        found: the figures as they would be with the quarter closed.
    """
    record = found.plan.record
    kept = {} if record is None else {each.id.lower(): each for each in record.key_results}
    silent = [each for each in results(found) if is_silent(each.figure) and not each.final.by_hand]
    pairs = [(each.figure, kept.get(each.figure.key_result.id.lower())) for each in silent]
    return tuple(
        figure.key_result.id
        for figure, old in pairs
        if old and _went_missed(old) and figure.reading.gap == NO_DATA
    )


def _went_missed(old: "ClosedKeyResult") -> bool:
    """Whether it is on record as "Missed (no data)", which somebody had to confirm."""
    return old.value is None and old.score == 0 and not old.by_hand


def is_silent(figure: KeyResultFigures) -> bool:
    """Whether a closed quarter counts this key result as "Missed (no data)"."""
    return figure.message == MISSED
