"""Percentages that were typed as whole numbers: 28 where 28 %, which Excel stores as 0.28.

The score is computed from what is stored, never from what may have been meant; the cell is told.

Source: semantics, section 1.
"""

from collections.abc import Iterator
from typing import Final

from okrsheet.core.amounts import PLAIN_PERCENT
from okrsheet.core.codes import finding
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Place
from okrsheet.core.history import number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import KeyResult
from okrsheet.core.words import Type

_FIELDS: Final = ("baseline", "target", "low", "high", "red_line")
_FAR: Final = 2
"""So many times as far from the key result's own numbers as its percentage, and as they span."""
_NEAR: Final = 0.5


def share_meant(kr: KeyResult, value: object) -> float | None:
    """The share of one that was meant by a whole number; None where there is no such slip.

    It is one where the definition holds shares, the number lies far outside of them, and a
    hundredth of it does not.
    """
    found = number(value)
    aims = [abs(each) for each in _definition(kr).values()]
    if found is None or abs(found) <= 1 or not any(aims) or max(aims) > PLAIN_PERCENT:
        return None
    return found / 100 if _is_far(kr, found, largest=max(aims)) else None


def _is_far(kr: KeyResult, value: float, *, largest: float) -> bool:
    ends = _definition(kr).values()
    way = max(ends) - min(ends)
    told, meant = (max(min(ends) - x, x - max(ends), 0.0) for x in (value, value / 100))
    # Numbers around one may be shares or a few percent; there only what fits well is a slip.
    fits = largest <= 1 or meant <= _NEAR * way
    return fits and told > _FAR * max(way, meant)


def _definition(kr: KeyResult) -> dict[str, float]:
    """The numbers a percentage is held against, by their fields."""
    if "%" not in kr.unit or kr.type in (Type.YES_NO, Type.MILESTONES):
        return {}
    typed = {field: number(getattr(kr, field)) for field in _FIELDS}
    return {field: value for field, value in typed.items() if value is not None}


def doubt(figure: KeyResultFigures) -> str:
    """What is to be said of a current value that can't be meant; "" where nothing is."""
    return _slip(figure.key_result, figure.reading.current)


def _slip(kr: KeyResult, value: float | None) -> str:
    meant = share_meant(kr, value)
    if value is None or meant is None:
        return ""
    return f"the value {value:.10g} is {value * 100:,.10g} %; type {value:.10g} % ({meant:.10g})"


def percent_findings(figure: KeyResultFigures, found: Figures) -> Iterator[Finding]:
    """The values of a key result in % that are of two scales."""
    kr = figure.key_result
    if "%" not in kr.unit:
        return
    reported: dict[int, float] = {}
    for row, check_in in enumerate(found.plan.check_ins):
        value = number(check_in.value)
        if value is None or check_in.key_result_id.lower() != kr.id.lower():
            continue
        told = _slip(kr, value)
        if told:
            place = Place("check_ins", row, "value")
            yield finding("OKR068", f"{kr.id}: {told}.", place=place, ids=(kr.id,))
        else:
            reported[row] = value
    yield from _mixed(figure, reported)


def _mixed(figure: KeyResultFigures, reported: dict[int, float]) -> Iterator[Finding]:
    """Nobody can tell which scale is meant; of the large ones the first is named."""
    kr = figure.key_result
    typed = _definition(kr)
    sizes = [abs(value) for value in (*typed.values(), *reported.values())]
    if not (any(0 < size <= 1 for size in sizes) and any(size > 1 for size in sizes)):
        return
    large = [Place("key_results", figure.row, name) for name, x in typed.items() if abs(x) > 1]
    large += [Place("check_ins", row, "value") for row, x in reported.items() if abs(x) > 1]
    message = f"The percentages of {kr.id} mix values up to 1 and above 1."
    yield finding("OKR021", message, place=large[0], ids=(kr.id,))
