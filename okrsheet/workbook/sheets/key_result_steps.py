"""The formulas of the Key Results sheet, step by step, each the twin of a rule in `core`.

Visible columns are blank where no key result stands; the shut working columns hold the steps.
"""

from collections.abc import Callable

from okrsheet.workbook import twins
from okrsheet.workbook.contract import Column, working
from okrsheet.workbook.formula import (
    date_or_blank,
    filled,
    is_word,
    number_or_blank,
    row_of,
)
from okrsheet.workbook.sheets import key_result_escalation as escalation
from okrsheet.workbook.sheets import key_result_values as values
from okrsheet.workbook.view import DAY, View

Value = Callable[[View, int], object]

_UNTIL = 'ci[KR row],[Row],ci[Order],"<"&okr_cut'
_WEEKS = f'{_UNTIL},ci[Next order],">="&okr_cut'
_RUNNING = f'{_WEEKS},ci[Mark],1,ci[Order],">"&[Recovered order]'
_CURVED = twins.expected_on_curve("[Compare day]", "[Point 1]", "[Point 2]")
_STAGES_DUE = (
    '(SUMIFS(ms[Weight used],ms[KR row],[Row],ms[Due used],"<="&okr_as_of)'
    f"+SUMIFS(ms[Weight used],ms[KR row],[Row],ms[Undated],1)*{twins.elapsed('okr_as_of')})"
    "/[Stage weight]"
)
_DONE = 'ms[KR row],[Row],ms[Done used],"<="&okr_as_of'
_FINAL = "OR(okr_closed=1,okr_as_of>okr_end)"


def _shown(formula: str) -> str:
    return f'IF([Exists]=0,"",{formula})'


TEAM = _shown('IF([Objective row]="","",IFERROR(TRIM(INDEX(obj[Team],[Objective row])),""))')
CURRENT = _shown(
    f'IF([Kind]=6,IF([Stage weight]=0,"",COUNTIFS({_DONE})&" of "&COUNTIFS(ms[KR row],[Row])),'
    'IF(NOT(ISNUMBER([Reading])),"",IF([Kind]=5,IF([Reading]=1,"Yes","No"),[Reading])))'
)
LAST = _shown('IF([Updated]=0,"",[Updated])')
CONFIDENCE = _shown('IF([Last line]="","",INDEX(ci[Confidence used],[Last line]))')
SCORE = _shown(
    'IF([Note]="Missed (no data)",0,' + twins.score("[Progress]") + ")",
)
RAG = _shown(
    'IF([With owner]="Not started","Not started",'
    'IF(AND([Silence]<>"",[Silence]>okr_silent_after),"No data",'
    'IF(AND([With owner]="Green",[Silence]<>"",[Silence]>okr_stale_after),"Yellow",'
    "[With owner])))"
)
NOTE = _shown(
    'IF([Problem]<>"",[Problem],IF(AND(okr_closed=1,[Progress]=""),"Missed (no data)",'
    'IF(okr_as_of<okr_start,"Not started",IF([Gap]<>"",[Gap],'
    f'IF({_FINAL},IF(okr_closed=0,"awaiting final score",'
    'IF(AND([Committed]=1,[Band]="Progress"),"short of commitment: explain","")),'
    'IF([Silence]="","",IF([Silence]>okr_silent_after,"silent: "&[Silence]&" days",'
    'IF([Silence]>okr_stale_after,"stale: "&[Silence]&" days",""))))))))'
)
STREAK = _shown(f"COUNTIFS({_RUNNING})")
_KIND = (
    "Keep at or above",
    "Keep at or below",
    "Keep in range",
    "Yes/No",
    "Milestones",
)
_KINDS = (
    "IFERROR("
    + "".join(f'IF(TRIM([Type])="{word}",{code},' for code, word in enumerate(_KIND, 2))
    + "1)))))"
    + ",1)"
)
_COUNTS = is_word("[Type]", "Count")
_PROBLEM = (
    'IF([Kind]=5,"",IF([Kind]=6,IF([Stage weight]=0,"No stages",""),'
    'IF([Kind]=4,IF(OR([Low used]="",[High used]=""),"No target",'
    f'IF([Low used]>[High used]+{twins.CLOSE},"Bad range","")),'
    'IF([Target used]="","No target",IF([Kind]<>1,"",'
    'IF([Baseline used]="","No baseline",'
    f"IF(ABS([Target used]-[Baseline used])<={twins.CLOSE},"
    '"Target = baseline: use a Keep type","")))))))'
)


def _point(header: str, month: str) -> str:
    usable = f'AND([Kind]=1,[Problem]="",ISNUMBER([{header}]),{month}>okr_start,{month}<okr_end)'
    way = f"([{header}]-[Baseline used])/([Target used]-[Baseline used])"
    return f'IF({usable},{way},"")'


