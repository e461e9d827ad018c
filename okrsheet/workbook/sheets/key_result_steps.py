"""The formulas of the Key Results sheet, step by step, each the twin of a rule in `core`.

Visible columns are blank where no key result stands; the shut working columns hold the steps.
"""

from collections.abc import Callable

from okrsheet.workbook import twins
from okrsheet.workbook.sheets import key_result_escalation as escalation
from okrsheet.workbook.sheets import key_result_values as values
from okrsheet.workbook.sheets.key_result_definition import DEFINITION, shown, step
from okrsheet.workbook.sheets.key_result_talk import TALK
from okrsheet.workbook.view import DAY, View

Value = Callable[[View, int], object]

_UNTIL = 'ci[KR row],[Row],ci[Order],"<"&okr_cut'
_WEEKS = f'{_UNTIL},ci[Next order],">="&okr_cut'
_RUNNING = f'{_WEEKS},ci[Mark],1,ci[Order],">"&[Recovered order]'
_CURVED = twins.expected_on_curve("[Compare day]", "[Slope 1]", "[Slope 2]", "[Slope 3]")
_STAGES_DUE = (
    '(SUMIFS(ms[Weight used],ms[KR row],[Row],ms[Due used],"<="&okr_as_of)'
    f"+SUMIFS(ms[Weight used],ms[KR row],[Row],ms[Undated],1)*{twins.elapsed('okr_as_of')})"
    "/[Stage weight]"
)
_DONE = 'ms[KR row],[Row],ms[Done used],"<="&okr_as_of'
_FINAL = "OR(okr_closed=1,okr_as_of>okr_end)"


TEAM = shown('IF([Objective row]="","",IFERROR(TRIM(INDEX(obj[Team],[Objective row])),""))')
CURRENT = shown(
    f'IF([Kind]=6,IF([Stage weight]=0,"",COUNTIFS({_DONE})&" of "&COUNTIFS(ms[KR row],[Row])),'
    'IF(NOT(ISNUMBER([Reading])),"",IF([Kind]=5,IF([Reading]=1,"Yes","No"),[Reading])))'
)
LAST = shown('IF([Updated]=0,"",[Updated])')
CONFIDENCE = shown('IF([Last line]="","",INDEX(ci[Confidence used],[Last line]))')
SCORE = shown(
    'IF([Note]="Missed (no data)",0,' + twins.score("[Progress]") + ")",
)
RAG = shown(
    'IF([With owner]="Not started","Not started",'
    'IF(AND([Silence]<>"",[Silence]>okr_silent_after),"No data",'
    'IF(AND([With owner]="Green",[Silence]<>"",[Silence]>okr_stale_after),"Yellow",'
    "[With owner])))"
)
NOTE = shown(
    'IF([Problem]<>"",[Problem],IF(AND(okr_closed=1,[Progress]=""),"Missed (no data)",'
    'IF(okr_as_of<okr_start,"Not started",IF([Gap]<>"",[Gap],'
    f'IF({_FINAL},IF(okr_closed=0,"awaiting final score",'
    'IF(AND([Committed]=1,[Band]="Progress"),"short of commitment: explain","")),'
    'IF([Silence]="","",IF([Silence]>okr_silent_after,"silent: "&[Silence]&" days",'
    'IF([Silence]>okr_stale_after,"stale: "&[Silence]&" days",""))))))))'
)
WAS = shown('IFERROR(TRIM(INDEX(lg[Old],MATCH([Row],lg[Changed row],0))),"")')
STREAK = shown(f"COUNTIFS({_RUNNING})")


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
    green_from="[Green from]",
    yellow_from="[Yellow from]",
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


ESCALATION = shown(escalation.ESCALATION)
PROGRESS = shown(_PROGRESS)
EXPECTED = shown(f'IF(AND([Kind]=6,[Problem]=""),{_STAGES_DUE},{_CURVED})')
PACE = shown(twins.pace("[Progress]", "[Kind]", "[Expected]"))

