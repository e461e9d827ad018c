"""The steps of a key result's definition: what is typed, made safe to compute with.

Twins of `core.scoring.definition_problem`, `core.history` and `core.pace.checkpoint_progress`.
"""

from collections.abc import Callable

from okrsheet.workbook import twins
from okrsheet.workbook.contract import Column, working
from okrsheet.workbook.formula import (
    date_or_blank,
    filled,
    is_number,
    is_word,
    number_or_blank,
    row_of,
    with_one_break,
)
from okrsheet.workbook.sheets import key_result_values as values
from okrsheet.workbook.view import View

Value = Callable[[View, int], object]

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
_EVEN = "1/(okr_end-okr_start)"


def shown(formula: str) -> str:
    """A formula that is blank where no key result stands."""
    return f'IF([Exists]=0,"",{formula})'


def step(header: str, formula: str, value: Value) -> Column:
    """A working column that is blank where no key result stands."""
    return working(header, shown(formula), value)


def _edge(name: str) -> str:
    return f"IF([Committed]=1,okr_committed_{name},okr_aspirational_{name})"


def _point(header: str, month: str) -> str:
    typed = is_number(f"[{header}]")
    usable = f'AND([Kind]=1,[Problem]="",{typed},{month}>okr_start,{month}<okr_end)'
    way = f"([{header}]-[Baseline used])/([Target used]-[Baseline used])"
    return f'IF({usable},{way},"")'


DEFINITION = (
    working("Row", "ROW()-ROW(kr[#ID])", values.row),
    working("Exists", filled("[Key result]"), values.exists),
    working("Key", 'IF([Exists]=0,"",IFERROR(IF(LEN(TRIM([ID]))=0,"",[ID]&""),""))', values.key),
    step("Text used", f'IFERROR(TRIM({with_one_break("[Key result]")}),"")', values.text),
    step("Unit used", 'IFERROR(TRIM([Unit]),"")', values.unit),
    step("Objective row", row_of("[Objective]", "obj[Key]"), values.objective_row),
    step("Kind", _KINDS, values.kind),
    step(
        "Baseline used",
        f"IF({is_number('[Baseline]')},[Baseline],"
        f'IF({_COUNTS}=1,IFERROR(IF(LEN(TRIM([Baseline]))=0,0,""),""),""))',
        values.baseline,
    ),
    step("Target used", number_or_blank("[Target]"), values.target),
    step("Low used", number_or_blank("[Low]"), values.low),
    step("High used", number_or_blank("[High]"), values.high),
    step("Red line used", number_or_blank("[Red line]"), values.red_line),
    step("Stage weight", "SUMIFS(ms[Weight used],ms[KR row],[Row])", values.stage_weights),
    step("Problem", _PROBLEM, values.problem),
    step("Point 1", _point("Expected month 1", "okr_month_1"), values.point_1),
    step("Point 2", _point("Expected month 2", "okr_month_2"), values.point_2),
    step(
        "Slope 1",
        'IF([Point 1]<>"",[Point 1]/(okr_month_1-okr_start),'
        f'IF([Point 2]<>"",[Point 2]/(okr_month_2-okr_start),{_EVEN}))',
        values.slope(0),
    ),
    step(
        "Slope 2",
        'IF([Point 2]<>"",IF([Point 1]="",[Slope 1],'
        "([Point 2]-[Point 1])/(okr_month_2-okr_month_1)),"
        f'IF([Point 1]<>"",(1-[Point 1])/(okr_end-okr_month_1),{_EVEN}))',
        values.slope(1),
    ),
    step(
        "Slope 3",
        'IF([Point 2]<>"",(1-[Point 2])/(okr_end-okr_month_2),[Slope 2])',
        values.slope(2),
    ),
    step(
        "Weight used",
        f"IF({is_number('[Weight]')},MAX(0,[Weight]),1)",
        values.weight,
    ),
    step("Committed", is_word("[Commitment]", "Committed"), values.committed),
    step("Hit from", _edge("hit"), values.edge("hit")),
    step("Progress from", _edge("progress"), values.edge("progress")),
    step("Green from", _edge("green"), values.edge("green")),
    step("Yellow from", _edge("yellow"), values.edge("yellow")),
    step("Slow", is_word("[Update frequency]", "Quarterly", "Yearly"), values.slow),
    step("Monthly", is_word("[Update frequency]", "Monthly"), values.monthly),
    step(
        "Due used",
        f'IF({date_or_blank("[Due]")}="",okr_end,{date_or_blank("[Due]")})',
        values.due,
    ),
)
