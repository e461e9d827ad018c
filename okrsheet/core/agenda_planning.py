"""The agenda of planning: 140 minutes in the week before the quarter, then publish the day after.

Source: acceptance, B1 to B8.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from okrsheet.core.agenda_items import (
    AgendaItem,
    Gaps,
    about_next_quarter,
    how_final,
    inputs,
    results,
)
from okrsheet.core.day_names import short_day
from okrsheet.core.figures import Figures
from okrsheet.core.findings import count_of
from okrsheet.core.history import number
from okrsheet.core.model import Dependency, KeyResult, Objective, Plan
from okrsheet.core.objective_figures import ObjectiveFigures
from okrsheet.core.scoring import two_decimals
from okrsheet.core.words import Band, Carry, Level

_OBJECTIVES: Final = (
    "Draft objectives: which two or three things would make the quarter a success? Do they meet "
    "our biggest risks? Are they ambitious and still believable?"
)
_NUMBERS: Final = (
    "Draft key results: two to four numbers for each objective, and for each number the place it "
    "comes from."
)
_ALIGNMENT: Final = (
    "Check alignment: is this the most important work there is, can we do it, does it ask enough "
    "of us?"
)
ITEMS: Final = (
    (30, "Look back: what did we reach, what not, and why?"),
    (20, "Context: what does the annual plan ask, what has changed, what comes from outside?"),
    (30, _OBJECTIVES),
    (45, _NUMBERS),
    (15, _ALIGNMENT),
)
AFTER: Final = (
    "The day after: publish (okrsheet publish), tell every team, and let them draft their own."
)
_ENDED: Final = (str(Carry.DROP), str(Carry.DONE))
_CARRIED: Final = (str(Carry.CONTINUE), str(Carry.REVISE))
_BANDS: Final = (Band.HIT, Band.PROGRESS, Band.MISSED)


def planning(found: Figures, gaps: Gaps) -> Iterator[AgendaItem]:
    """The lines of the agenda."""
    champion = found.plan.champion
    looks = (
        inputs(
            1,
            chain(how_final(found), _scores(found)),
            "No score stands here: bring the workbook of the last quarter.",
        ),
        inputs(2, _context(found), "No annual goal and no risk is written down here: bring them."),
        inputs(
            3, _candidates(found), "No candidate is written yet: start with the three questions."
        ),
        inputs(4, _key_results(found, gaps), "Nothing is carried on, and nothing lacks data."),
        inputs(5, _alignment(found), "Every team objective supports one, and nothing is open."),
    )
    for place, ((minutes, text), look) in enumerate(zip(ITEMS, looks, strict=True), 1):
        yield AgendaItem(place, minutes, text, who=champion)
        yield from look
    yield AgendaItem(len(ITEMS) + 1, None, AFTER, who=champion)


def _line(text: str, about: str = "", who: str = "") -> AgendaItem:
    return AgendaItem(0, None, text, about, who)


def _scores(found: Figures) -> Iterator[AgendaItem]:
    for figure in found.objectives:
        if figure.score is not None:
            objective = figure.objective
            told = f"{objective.text}: {two_decimals(figure.score):.2f}{_by_band(figure, found)}"
            yield _line(told, objective.id, objective.owner)


def _by_band(figure: ObjectiveFigures, found: Figures) -> str:
    """Such as ". Hit: C1.1. Missed: C1.2, C1.3", with "so far" while the quarter runs."""
    own = [
        each
        for each in results(found)
        if each.figure.key_result.objective_id.lower() == figure.objective.id.lower()
    ]
    told = ""
    for band in _BANDS:
        of_band = [each for each in own if each.final.band is band]
        for word in dict.fromkeys(each.word for each in of_band):
            names = [each.figure.key_result.id for each in of_band if each.word == word]
            told += f". {word}: {', '.join(names)}"
    return told


def _context(found: Figures) -> Iterator[AgendaItem]:
    for goal, about in goals(found.plan):
        yield _line(f"Annual goal: {goal}", about)
    yield from about_next_quarter(found)


def goals(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each annual goal with the IDs of the objectives that serve it."""
    served: dict[str, list[str]] = {}
    for objective in plan.objectives:
        if objective.text and objective.strategy:
            served.setdefault(objective.strategy, []).append(objective.id)
    for goal, names in served.items():
        yield goal, ", ".join(names)


def _candidates(found: Figures) -> Iterator[AgendaItem]:
    over = ended(found)
    for objective in found.plan.objectives:
        if objective.text and objective.id.lower() not in over:
            told = f"{objective.level or 'No level'}: {objective.text}"
            yield _line(told, objective.id, objective.owner)


def ended(found: Figures) -> set[str]:
    """The objectives all of whose key results are done or dropped, by ID in small letters."""
    open_ones, closed = set[str](), set[str]()
    for each in results(found):
        ended = each.review.decision in _ENDED
        (closed if ended else open_ones).add(each.figure.key_result.objective_id.lower())
    return closed - open_ones


def _key_results(found: Figures, gaps: Gaps) -> Iterator[AgendaItem]:
    for each in results(found):
        kr = each.figure.key_result
        told = []
        if each.review.decision in _CARRIED:
            told.append(f"carried on ({each.review.decision})")
        elif (number(kr.carried) or 0) > 0:
            times = count_of(int(number(kr.carried) or 0), "time")
            told.append(f"carried on {times} so far")
        missing = () if each.review.decision in _ENDED else gaps.get(each.figure.row, ())
        if missing:
            told.append(f"not ready: {'; '.join(missing)}")
        if told:
            yield _line(f"{kr.text}: {', '.join(told)}", kr.id, kr.owner)


def _alignment(found: Figures) -> Iterator[AgendaItem]:
    known = {o.id.lower() for o in found.plan.objectives if o.text}
    for objective in found.plan.objectives:
        if objective.text and _is_orphan(objective, known):
            told = f"{objective.text}: which company objective does it advance?"
            yield _line(told, objective.id, objective.owner)
    first = [o for o in found.plan.objectives if o.text and o.number_one]
    if len(first) != 1:
        yield _line(
            f"{len(first) or 'No'} number-one priorities: agree on exactly one, with a name."
        )
    yield from unsettled(found)


def unsettled(found: Figures) -> Iterator[AgendaItem]:
    """The dependencies nobody agreed to yet."""
    owners = {kr.id.lower(): kr for kr in reversed(found.plan.key_results)}
    for dependency in found.plan.dependencies:
        if dependency.what and dependency.agreed is not True:
            yield _open(dependency, owners.get(dependency.key_result_id.lower()))


def _is_orphan(objective: Objective, known: set[str]) -> bool:
    supports = any(name.lower() in known for name in objective.supports if name)
    return objective.level is Level.TEAM and not supports


def _open(dependency: Dependency, kr: KeyResult | None) -> AgendaItem:
    by_when = f" by {short_day(dependency.by_when)}" if dependency.by_when else ""
    told = (
        f"Needed from {dependency.on_team or 'another team'}{by_when}: {dependency.what}. Agreed?"
    )
    return _line(told, dependency.key_result_id, kr.owner if kr else "")