WORKING = (
    *DEFINITION,
    step("Last order", f"MAXIFS(ci[Order],{_UNTIL})", values.last_order),
    step("Value order", f"MAXIFS(ci[Order],{_UNTIL},ci[Has value],1)", values.value_order),
    step("Last line", 'IF([Last order]=0,"",MATCH([Last order],ci[Order],0))', values.last_line),
    step(
        "Reading",
        'IF([Value order]=0,IF(AND([Kind]=5,[Last order]>0),0,""),'
        "INDEX(ci[Reading],MATCH([Value order],ci[Order],0)))",
        values.reading,
    ),
    step("Observed", f'COUNTIFS({_UNTIL},ci[Met],">=0")', values.observed),
    step(
        "Updated",
        f"MAX(INT([Last order]/{DAY}),IF([Kind]=6,MAXIFS(ms[Done used],{_DONE}),0))",
        values.updated,
    ),
    step(
        "Gap",
        'IF([Kind]=6,IF([Updated]=0,"No data",""),IF(ISNUMBER([Reading]),"",'
        'IF([Reading]="","No data","Current is not a number")))',
        values.gap,
    ),
    step("Met", _MET, values.met),
    step(
        "Band",
        twins.band(
            "[Progress]",
            f"IF({twins.keep('[Kind]')},[Met],1)",
            "[Committed]",
            "[Hit from]",
            "[Progress from]",
        ),
        values.band,
    ),
    step(
        "Compare day",
        'MAX(okr_start,MIN(okr_end,IF(AND([Monthly]=1,[Kind]=1,[Problem]="",'
        "ISNUMBER([Reading]),[Value order]>0,"
        f"okr_as_of-INT([Value order]/{DAY})<=okr_monthly_days),"
        f"INT([Value order]/{DAY}),okr_as_of)))",
        values.compare_day,
    ),
    step("Automatic", twins.automatic(_STATUS), values.automatic),
    step(
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
    step(
        "Finished",
        "IF(AND(OR([Kind]=5,[Kind]=6),[Met]=1),1,0)",
        values.finished,
    ),
    step(
        "Silence",
        'IF(OR([Updated]=0,okr_closed=1,[Finished]=1),"",MIN(okr_as_of,okr_end)-[Updated])',
        values.silence,
    ),
    step(
        "Reported",
        'IF(AND([Silence]<>"",[Silence]>okr_silent_after),0,'
        "IF([Kind]=6,IF([Updated]>0,1,0),"
        f"IF(OR(ISNUMBER([Reading]),AND({_BY_CONFIDENCE},[Last order]>0)),1,0)))",
        values.reported,
    ),
    step("Counted", "IF([Weight used]>0,1,0)", values.counted),
    step(
        "Owes",
        "IF(AND(okr_closed=0,okr_as_of>=okr_start,okr_as_of<=okr_end,[Finished]=0,"
        "okr_as_of-IF([Updated]=0,okr_start,[Updated])>okr_cadence_days),1,0)",
        values.owes,
    ),
    step("Recovered order", f"MAXIFS(ci[Order],{_WEEKS},ci[Mark],2)", values.recovered_order),
    step(
        "Red since",
        f'IF([Red weeks]=0,"",INT(MINIFS(ci[Order],{_RUNNING})/{DAY}))',
        values.red_since,
    ),
    step("Decision word", escalation.DECISION_WORD, values.decision),
    step(
        "Enters score",
        'IF([Problem]<>"","",IF([Progress]<>"",'
        "MIN(1,MAX(0,[Progress])),"
        f'IF(AND({twins.keep("[Kind]")},okr_closed=0),"",0)))',
        values.rollup,
    ),
    step("Score weight", 'IF([Enters score]="",0,[Weight used])', values.score_weight),
    step("Weighted score", 'IF([Enters score]="",0,[Weight used]*[Enters score])', values.weighted),
    step(
        "Weighted expected",
        'IF([Enters score]="",0,[Weight used]*[Expected])',
        values.weighted_expected,
    ),
    step(
        "Trouble",
        f"{_RANK}*100000000"
        f"+INT(MAX(-1,MIN(2,{_BEHIND}))*1000+1000.5+{twins.CLOSE})*10000+10000-[Row]",
        values.trouble,
    ),
    step(
        "Key in objective",
        'IF([Objective row]="","",[Objective row]*1000'
        '+COUNTIFS(kr[Objective row],[Objective row],kr[Exists],1,kr[Row],"<="&[Row]))',
        values.key_in_objective,
    ),
    step("Named", 'TRIM([Key]&" "&IFERROR(TRIM([Owner]),""))', values.name),
    step("Decides", 'IF([Escalation]="Leadership: decide",1,0)', values.decides),
    step(
        "Owes place",
        'IF([Owes]=1,COUNTIFS(kr[Owes],1,kr[Row],"<="&[Row]),"")',
        values.owes_place,
    ),
    step(
        "Decide place",
        'IF([Decides]=1,COUNTIFS(kr[Decides],1,kr[Row],"<="&[Row]),"")',
        values.decide_place,
    ),
    *TALK,
)
