"""What has to be done before a quarter opens, on Start: six steps, and how far each of them is."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from okrsheet.workbook.judged import audit_of, patterns_of
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.view import View

DONE: Final = "Done"
OPEN: Final = "Open"
QUESTIONS: Final = 4

_KEY_RESULTS: Final = "SUM(kr[Exists])"
_ANSWERED: Final = f"COUNTIFS(au[Questions of 4],{QUESTIONS})"
_READY: Final = 'COUNTIFS(au[Ready],"Yes")'
_WITHOUT: Final = "COUNTIFS(obj[Key results],0)"


class Step(NamedTuple):
    """One step: where its link leads, what to do, whether it is done, and what is there so far.

    `test` and `found` are formulas, `holds` and `says` their twins.
    """

    name: str
    sheet: str
    text: str
    test: str
    holds: Callable[[View], bool]
    found: str
    says: Callable[[View], str]


def _people(view: View) -> int:
    return sum(bool(person.name) for person in view.plan.people)


def _teams(view: View) -> int:
    return sum(bool(team.name) for team in view.plan.teams)


def _without(view: View) -> int:
    return sum(not each.key_results for each in view.figures.objectives)


def _answered(view: View) -> int:
    found = view.figures.key_results
    return sum(audit_of(view, each.row).answered == QUESTIONS for each in found)


def _ready(view: View) -> int:
    return patterns_of(view).lines[0].ready


def _all(view: View, count: int) -> bool:
    return count == len(view.figures.key_results) > 0


def _all_formula(count: str) -> str:
    return f"AND({_KEY_RESULTS}>0,{count}={_KEY_RESULTS})"


def _published(view: View) -> bool:
    return view.plan.published is not None


STEPS: Final = (
    Step(
        "Teams and people",
        "Teams",
        "Write down the teams and, on the sheet People, everybody who can own something.",
        "AND(SUM(tm[Exists])>0,SUM(pp[Exists])>0)",
        lambda v: min(_teams(v), _people(v)) > 0,
        '"Teams: "&SUM(tm[Exists])&", people: "&SUM(pp[Exists])',
        lambda v: f"Teams: {_teams(v)}, people: {_people(v)}",
    ),
    Step(
        "Objectives",
        "Objectives",
        "Say what you want to achieve: up to three for the company, one or two for each team.",
        "SUM(obj[Exists])>0",
        lambda v: bool(v.figures.objectives),
        '"Written: "&SUM(obj[Exists])',
        lambda v: f"Written: {len(v.figures.objectives)}",
    ),
    Step(
        "Key results",
        "Key Results",
        "Write two to four for each objective: from X to Y, with a type, a target, an owner.",
        f"AND(SUM(obj[Exists])>0,{_WITHOUT}=0)",
        lambda v: bool(v.figures.objectives) and not _without(v),
        f'"Written: "&{_KEY_RESULTS}&IF({_WITHOUT}=0,"",", objectives without: "&{_WITHOUT})',
        lambda v: (
            f"Written: {len(v.figures.key_results)}"
            + (f", objectives without: {_without(v)}" if _without(v) else "")
        ),
    ),
    Step(
        "Data sources",
        "Key Results",
        "Open Measure: where each number comes from, how often, who has access, who gets it.",
        _all_formula(_ANSWERED),
        lambda v: _all(v, _answered(v)),
        f'"Answered: "&{_ANSWERED}&" of "&{_KEY_RESULTS}',
        lambda v: f"Answered: {_answered(v)} of {len(v.figures.key_results)}",
    ),
    Step(
        "Audit",
        "Audit",
        "Read what is not ready, and why. Fix it, or choose another key result.",
        _all_formula(_READY),
        lambda v: _all(v, _ready(v)),
        f'"Ready: "&{_READY}&" of "&{_KEY_RESULTS}',
        lambda v: f"Ready: {_ready(v)} of {len(v.figures.key_results)}",
    ),
    Step(
        "Publish",
        "Settings",
        "Run okrsheet publish, or type the day into Published on. Until then it is a draft.",
        'okr_published<>""',
        _published,
        'IF(okr_published="","Draft","Published")',
        lambda v: "Published" if _published(v) else "Draft",
    ),
)


def setup_lines(first: int) -> Iterator[Spot]:
    """The steps, one below the other from row `first` on."""
    for number, step in enumerate(STEPS):
        row = first + number
        yield Spot(f"B{row}", "step", text=str(number + 1))
        yield Spot(f"C{row}", "link", text=step.name, link=f"'{step.sheet}'!A1")
        yield Spot(f"D{row}", "fact", text=step.text)
        for column in "EF":
            yield Spot(f"{column}{row}", "ruled")
        yield Spot(f"G{row}", "fact", formula=step.found, value=step.says)
        yield Spot(
            f"H{row}",
            "stage",
            formula=f'IF({step.test},"{DONE}","{OPEN}")',
            value=lambda v, step=step: DONE if step.holds(v) else OPEN,  # type: ignore[misc]  # one closure a line
        )
