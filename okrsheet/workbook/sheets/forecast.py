"""The Forecast sheet: where every key result will end if it goes on as it does.

Line n shows the nth row of Key Results. What no formula can find out stands in hidden cells, with
the numbers it was found out from; the formulas hold these against today's.
"""

from collections.abc import Iterator
from typing import Final

from okrsheet.core import forecast_gaps as gaps
from okrsheet.workbook import twins
from okrsheet.workbook.contract import Column, Group, Kind, TableSpec, computed, stored, working
from okrsheet.workbook.forecasted import FRAME, HEADERS, Basis
from okrsheet.workbook.sheets import forecast_values as values
from okrsheet.workbook.sheets.forecast_values import REFRESH, TRENDING, WAITING
from okrsheet.workbook.view import DAY


def _of(header: str) -> str:
    return f"INDEX(kr[{header}],[Line])"


def _shown(formula: str) -> str:
    return f'IF([Key result]="","",{formula})'


def _fresh(formula: str) -> str:
    return _shown(f'IF([Fresh]=1,{formula},"")')


_NUMBERS: Final = 'ci[KR row],[Line],ci[Reading],">-1E+101",ci[Order],"<"&'
_LAST: Final = f"MAXIFS(ci[Order],{_NUMBERS}okr_cut)"


def _before(header: str) -> str:
    day = f"INT([{header}]/{DAY})*{DAY}"
    return f"IF([{header}]=0,0,MAXIFS(ci[Order],{_NUMBERS}{day}))"


_BASELINE, _TARGET, _CURRENT = _of("Baseline used"), _of("Target used"), _of("Reading")
_GAP: Final = (
    f'IF({_of("Kind")}>1,"{gaps.OTHER_TYPE}",'
    f'IF({_of("Slow")}=1,"{gaps.SLOW}",'
    f'IF(OR(okr_closed=1,okr_as_of>okr_end),"{gaps.OVER}",'
    f'IF(okr_as_of-okr_start<MAX(0,okr_first_days),"{gaps.EARLY}",'
    f'IF({_of("Progress")}="",IF({_of("Problem")}<>"",{_of("Problem")},"{gaps.NO_VALUE}"),'
    f'IF(AND({_of("Silence")}<>"",{_of("Silence")}>okr_stale_after),"{gaps.STALE}",'
    f'IF(AND([Third]=0,{_of("Compare day")}<=okr_start),"{gaps.EARLY}","")))))))'
)
_TODAY: Final = {
    "reports": f"COUNTIFS({_NUMBERS}okr_cut)",
    "total": f"SUMIFS(ci[Reading],{_NUMBERS}okr_cut)",
    "dated": "SUMPRODUCT((ci[KR row]=[Line])*(ci[Order]<okr_cut),ci[Reading],ci[Day])",
    "baseline": _BASELINE,
    "target": _TARGET,
    "terms": f"{_of('Hit from')}+7*{_of('Progress from')}+100*[Counts]+1000*okr_first_days",
    "frame": f"okr_start*{FRAME}+okr_end",
    "day": f"IF([Third]=0,{_of('Compare day')},0)",
}


def _same(name: str, today: str) -> str:
    kept = f"[Based on {name}]"
    return f"ABS({kept}-({today}))<={twins.CLOSE}*MAX(0.001,ABS({kept}))"


_FIGURES: Final = HEADERS[len(Basis._fields) : -1]
_KEPT: Final = ",".join(f"[{header}]" for header in _FIGURES)
_TESTS: Final = ",".join(_same(name, _TODAY[name]) for name in Basis._fields[1:])
_IS_FRESH: Final = (
    f'IF([Gap]<>"",0,IFERROR(IF(AND(COUNT({_KEPT})={len(_FIGURES)},EXACT([Based on KR],[KR]),'
    f"{_TESTS}),1,0),0))"
)


def _reaches(value: str) -> str:
    """Twin of `core.scoring.reaches`."""
    return (
        f"IF({_TARGET}>{_BASELINE},{value}>={_TARGET}-{twins.CLOSE},"
        f"{value}<={_TARGET}+{twins.CLOSE})"
    )


_FROM: Final = f"IF([Third]>0,INT([Last]/{DAY}),{_of('Compare day')})"
_SCORE: Final = f"MIN(1,MAX(0,([Kept value]-{_BASELINE})/({_TARGET}-{_BASELINE})))"
_SHORT: Final = f"IF({_reaches('[Kept value]')},0,ABS({_TARGET}-[Kept value]))"
_NEEDED: Final = (
    f'IF({_reaches(_CURRENT)},0,IF(okr_end>[From],({_TARGET}-{_CURRENT})/((okr_end-[From])/7),""))'
)
_RAG: Final = _of("RAG")
_HEADING: Final = f'IF({_RAG}="Green",2,IF({_RAG}="Yellow",1,0))'