_PROGRESS = (
    'IF([Problem]<>"","",IF([Kind]=6,IF([Gap]<>"","",'
    f"SUMIFS(ms[Weight used],{_DONE})/[Stage weight]),"
    'IF([Gap]<>"","",IF([Kind]=5,[Reading],IF([Kind]=1,'
    "([Reading]-[Baseline used])/([Target used]-[Baseline used]),"
    f"COUNTIFS({_UNTIL},ci[Met],1)/[Observed])))))"
)
_MET = (
    f'IF([Progress]="","",IF([Kind]=5,[Progress],IF([Kind]=6,'
    f"IF(COUNTIFS({_DONE})=COUNTIFS(ms[KR row],[Row]),1,0),"
    f"IF([Kind]=1,IF([Target used]>[Baseline used],IF([Reading]>=[Target used]-{twins.CLOSE},1,0),"
    f"IF([Reading]<=[Target used]+{twins.CLOSE},1,0)),"
    + twins.keeps("[Kind]", "[Reading]", "[Target used]", "[Low used]", "[High used]")
    + "))))"
)
_BY_CONFIDENCE = 'OR([Kind]=5,AND([Slow]=1,[Kind]<>6,[Problem]="",OR([Kind]=1,[Observed]=0)))'
_STATUS = twins.Refs(
    day="okr_as_of",
    elapsed="okr_elapsed",
    closed="okr_closed=1",
    kind="[Kind]",
    problem="[Problem]",
    progress="[Progress]",
    met="[Met]",
    band="[Band]",
    current="[Reading]",
    pace="[Pace]",
    confidence="[Confidence]",
    reported_once="IF([Last order]=0,0,1)",
    red_line="[Red line used]",
    committed="[Committed]",
    slow="[Slow]",
    due="[Due used]",
    observed="[Observed]",
    final=_FINAL,
)
_RANK = (
    'IF([Escalation]="Leadership: decide",6,IF([RAG]="Red",5,IF([RAG]="No data",4,'
    'IF([RAG]="Needs a call",3,IF([RAG]="Yellow",2,1)))))'
)
_BEHIND = f'IF(OR([Progress]="",{twins.keep("[Kind]")}),0,[Expected]-[Progress])'


def _step(header: str, formula: str, value: Value) -> Column:
    return working(header, _shown(formula), value)


ESCALATION = _shown(escalation.ESCALATION)
PROGRESS = _shown(_PROGRESS)
EXPECTED = _shown(
    f'IF([Problem]<>"",okr_elapsed,IF([Kind]=6,{_STAGES_DUE},'
    f"IF([Kind]=1,{_CURVED},{twins.elapsed('okr_as_of')})))"
)
PACE = _shown(twins.pace("[Progress]", "[Kind]", "[Expected]"))

