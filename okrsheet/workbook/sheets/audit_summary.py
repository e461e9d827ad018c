"""The Audit Summary sheet: what fails most, for the whole quarter and team by team.

The first line is for all key results, the next two for those without a team: of company objectives,
which need none, and the rest. Below, line n + 3 is for the nth line of Teams.
"""

from collections.abc import Callable
from typing import Final

from okrsheet.core.audit_patterns import ALL, COMPANY, LABELS, NO_TEAM, NOTHING, Pattern
from okrsheet.workbook.contract import Column, Group, Kind, TableSpec, computed, working
from okrsheet.workbook.judged import patterns_of
from okrsheet.workbook.sheets.audit_steps import ANSWERS
from okrsheet.workbook.view import View

FIXED_LINES: Final = 3
_TEAM: Final = (
    f'IF([Line]=1,"{ALL}",IF([Line]=2,"{COMPANY}",IF([Line]=3,"{NO_TEAM}",'
    f'IF([Line]>ROWS(tm[Row])+{FIXED_LINES},"",INDEX(tm[Key],[Line]-{FIXED_LINES})))))'
)
_WANTED: Final = f'IF([Line]=1,">=-1",[Line]-{FIXED_LINES})'
_WIDTHS: Final = {
    "Measurable": 12.5,
    "Update frequency": 11.5,
    "Data source": 10,
    "Ambitious": 11.5,
}


def _shown(formula: str) -> str:
    return f'IF([Team]="","",{formula})'


def _count(condition: str = "") -> str:
    return f"COUNTIFS(au[Team row],[Wanted]{condition})"


def _figure(show: Callable[[Pattern], object]) -> Callable[[View, int], object]:
    def value(view: View, row: int) -> object:
        lines = patterns_of(view).lines
        return show(lines[row]) if row < len(lines) and lines[row].name else ""

    return value


def _failures(place: int) -> Column:
    label = LABELS[place]
    passing = f',au[{ANSWERS[place]}],"Yes"'
    formula = f"[Key results]-{_count(passing)}"
    value = _figure(lambda pattern: pattern.failures[place])
    return computed(label, Kind.WHOLE, _WIDTHS.get(label, 10), _shown(formula), value)


def _tracked(header: str, way: str, show: Callable[[Pattern], object]) -> Column:
    formula = _shown(_count(f',au[Trackable],"{way}"'))
    return computed(header, Kind.WHOLE, 11, formula, _figure(show))


def _wanted(view: View, row: int) -> object:
    lines = patterns_of(view).lines
    if row >= len(lines) or not lines[row].name:
        return ""
    return row + 1 - FIXED_LINES if row else ">=-1"


_MOST: Final = "MAX(" + ",".join(f"[{label}]" for label in LABELS) + ")"
_NAMED: Final = "".join(f'IF([{label}]=[Most],"{label}",' for label in LABELS) + '""'
_FAILS_MOST: Final = _shown(
    f'IF([Key results]=0,"",IF([Most]=0,"{NOTHING}",'
    f'{_NAMED}{")" * len(LABELS)}&" ("&[Most]&" of "&[Key results]&")"))'
)

TABLE = TableSpec(
    sheet="Audit Summary",
    name="tblAuditSummary",
    short="aus",
    title="Audit summary",
    purpose="What is missing most often, and where. A key result belongs to the team of its "
    "objective; the Audit sheet says which ones they are.",
    frozen=1,
    row_height=22,
    groups=(
        Group(
            "Team",
            (
                computed("Team", Kind.TEXT, 22, _TEAM, _figure(lambda p: p.name)),
                computed(
                    "Key results",
                    Kind.WHOLE,
                    9,
                    _shown(_count()),
                    _figure(lambda p: p.key_results),
                ),
                computed(
                    "Ready",
                    Kind.WHOLE,
                    9,
                    _shown(_count(',au[Ready],"Yes"')),
                    _figure(lambda p: p.ready),
                ),
                computed(
                    "Fails most",
                    Kind.TEXT,
                    30,
                    _FAILS_MOST,
                    _figure(lambda p: p.fails_most),
                ),
            ),
        ),
        Group("Key results that fail", tuple(map(_failures, range(len(LABELS))))),
        Group(
            "How they can be tracked",
            (
                _tracked("Live", "live", lambda p: p.live),
                _tracked("Manual", "manual", lambda p: p.manual),
                _tracked("Not weekly", "not trackable weekly", lambda p: p.not_weekly),
            ),
        ),
        Group(
            "Working columns",
            (
                working("Line", "ROW()-ROW(aus[#Team])", lambda _, r: r + 1),
                working("Wanted", _shown(_WANTED), _wanted),
                working("Most", _shown(_MOST), _figure(lambda p: max(p.failures))),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
