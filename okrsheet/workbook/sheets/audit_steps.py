"""The formulas of the Audit sheet, each the twin of a rule in `core.audit`."""

from typing import Final

from okrsheet.core import audit_gaps as gaps
from okrsheet.core.audit import LIVE, MANUAL, NOT_WEEKLY
from okrsheet.core.audit_gaps import Gap
from okrsheet.core.audit_words import DROPPED, MORE_THAN_ONE
from okrsheet.workbook import twins
from okrsheet.workbook.formula import is_word, number_or_blank
from okrsheet.workbook.sheets.audit_values import FINE_BY_WORD, NOT_JUDGED, REWORD_BY_WORD

_EASIER: Final = "easier than doing nothing"


def of(header: str) -> str:
    """The line's key result on the Key Results sheet."""
    return f"INDEX(kr[{header}],[Line])"


def shown(formula: str) -> str:
    """A formula that is blank where no key result stands."""
    return f'IF([Key result]="","",{formula})'


def yes(test: str) -> str:
    """Yes or No, where a key result stands."""
    return shown(f'IF({test},"Yes","No")')


def answers(cell: str, nothing: str) -> str:
    """Twin of `core.audit_words.answers`; `nothing` is the engine cell with the words."""
    bare = f'IFERROR({cell},"")'
    for sign in DROPPED:
        bare = f'SUBSTITUTE({bare},"{sign}","")'
    return f'ISERROR(FIND(";"&LOWER(TRIM({bare}))&";",{nothing}))'


def _mark(sign: str) -> str:
    # A bar in a formula would look like a call to another program.
    return f"CHAR({ord(sign)})" if sign in "\n|" else f'"{sign}"'


_KNOWN = f'OR({of("Problem")}="",{of("Problem")}="No baseline")'
WITH_TARGET = yes(_KNOWN)
_FEW = is_word(of("Type"), "Increase", "Decrease", "Count")
TYPED = shown(f"IF(OR({of('Kind')}>1,{_FEW}=1),1,0)")
DEFINED = shown('IF(AND([Typed]=1,[With target]="Yes"),1,0)')
CURRENT = shown(
    "IFERROR(IF(AND(EXACT([Judged text],[Key result]),[Judged with target]=[With target]),1,0),0)"
)
_WORD = f"TRIM({of('Wording is fine')})"
WORD = shown(f'IFERROR(IF({_WORD}="Yes","Yes",IF({_WORD}="No","No","")),"")')
WORDED = shown(
    'IF([Word]<>"",[Word],IF([Current]=1,IFERROR(IF([Judged fine]="Yes","Yes","No"),"No"),'
    '"Your call"))'
)
MEASURABLE = shown('IF([Defined]=1,[Worded],"No")')
WORDING = shown(
    f'IF([Word]="Yes","{FINE_BY_WORD}",IF([Word]="No","{REWORD_BY_WORD}",'
    f'IF([Current]=1,IFERROR([Judged why]&"",""),"{NOT_JUDGED}")))'
)
REWRITE = shown('IF(OR([Word]="Yes",[Current]=0),"",IFERROR([Judged rewrite]&"",""))')
SOURCE = yes(answers(of("Data source"), "okr_no_source"))
BASELINE = yes(
    f"OR({of('Kind')}=5,{of('Kind')}=6,{is_word(of('Type'), 'Count')}=1,"
    f'{number_or_blank(of("Baseline"))}<>"")'
)
FREQUENCY = yes('[Trackable]<>""')
OWNER = shown(f'IFERROR(TRIM({of("Owner")}),"")')
_PADDED = 'LOWER(" "&[Owner]&" ")'
_WITHOUT_MARKS = _PADDED
for _sign in MORE_THAN_ONE:
    _WITHOUT_MARKS = f'SUBSTITUTE({_WITHOUT_MARKS},{_mark(_sign)},"")'
