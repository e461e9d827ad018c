"""The lines of an agenda, and what planning and review both look at.

Source: acceptance, B1 to B8 and F4 to F7. Nobody is ranked: a line names who can answer it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from okrsheet.core.day_names import short_day
from okrsheet.core.figures import Figures
from okrsheet.core.history import first_rows
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import ReviewLine
from okrsheet.core.review import Final, band_word, final
from okrsheet.core.scoring import two_decimals

Gaps = Mapping[int, tuple[str, ...]]
"""What each key result lacks, by its row; only those that are not ready."""


class AgendaItem(NamedTuple):
    """One line of an agenda.

    Attributes:
        item: the number of the item it belongs to, from 1.
        minutes: how long the item takes; None for what is looked at in it, and for what comes after
            the meeting.
        text: what to do, ask or look at.
        about: the ID of the key result or objective it is about; "" for none.
        who: who can answer it; "" where the workbook names nobody.
    """

    item: int
    minutes: int | None
    text: str
    about: str = ""
    who: str = ""


class Result(NamedTuple):
    """A key result in the review of its quarter.

    Attributes:
        figure: its figures.
        review: what its line on Review says.
        final: the score on record.
        word: its band in words, "so far" while the quarter is not over; "" for none.
    """

    figure: KeyResultFigures
    review: ReviewLine
    final: Final
    word: str

    @property
    def scored(self) -> str:
        """Such as "0.62, Progress so far"; why there is no score where there is none."""
        if self.final.score is None:
            return self.figure.message or "no score"
        return f"{two_decimals(self.final.score):.2f}, {self.word}"


def results(found: Figures) -> tuple[Result, ...]:
    """Every key result with what its review says, in the order of the sheet."""
    rows = first_rows(line.key_result_id for line in found.plan.reviews)

    def one(figure: KeyResultFigures) -> Result:
        row = rows.get(figure.key_result.id.lower())
        line = ReviewLine(figure.key_result.id) if row is None else found.plan.reviews[row]
        score = final(line, figure, found.policy)
        return Result(figure, line, score, band_word(score, over=found.is_over))

    return tuple(map(one, found.key_results))


def how_final(found: Figures) -> Iterator[AgendaItem]:
    """That scores are no verdict yet, where there are any and the quarter is not over."""
    scored = any(each.final.score is not None for each in results(found))
    if scored and not found.is_over:
        runs = f"The quarter runs until {short_day(found.plan.quarter.end)}"
        told = f"{runs}: scores and bands say how far it is today, they are not final."
        yield AgendaItem(0, None, told)


def inputs(item: int, lines: Iterable[AgendaItem], none: str) -> Iterator[AgendaItem]:
    """What is looked at in an item; a sentence where there is nothing."""
    found = [each._replace(item=item) for each in lines]
    yield from found or [AgendaItem(item, None, none)]


def about_next_quarter(found: Figures) -> Iterator[AgendaItem]:
    """Opportunities and risks that the review and the log name."""
    for each in results(found):
        kr = each.figure.key_result
        for name, text in (("Opportunity", each.review.opportunities), ("Risk", each.review.risks)):
            if text:
                yield AgendaItem(0, None, f"{name}: {text}", kr.id, kr.owner)
    for line in found.plan.log:
        if line.kind == "Risk" and line.what and not line.done:
            yield AgendaItem(0, None, f"Risk: {line.what}", line.about, line.who)
