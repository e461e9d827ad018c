"""The agenda of the review: one hour a team in the last week of the quarter.

Source: acceptance, F2 and F4 to F7.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from okrsheet.core.agenda_items import (
    AgendaItem,
    Result,
    about_next_quarter,
    how_final,
    inputs,
    results,
)
from okrsheet.core.figures import Figures
from okrsheet.core.review import NOT_YET
from okrsheet.core.words import Band

_ITEMS: Final = (
    (20, "Scorecard: every key result with its score. No discussion yet."),
    (20, "What we learned: from what we hit, and from what we missed."),
    (10, "Carry forward: continue, revise, drop or done, where the target is not met."),
    (10, "Input for the next quarter: which opportunities and which risks do we see?"),
)
_QUESTIONS: Final = {
    Band.HIT: "why did it work, and where do we do the same again?",
    Band.PROGRESS: "go on like this, or another way?",
    Band.MISSED: "what went wrong, and what will we do differently?",
}
_IN_THE_WAY: Final = "what is in the way, and what will we do differently?"
_NONE: Final = "No key result is written yet."
_ALL_MET: Final = "Every target is met: nothing to carry forward."


def review(found: Figures) -> Iterator[AgendaItem]:
    """The lines of the agenda."""
    all_of_them = results(found)
    looks = (
        inputs(1, chain(how_final(found), map(_score, all_of_them)), _NONE),
        inputs(2, _lessons(all_of_them), "No score to learn from yet: check in first."),
        inputs(3, _decisions(all_of_them), _ALL_MET if all_of_them else _NONE),
        inputs(
            4, about_next_quarter(found), "Nothing is noted yet: ask everybody for one of each."
        ),
    )
    for place, ((minutes, text), look) in enumerate(zip(_ITEMS, looks, strict=True), 1):
        yield AgendaItem(place, minutes, text, who=found.plan.champion)
        yield from look


def _line(each: Result, told: str) -> AgendaItem:
    kr = each.figure.key_result
    return AgendaItem(0, None, f"{kr.text}: {told}", kr.id, kr.owner)


def _score(each: Result) -> AgendaItem:
    return _line(each, each.scored)


def _lessons(found: tuple[Result, ...]) -> Iterator[AgendaItem]:
    for each in found:
        if each.final.band is not None:
            said = _said(each)
            asked = _IN_THE_WAY if each.word == NOT_YET else _QUESTIONS[each.final.band]
            question = f"{each.word}: {asked}"
            yield _line(each, f"{question} Noted so far: {said}" if said else question)


def _said(each: Result) -> str:
    line = each.review
    hit = (line.why, line.replicate)
    missed = (line.went_wrong, line.differently)
    return "; ".join(text for text in (hit if each.final.band is Band.HIT else missed) if text)


def _decisions(found: tuple[Result, ...]) -> Iterator[AgendaItem]:
    for each in found:
        if each.figure.met is not True:
            # A Hit may be short of its target: 0.75 of the way is both.
            short = f"{each.word}, target not met; " if each.final.band is Band.HIT else ""
            decision = each.review.decision
            yield _line(each, short + (f"decided: {decision}" if decision else "not decided yet"))