ONE_OWNER = yes(f"AND({answers('[Owner]', 'okr_no_person')},LEN({_WITHOUT_MARKS})=LEN({_PADDED}))")
ACCESS = yes(answers(of("Who has access"), "okr_no_answer"))
RETRIEVER = yes(answers(of("Who retrieves it"), "okr_no_answer"))
_DIRECTION = f"IF({of('Target used')}>{of('Baseline used')},1,-1)"
TREND = shown(number_or_blank(of("Recent trend")))
OVER = shown(
    f'IF(OR({of("Kind")}<>1,[Trend]="",{of("Target used")}="",{of("Baseline used")}=""),"",'
    f'IF(ABS([Trend])<={twins.CLOSE},"",'
    f"{_DIRECTION}*({of('Target used')}-[Trend])/ABS([Trend])))"
)
HINT = shown(
    f'IF([Over trend]="","",IF([Over trend]<-{twins.CLOSE},"{_EASIER}",'
    f'IF([Over trend]<0.2-{twins.CLOSE},"may be too easy",'
    f'IF([Over trend]<=0.3+{twins.CLOSE},"as the guide","check the path"))))'
)
_CALL = f"TRIM({of('Ambitious but achievable')})"
AMBITIOUS = shown(
    f'IF([Ambition]="{_EASIER}","No",'
    f'IFERROR(IF({_CALL}="Yes","Yes",IF({_CALL}="No","No","Your call")),"Your call"))'
)
_RHYTHM = f"TRIM({of('Update frequency')})"
TRACKABLE = shown(
    f'IFERROR(IF(OR({_RHYTHM}="Daily",{_RHYTHM}="Weekly"),"{LIVE}",'
    f'IF(OR({_RHYTHM}="Quarterly",{_RHYTHM}="Yearly"),"{NOT_WEEKLY}",'
    f'IF({_RHYTHM}="Monthly","{MANUAL}",""))),"")'
)
CRITERIA = (
    *("Measurable", "Data source", "Baseline", "Update frequency", "Owner named", "Ambitious"),
)
QUESTIONS = ("Data source", "Update frequency", "Access known", "Retriever named")
ANSWERS = (*CRITERIA, "Access known", "Retriever named")
"""The columns with a Yes or No, in the order of `Audit.answers`."""

PASSED = shown("+".join(f'IF([{header}]="Yes",1,0)' for header in CRITERIA))
ANSWERED = shown("+".join(f'IF([{header}]="Yes",1,0)' for header in QUESTIONS))
READY = yes("AND([Criteria of 6]=6,[Questions of 4]=4)")
_LACKS: Final[dict[Gap, str]] = {
    gaps.UNDEFINED: "[Defined]=0",
    gaps.UNWORDED: '[Worded]="No"',
    gaps.UNJUDGED: '[Worded]="Your call"',
    gaps.NO_SOURCE: '[Data source]="No"',
    gaps.NO_BASELINE: '[Baseline]="No"',
    gaps.NO_FREQUENCY: '[Update frequency]="No"',
    gaps.NO_OWNER: '[Owner named]="No"',
    gaps.UNCONFIRMED: '[Ambitious]="Your call"',
    gaps.TOO_EASY: f'[Ambition]="{_EASIER}"',
    gaps.NOT_AMBITIOUS: f'AND([Ambitious]="No",[Ambition]<>"{_EASIER}")',
    gaps.NO_ACCESS: '[Access known]="No"',
    gaps.NO_RETRIEVER: '[Retriever named]="No"',
}
_JOINED = "&".join(f'IF({_LACKS[gap]},"; {gap.words}","")' for gap in gaps.GAPS)
MISSING = shown(f"MID({_JOINED},3,400)")


FIRST_GAP = shown(
    "".join(f"IF({_LACKS[gap]},{place}," for place, gap in enumerate(gaps.GAPS, 1))
    + "0"
    + ")" * len(gaps.GAPS)
)
_REWORD = gaps.GAPS.index(gaps.UNWORDED) + 1
NEXT_STEP = shown(
    f'IF([First gap]=0,"",IF(AND([First gap]={_REWORD},[Rewrite as]<>""),'
    f'"{gaps.TRY}"&[Rewrite as],INDEX(okr_audit_steps,[First gap])))'
)
_TEAM = f"INDEX(obj[Team row],{of('Objective row')})"
_LEVEL = f"INDEX(obj[Level used],{of('Objective row')})"
TEAM_ROW = shown(
    f'IF({of("Objective row")}="",0,IF({_TEAM}<>"",{_TEAM},IF({_LEVEL}="Company",-1,0)))'
)
