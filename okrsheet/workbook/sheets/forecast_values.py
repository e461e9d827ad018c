"""What the formulas of the Forecast sheet show, from the Python figures."""

from collections.abc import Callable
from datetime import date
from typing import Final

from okrsheet.core.history import Line, number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.scoring import band_for, baseline_of, clamp, reaches
from okrsheet.core.words import DISTANCE_TYPES, Band, Type
from okrsheet.workbook.forecasted import HEADERS, Kept, current, gap_of, kept_of
from okrsheet.workbook.sheets import key_result_values as of_key_results
from okrsheet.workbook.sheets.key_result_values import Value
from okrsheet.workbook.view import View, blank, serial

REFRESH: Final = "refresh"
WAITING: Final = "something changed since: run okrsheet refresh"
TRENDING: Final = "trending off track"

Shows = Callable[[View, KeyResultFigures], object]


def _known(show: Shows) -> Value:
    """Blank where no key result stands."""

    def value(view: View, row: int) -> object:
        figure = view.key_result_figures(row)
        return "" if figure is None else blank(show(view, figure))

    return value


def _fresh(show: Callable[[Kept, KeyResultFigures, View], object]) -> Value:
    """Blank where there is no forecast of today's numbers."""

    def shown(view: View, figure: KeyResultFigures) -> object:
        found = current(view, figure)
        return None if found is None else show(found, figure, view)

    return _known(shown)


def kept(header: str) -> Value:
    """One of the cells that keep the forecast."""
    place = HEADERS.index(header)

    def value(view: View, row: int) -> object:
        found = kept_of(view, row)
        return None if found is None or found.cells[place] == "" else found.cells[place]

    return value


key = _known(lambda _, f: f.key_result.id)
text = _known(lambda _, f: f.key_result.text)
rag = _known(lambda _, f: str(f.rag))
unit = _known(lambda _, f: f.key_result.unit)
shown_value = of_key_results.current


def target(view: View, row: int) -> object:
    """What is aimed at; Yes is no number."""
    figure = view.key_result_figures(row)
    is_yes = figure is not None and figure.reading.type is Type.YES_NO
    return "Yes" if is_yes else of_key_results.target(view, row)


low = _fresh(lambda k, _, __: k.low)
high = _fresh(lambda k, _, __: k.high)
target_chance = _fresh(lambda k, _, __: k.chance_target)
hit_chance = _fresh(lambda k, _, __: k.chance_hit)
recent = _fresh(lambda k, _, __: k.recent)
gap = _known(gap_of)
fresh = _known(lambda v, f: int(current(v, f) is not None))
counts = _known(lambda _, f: int(f.key_result.type is Type.COUNT))


def _score(found: Kept, figure: KeyResultFigures, _: View) -> float:
    baseline, target = _edges(figure)
    return clamp((found.value - baseline) / (target - baseline))


def _edges(figure: KeyResultFigures) -> tuple[float, float]:
    kr = figure.key_result
    return baseline_of(kr) or 0.0, number(kr.target) or 0.0


def _band(found: Kept, figure: KeyResultFigures, view: View) -> Band:
    score = _score(found, figure, view)
    return band_for(score, figure.key_result.commitment, view.figures.policy)


def _shortfall(found: Kept, figure: KeyResultFigures, _: View) -> float:
    kr = figure.key_result
    return 0.0 if reaches(kr, found.value) else abs(_edges(figure)[1] - found.value)


def _needed(_: Kept, figure: KeyResultFigures, view: View) -> float | None:
    from okrsheet.core.trend import WEEK  # noqa: PLC0415  # not for readers

    value, left = figure.reading.current or 0.0, _left(view, figure)
    if reaches(figure.key_result, value):
        return 0.0
    return (_edges(figure)[1] - value) / (left / WEEK) if left > 0 else None


def _left(view: View, figure: KeyResultFigures) -> int:
    return serial(view.plan.quarter.end) - serial(start_day(view, figure))


score = _fresh(_score)
band = _fresh(lambda k, f, v: str(_band(k, f, v)))
shortfall = _fresh(_shortfall)
needed = _fresh(_needed)


def _forecast(view: View, figure: KeyResultFigures) -> object:
    if gap_of(view, figure):
        return ""
    found = current(view, figure)
    return REFRESH if found is None else found.value


forecast = _known(_forecast)


def _off_track(view: View, figure: KeyResultFigures) -> int:
    from okrsheet.core.forecast import is_below  # noqa: PLC0415  # not for readers

    found = current(view, figure)
    if found is None or not found.before:
        return 0
    bands = (_band(found, figure, view), Band(found.before))
    return int(all(is_below(band, figure.rag) for band in bands))


off_track = _known(_off_track)


def _remark(view: View, figure: KeyResultFigures) -> str:
    none = gap_of(view, figure)
    if none:
        return none
    if current(view, figure) is None:
        return WAITING
    return TRENDING if _off_track(view, figure) else ""


remark = _known(_remark)


def _numbers(view: View, figure: KeyResultFigures) -> list[Line]:
    """The last line with a number of each day, oldest first; none for other types."""
    if figure.reading.type not in DISTANCE_TYPES:
        return []
    lines = view.known(figure.row).lines
    found = {line.check_in.day: line for line in lines if number(line.check_in.value) is not None}
    return list(found.values())


def order(place: int) -> Value:
    """The order key of the last number of the day that many days back; 0 where there is none."""

    def shown(view: View, figure: KeyResultFigures) -> int:
        found = _numbers(view, figure)
        return view.order(found[-place]) if len(found) >= place else 0

    return _known(shown)


def start_day(view: View, figure: KeyResultFigures) -> date:
    """The day the forecast runs from, inside the quarter with fewer than three values."""
    from okrsheet.core.trend import FEWEST  # noqa: PLC0415  # not for readers

    known = _numbers(view, figure)
    if len(known) >= FEWEST:
        return known[-1].check_in.day
    quarter = view.plan.quarter
    return max(quarter.start, min(quarter.end, figure.compared))


start = _known(lambda v, f: serial(start_day(v, f)))
