"""The Heat Map sheet: every key result week by week, the ones in trouble first.

The first lines say which weeks the columns stand for and how many key results were Red, Yellow or
reported at all; below, line n + 4 shows the key result that is nth in trouble.
"""

from typing import Final

from okrsheet.core.heat import MISSING, UNKNOWN, WEEKS
from okrsheet.workbook.contract import Column, Group, Kind, TableSpec, computed, working
from okrsheet.workbook.sheets import heat_map_values as shows
from okrsheet.workbook.sheets.heat_map_values import FIXED, TOTALS

_WEEK: Final = 7


def _shown(formula: str) -> str:
    return f'IF([KR row]="","",{formula})'


def _of(header: str) -> str:
    return f"INDEX(kr[{header}],[KR row])"


def _monday(day: str) -> str:
    return f"{day}-MOD({day}-2,{_WEEK})"


_FROM: Final = (
    f"MAX({_monday('okr_start')},"
    f"MIN(okr_as_of,okr_end)-MOD(MIN(okr_as_of,okr_end)-2,{_WEEK})-{_WEEK * (WEEKS - 1)})"
)
_KNOWN: Final = 'ci[Order],"<"&okr_cut'


def _week(place: int) -> Column:
    day = f"[From]+{_WEEK * place}" if place else "[From]"
    latest = f"MATCH(MAXIFS(ci[Order],ci[KR row],[KR row],ci[Week],{day},{_KNOWN}),ci[Order],0)"
    seen = f'SUBSTITUTE(LEFT(INDEX(ci[RAG],{latest})),"N","{UNKNOWN}")'
    line = f'IF(OR([KR row]="",{day}>okr_as_of),"",IFERROR({seen},"{MISSING}"))'
    count = f'COUNTIFS(ci[Week],{day},{_KNOWN},ci[Next order],">="&okr_cut,ci[RAG],[Counted])'
    dated = f'IF([Line]=1,IF({day}>okr_end,"",{day}),IF({day}>okr_as_of,"",{count}))'
    formula = f"IF([Line]>{FIXED},{line},{dated})"
    return computed(f"W{place + 1}", Kind.HEAT, 6.4, formula, shows.week(place))


_LABEL: Final = "".join(
    f'IF([Line]={place},"{label}",' for place, (label, _) in enumerate(TOTALS, 1)
)
_COUNTED: Final = "".join(
    f'IF([Line]={place},"{counted}",' for place, (_, counted) in enumerate(TOTALS, 1)
)
_TEXT: Final = _LABEL + _shown(_of("Text used")) + ")" * FIXED

TABLE = TableSpec(
    sheet="Heat Map",
    name="tblHeat",
    short="hm",
    title="Week by week",
    purpose="What each week's last check-in showed: G on track, Y at risk, R off track, "
    f"{UNKNOWN} no colour yet, {MISSING} no check-in. The ones in trouble come first. "
    "Still empty? Write key results, then check in.",
    frozen=2,
    row_height=24,
    dispensable=True,
    groups=(
        Group(
            "Key result",
            (
                computed("KR", Kind.ID, 7.5, _shown(_of("Key")), shows.key),
                computed("Key result", Kind.LONG, 46, _TEXT, shows.text),
                computed(
                    "Owner", Kind.TEXT, 18, _shown(f'IFERROR(TRIM({_of("Owner")}),"")'), shows.owner
                ),
            ),
        ),
        Group("Weeks", tuple(map(_week, range(WEEKS)))),
        Group(
            "Today",
            (
                computed("RAG", Kind.RAG, 13, _shown(_of("RAG")), shows.rag),
                computed("Talk about", Kind.LONG, 28, _shown(_of("Talk about")), shows.talk_about),
            ),
        ),
        Group(
            "Working columns",
            (
                working("Line", "ROW()-ROW(hm[#KR])", lambda _, r: r + 1),
                working(
                    "KR row",
                    f'IF([Line]<={FIXED},"",'
                    f'IFERROR(MATCH(LARGE(kr[Talk order],[Line]-{FIXED}),kr[Talk order],0),""))',
                    shows.key_result_row,
                ),
                working("From", _FROM, shows.first),
                working("Counted", f'{_COUNTED}""{")" * FIXED}', shows.counted),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
