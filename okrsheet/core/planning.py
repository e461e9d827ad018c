"""The Planning sheet: the agenda of the meeting, and in each item what is there to work with.

Source: acceptance, B1 to B8, A14, A15 and A19; semantics, sections 5 and 9.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from okrsheet.core.agenda_items import Gaps
from okrsheet.core.agenda_planning import AFTER, ITEMS, ended, goals, unsettled
from okrsheet.core.figures import Figures
from okrsheet.core.history import first_rows, number
from okrsheet.core.model import Objective, PlanningLine, Quarter
from okrsheet.core.planning_lines import PlanningKind, heading, question, shown
from okrsheet.core.planning_look_back import (
    LastQuarter,
    going_on,
    look_back,
    opportunities,
    times,
)
from okrsheet.core.planning_targets import targets
from okrsheet.core.risks import risks
from okrsheet.core.words import Level, LogKind

_CANDIDATES: Final = (
    "Which outcome would make the quarter a success?",
    "Which objective would meet our biggest risk?",
    "What would be ambitious and still believable?",
)
_NOT_DOING: Final = "Not doing this quarter"
_NOTE_IT: Final = (
    "What is out goes on Log with the reason (Kind: Not doing), and stands here the next time."
)
_RISKS: Final = "Risks, and which objective answers each"
_NOTE_RISK: Final = (
    "A new one goes on Log (Kind: Risk; About: the objective that answers it), and stands here "
    "the next time."
)
_OPEN: Final = "Open: no objective answers it. Name one below About on Log."
_TARGETS: Final = "Targets for what goes on"
_SET_THERE: Final = "The numbers you agree on go on Key Results."
_DECIDE_FIRST: Final = (
    "Decide on Review what goes on (Continue, Revise): a target for it is suggested here."
)
_NOT_READY: Final = "Not ready yet"
_ALIGNMENT: Final = (
    "Is this the most important work there is?",
    "Can we do it with the people and the time we have?",
    "Does it ask enough of us?",
)
_SUPPORTS_NOTHING: Final = "Open: no company objective stands below Supports on Objectives."


def planning_lines(
    found: Figures, gaps: Gaps, upcoming: Quarter, last: LastQuarter | None = None
) -> tuple[PlanningLine, ...]:
    """The lines of the sheet.

    Args:
        found: the figures of the workbook it stands in.
        gaps: what the audit found missing.
        upcoming: the quarter that is planned.
        last: the one before, where it is known.
    """
    parts = (
        look_back(last, found),
        _context(found, last),
        _objectives(found, last),
        _key_results(found, gaps, last, upcoming),
        _alignment(found),
    )
    made = list[PlanningLine]()
    champion = found.plan.champion
    for place, ((minutes, text), lines) in enumerate(zip(ITEMS, parts, strict=True), 1):
        made.append(_item(place, float(minutes), text, champion))
        made += [each._replace(item=float(place)) for each in lines]
    return (*made, _item(len(ITEMS) + 1, None, AFTER, champion))


def _item(place: int, minutes: float | None, text: str, who: str) -> PlanningLine:
    return PlanningLine(float(place), minutes, text, who=who, kind=str(PlanningKind.ITEM))


def _context(found: Figures, last: LastQuarter | None) -> Iterator[PlanningLine]:
    for goal, about in goals(found.plan):
        yield shown(f"Annual goal: {goal}", about)
    yield from opportunities(last)
    yield heading(_RISKS, known=_NOTE_RISK)
    written = set[str]()
    for each in risks(found.plan):
        written.add(each.line.what.casefold())
        answer = f"Answered by {each.answer.id}: {each.answer.text}" if each.answer else _OPEN
        yield shown(each.line.what, each.line.about, answer, each.line.who)
    for kr in last.record.key_results if last else ():
        text = kr.lesson.risks
        if text and text.casefold() not in written:
            known = f"From the review of {kr.id}. Still a risk? Then write it on Log."
            yield shown(text, kr.id, known, kr.owner)


def _objectives(found: Figures, last: LastQuarter | None) -> Iterator[PlanningLine]:
    yield heading("Candidates: two or three will do. Each is in or out.")
    carried = _carried(found)
    over = ended(found)
    known = {o.text.casefold() for o in found.plan.objectives}
    for objective in found.plan.objectives:
        if objective.text and objective.id.lower() not in over:
            yield _candidate(objective, carried.get(objective.id.lower(), 0))
    if last is not None and not last.own:
        for old in last.record.objectives:
            names = going_on(last, old)
            if names and old.text.casefold() not in known:
                told = f"From {last.record.name}; goes on: {names}."
                line = shown(old.text, "", told, old.owner)
                yield line._replace(
                    level=old.level, team=old.team, kind=str(PlanningKind.CANDIDATE)
                )
    yield from (PlanningLine(known=text, kind=str(PlanningKind.NEW)) for text in _CANDIDATES)
    yield heading(_NOT_DOING, known=_NOTE_IT)
    for noted in found.plan.log:
        if noted.kind == LogKind.NOT_DOING and noted.what:
            why = noted.why or "No reason is given on Log."
            yield shown(noted.what, noted.about, why, noted.who)


def _carried(found: Figures) -> dict[str, int]:
    """The most often any key result of an objective was carried, by its ID in small letters."""
    counts: dict[str, int] = {}
    for kr in found.plan.key_results:
        name = kr.objective_id.lower()
        counts[name] = max(counts.get(name, 0), int(number(kr.carried) or 0))
    return counts


def _candidate(objective: Objective, carried: int) -> PlanningLine:
    told = [objective.why or "Why this quarter? Nobody wrote it on Objectives yet."]
    if carried > 0:
        told.append(times(carried))
    line = shown(objective.text, objective.id, "\n".join(told), objective.owner)
    return line._replace(
        level=objective.level, team=objective.team, kind=str(PlanningKind.CANDIDATE)
    )


def _key_results(
    found: Figures, gaps: Gaps, last: LastQuarter | None, upcoming: Quarter
) -> Iterator[PlanningLine]:
    carried = tuple(targets(last, found, upcoming))
    own = last is not None and last.own
    known = _SET_THERE if carried else _DECIDE_FIRST if own else "Nothing is carried on."
    yield from chain([heading(_TARGETS, known=known)], carried)
    # In a quarter that ends nobody makes its key results ready any more.
    lacking = [] if own else list(_not_ready(found, gaps))
    if lacking:
        yield heading(_NOT_READY, known="Fix it, or replace the key result: okrsheet audit BOOK.")
        yield from lacking


def _not_ready(found: Figures, gaps: Gaps) -> Iterator[PlanningLine]:
    for figure in found.key_results:
        missing = gaps.get(figure.row, ())
        if missing:
            kr = figure.key_result
            yield shown(kr.text, kr.id, "; ".join(missing), kr.owner)


def _alignment(found: Figures) -> Iterator[PlanningLine]:
    yield from map(question, _ALIGNMENT)
    rows = first_rows(o.id if o.text else "" for o in found.plan.objectives)
    for objective in found.plan.objectives:
        if objective.text and objective.level is Level.TEAM:
            names = [rows[name.lower()] for name in objective.supports if name.lower() in rows]
            company = [found.plan.objectives[row] for row in names]
            advanced = [f"{o.id}: {o.text}" for o in company if o.level is Level.COMPANY]
            told = "\n".join(advanced) or _SUPPORTS_NOTHING
            text = f"If we reach this, which company objective moves? {objective.text}"
            yield question(text, objective.id, told, objective.owner)
    yield from _number_one(found)
    for item in unsettled(found):
        yield question(item.text, item.about, who=item.who)


def _number_one(found: Figures) -> Iterator[PlanningLine]:
    first = [o for o in found.plan.objectives if o.text and o.number_one]
    text = "Is there exactly one number-one priority, with a name?"
    told = "\n".join(f"{o.id}: {o.text} ({o.owner or 'no owner'})" for o in first)
    yield question(text, known=told or "Open: say Yes below Number one on Objectives.")
