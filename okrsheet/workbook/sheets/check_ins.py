"""The Check-ins sheet: one line for each report, and what it showed on its own day."""

from okrsheet.workbook import twins
from okrsheet.workbook.contract import Column, Group, Kind, TableSpec, computed, typed, working
from okrsheet.workbook.formula import (
    cell_of,
    date_or_blank,
    filled,
    is_number,
    is_word,
    row_of,
)
from okrsheet.workbook.sheets import check_in_values as shows
from okrsheet.workbook.sheets import key_result_values as values
from okrsheet.workbook.sheets.key_result_values import Value
from okrsheet.workbook.view import DAY, LATER, View, blank


def _of(header: str) -> str:
    return f"INDEX(kr[{header}],[KR row])"


_SAYS = (
    'IF(OR(ISNUMBER([Confidence]),[Owner word]<>"",[Reason given]=1),TRUE,'
    f"IF({filled('[In the way]')}+{filled('[Next step]')}>0,TRUE,"
    "IFERROR(LEN(TRIM([Value]))>0,TRUE)))"
)
_REPORTED = f'IF({date_or_blank("[Date]")}="",FALSE,{_SAYS})'


OFFERED = "Offered"
"""The header below which a line tells that okrsheet offered it, and for what."""

_V = "[Value]"
_YES_NO = (
    f'IF(ISNUMBER({_V}),IF(OR({_V}=0,{_V}=1),{_V},"unreadable"),IF(LEN(TRIM({_V}))=0,"",'
    f"IF({_V}=TRUE,1,IF({_V}=FALSE,0,"
    f'IF(TRIM({_V})="Yes",1,IF(TRIM({_V})="No",0,"unreadable"))))))'
)
_NUMBER = f'IF({is_number(_V)},{_V},IF(LEN(TRIM({_V}))=0,"","unreadable"))'
_READING = f'IF([KR row]="","",IF(ISERROR({_V}),"unreadable",IF([Kind]=5,{_YES_NO},{_NUMBER})))'
_DAY = "[Day]"
_MONTHLY = (
    f'AND({_of("Monthly")}=1,[Kind]=1,[Problem]="",ISNUMBER([Known value]),[Value order]>0,'
    f"{_DAY}-INT([Value order]/{DAY})<=okr_monthly_days)"
)
_STAGES = (
    f'(SUMIFS(ms[Weight used],ms[KR row],[KR row],ms[Due used],"<="&{_DAY})'
    f"+SUMIFS(ms[Weight used],ms[KR row],[KR row],ms[Undated],1)*[Elapsed])"
    f"/{_of('Stage weight')}"
)
_DONE = (
    f'SUMIFS(ms[Weight used],ms[KR row],[KR row],ms[Done used],"<="&{_DAY})/{_of("Stage weight")}'
)
_KEEP_SHARE = (
    'COUNTIFS(ci[KR row],[KR row],ci[Met],1,ci[Order],"<="&[Order])'
    '/COUNTIFS(ci[KR row],[KR row],ci[Met],">=0",ci[Order],"<="&[Order])'
)
_PROGRESS = (
    f'IF([KR row]="","",IF([Problem]<>"","",IF([Kind]=6,{_DONE},'
    f'IF(NOT(ISNUMBER([Known value])),"",IF([Kind]=5,[Known value],'
    f"IF([Kind]=1,([Known value]-[Baseline used])"
    f"/([Target used]-[Baseline used]),{_KEEP_SHARE}))))))"
)
_CURVE = twins.expected_on_curve("[Compare day]", _of("Slope 1"), _of("Slope 2"), _of("Slope 3"))
_EXPECTED = f'IF([KR row]="","",IF(AND([Kind]=6,[Problem]=""),{_STAGES},{_CURVE}))'
_STATUS = twins.Refs(
    day=_DAY,
    elapsed="[Elapsed]",
    closed="FALSE",
    kind="[Kind]",
    problem="[Problem]",
    progress="[Progress]",
    met="[Kept]",
    band="[Band]",
    current="[Known value]",
    pace="[Pace]",
    confidence="[Confidence used]",
    reported_once="1",
    red_line=_of("Red line used"),
    green_from=_of("Green from"),
    yellow_from=_of("Yellow from"),
    slow=_of("Slow"),
    due=_of("Due used"),
    observed='COUNTIFS(ci[KR row],[KR row],ci[Met],">=0",ci[Order],"<="&[Order])',
    final=f"{_DAY}>okr_end",
)


