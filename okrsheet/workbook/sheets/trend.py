"""The Trend sheet: one key result in a chart, its values beside target, expected path, forecast.

People pick the key result; without one it is the most urgent. All points of the chart stand in
hidden columns, as days and values. A point that is not known lies on the last one that is, where
nobody sees it: a chart draws a text or a blank cell as 0.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from okrsheet.core.heat import WEEKS
from okrsheet.workbook import twins
from okrsheet.workbook.formula import row_of
from okrsheet.workbook.load_picked import PICK, TREND_SHEET
from okrsheet.workbook.sheets import trend_values as values
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.sheets.trend_values import Point, Show
from okrsheet.workbook.view import DAY, serial

SHEET: Final = TREND_SHEET
WIDTHS: Final[Mapping[str, float]] = {
    "A": 1.3,
    **dict.fromkeys("BCDEFGHIJ", 13.5),
    "K": 34,
    "L": 1.3,
}
BAND: Final = "ABCDEFGHIJKL"
HELPERS: Final = "NOPQRSTUVWXY"
HEADS_AT: Final = 6
CHART_AT: Final = 9
CHART_TO: Final = 31
POINTS_AT: Final = 3
"""The row below the names of the chart's lines."""
ROW: Final = f"$N${POINTS_AT}"
FROM: Final = f"$N${POINTS_AT + 1}"
START: Final = f"$N${POINTS_AT + 2}"
LINES: Final[Mapping[str, tuple[str, str, int]]] = {
    "Value": ("P", "Q", WEEKS + 1),
    "Target": ("R", "S", 4),
    "Expected": ("T", "U", 4),
    "Forecast": ("V", "W", 2),
    "Likely range": ("X", "Y", 2),
}
"""The lines of the chart: the columns of days and of values, and how many points."""
_END: Final = POINTS_AT + WEEKS
_LAST: Final = (f"$P${_END}", f"$Q${_END}")
_WEEK: Final = 7


def _kr(header: str) -> str:
    return f"INDEX(kr[{header}],{ROW})"


def _ahead(header: str) -> str:
    return f"INDEX(fc[{header}],{ROW})"


def _known(formula: str, none: str = '""') -> str:
    return f'IF({ROW}="",{none},{formula})'


_MONDAY: Final = "okr_start-MOD(okr_start-2,7)"
_NOW: Final = "MIN(okr_as_of,okr_end)"
_FIRST: Final = f"MAX({_MONDAY},{_NOW}-MOD({_NOW}-2,7)-{_WEEK * (WEEKS - 1)})"
_PICKED: Final = (
    f"IFERROR(IF(LEN({PICK})=0,MATCH(LARGE(kr[Talk order],1),kr[Talk order],0),"
    f'{row_of(PICK, "kr[Key]")}),"")'
)
_NUMBERS: Final = f'ci[KR row],{ROW},ci[Reading],">-1E+101",ci[Order],"<"&okr_cut'
_DISTANCE: Final = f'AND({_kr("Kind")}=1,{_kr("Problem")}="")'
_SOMETHING: Final = (
    f"IF({_DISTANCE},{_kr('Baseline used')},IF(COUNTIFS({_NUMBERS})=0,"
    f"IF(ISNUMBER({_kr('Target used')}),{_kr('Target used')},0),"
    f"INDEX(ci[Reading],MATCH(MINIFS(ci[Order],{_NUMBERS}),ci[Order],0))))"
)


def _value_points() -> Iterator[tuple[str, str]]:
    yield "okr_start", START
    for place in range(1, WEEKS + 1):
        above = POINTS_AT + place - 1
        week = f"ci[Week],{FROM}+{_WEEK * (place - 1)}"
        order = f"MAXIFS(ci[Order],{_NUMBERS},{week})"
        reading = f"INDEX(ci[Reading],MATCH({order},ci[Order],0))"
        yield (
            _known(f"IF({order}=0,P{above},INT({order}/{DAY}))", f"P{above}"),
            _known(f"IF({order}=0,Q{above},{reading})", f"Q{above}"),
        )


def _target_points() -> Iterator[tuple[str, str]]:
    target = f"IF({_kr('Kind')}=5,1,IF({_kr('Kind')}=4,{_kr('Low used')},{_kr('Target used')}))"
    other = f"IF({_kr('Kind')}=4,{_kr('High used')},{target})"
    for x, y in (("okr_start", target), ("okr_end", target), ("okr_end", other)):
        yield x, _known(f"IF(ISNUMBER({y}),{y},{_LAST[1]})", _LAST[1])
    yield (
        _known(f"IF({_kr('Kind')}=4,okr_start,okr_end)", "okr_end"),
        _known(f"IF(ISNUMBER({other}),{other},{_LAST[1]})", _LAST[1]),
    )


