"""Tables on the page of insights whose cells are coloured by what their numbers mean."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from okrsheet.core.audit_patterns import ALL
from okrsheet.core.insights import Insights
from okrsheet.core.insights_audit import CRITERIA, Failing
from okrsheet.core.insights_calibration import Aim, Spread, Verdict, verdict_of
from okrsheet.core.insights_forecast import TeamAccuracy
from okrsheet.core.insights_told import DASH, percent, score, signed
from okrsheet.core.policy import Policy
from okrsheet.report.markup import Html, tag

MOST_ROWS: Final = 16
MOST_COLUMNS: Final = 8
_LOOKS: Final = {Verdict.EASY: "high", Verdict.RIGHT: "right", Verdict.HARD: "low"}
_SIGNS: Final = {Verdict.EASY: " \u25b2", Verdict.HARD: " \u25bc"}


_BREAKING: Final = {
    "A1": "Measur\u00adable",
    "A3": "Base\u00adline",
    "A4": "Update fre\u00adquency",
    "A5": "Own\u00ader",
    "A6": "Am\u00adbi\u00adtious",
}
"""Criteria that may be broken on a phone, at the soft hyphens."""


class Cell(NamedTuple):
    """A number, a small remark below it, how it looks, and how strong its colour is (0-1)."""

    text: str
    small: str = ""
    look: str = ""
    shade: float = 0.0


def tied(said: str) -> str:
    """The same with each number and its percent sign in one line."""
    return said.replace(" %", "\u00a0%")


NOTHING: Final = Cell(DASH, look="none")


def grid(heads: Sequence[str], rows: Iterable[tuple[str, Sequence[Cell]]]) -> Html:
    """A table; the first column says whose line it is."""
    head = tag("tr", tag("th", ""), *(tag("th", each, scope="col") for each in heads))
    lines = [tag("tr", tag("td", name), *map(_cell, cells)) for name, cells in rows]
    return tag("div", tag("table", head, *lines, _class="g"), _class="grid-wrap")


def _cell(cell: Cell) -> Html:
    more = [tag("small", cell.small)] if cell.small else []
    told = {"_class": cell.look} if cell.look else {}
    if cell.shade:
        told["style"] = f"background:rgba(var(--h),{cell.shade:.2f})"
    return tag("td", cell.text, *more, **told)


def key(*parts: tuple[str, str]) -> Html:
    """What colours mean: (look, word) of each."""
    return tag(
        "div",
        *(tag("span", tag("i", _class=f"k-{look}"), word, _class="key") for look, word in parts),
        _class="cap",
    )


def target_grid(found: Insights) -> Html:
    """Medians of aspirational targets by team and quarter."""
    names = [each.name for each in found.past.periods][-MOST_COLUMNS:]
    lines = [each for each in found.calibration.lines if each.aim is Aim.ASPIRATIONAL]
    rows = [
        (
            each.team,
            [
                *(_median(part, found.policy) for part in each.quarters[-MOST_COLUMNS:]),
                _all(each.all, each.verdict),
            ],
        )
        for each in lines[:MOST_ROWS]
    ]
    return grid((*names, "all"), rows)


def _median(part: Spread, policy: Policy) -> Cell:
    if part.median is None:
        return NOTHING
    verdict = verdict_of(part.median, policy)
    return Cell(f"{score(part.median)}{_SIGNS.get(verdict, '')}", look=_LOOKS[verdict])


def _all(part: Spread, verdict: Verdict | None) -> Cell:
    if part.share is None or verdict is None:
        return NOTHING
    told = f"{score(part.median)}{_SIGNS.get(verdict, '')}"
    hits = tag("span", f"{tied(percent(part.share))} Hits, n {part.n}", _class="wide")
    return Cell(told, hits, _LOOKS.get(verdict, ""))


def audit_grid(found: Insights) -> Html:
    """How many key results fail each criterion, by team."""
    signs = sorted({each.criterion for each in found.audit.lines})
    by_team: dict[str, dict[str, Failing]] = {}
    for each in found.audit.lines:
        by_team.setdefault(each.team, {})[each.criterion] = each
    rows = [
        (team, [_failing(own.get(sign)) for sign in signs])
        for team, own in list(by_team.items())[:MOST_ROWS]
    ]
    return grid([_BREAKING.get(sign, CRITERIA.get(sign, sign)) for sign in signs], rows)


def _failing(each: Failing | None) -> Cell:
    if each is None:
        return NOTHING
    often = f"\u00d7{each.running}" if each.keeps_failing and each.team != ALL else ""
    return Cell(tied(percent(each.share)), often, shade=0.08 + 0.4 * each.share)


def forecast_grid(found: Insights) -> Html:
    """How good the forecasts of each team were."""
    rows = [(each.team, _accuracy(each)) for each in found.forecasts.teams[:MOST_ROWS]]
    return grid(("forecasts", "off by", "too hopeful (+)", "band right"), rows)


def _accuracy(line: TeamAccuracy) -> list[Cell]:
    each = line.all
    bias = 0.0 if each.bias is None else round(each.bias, 2)
    right = DASH if each.right is None else tied(percent(each.right))
    return [Cell(str(each.n)), Cell(score(each.error)), Cell(signed(bias)), Cell(right)]
