"""What the formulas of the Trend sheet show, from the Python figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from okrsheet.core.heat import WEEKS, first_week
from okrsheet.core.history import number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.pace import expected
from okrsheet.core.quarter import month_ends, week_of
from okrsheet.core.scoring import baseline_of, readable
from okrsheet.core.words import DISTANCE_TYPES, Type
from okrsheet.workbook.forecasted import current
from okrsheet.workbook.sheets import forecast_values
from okrsheet.workbook.view import View, blank, serial

Show = Callable[[View], object]


class At(NamedTuple):
    """A point of the chart."""

    day: date
    value: float


NO_KEY_RESULT: Final = "No key results yet: the chart has nothing to show."
UNKNOWN: Final = "No key result has this ID: the chart has nothing to show."
Point = Callable[[View], At]
_WEEK: Final = timedelta(days=7)
_CELLS: Final = {
    "RAG": forecast_values.rag,
    "Value": forecast_values.shown_value,
    "Target": forecast_values.target,
    "Forecast": forecast_values.forecast,
    "Likely from": forecast_values.low,
    "Likely to": forecast_values.high,
    "Needed a week": forecast_values.needed,
    "Recent a week": forecast_values.recent,
    "Target reached": forecast_values.target_chance,
    "Remark": forecast_values.remark,
}


def picked(view: View) -> KeyResultFigures | None:
    """The key result that is shown: the one that was picked, else the most urgent one."""
    if not view.picked:
        return view.in_trouble[0] if view.in_trouble else None
    row = view.key_result_row(view.picked)
    return None if row is None else view.key_result_figures(row)


def _shown(show: Callable[[View, KeyResultFigures], object]) -> Show:
    def value(view: View) -> object:
        figure = picked(view)
        return "" if figure is None else blank(show(view, figure))

    return value


row = _shown(lambda _, f: f.row + 1)
unit = _shown(lambda _, f: f.key_result.unit)


def text(view: View) -> str:
    """The key result that is shown; where there is none, that the chart has nothing to show."""
    figure = picked(view)
    if figure is not None:
        return f"{figure.key_result.id}  {figure.key_result.text}"
    return UNKNOWN if view.figures.key_results else NO_KEY_RESULT


def of_forecast(header: str) -> Show:
    """What the Forecast sheet shows of it below a header."""
    return _shown(lambda view, figure: _CELLS[header](view, figure.row))


def first(view: View) -> object:
    """The Monday of the first week that is shown."""
    return serial(first_week(view.plan.quarter, view.figures.as_of))


def something(view: View) -> object:
    """Where the line of the values begins."""
    figure = picked(view)
    return 0.0 if figure is None else _begin(view, figure)


def _begin(view: View, figure: KeyResultFigures) -> float:
    kr = figure.key_result
    if _has_a_way(figure):
        return baseline_of(kr) or 0.0
    numbers = [value for _, value in _readings(view, figure)]
    target = number(kr.target)
    return numbers[0] if numbers else 0.0 if target is None else target


def _has_a_way(figure: KeyResultFigures) -> bool:
    return figure.reading.type in DISTANCE_TYPES and not figure.reading.problem


def _readings(view: View, figure: KeyResultFigures) -> Iterator[tuple[date, float]]:
    for line in view.known(figure.row).lines:
        value = readable(figure.key_result, line.check_in.value)
        if value is not None:
            yield line.check_in.day, value


def points(view: View) -> Mapping[str, Sequence[At]]:
    """The points of each line of the chart."""
    if view.trend is None:
        view.trend = {name: tuple(made(view)) for name, made in _LINES.items()}
    return view.trend


def _values(view: View) -> Iterator[At]:
    figure, quarter = picked(view), view.plan.quarter
    last = At(quarter.start, 0.0)
    weeks: dict[date, At] = {}
    if figure is not None:
        last = At(quarter.start, _begin(view, figure))
        weeks = {week_of(day): At(day, value) for day, value in _readings(view, figure)}
    yield last
    monday = first_week(quarter, view.figures.as_of)
    for place in range(WEEKS):
        known = (date.max - monday) > place * _WEEK
        last = weeks.get(monday + place * _WEEK, last) if known else last
        yield last


def _last(view: View) -> At:
    return list(_values(view))[-1]


def _target(view: View) -> Iterator[At]:
    figure, quarter = picked(view), view.plan.quarter
    low, high = _limits(figure) if figure is not None else (None, None)
    last = _last(view).value
    first_y, other_y = (last if y is None else y for y in (low, high))
    in_range = figure is not None and figure.reading.type is Type.KEEP_RANGE
    yield At(quarter.start, first_y)
    yield At(quarter.end, first_y)
    yield At(quarter.end, other_y)
    yield At(quarter.start if in_range else quarter.end, other_y)


def _limits(figure: KeyResultFigures) -> tuple[float | None, float | None]:
    """What is aimed at, twice; the two ends of a range."""
    kr = figure.key_result
    if figure.reading.type is Type.KEEP_RANGE:
        return number(kr.low), number(kr.high)
    aim = 1.0 if figure.reading.type is Type.YES_NO else number(kr.target)
    return aim, aim


def _expected(view: View) -> Iterator[At]:
    figure, quarter, last = picked(view), view.plan.quarter, _last(view)
    first_month, second_month = month_ends(quarter)
    end = quarter.end
    for day in (quarter.start, min(first_month, end), min(second_month, end), end):
        if figure is None or not _has_a_way(figure):
            yield last
            continue
        kr = figure.key_result
        share = expected(kr, figure.reading, view.history(figure.row), quarter, day)
        baseline = baseline_of(kr) or 0.0
        yield At(day, baseline + ((number(kr.target) or 0.0) - baseline) * share)


def _forecast(view: View) -> Iterator[At]:
    figure, last = picked(view), _last(view)
    found = None if figure is None else current(view, figure)
    if figure is None or found is None:
        yield from (last, last)
        return
    yield At(forecast_values.start_day(view, figure), figure.reading.current or 0.0)
    yield At(view.plan.quarter.end, found.value)


def _range(view: View) -> Iterator[At]:
    figure, last = picked(view), _last(view)
    found = None if figure is None else current(view, figure)
    if found is None:
        yield from (last, last)
        return
    yield from (At(view.plan.quarter.end, value) for value in (found.low, found.high))


_LINES: Final[Mapping[str, Callable[[View], Iterator[At]]]] = {
    "Value": _values,
    "Target": _target,
    "Expected": _expected,
    "Forecast": _forecast,
    "Likely range": _range,
}
