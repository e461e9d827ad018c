"""The Audit sheet: is every key result ready to be measured?

All cells are computed; line n shows the nth row of Key Results.
"""

from collections.abc import Callable

from okrsheet.core import audit as rules
from okrsheet.core.audit import Audit
from okrsheet.workbook import twins
from okrsheet.workbook.contract import Column, Group, Kind, TableSpec, computed, working
from okrsheet.workbook.formula import filled, number_or_blank
from okrsheet.workbook.view import View, blank

Value = Callable[[View, int], object]


def _of(header: str) -> str:
    return f"INDEX(kr[{header}],[Line])"


def _shown(formula: str) -> str:
    return f'IF([Key result]="","",{formula})'


def _yes(test: str) -> str:
    return _shown(f'IF({test},"Yes","No")')


def _verdict(show: Callable[[Audit], object]) -> Value:
    def value(view: View, row: int) -> object:
        if view.key_result_figures(row) is None:
            return ""
        return blank(show(view.audit(row)))

    return value


def _field(name: str) -> Value:
    def value(view: View, row: int) -> object:
        found = view.key_result_figures(row)
        return "" if found is None else getattr(found.key_result, name)

    return value


def _answer(header: str, width: float, test: str, show: Callable[[Audit], object]) -> Column:
    return computed(header, Kind.BAND, width, _yes(test), _verdict(show))


_KNOWN_TYPES = (
    "Increase",
    "Decrease",
    "Count",
    "Keep at or above",
    "Keep at or below",
    "Keep in range",
    "Yes/No",
    "Milestones",
)


def _any(cell: str, words: tuple[str, ...]) -> str:
    return "OR(" + ",".join(f'TRIM({cell})="{word}"' for word in words) + ")"


_MEASURABLE = (
    f"AND(IFERROR({_any(_of('Type'), _KNOWN_TYPES)},FALSE),"
    f'OR({_of("Problem")}="",{_of("Problem")}="No baseline"))'
)
_WEAK = _any(_of("Data source"), rules.NOT_A_SOURCE)
_SOURCE = f"AND({filled(_of('Data source'))}=1,NOT(IFERROR({_WEAK},TRUE)))"
_BASELINE = (
    f"OR(IFERROR({_any(_of('Type'), ('Count', 'Yes/No', 'Milestones'))},FALSE),"
    f'{number_or_blank(_of("Baseline"))}<>"")'
)
_FREQUENCIES = ("Daily", "Weekly", "Monthly", "Quarterly", "Yearly")
_FREQUENCY = f"IFERROR({_any(_of('Update frequency'), _FREQUENCIES)},FALSE)"
_MARKS = "+".join(
    f'COUNT(SEARCH("{mark}"," "&TRIM({_of("Owner")})&" "))' for mark in rules.NOT_A_PERSON
)
_OWNER = f"AND({filled(_of('Owner'))}=1,IFERROR({_MARKS},1)=0)"
_DIRECTION = f"IF({_of('Target used')}>{_of('Baseline used')},1,-1)"
_TREND = number_or_blank(_of("Recent trend"))
_OVER = _shown(
    f'IF(OR({_of("Kind")}<>1,{_TREND}="",{_of("Target used")}="",{_of("Baseline used")}=""),"",'
    f'IF(ABS({_of("Recent trend")})<={twins.CLOSE},"",'
    f"{_DIRECTION}*({_of('Target used')}-{_of('Recent trend')})/ABS({_of('Recent trend')})))"
)
_HINT = _shown(
    f'IF([Over trend]="","",IF([Over trend]<-{twins.CLOSE},"easier than doing nothing",'
    f'IF([Over trend]<0.2-{twins.CLOSE},"may be too easy",'
    f'IF([Over trend]<=0.3+{twins.CLOSE},"as the guide","check the path"))))'
)
_CALL = _of("Ambitious but achievable")
_AMBITIOUS = _shown(
    f'IF(AND([Over trend]<>"",IF([Over trend]="",0,[Over trend])<-{twins.CLOSE}),"No",'
    f'IFERROR(IF(TRIM({_CALL})="Yes","Yes",IF(TRIM({_CALL})="No","No","Your call")),"Your call"))'
)
_TRACKABLE = _shown(
    f'IFERROR(IF({_any(_of("Update frequency"), ("Daily", "Weekly"))},"live",'
    f'IF({_any(_of("Update frequency"), ("Quarterly", "Yearly"))},"not trackable weekly",'
    f'IF(TRIM({_of("Update frequency")})="Monthly","manual",""))),"")'
)
_CRITERIA = (
    "Measurable",
    "Data source",
    "Baseline",
    "Update frequency",
    "Owner named",
    "Ambitious",
)
_ALL = (*_CRITERIA, "Access known", "Retriever named")
_PASSED = "+".join(f'IF([{header}]="Yes",1,0)' for header in _CRITERIA)
_ANSWERED = "+".join(
    f'IF([{header}]="Yes",1,0)'
    for header in ("Data source", "Update frequency", "Access known", "Retriever named")
)
_JOINED = "&".join(
    f'IF([{header}]="Yes","","; {gap}")' for header, gap in zip(_ALL, rules.GAPS, strict=True)
)
_GAPS = f"MID({_JOINED},3,400)"