def _expected_points() -> Iterator[tuple[str, str]]:
    slopes = [_kr(f"Slope {number}") for number in (1, 2, 3)]
    for day in ("okr_start", "MIN(okr_month_1,okr_end)", "MIN(okr_month_2,okr_end)", "okr_end"):
        share = twins.expected_on_curve(day, *slopes)
        way = f"({_kr('Target used')}-{_kr('Baseline used')})"
        yield (
            _known(f"IF({_DISTANCE},{day},{_LAST[0]})", _LAST[0]),
            _known(f"IF({_DISTANCE},{_kr('Baseline used')}+{way}*({share}),{_LAST[1]})", _LAST[1]),
        )


def _forecast_points() -> Iterator[tuple[str, str]]:
    for day, value in ((_ahead("From"), _ahead("Value")), ("okr_end", _ahead("Forecast"))):
        yield _if_fresh(day, value)


def _range_points() -> Iterator[tuple[str, str]]:
    for header in ("Likely from", "Likely to"):
        yield _if_fresh("okr_end", _ahead(header))


def _if_fresh(day: str, value: str) -> tuple[str, str]:
    fresh = f"IFERROR({_ahead('Fresh')}=1,FALSE)"
    return (
        _known(f"IF({fresh},{day},{_LAST[0]})", _LAST[0]),
        _known(f"IF({fresh},{value},{_LAST[1]})", _LAST[1]),
    )


_POINTS: Final = {
    "Value": _value_points,
    "Target": _target_points,
    "Expected": _expected_points,
    "Forecast": _forecast_points,
    "Likely range": _range_points,
}


def _chart_points() -> Iterator[Spot]:
    for name, (x, y, _) in LINES.items():
        yield Spot(f"{y}{POINTS_AT - 1}", "hidden", text=name)
        for place, (day, value) in enumerate(_POINTS[name]()):
            row = POINTS_AT + place
            yield Spot(f"{x}{row}", "hidden", formula=day, value=_x(name, place))
            yield Spot(f"{y}{row}", "hidden", formula=value, value=_y(name, place))


def _x(name: str, place: int) -> Show:
    return lambda view: serial(_point(name, place)(view).day)


def _y(name: str, place: int) -> Show:
    return lambda view: _point(name, place)(view).value


def _point(name: str, place: int) -> Point:
    return lambda view: values.points(view)[name][place]


_CELLS: Final[tuple[tuple[str, str, str], ...]] = (
    ("RAG", "rag", "RAG"),
    ("Value", "estimate", "Value"),
    ("Target", "estimate", "Target"),
    ("Forecast", "estimate", "Forecast"),
    ("Likely from", "estimate", "Likely from"),
    ("Likely to", "estimate", "Likely to"),
    ("Needed a week", "estimate", "Needed a week"),
    ("Recent a week", "estimate", "Recent a week"),
    ("Target reached", "share", "Target reached"),
    ("Remark", "cell", "Remark"),
)


def _band() -> Iterator[Spot]:
    for column in BAND:
        yield Spot(f"{column}1", "band")
        yield Spot(f"{column}2", "band")
    yield Spot("B1", "title", text="Trend")
    yield Spot(
        "B2",
        "subtitle",
        text="Pick a key result below; left blank, the most urgent one is shown.",
    )
    yield Spot("K1", "band_label", text="Figures for")
    yield Spot("K2", "band_date", formula="okr_as_of", value=lambda v: serial(v.figures.as_of))


def _top() -> Iterator[Spot]:
    yield Spot("B4", "pick_label", text="Key result")
    yield Spot(PICK, "pick")
    none = f'IF(SUM(kr[Exists])=0,"{values.NO_KEY_RESULT}","{values.UNKNOWN}")'
    text = _known(f'{_kr("Key")}&"  "&{_kr("Text used")}', none)
    yield Spot("D4", "more_left", formula=text, value=values.text)
    for column, (head, look, header) in zip("BCDEFGHIJK", _CELLS, strict=True):
        right = look in ("estimate", "share")
        across = "right" if right else "center" if look == "rag" else "left"
        yield Spot(f"{column}{HEADS_AT}", f"head_{across}", text=head)
        formula = _known(f'IFERROR({_ahead(header)},"")')
        yield Spot(
            f"{column}{HEADS_AT + 1}", look, formula=formula, value=values.of_forecast(header)
        )


def _steps() -> Iterator[Spot]:
    yield Spot(ROW.replace("$", ""), "hidden", formula=_PICKED, value=values.row)
    yield Spot(FROM.replace("$", ""), "hidden", formula=_FIRST, value=values.first)
    some = _known(_SOMETHING, "0")
    yield Spot(START.replace("$", ""), "hidden", formula=some, value=values.something)
    unit = f"$N${POINTS_AT + 3}".replace("$", "")
    yield Spot(unit, "hidden", formula=_known(_kr("Unit used")), value=values.unit)


def spots() -> tuple[Spot, ...]:
    """Every cell of the Trend sheet; of two for one address the later one counts."""
    found = (*_band(), *_top(), *_steps(), *_chart_points())
    return tuple({spot.address: spot for spot in found}.values())
