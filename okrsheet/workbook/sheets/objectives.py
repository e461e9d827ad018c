"""The Objectives sheet: what the company and its teams want to achieve, and how it stands."""

from collections.abc import Callable

from okrsheet.core.history import weight_of
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.objective_figures import ObjectiveFigures
from okrsheet.core.rollup import COMPANY_ONLY, TEAMS_ONLY
from okrsheet.core.words import Level, Rag
from okrsheet.workbook import twins
from okrsheet.workbook.contract import Column, Group, Kind, TableSpec, computed, typed, working
from okrsheet.workbook.formula import filled, is_word, row_of
from okrsheet.workbook.view import View, blank, row_number

Value = Callable[[View, int], object]
SENTENCE_PARTS = 6


def _figure(show: Callable[[ObjectiveFigures], object]) -> Value:
    def value(view: View, row: int) -> object:
        found = view.objective_figures(row)
        return "" if found is None else blank(show(found))

    return value


def _step(header: str, formula: str, value: Value) -> Column:
    return working(header, _shown(formula), value)


def _shown(formula: str) -> str:
    return f'IF([Exists]=0,"",{formula})'


def _sum_of(column: str, condition: str = "") -> str:
    return f"SUMIFS(kr[{column}],kr[Objective row],[Row]{condition})"


def _count(condition: str) -> str:
    return f"COUNTIFS(kr[Objective row],[Row],kr[Counted],1{condition})"


def _supporting(column: str) -> str:
    first = f'SUMIFS(obj[{column}],obj[Level used],"Team",obj[Supports row],[Row])'
    return f'({first}+SUMIFS(obj[{column}],obj[Level used],"Team",obj[Also row],[Row]))'


def _supporters(condition: str = "") -> str:
    level = 'obj[Level used],"Team"'
    return (
        f"(COUNTIFS({level},obj[Supports row],[Row]{condition})"
        f"+COUNTIFS({level},obj[Also row],[Row]{condition}))"
    )


_WORDS = {word: _count(f',kr[RAG],"{word}"') for word in ("Not started", "No data", "Green", "Red")}
_RED = (
    "OR(okr_worst_wins=1,"
    + _count(',kr[Committed],1,kr[RAG],"Red"')
    + ">0,"
    + _sum_of("Weight used", ',kr[RAG],"Red"')
    + f">=okr_red_weight*{_sum_of('Weight used')}-{twins.CLOSE})"
)
_CASCADE = (
    f'IF(OR([Level used]<>"Company",[Supporters]=0),"",'
    f'IF(AND(OR([RAG]="Yellow",[RAG]="Red"),[Green supporters]=[Supporters]),"{TEAMS_ONLY}",'
    f'IF(AND([RAG]="Green",[Troubled supporters]=[Supporters]),"{COMPANY_ONLY}","")))'
)
_SENTENCE = (
    'IF([Key results]=0,"","I will "&TRIM([Objective])&" as measured by "&'
    + "&".join(
        (
            "IFERROR("
            + ('"; "&' if part > 1 else "")
            + f'INDEX(kr[Text used],MATCH([Row]*1000+{part},kr[Key in objective],0)),"")'
        )
        for part in range(1, SENTENCE_PARTS + 1)
    )
    + ")"
)


def _row_in(header: str) -> str:
    return row_of(f"[{header}]", "obj[Key]")


def _supports(view: View, row: int, place: int) -> int | None:
    names = view.objective(row).supports
    return view.objective_row(names[place]) if place < len(names) else None


def _also_row(view: View, row: int) -> object:
    found = _supports(view, row, 1)
    return "" if found == _supports(view, row, 0) else row_number(found)


def _parts(view: View, row: int) -> list[str]:
    return [
        f.key_result.text
        for f in view.figures.key_results
        if view.objective_row(f.key_result.objective_id) == row
    ]


def _sentence(view: View, row: int) -> object:
    parts = _parts(view, row)[:SENTENCE_PARTS]
    if not parts or view.objective_row(view.objective(row).id) != row:
        return ""
    return f"I will {view.objective(row).text} as measured by " + "; ".join(parts)


def _supporting_rags(view: View, row: int) -> list[Rag | None]:
    return [
        o.rag
        for o in view.figures.objectives
        if o.objective.level is Level.TEAM and row in o.supports
    ]


def _figure_rags(show: Callable[[list[Rag | None]], int]) -> Value:
    def value(view: View, row: int) -> object:
        return show(_supporting_rags(view, row)) if view.objective_figures(row) else ""

    return value


def _sum(view: View, row: int, show: Callable[[KeyResultFigures], float]) -> object:
    if view.objective_figures(row) is None:
        return ""
    return sum(
        show(f)
        for f in view.figures.key_results
        if view.objective_row(f.key_result.objective_id) == row
    )