TABLE = TableSpec(
    sheet="Audit",
    name="tblAudit",
    short="au",
    title="Measurement audit",
    purpose="A key result is ready with 6 of 6 criteria and 4 of 4 data questions. Fix a gap on "
    "the Key Results sheet, or replace the key result.",
    frozen=2,
    row_height=32,
    groups=(
        Group(
            "Key result",
            (
                computed("KR", Kind.ID, 7.5, _shown(_of("Key")), _field("id")),
                computed(
                    "Key result",
                    Kind.LONG,
                    34,
                    f'IF([Line]>ROWS(kr[Row]),"",{_of("Text used")})',
                    _field("text"),
                ),
                computed(
                    "Owner",
                    Kind.TEXT,
                    17.5,
                    _shown(f'IFERROR(TRIM({_of("Owner")}),"")'),
                    _field("owner"),
                ),
            ),
        ),
        Group(
            "Six criteria",
            (
                _answer("Measurable", 11, _MEASURABLE, lambda a: a.measurable),
                _answer("Data source", 11, _SOURCE, lambda a: a.data_source),
                _answer("Baseline", 11, _BASELINE, lambda a: a.baseline),
                _answer("Update frequency", 13, _FREQUENCY, lambda a: a.frequency),
                _answer("Owner named", 11, _OWNER, lambda a: a.owner),
                computed("Ambitious", Kind.BAND, 11, _AMBITIOUS, _verdict(lambda a: a.ambitious)),
            ),
        ),
        Group(
            "Who gets the data",
            (
                _answer(
                    "Access known",
                    12.5,
                    f"{filled(_of('Who has access'))}=1",
                    lambda a: a.access,
                ),
                _answer(
                    "Retriever named",
                    11,
                    f"{filled(_of('Who retrieves it'))}=1",
                    lambda a: a.retriever,
                ),
            ),
        ),
        Group(
            "Verdict",
            (
                computed(
                    "Criteria of 6", Kind.WHOLE, 12.5, _shown(_PASSED), _verdict(lambda a: a.passed)
                ),
                computed(
                    "Questions of 4",
                    Kind.WHOLE,
                    15,
                    _shown(_ANSWERED),
                    _verdict(lambda a: a.answered),
                ),
                computed(
                    "Ready",
                    Kind.BAND,
                    9,
                    _yes("AND([Criteria of 6]=6,[Questions of 4]=4)"),
                    _verdict(lambda a: "Yes" if a.ready else "No"),
                ),
                computed(
                    "Gaps", Kind.LONG, 26, _shown(_GAPS), _verdict(lambda a: "; ".join(a.gaps))
                ),
                computed("Over trend", Kind.SHARE, 11.5, _OVER, _verdict(lambda a: a.over_trend)),
                computed("Ambition", Kind.LONG, 14, _HINT, _verdict(lambda a: a.hint)),
                computed("Trackable", Kind.LONG, 13, _TRACKABLE, _verdict(lambda a: a.trackable)),
            ),
        ),
        Group(
            "Working columns",
            (working("Line", "ROW()-ROW(au[#KR])", lambda _, r: r + 1),),
            foldable=True,
            hidden=True,
        ),
    ),
)