WORKING = (
    working("Row", "ROW()-ROW(kr[#ID])", values.row),
    working("Exists", filled("[Key result]"), values.exists),
    working("Key", 'IF([Exists]=0,"",IFERROR([ID]&"",""))', values.key),
    _step("Text used", 'IFERROR(TRIM([Key result]),"")', values.text),
    _step("Unit used", 'IFERROR(TRIM([Unit]),"")', values.unit),
    _step("Objective row", row_of("[Objective]", "obj[Key]"), values.objective_row),
    _step("Kind", _KINDS, values.kind),
    _step(
        "Baseline used",
        f"IF(ISNUMBER([Baseline]),[Baseline],"
        f'IF({_COUNTS}=1,IFERROR(IF(LEN(TRIM([Baseline]))=0,0,""),""),""))',
        values.baseline,
    ),
    _step("Target used", number_or_blank("[Target]"), values.target),
    _step("Low used", number_or_blank("[Low]"), values.low),
    _step("High used", number_or_blank("[High]"), values.high),
    _step("Red line used", number_or_blank("[Red line]"), values.red_line),
    _step("Stage weight", "SUMIFS(ms[Weight used],ms[KR row],[Row])", values.stage_weights),
    _step("Problem", _PROBLEM, values.problem),
    _step("Point 1", _point("Expected month 1", "okr_month_1"), values.point_1),
    _step("Point 2", _point("Expected month 2", "okr_month_2"), values.point_2),
    _step(
        "Weight used",
        "IF(ISNUMBER([Weight]),MAX(0,[Weight]),1)",
        values.weight,
    ),
    _step("Committed", is_word("[Commitment]", "Committed"), values.committed),
    _step("Slow", is_word("[Update frequency]", "Quarterly", "Yearly"), values.slow),
    _step("Monthly", is_word("[Update frequency]", "Monthly"), values.monthly),
    _step(
        "Due used",
        f'IF({date_or_blank("[Due]")}="",okr_end,{date_or_blank("[Due]")})',
        values.due,
    ),
    _step("Last order", f"MAXIFS(ci[Order],{_UNTIL})", values.last_order),
    _step("Value order", f"MAXIFS(ci[Order],{_UNTIL},ci[Has value],1)", values.value_order),
    _step("Last line", 'IF([Last order]=0,"",MATCH([Last order],ci[Order],0))', values.last_line),
    _step(
        "Reading",
        'IF([Value order]=0,IF(AND([Kind]=5,[Last order]>0),0,""),'
        "INDEX(ci[Reading],MATCH([Value order],ci[Order],0)))",
        values.reading,
    ),
    _step("Observed", f'COUNTIFS({_UNTIL},ci[Met],">=0")', values.observed),
    _step(
        "Updated",
        f"MAX(INT([Last order]/{DAY}),IF([Kind]=6,MAXIFS(ms[Done used],{_DONE}),0))",
        values.updated,
    ),
    _step(
        "Gap",
        'IF([Kind]=6,IF([Updated]=0,"No data",""),IF(ISNUMBER([Reading]),"",'
        'IF([Reading]="","No data","Current is not a number")))',
        values.gap,
    ),
    _step("Met", _MET, values.met),
    _step("Band", twins.band("[Progress]", "[Kind]", "[Met]", "[Committed]"), values.band),
    _step(
        "Compare day",
        'IF(AND([Monthly]=1,[Kind]=1,[Problem]="",ISNUMBER([Reading]),[Value order]>0,'
        f"okr_as_of-INT([Value order]/{DAY})<=okr_monthly_days),"
        f"INT([Value order]/{DAY}),okr_as_of)",
        values.compare_day,
    ),
    _step("Automatic", twins.automatic(_STATUS), values.automatic),
    _step(
        "With owner",
        'IF([Last line]="",[Automatic],'
        + twins.with_owner(
            "[Automatic]",
            "INDEX(ci[Owner word],[Last line])",
            "INDEX(ci[Reason given],[Last line])",
            _FINAL,
        )
        + ")",
        values.with_owner,
    ),
    _step(
        "Finished",
        "IF(AND(OR([Kind]=5,[Kind]=6),[Met]=1),1,0)",
        values.finished,
    ),
    _step(
        "Silence",
        'IF(OR([Updated]=0,okr_closed=1,[Finished]=1),"",MIN(okr_as_of,okr_end)-[Updated])',
        values.silence,
    ),
    _step(
        "Reported",
        'IF(AND([Silence]<>"",[Silence]>okr_silent_after),0,'
        "IF([Kind]=6,IF([Updated]>0,1,0),"
        f"IF(OR(ISNUMBER([Reading]),AND({_BY_CONFIDENCE},[Last order]>0)),1,0)))",
        values.reported,
    ),
    _step("Counted", "IF([Weight used]>0,1,0)", values.counted),
    _step(
        "Owes",
        "IF(AND(okr_closed=0,okr_as_of>=okr_start,okr_as_of<=okr_end,[Finished]=0,"
        "okr_as_of-IF([Updated]=0,okr_start,[Updated])>okr_cadence_days),1,0)",
        values.owes,
    ),
    _step("Recovered order", f"MAXIFS(ci[Order],{_WEEKS},ci[Mark],2)", values.recovered_order),
    _step(
        "Red since",
        f'IF([Red weeks]=0,"",INT(MINIFS(ci[Order],{_RUNNING})/{DAY}))',
        values.red_since,
    ),
    _step("Decision word", escalation.DECISION_WORD, values.decision),
    _step(
        "Enters score",
        'IF([Problem]<>"","",IF([Progress]<>"",'
        "MIN(1,MAX(0,[Progress])),"
        f'IF(AND({twins.keep("[Kind]")},okr_closed=0),"",0)))',
        values.rollup,
    ),
    _step("Score weight", 'IF([Enters score]="",0,[Weight used])', values.score_weight),
    _step(
        "Weighted score", 'IF([Enters score]="",0,[Weight used]*[Enters score])', values.weighted
    ),
    _step(
        "Weighted expected",
        'IF([Enters score]="",0,[Weight used]*[Expected])',
        values.weighted_expected,
    ),
    _step(
        "Trouble",
        f"{_RANK}*100000000"
        f"+INT(MAX(-1,MIN(2,{_BEHIND}))*1000+1000.5+{twins.CLOSE})*10000+10000-[Row]",
        values.trouble,
    ),
    _step(
        "Key in objective",
        'IF([Objective row]="","",[Objective row]*1000'
        '+COUNTIFS(kr[Objective row],[Objective row],kr[Exists],1,kr[Row],"<="&[Row]))',
        values.key_in_objective,
    ),
    _step("Named", 'TRIM([Key]&" "&IFERROR(TRIM([Owner]),""))', values.name),
    _step("Decides", 'IF([Escalation]="Leadership: decide",1,0)', values.decides),
    _step(
        "Owes place",
        'IF([Owes]=1,COUNTIFS(kr[Owes],1,kr[Row],"<="&[Row]),"")',
        values.owes_place,
    ),
    _step(
        "Decide place",
        'IF([Decides]=1,COUNTIFS(kr[Decides],1,kr[Row],"<="&[Row]),"")',
        values.decide_place,
    ),
)
