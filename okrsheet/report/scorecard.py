"""A closed quarter on one page: what came of every objective, what was learned, what follows."""

from collections.abc import Iterator, Sequence
from typing import Final

from okrsheet.core import amounts
from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter, Lesson
from okrsheet.core.findings import count_of
from okrsheet.core.model import KeyResult
from okrsheet.core.on_record import company_score
from okrsheet.core.scoring import NO_DATA
from okrsheet.core.words import KEEP_TYPES, Band, Carry, Commitment, Type
from okrsheet.report.look import status_look
from okrsheet.report.markup import Html, tag
from okrsheet.report.shell import badge, shell, top
from okrsheet.report.wording import facts, full_day, score
from okrsheet.workbook.look import PAINTS

_LESSONS: Final = {
    Band.HIT: (("why", "Why it worked"), ("replicate", "To repeat")),
    Band.PROGRESS: (
        ("why", "Why it worked"),
        ("replicate", "To repeat"),
        ("went_wrong", "What went wrong"),
        ("differently", "To do differently"),
    ),
    Band.MISSED: (("went_wrong", "What went wrong"), ("differently", "To do differently")),
}
_NO_OBJECTIVE: Final = "Without an objective"
_NOTHING: Final = "No key result went on record."
_NONE_NOTED: Final = "None was noted in the review."
_STYLE: Final = """
@media print{
.card>.head,.card>.line{display:inline!important}
.card>.line{margin-left:8px!important}
.mark,.what,.figure{padding-top:0!important;padding-bottom:1px!important}
}
"""


def scorecard(quarter: ClosedQuarter) -> str:
    """The whole page.

    Args:
        quarter: as it went on record.
    """
    return shell(
        f"{_title(quarter)}, {full_day(quarter.closed_on)}",
        _top(quarter),
        *_objectives(quarter),
        *_next_quarter(quarter),
        tag("p", _foot(quarter), look="foot"),
        style=_STYLE,
    )


def _title(quarter: ClosedQuarter) -> str:
    return ", ".join(filter(None, [quarter.organisation, f"Scorecard {quarter.name}"]))


def _top(quarter: ClosedQuarter) -> Html:
    lasted = f"{full_day(quarter.start)} to {full_day(quarter.end)}"
    return top(
        _title(quarter),
        tag("p", f"{lasted}, closed on {full_day(quarter.closed_on)}", look="under"),
        tag("p", _lead(quarter), look="lead"),
        tag("div", *_tiles(quarter), look="tiles"),
    )


def _lead(quarter: ClosedQuarter) -> str:
    own, found = company_score(quarter), quarter.key_results
    if not found:
        return _NOTHING
    told = "No company score" if own is None else f"Company score {score(own)}"
    hits = sum(each.band is Band.HIT for each in found)
    decided = [each.decision for each in found]
    going_on = decided.count(Carry.CONTINUE) + decided.count(Carry.REVISE)
    of_all = f"{hits} of {count_of(len(found), 'key result')} Hit"
    return f"{told}. {of_all}; {going_on} to be carried on."


def _tiles(quarter: ClosedQuarter) -> Iterator[Html]:
    bands = [each.band for each in quarter.key_results]
    for band in Band:
        said = f"{PAINTS[band].sign} {band} {bands.count(band)}"
        yield tag("span", said, look=f"tile {status_look(band)}")
    if None in bands:
        told = f"Without a score {bands.count(None)}"
        yield tag("span", told, look=f"tile {status_look('')}")


def _objectives(quarter: ClosedQuarter) -> Iterator[Html]:
    """Every objective with its key results, then those without one."""
    under: dict[str, list[ClosedKeyResult]] = {}
    for each in quarter.key_results:
        under.setdefault(each.objective_id.lower(), []).append(each)
    for objective in quarter.objectives:
        yield _card(_head(objective), under.pop(objective.id.lower(), []))
    others = [each for left in under.values() for each in left]
    if others:
        yield _card([tag("h2", _NO_OBJECTIVE, look="head")], others)


def _head(objective: ClosedObjective) -> list[Html]:
    name = tag("span", objective.id, look="quiet")
    whose = facts(
        "Number one" if objective.number_one else "",
        str(objective.level or ""),
        objective.team,
        objective.owner,
        f"score {score(objective.score)}",
    )
    return [
        tag("h2", name, " ", objective.text, look="head"),
        tag("p", whose, look="line quiet small"),
    ]


