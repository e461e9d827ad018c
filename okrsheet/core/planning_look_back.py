"""What planning looks back on: the retrospective of the last quarter, as its review wrote it.

Source: acceptance, B3 and F5 to F7.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final as Constant
from typing import NamedTuple

from okrsheet.core.agenda_items import how_final
from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter
from okrsheet.core.figures import Figures
from okrsheet.core.findings import count_of
from okrsheet.core.model import PlanningLine
from okrsheet.core.planning_lines import PlanningKind, heading, shown
from okrsheet.core.review import Final, band_word
from okrsheet.core.scoring import two_decimals
from okrsheet.core.words import Band, Carry

_NOTHING: Constant = "Nothing to look back on stands here"
_BRING: Constant = "okrsheet planning BOOK --from OLD_BOOK shows last quarter's scores and lessons."
_ASKED: Constant = {
    Band.HIT: "Nobody wrote yet why it worked and what to repeat.",
    Band.PROGRESS: "Nobody wrote yet whether to go on like this or another way.",
    Band.MISSED: "Nobody wrote yet what went wrong and what to do differently.",
}
TOO_OFTEN: Constant = 2
"""From this many times on a key result that is carried deserves a question."""
_CARRIED: Constant = (Carry.CONTINUE, Carry.REVISE)
_NO_PAST: Constant[Mapping[str, Sequence[float]]] = MappingProxyType({})


class LastQuarter(NamedTuple):
    """The quarter planning looks back on.

    Attributes:
        record: what is on record of it.
        own: the workbook the sheet stands in is the one of that quarter.
        over: nothing moves there any more.
        past: final scores (0-1) of each team in the quarters before it, by its name in small
            letters; "" is the company.
    """

    record: ClosedQuarter
    own: bool = False
    over: bool = True
    past: Mapping[str, Sequence[float]] = _NO_PAST

    @property
    def carried(self) -> tuple[ClosedKeyResult, ...]:
        """The key results that were decided to go on."""
        return tuple(kr for kr in self.record.key_results if kr.decision in _CARRIED)


def look_back(last: LastQuarter | None, found: Figures) -> Iterator[PlanningLine]:
    """Each objective with its score, then its key results with band and lessons."""
    if last is None or not last.record.key_results:
        yield shown(_NOTHING, known=_BRING)
        return
    if last.own:
        for item in how_final(found):
            yield shown(item.text)
    of_quarter, left = last.record, list(last.record.key_results)
    for objective in of_quarter.objectives:
        own = [kr for kr in left if kr.objective_id.lower() == objective.id.lower()]
        left = [kr for kr in left if kr not in own]
        if own or objective.score is not None:
            yield _objective(objective, own, last)
            yield from (_key_result(kr, last) for kr in own)
    yield from (_key_result(kr, last) for kr in left)


def _objective(
    objective: ClosedObjective, own: Sequence[ClosedKeyResult], last: LastQuarter
) -> PlanningLine:
    score = "no score" if objective.score is None else f"{two_decimals(objective.score):.2f}"
    words = [_word(kr, last) for kr in own if kr.band is not None]
    counted = ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))
    told = f"{last.record.name}: {score}{f' ({counted})' if counted else ''}"
    line = heading(objective.text, objective.id, told, objective.owner)
    return line._replace(kind=str(PlanningKind.OBJECTIVE))


def _word(kr: ClosedKeyResult, last: LastQuarter) -> str:
    return band_word(Final(kr.final_score, kr.band, kr.by_hand), over=last.over)


def _key_result(kr: ClosedKeyResult, last: LastQuarter) -> PlanningLine:
    lessons = _lessons(kr, last)
    return shown(kr.text, kr.id, "\n".join((_scored(kr, last), *lessons)), kr.owner)


def _scored(kr: ClosedKeyResult, last: LastQuarter) -> str:
    if kr.final_score is None or kr.band is None:
        told = "No score"
    else:
        told = f"{two_decimals(kr.final_score):.2f}, {_word(kr, last)}"
    if kr.by_hand and kr.reason:
        told += f" (by hand: {kr.reason})"
    return f"{told}. Decided: {kr.decision}." if kr.decision else f"{told}. Not decided."


def _lessons(kr: ClosedKeyResult, last: LastQuarter) -> Iterator[str]:
    lesson = kr.lesson
    told = [
        f"{name}: {text}"
        for name, text in (
            ("Why it worked", lesson.why),
            ("Repeat", lesson.replicate),
            ("What went wrong", lesson.went_wrong),
            ("Differently", lesson.differently),
        )
        if text
    ]
    yield from told
    if not told and last.over and kr.band is not None:
        yield _ASKED[kr.band]


def opportunities(last: LastQuarter | None) -> Iterator[PlanningLine]:
    """What the review sees as a chance for the next quarter."""
    for kr in last.record.key_results if last else ():
        if kr.lesson.opportunities:
            known = f"From the review of {kr.id} ({last.record.name})." if last else ""
            yield shown(f"Opportunity: {kr.lesson.opportunities}", kr.id, known, kr.owner)


def going_on(last: LastQuarter, objective: ClosedObjective) -> str:
    """Which key results of an objective go on, such as "C1.1 (Continue), C1.2 (Revise)"."""
    return ", ".join(
        f"{kr.id} ({kr.decision})"
        for kr in last.carried
        if kr.objective_id.lower() == objective.id.lower()
    )


def times(count: int) -> str:
    """How often something was carried, with a word where that is too often."""
    if count < TOO_OFTEN:
        return "Carried on once so far."
    return f"Carried on {count_of(count, 'time')} so far: is it still the right one?"