def _id(view: View, row: int) -> object:
    return view.objective(row).id if view.objective_figures(row) else ""


def _level(view: View, row: int) -> object:
    level = view.objective(row).level
    return str(level) if level else ""


def _serves_company(view: View, row: int) -> object:
    figure = view.objective_figures(row)
    if figure is None:
        return ""
    company = {o.row for o in view.figures.objectives if o.objective.level is Level.COMPANY}
    return int(figure.objective.level is Level.TEAM and bool(company & figure.supports))


def _coverage(figure: ObjectiveFigures) -> str:
    return f"{figure.reported} of {figure.due}"


def board_order(figure: ObjectiveFigures) -> int:
    """The order on the dashboard: company objectives first, then teams with trouble first."""
    if figure.objective.level is Level.COMPANY:
        return figure.row + 1
    ranks = {Rag.RED: 1, Rag.YELLOW: 2, Rag.NO_DATA: 3}
    rank = ranks.get(figure.rag, 4) if figure.rag else 4
    return rank * 10_000 + figure.row + 1


_BOARD = (
    'IF([Level used]="Company",0,IF([RAG]="Red",1,IF([RAG]="Yellow",2,'
    'IF([RAG]="No data",3,4))))*10000+[Row]'
)

TABLE = TableSpec(
    sheet="Objectives",
    name="tblObjectives",
    short="obj",
    title="Objectives",
    purpose="What we want to achieve this quarter: qualitative, ambitious, understood by all. "
    "Every team objective supports a company objective.",
    frozen=2,
    row_height=31,
    groups=(
        Group(
            "Objective",
            (
                typed("ID", Kind.ID, 7, "id", "A short code such as C1 or M2. Never use it twice."),
                typed(
                    "Objective",
                    Kind.LONG,
                    46,
                    "text",
                    "What do we want to achieve? Inspiring, concrete, without a number.",
                ),
            ),
        ),
        Group(
            "Define",
            (
                typed("Level", Kind.WORD, 11, "level", "Where it belongs.", "okr_levels"),
                typed("Team", Kind.TEXT, 13, "team", "The team that owns it.", "okr_teams"),
                typed(
                    "Owner", Kind.TEXT, 16, "owner", "One person who answers for it.", "okr_people"
                ),
                typed(
                    "Why this matters",
                    Kind.LONG,
                    40,
                    "why",
                    "Why this quarter? One or two sentences.",
                ),
                typed(
                    "Supports",
                    Kind.ID,
                    10,
                    "supports/0",
                    "If this is reached, which company objective does it advance?",
                    "okr_objective_ids",
                ),
                typed(
                    "Also supports",
                    Kind.ID,
                    10,
                    "supports/1",
                    "A second objective it advances, if any.",
                    "okr_objective_ids",
                ),
                typed(
                    "Number one",
                    Kind.WORD,
                    9,
                    "number_one",
                    "Yes for the one top priority of the quarter.",
                    "okr_yes_no",
                ),
                typed(
                    "Strategy",
                    Kind.TEXT,
                    24,
                    "strategy",
                    "The annual goal or strategy it comes from.",
                ),
                typed("Weight", Kind.NUMBER, 8, "weight", "Blank counts 1. 0 is not counted."),
                typed(
                    "Director or above",
                    Kind.WORD,
                    10,
                    "director",
                    "Individual objectives only: is the owner a director or above?",
                    "okr_yes_no",
                ),
            ),
            foldable=True,
        ),
        Group(
            "Result",
            (
                computed(
                    "Key results",
                    Kind.WHOLE,
                    9,
                    _shown("COUNTIFS(kr[Objective row],[Row])"),
                    _figure(lambda f: f.key_results),
                ),
                computed(
                    "Score",
                    Kind.SCORE,
                    8,
                    _shown(
                        'IF([Score weight]=0,"",' + _sum_of("Weighted score") + "/[Score weight])"
                    ),
                    _figure(lambda f: f.score),
                ),
                computed(
                    "Expected",
                    Kind.SHARE,
                    10,
                    _shown(
                        'IF([Score weight]=0,"",'
                        + _sum_of("Weighted expected")
                        + "/[Score weight])"
                    ),
                    _figure(lambda f: f.expected),
                ),
                computed(
                    "RAG",
                    Kind.RAG,
                    14,
                    _shown(twins.rag_of_parts("[Counted parts]", _WORDS, _RED)),
                    _figure(lambda f: f.rag and str(f.rag)),
                ),
                computed(
                    "Reported",
                    Kind.TEXT,
                    10,
                    _shown('[Reported parts]&" of "&[Counted parts]'),
                    _figure(_coverage),
                ),
                computed(
                    "Supporting score",
                    Kind.SCORE,
                    11,
                    _shown(
                        'IF([Level used]<>"Company","",'
                        f'IF({_supporting("Own weight")}=0,"",'
                        f"{_supporting('Own weighted')}/{_supporting('Own weight')}))"
                    ),
                    _figure(lambda f: f.supporting_score),
                ),
                computed("Cascade", Kind.TEXT, 28, _shown(_CASCADE), _figure(lambda f: f.cascade)),
                computed(
                    "Number of key results",
                    Kind.BAND,
                    11,
                    _shown(twins.limit("[Key results]", "okr_key_results")),
                    _figure(lambda f: str(f.limit)),
                ),
                computed(
                    "Note",
                    Kind.TEXT,
                    18,
                    _shown('IF([Key results]=0,"No key results","")'),
                    _figure(lambda f: f.message),
                ),
                computed("In one sentence", Kind.LONG, 70, _shown(_SENTENCE), _sentence),
            ),
        ),
        Group(
            "Working columns",
            (
                working("Row", "ROW()-ROW(obj[#ID])", lambda _, r: r + 1),
                working(
                    "Exists",
                    filled("[Objective]"),
                    lambda v, r: int(bool(v.objective(r).text)),
                ),
                _step("Key", 'IFERROR([ID]&"","")', _id),
                _step(
                    "Level used",
                    "".join(
                        f'IF({is_word("[Level]", word)}=1,"{word}",'
                        for word in ("Company", "Team", "Individual")
                    )
                    + '"")))',
                    lambda v, r: _level(v, r) if v.objective_figures(r) else "",
                ),
                _step(
                    "Team row",
                    row_of("[Team]", "tm[Key]"),
                    lambda v, r: (
                        row_number(v.team_row(v.objective(r).team))
                        if v.objective_figures(r)
                        else ""
                    ),
                ),
                _step(
                    "Weight used",
                    "IF(ISNUMBER([Weight]),MAX(0,[Weight]),1)",
                    _figure(lambda f: weight_of(f.objective.weight)),
                ),
                _step(
                    "Score weight",
                    _sum_of("Score weight"),
                    lambda v, r: _sum(v, r, lambda f: 0 if f.rollup is None else f.weight),
                ),
                _step(
                    "Counted parts",
                    "COUNTIFS(kr[Objective row],[Row],kr[Counted],1)",
                    _figure(lambda f: f.due),
                ),
                _step(
                    "Reported parts",
                    "COUNTIFS(kr[Objective row],[Row],kr[Counted],1,kr[Reported],1)",
                    _figure(lambda f: f.reported),
                ),
                _step(
                    "Own weight",
                    'IF([Score]="",0,[Weight used])',
                    _figure(lambda f: 0 if f.score is None else f.weight),
                ),
                _step(
                    "Own weighted",
                    'IF([Score]="",0,[Weight used]*[Score])',
                    _figure(lambda f: 0 if f.score is None else f.weight * f.score),
                ),
                _step(
                    "Counted",
                    'IF(OR([RAG]="",[Weight used]=0),0,1)',
                    _figure(lambda f: int(f.rag is not None and f.weight > 0)),
                ),
                _step(
                    "Supports row",
                    _row_in("Supports"),
                    lambda v, r: row_number(_supports(v, r, 0)) if v.objective_figures(r) else "",
                ),
                _step(
                    "Also row",
                    f'IF([Supports row]={_row_in("Also supports")},"",{_row_in("Also supports")})',
                    lambda v, r: _also_row(v, r) if v.objective_figures(r) else "",
                ),
                _step(
                    "Serves company",
                    'IF([Level used]<>"Team",0,IF(OR('
                    'IF([Supports row]="","",INDEX(obj[Level used],[Supports row]))="Company",'
                    'IF([Also row]="","",INDEX(obj[Level used],[Also row]))="Company"),1,0))',
                    _serves_company,
                ),
                _step(
                    "Supporters",
                    _supporters(),
                    _figure_rags(lambda rags: len(rags)),
                ),
                _step(
                    "Green supporters",
                    _supporters(',obj[RAG],"Green"'),
                    _figure_rags(lambda rags: sum(word is Rag.GREEN for word in rags)),
                ),
                _step(
                    "Troubled supporters",
                    "("
                    + _supporters(',obj[RAG],"Yellow"')
                    + "+"
                    + _supporters(',obj[RAG],"Red"')
                    + ")",
                    _figure_rags(lambda rags: sum(word in (Rag.YELLOW, Rag.RED) for word in rags)),
                ),
                _step("Board order", _BOARD, _figure(board_order)),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