_WORDS = ("Green", "Yellow", "Red")
_OWNER_WORD = "".join(f'IF({is_word("[Owner RAG]", w)}=1,"{w}",' for w in _WORDS) + '"")))'

_COPIED: tuple[tuple[str, Value], ...] = (
    ("Kind", values.kind),
    ("Problem", values.problem),
    ("Baseline used", values.baseline),
    ("Target used", values.target),
)


def _copy(header: str, show: Value) -> Column:
    def value(view: View, row: int) -> object:
        place = shows.named(view, row) if shows.line_of(view, row) else None
        return "" if place is None else show(view, place)

    return working(header, f'IF([KR row]="","",{_of(header)})', value)


TABLE = TableSpec(
    sheet="Check-ins",
    name="tblCheckIns",
    short="ci",
    title="Check-ins",
    purpose="Fill in the lines that okrsheet refresh, or the button Refresh, prepares each week. "
    "None there? Type below the last line; the table grows.",
    frozen=2,
    row_height=22,
    groups=(
        Group(
            "Check in",
            (
                typed("Date", Kind.DATE, 12.5, "day", "The day of this check-in."),
                typed(
                    "KR", Kind.ID, 8, "key_result_id", "Pick the key result.", "okr_key_result_ids"
                ),
                computed(
                    "Key result",
                    Kind.LONG,
                    34,
                    cell_of("[KR]", "kr[Key]", "kr[Text used]"),
                    shows.key_result_text,
                ),
                typed(
                    "Value",
                    Kind.METRIC,
                    10,
                    "value",
                    "The metric today, in its own unit: 298, 62 %, Yes. Leave it blank when there "
                    "is no new number this week.",
                ),
                computed(
                    "Unit",
                    Kind.TEXT,
                    11.5,
                    cell_of("[KR]", "kr[Key]", "kr[Unit used]"),
                    shows.unit,
                ),
                typed(
                    "Confidence",
                    Kind.WHOLE,
                    11,
                    "confidence",
                    "How sure are you of reaching the target? 0 (no chance) to 10 (certain).",
                ),
                typed(
                    "Owner RAG",
                    Kind.WORD,
                    12,
                    "owner_rag",
                    "Only where you see it differently from the figures. Better than the figures "
                    "needs a reason.",
                    "okr_owner_rags",
                ),
                typed("Reason", Kind.LONG, 20, "reason", "Why you see it differently."),
                typed("In the way", Kind.LONG, 25, "in_the_way", "What is getting in the way?"),
                typed(
                    "Next step", Kind.LONG, 25, "next_step", "What happens next, and who does it?"
                ),
                typed("By", Kind.TEXT, 18, "by", "Who reported this.", "okr_people"),
                computed(
                    "RAG",
                    Kind.RAG,
                    13,
                    'IF([KR row]="","",'
                    + twins.with_owner(
                        "[Automatic]", "[Owner word]", "[Reason given]", f"{_DAY}>okr_end"
                    )
                    + ")",
                    lambda v, r: str(line.rag) if (line := v.line_figures(r)) else "",
                ),
            ),
        ),
        Group(
            "Working columns",
            (
                working(
                    "KR row",
                    f'IF({_REPORTED},{row_of("[KR]", "kr[Key]")},"")',
                    shows.key_result_row,
                ),
                working("Day", f'IF([KR row]="","",{date_or_blank("[Date]")})', shows.day),
                *(_copy(header, show) for header, show in _COPIED),
                working(
                    "Elapsed",
                    f'IF([KR row]="","",{twins.elapsed(_DAY)})',
                    shows.elapsed,
                ),
                working("Order", f'IF([KR row]="","",{_DAY}*{DAY}+ROW())', shows.order),
                working("Week", f'IF([KR row]="","",{_DAY}-MOD({_DAY}-2,7))', shows.week),
                working(
                    "Next order",
                    'IF([KR row]="","",IF(COUNTIFS(ci[KR row],[KR row],ci[Week],[Week],'
                    f'ci[Order],">"&[Order])=0,{LATER},MINIFS(ci[Order],ci[KR row],[KR row],'
                    'ci[Week],[Week],ci[Order],">"&[Order])))',
                    shows.next_order,
                ),
                working("Reading", _READING, shows.reading),
                working("Has value", 'IF([KR row]="","",IF([Reading]="",0,1))', shows.has_value),
                working(
                    "Met",
                    f'IF([KR row]="","",IF(AND(ISNUMBER([Reading]),{twins.keep("[Kind]")},'
                    f'[Problem]=""),'
                    + twins.keeps(
                        "[Kind]",
                        "[Reading]",
                        "[Target used]",
                        _of("Low used"),
                        _of("High used"),
                    )
                    + ',""))',
                    shows.met,
                ),
                working(
                    "Value order",
                    'IF([KR row]="","",IF([Has value]=1,[Order],MAXIFS(ci[Order],ci[KR row],'
                    '[KR row],ci[Has value],1,ci[Order],"<"&[Order])))',
                    shows.value_order,
                ),
                working(
                    "Known value",
                    'IF([KR row]="","",IF([Has value]=1,[Reading],IF([Value order]=0,'
                    'IF([Kind]=5,0,""),'
                    "INDEX(ci[Reading],MATCH([Value order],ci[Order],0)))))",
                    shows.known_value,
                ),
                working(
                    "Kept",
                    f'IF([KR row]="","",IF(AND({twins.keep("[Kind]")},[Progress]<>""),'
                    "IF([Has value]=1,[Met],INDEX(ci[Met],MATCH([Value order],ci[Order],0))),"
                    '""))',
                    shows.kept,
                ),
                working("Progress", _PROGRESS, lambda v, r: shows.of_reading(v, r, "progress")),
                working(
                    "Compare day",
                    f'IF([KR row]="","",MAX(okr_start,MIN(okr_end,'
                    f"IF({_MONTHLY},INT([Value order]/{DAY}),{_DAY}))))",
                    shows.compare_day,
                ),
                working(
                    "Expected",
                    _EXPECTED,
                    lambda v, r: line.expected if (line := v.line_figures(r)) else "",
                ),
                working(
                    "Pace",
                    f'IF([KR row]="","",{twins.pace("[Progress]", "[Kind]", "[Expected]")})',
                    lambda v, r: blank(line.pace) if (line := v.line_figures(r)) else "",
                ),
                working(
                    "Band",
                    'IF([KR row]="","",'
                    + twins.band(
                        "[Progress]",
                        "[Kept]",
                        _of("Committed"),
                        _of("Hit from"),
                        _of("Progress from"),
                    )
                    + ")",
                    lambda v, r: shows.of_reading(v, r, "band"),
                ),
                working(
                    "Confidence used",
                    "IF(ISNUMBER([Confidence]),IF(AND([Confidence]>=0,[Confidence]<=10),"
                    '[Confidence],""),"")',
                    shows.confidence,
                ),
                working("Owner word", _OWNER_WORD, shows.owner_word),
                working("Reason given", filled("[Reason]"), shows.reason_given),
                working(
                    "Automatic",
                    f'IF([KR row]="","",{twins.automatic(_STATUS)})',
                    lambda v, r: str(line.automatic) if (line := v.line_figures(r)) else "",
                ),
                working(
                    "Mark",
                    'IF([KR row]="","",IF([RAG]="Red",1,IF(OR([RAG]="No data",'
                    '[RAG]="Not started"),3,2)))',
                    shows.mark,
                ),
                typed(OFFERED, Kind.WORKING, 11, "mark")._replace(late=True),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
