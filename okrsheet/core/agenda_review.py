"""The agenda of the review: one hour a team in the last week of the quarter.

Source: acceptance, F2 and F4 to F7.
"""

from collections.abc import Iterator
from typing import Final

from okrsheet.core.agenda_items import AgendaItem, Result, about_next_quarter, inputs, results
from okrsheet.core.figures import Figures
from okrsheet.core.words import Band

_ITEMS: Final = (
    (20, "Scorecard: every key result with its score. No discussion yet."),
    (20, "What we learned: from what we hit, and from what we missed."),
    (10, "Carry forward: continue, revise, drop or done, for all that is not reached."),
    (10, "Input for the next quarter: which opportunities and which risks do we see?"),
)
_QUESTIONS: Final = {
    Band.HIT: "Hit: why did it work, and where do we do the same again?",
    Band.PROGRESS: "Progress: go on like this, or another way?",
    Band.MISSED: "Missed: what went wrong, and what will we do differently?",
}
_NONE: Final = "No key result is written yet."


def review(found: Figures) -> Iterator[AgendaItem]:
    """The lines of the agenda."""
    all_of_them = results(found)
    looks = (
        inputs(1, map(_score, all_of_them), _NONE),
        inputs(2, _lessons(all_of_them), "No score to learn from yet: check in first."),
        inputs(3, _decisions(all_of_them), "Everything is reached: nothing to carry forward."),
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
            question = _QUESTIONS[each.final.band]
            yield _line(each, f"{question} Noted so far: {said}" if said else question)


def _said(each: Result) -> str:
    line = each.review
    hit = (line.why, line.replicate)
    missed = (line.went_wrong, line.differently)
    return "; ".join(text for text in (hit if each.final.band is Band.HIT else missed) if text)


def _decisions(found: tuple[Result, ...]) -> Iterator[AgendaItem]:
    for each in found:
        if each.figure.met is not True:
            decided = each.review.decision
            yield _line(each, f"decided: {decided}" if decided else "not decided yet")