def _rank(cell: str) -> str:
    return f'IF({cell}="Hit",2,IF({cell}="Progress",1,0))'


_TREND: Final = (
    f'IFERROR(IF([Kept band before]="",0,IF(AND({_rank("[Heading for]")}<{_HEADING},'
    f"{_rank('[Kept band before]')}<{_HEADING}),1,0)),0)"
)
_REMARK: Final = f'IF([Gap]<>"",[Gap],IF([Fresh]=0,"{WAITING}",IF([Off track]=1,"{TRENDING}","")))'


def _kept() -> Iterator[Column]:
    for header in HEADERS:
        yield stored(header, values.kept(header))


TABLE = TableSpec(
    sheet="Forecast",
    name="tblForecast",
    short="fc",
    title="Forecast",
    purpose="Where each key result will end if it goes on like this. It informs and never sets a "
    f"status; where it says {REFRESH}, something changed since: run okrsheet refresh. "
    "Still empty? Write key results, then check in.",
    frozen=2,
    row_height=32,
    dispensable=True,
    groups=(
        Group(
            "Key result",
            (
                computed("KR", Kind.ID, 7.5, _shown(_of("Key")), values.key),
                computed(
                    "Key result",
                    Kind.LONG,
                    38,
                    f'IF([Line]>ROWS(kr[Row]),"",{_of("Text used")})',
                    values.text,
                ),
                computed("RAG", Kind.RAG, 13, _shown(_RAG), values.rag),
            ),
        ),
        Group(
            "Now",
            (
                computed("Value", Kind.ESTIMATE, 10.5, _shown(_of("Current")), values.shown_value),
                computed(
                    "Target",
                    Kind.ESTIMATE,
                    10.5,
                    _shown(f'IF({_of("Kind")}=5,"Yes",{_TARGET})'),
                    values.target,
                ),
                computed("Unit", Kind.TEXT, 11.5, _shown(_of("Unit used")), values.unit),
            ),
        ),
        Group(
            "At the end",
            (
                computed(
                    "Forecast",
                    Kind.ESTIMATE,
                    11,
                    _shown(f'IF([Gap]<>"","",IF([Fresh]=1,[Kept value],"{REFRESH}"))'),
                    values.forecast,
                ),
                computed("Likely from", Kind.ESTIMATE, 11, _fresh("[Kept low]"), values.low),
                computed("Likely to", Kind.ESTIMATE, 11, _fresh("[Kept high]"), values.high),
                computed("Score", Kind.SCORE, 9, _fresh(_SCORE), values.score),
                computed(
                    "Heading for",
                    Kind.BAND,
                    11,
                    _fresh(twins.band_for("[Score]", _of("Committed"))),
                    values.band,
                ),
            ),
        ),
        Group(
            "How likely",
            (
                computed(
                    "Target reached",
                    Kind.SHARE,
                    11,
                    _fresh("[Kept chance of target]"),
                    values.target_chance,
                ),
                computed("Hit", Kind.SHARE, 9, _fresh("[Kept chance of Hit]"), values.hit_chance),
            ),
        ),
        Group(
            "What it takes",
            (
                computed("Shortfall", Kind.DISTANCE, 11, _fresh(_SHORT), values.shortfall),
                computed("Needed a week", Kind.DISTANCE, 11, _fresh(_NEEDED), values.needed),
                computed(
                    "Recent a week", Kind.DISTANCE, 11, _fresh("[Kept change]"), values.recent
                ),
                computed("Remark", Kind.LONG, 26, _shown(_REMARK), values.remark),
            ),
        ),
        Group(
            "Working columns",
            (
                working("Line", "ROW()-ROW(fc[#KR])", lambda _, r: r + 1),
                working("Last", _shown(f"IF({_of('Kind')}>1,0,{_LAST})"), values.order(1)),
                working("Second", _shown(_before("Last")), values.order(2)),
                working("Third", _shown(_before("Second")), values.order(3)),
                working(
                    "Counts",
                    _shown(f'IFERROR(IF(TRIM({_of("Type")})="Count",1,0),0)'),
                    values.counts,
                ),
                working("Gap", _shown(_GAP), values.gap),
                working("From", _shown(_FROM), values.start),
                working("Fresh", _shown(_IS_FRESH), values.fresh),
                working("Off track", _shown(f"IF([Fresh]=1,{_TREND},0)"), values.off_track),
                *_kept(),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
