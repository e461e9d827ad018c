"""The formulas of the Objectives sheet, step by step, each the twin of a rule in `core`."""

from okrsheet.core.history import weight_of
from okrsheet.core.rollup import COMPANY_ONLY, TEAMS_ONLY
from okrsheet.core.words import Rag
from okrsheet.workbook import twins
from okrsheet.workbook.contract import Column, working
from okrsheet.workbook.formula import filled, is_number, is_word, row_of
from okrsheet.workbook.sheets import objective_values as shows
from okrsheet.workbook.sheets.objective_values import Value
from okrsheet.workbook.view import row_number


def _step(header: str, formula: str, value: Value) -> Column:
    return working(header, shown(formula), value)


def shown(formula: str) -> str:
    """A formula that is blank where no objective stands."""
    return f'IF([Exists]=0,"",{formula})'


def sum_of(column: str, condition: str = "") -> str:
    """The sum of a column over the objective's key results."""
    return f"SUMIFS(kr[{column}],kr[Objective row],[Row]{condition})"


def _count(condition: str) -> str:
    return f"COUNTIFS(kr[Objective row],[Row],kr[Counted],1{condition})"


def supporting(column: str) -> str:
    """The sum of a column over the team objectives that support this one."""
    first = f'SUMIFS(obj[{column}],obj[Level used],"Team",obj[Supports row],[Row])'
    return f'({first}+SUMIFS(obj[{column}],obj[Level used],"Team",obj[Also row],[Row]))'


def _supporters(condition: str = "") -> str:
    level = 'obj[Level used],"Team"'
    return (
        f"(COUNTIFS({level},obj[Supports row],[Row]{condition})"
        f"+COUNTIFS({level},obj[Also row],[Row]{condition}))"
    )


WORDS = {word: _count(f',kr[RAG],"{word}"') for word in ("Not started", "No data", "Green", "Red")}
RED = (
    "OR(okr_worst_wins=1,"
    + _count(',kr[Committed],1,kr[RAG],"Red"')
    + ">0,"
    + sum_of("Weight used", ',kr[RAG],"Red"')
    + f">=okr_red_weight*{sum_of('Weight used')}-{twins.CLOSE})"
)
NOTE = (
    'IF([Key results]=0,"No key results",IF([RAG]<>"Red","",'
    'IF([Key results]=1,"Its only key result is Red",'
    f'{WORDS["Red"]}&" of "&[Key results]&" key results "&IF({WORDS["Red"]}=1,"is","are")&" Red")))'
)
CASCADE = (
    f'IF(OR([Level used]<>"Company",[Supporters]=0),"",'
    f'IF(AND(OR([RAG]="Yellow",[RAG]="Red"),[Green supporters]=[Supporters]),"{TEAMS_ONLY}",'
    f'IF(AND([RAG]="Green",[Troubled supporters]=[Supporters]),"{COMPANY_ONLY}","")))'
)
SENTENCE = (
    'IF([Key results]=0,"","I will "&IF(EXACT(MID(TRIM([Objective]),2,1),'
    "LOWER(MID(TRIM([Objective]),2,1))),"
    "LOWER(LEFT(TRIM([Objective]),1))&MID(TRIM([Objective]),2,32767),TRIM([Objective]))"
    '&" as measured by "&'
    + "&".join(
        (
            "IFERROR("
            + ('"; "&' if part > 1 else "")
            + f'INDEX(kr[Text used],MATCH([Row]*1000+{part},kr[Key in objective],0)),"")'
        )
        for part in range(1, shows.SENTENCE_PARTS + 1)
    )
    + ")"
)


def _row_in(header: str) -> str:
    return row_of(f"[{header}]", "obj[Key]")


_BOARD = (
    'IF([Level used]="Company",0,IF([RAG]="Red",1,IF([RAG]="Yellow",2,'
    'IF([RAG]="No data",3,4))))*10000+[Row]'
)

WORKING = (
    working("Row", "ROW()-ROW(obj[#ID])", lambda _, r: r + 1),
    working(
        "Exists",
        filled("[Objective]"),
        lambda v, r: int(bool(v.objective(r).text)),
    ),
    _step("Key", 'IFERROR(IF(LEN(TRIM([ID]))=0,"",[ID]&""),"")', shows.name),
    _step(
        "Level used",
        "".join(
            f'IF({is_word("[Level]", word)}=1,"{word}",'
            for word in ("Company", "Team", "Individual")
        )
        + '"")))',
        lambda v, r: shows.level(v, r) if v.objective_figures(r) else "",
    ),
    _step(
        "Team row",
        row_of("[Team]", "tm[Key]"),
        lambda v, r: row_number(v.team_row(v.objective(r).team)) if v.objective_figures(r) else "",
    ),
    _step(
        "Weight used",
        f"IF({is_number('[Weight]')},MAX(0,[Weight]),1)",
        shows.figure_of(lambda f: weight_of(f.objective.weight)),
    ),
    _step(
        "Score weight",
        sum_of("Score weight"),
        lambda v, r: shows.total(v, r, lambda f: 0 if f.rollup is None else f.weight),
    ),
    _step(
        "Counted parts",
        "COUNTIFS(kr[Objective row],[Row],kr[Counted],1)",
        shows.figure_of(lambda f: f.due),
    ),
    _step(
        "Reported parts",
        "COUNTIFS(kr[Objective row],[Row],kr[Counted],1,kr[Reported],1)",
        shows.figure_of(lambda f: f.reported),
    ),
    _step(
        "Own weight",
        'IF([Score]="",0,[Weight used])',
        shows.figure_of(lambda f: 0 if f.score is None else f.weight),
    ),
    _step(
        "Own weighted",
        'IF([Score]="",0,[Weight used]*[Score])',
        shows.figure_of(lambda f: 0 if f.score is None else f.weight * f.score),
    ),
    _step(
        "Counted",
        'IF(OR([RAG]="",[Weight used]=0),0,1)',
        shows.figure_of(lambda f: int(f.rag is not None and f.weight > 0)),
    ),
    _step(
        "Supports row",
        _row_in("Supports"),
        lambda v, r: row_number(shows.supported_row(v, r, 0)) if v.objective_figures(r) else "",
    ),
    _step(
        "Also row",
        f'IF([Supports row]={_row_in("Also supports")},"",{_row_in("Also supports")})',
        lambda v, r: shows.also_row(v, r) if v.objective_figures(r) else "",
    ),
    _step(
        "Serves company",
        'IF([Level used]<>"Team",0,IF(OR('
        'IF([Supports row]="","",INDEX(obj[Level used],[Supports row]))="Company",'
        'IF([Also row]="","",INDEX(obj[Level used],[Also row]))="Company"),1,0))',
        shows.serves_company,
    ),
    _step(
        "Supporters",
        _supporters(),
        shows.counted_rags(len),
    ),
    _step(
        "Green supporters",
        _supporters(',obj[RAG],"Green"'),
        shows.counted_rags(lambda rags: sum(word is Rag.GREEN for word in rags)),
    ),
    _step(
        "Troubled supporters",
        "(" + _supporters(',obj[RAG],"Yellow"') + "+" + _supporters(',obj[RAG],"Red"') + ")",
        shows.counted_rags(lambda rags: sum(word in (Rag.YELLOW, Rag.RED) for word in rags)),
    ),
    _step("Board order", _BOARD, shows.figure_of(shows.board_order)),
)