def _card(head: Sequence[Html], found: Sequence[ClosedKeyResult]) -> Html:
    rows = tag("table", *map(_row, found), look="table")
    nothing = tag("p", "No key results", look="line quiet")
    return tag("div", *head, rows if found else nothing, look="card")


def _row(each: ClosedKeyResult) -> Html:
    said = [
        tag("div", tag("span", each.id, look="id"), " ", each.text),
        tag("div", _facts(each), look="line quiet small"),
        *(_note(about, told) for about, told in _notes(each)),
    ]
    mark = badge(str(each.band)) if each.band else tag("span", "no score", look="quiet small")
    return tag(
        "tr",
        tag("td", mark, look="mark"),
        tag("td", *said, look="what"),
        tag("td", score(each.final_score), look="figure"),
        look="row",
    )


def _note(about: str, told: str) -> Html:
    return tag("div", tag("span", f"{about}:", look="quiet"), " ", told, look="line small")


def _facts(each: ClosedKeyResult) -> str:
    said = each.met is None or each.type is Type.YES_NO
    met = "" if said else ": met" if each.met else ": not met"
    return facts(
        f"{_reached(each)}{met}",
        f"decided: {each.decision}" if each.decision else "not decided",
        "Committed" if each.commitment is Commitment.COMMITTED else "",
        each.owner,
        f"carried {count_of(each.carried, 'time')}" if each.carried else "",
    )


def _reached(each: ClosedKeyResult) -> str:
    """The final value beside the target, as people write them."""
    if each.value is None:
        return NO_DATA
    if each.type is Type.MILESTONES:
        return _stages(each.value, each.stages)
    if each.type is Type.YES_NO:
        return "Done" if each.value else "Not done"
    kr = _metric(each)
    return f"{_way(kr, each.baseline, each.value)}, {_aim(kr)}"


def _stages(share: float, stages: tuple[int, int] | None) -> str:
    """As Review shows it; a record from before the stages were counted knows their share alone."""
    if stages is None:
        return f"{share:.0%} of the stages done"
    done, every = stages
    return f"{done} of {count_of(every, 'stage')} done"


def _way(kr: KeyResult, start: float | None, end: float) -> str:
    if start is None or kr.type in KEEP_TYPES:
        return amounts.amount(kr, end)
    return amounts.span(kr, start, end)


def _aim(kr: KeyResult) -> str:
    aim = amounts.goal(kr)
    if kr.type is Type.KEEP_RANGE:
        return f"to stay between {aim}"
    if kr.type in KEEP_TYPES:
        return f"to stay at or {'above' if kr.type is Type.KEEP_ABOVE else 'below'} {aim}"
    return f"target {aim}"


def _metric(each: ClosedKeyResult) -> KeyResult:
    kr = KeyResult(each.id, "", each.text, each.type, each.unit)
    return kr._replace(target=each.target, low=each.low, high=each.high)


def _notes(each: ClosedKeyResult) -> Iterator[tuple[str, str]]:
    if each.by_hand:
        yield f"Score by hand, {score(each.score)} by the figures", each.reason
    for field, about in _LESSONS.get(each.band, ()) if each.band else ():
        told = getattr(each.lesson, field)
        if told:
            yield about, told


def _next_quarter(quarter: ClosedQuarter) -> Iterator[Html]:
    """Opportunities and risks, as the review noted them."""
    if not quarter.key_results:
        return
    noted = [*_inputs(quarter)]
    rows = [
        tag("tr", tag("td", tag("div", _note(*each)), look="what"), look="row") for each in noted
    ]
    told = tag("table", *rows, look="table") if rows else tag("p", _NONE_NOTED, look="line quiet")
    title = tag("h2", "Opportunities and risks for the next quarter", look="head")
    yield tag("div", title, told, look="card" if rows else "card bare")


def _inputs(quarter: ClosedQuarter) -> Iterator[tuple[str, str]]:
    for field in ("opportunities", "risks"):
        kind = {"opportunities": "Opportunity", "risks": "Risk"}[field]
        for each in quarter.key_results:
            told = _said(each.lesson, field)
            if told:
                yield f"{kind}, {each.id}", told


def _said(lesson: Lesson, field: str) -> str:
    told: str = getattr(lesson, field)
    return told


def _foot(quarter: ClosedQuarter) -> str:
    by_hand = any(each.by_hand for each in quarter.key_results)
    more = " Scores of objectives count those set by hand." if by_hand else ""
    return (
        f"As it went on record on {full_day(quarter.closed_on)}. Score: share of the way from "
        f"baseline to target, 0 to 1.{more} Made by okrsheet from the quarter's workbook."
    )
