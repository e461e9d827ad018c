"""The Teams sheet: who works on what, and how each team stands."""

from collections.abc import Callable

from okrsheet.core.objective_figures import TeamFigures
from okrsheet.core.words import Level
from okrsheet.workbook import twins
from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, typed, working
from okrsheet.workbook.formula import filled
from okrsheet.workbook.view import View, blank

Value = Callable[[View, int], object]


def _figure(show: Callable[[TeamFigures], object]) -> Value:
    def value(view: View, row: int) -> object:
        found = view.team_figures(row)
        return "" if found is None else blank(show(found))

    return value


def _shown(formula: str) -> str:
    return f'IF([Exists]=0,"",{formula})'


_OWN = 'obj[Team row],[Row],obj[Level used],"Team"'


def _count(condition: str) -> str:
    return f"COUNTIFS({_OWN},obj[Counted],1{condition})"


_WORDS = {
    word: _count(f',obj[RAG],"{word}"') for word in ("Not started", "No data", "Green", "Red")
}
_RED = (
    f'OR(okr_worst_wins=1,SUMIFS(obj[Weight used],{_OWN},obj[Counted],1,obj[RAG],"Red")'
    f">=okr_red_weight*SUMIFS(obj[Weight used],{_OWN},obj[Counted],1)-{twins.CLOSE})"
)


def _counted(view: View, row: int) -> object:
    if view.team_figures(row) is None:
        return ""
    own = [
        o
        for o in view.figures.objectives
        if o.objective.level is Level.TEAM and view.team_row(o.objective.team) == row
    ]
    return sum(o.rag is not None and o.weight > 0 for o in own)


TABLE = TableSpec(
    sheet="Teams",
    name="tblTeams",
    short="tm",
    title="Teams",
    purpose="The teams that hold objectives. Their names feed the drop-downs.",
    frozen=1,
    row_height=22,
    groups=(
        Group(
            "Team",
            (
                typed("Team", Kind.TEXT, 22, "name", "The team's name."),
                typed("Lead", Kind.TEXT, 20, "lead", "Who leads it?", "okr_people"),
            ),
        ),
        Group(
            "Result",
            (
                computed(
                    "Objectives",
                    Kind.WHOLE,
                    13,
                    _shown(f"COUNTIFS({_OWN})"),
                    _figure(lambda f: f.objectives),
                ),
                computed(
                    "Number of objectives",
                    Kind.BAND,
                    14,
                    _shown(twins.limit("[Objectives]", "okr_team_objectives")),
                    _figure(lambda f: str(f.limit)),
                ),
                computed(
                    "Score",
                    Kind.SCORE,
                    9,
                    _shown(
                        f'IF(SUMIFS(obj[Own weight],{_OWN})=0,"",'
                        f"SUMIFS(obj[Own weighted],{_OWN})/SUMIFS(obj[Own weight],{_OWN}))"
                    ),
                    _figure(lambda f: f.score),
                ),
                computed(
                    "RAG",
                    Kind.RAG,
                    14,
                    _shown(twins.rag_of_parts("[Counted]", _WORDS, _RED)),
                    _figure(lambda f: f.rag and str(f.rag)),
                ),
                computed(
                    "Reported",
                    Kind.TEXT,
                    12,
                    _shown(
                        f"SUMIFS(obj[Reported parts],{_OWN})"
                        f'&" of "&SUMIFS(obj[Counted parts],{_OWN})'
                    ),
                    _figure(lambda f: f"{f.reported} of {f.due}"),
                ),
            ),
        ),
        Group(
            "Working columns",
            (
                working("Row", "ROW()-ROW(tm[#Team])", lambda _, r: r + 1),
                working("Exists", filled("[Team]"), lambda v, r: int(bool(v.team_name(r)))),
                working("Key", _shown('IFERROR(TRIM([Team]),"")'), lambda v, r: v.team_name(r)),
                working("Counted", _shown(_count("")), _counted),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
