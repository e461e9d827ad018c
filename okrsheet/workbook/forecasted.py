"""The forecast of each key result, as the hidden cells of the Forecast sheet keep it.

No formula can count the ends a quarter may have. What was found out stands beside the numbers it
was found out from: where one of them is another today (a check-in more, a new target), the
forecast does not count until the next refresh.
"""

from collections.abc import Sequence
from math import isclose
from typing import TYPE_CHECKING, Final, NamedTuple

from okrsheet.core.forecast_gaps import gap
from okrsheet.core.history import number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.scoring import baseline_of
from okrsheet.core.words import Commitment, Type
from okrsheet.ooxml.cell_text import units
from okrsheet.ooxml.cells import FORBIDDEN, LONGEST
from okrsheet.workbook.view import View, serial

if TYPE_CHECKING:
    from okrsheet.core.forecast import Forecast

CLOSE: Final = 1e-12
FRAME: Final = 100_000
"""First and last day of the quarter as one number: the first counts so much."""


class Basis(NamedTuple):
    """What a forecast was found out from; numbers, but for the ID.

    Attributes:
        key_result_id: the ID.
        reports: how many check-ins give a number.
        total: the sum of these numbers.
        dated: the sum of these numbers times their day.
        baseline: as it counts.
        target: as it counts.
        terms: limits of the final bands, the days without a forecast, and whether it is a Count.
        frame: first and last day of the quarter.
        day: the day the value is held against, where fewer than three days have one; else 0.
    """

    key_result_id: str
    reports: float
    total: float
    dated: float
    baseline: float
    target: float
    terms: float
    frame: float
    day: float

    def matches(self, other: "Basis") -> bool:
        """Whether the numbers are the same; the last digits of a sum may differ."""
        pairs = zip(self[1:], other[1:], strict=True)
        return self[0] == other[0] and all(
            isclose(mine, theirs, rel_tol=CLOSE, abs_tol=CLOSE) for mine, theirs in pairs
        )


class Kept(NamedTuple):
    """One forecast and what it was found out from; `before` is the band of the one before."""

    basis: Basis
    value: float
    low: float
    high: float
    chance_target: float
    chance_hit: float
    recent: float
    before: str

    @property
    def cells(self) -> Sequence[object]:
        """Its cells, in the order of `HEADERS`."""
        return (*self.basis, *self[1:])


HEADERS: Final = (
    "Based on KR",
    *(f"Based on {name}" for name in Basis._fields[1:]),
    *("Kept value", "Kept low", "Kept high", "Kept chance of target", "Kept chance of Hit"),
    *("Kept change", "Kept band before"),
)


def gap_of(view: View, figure: KeyResultFigures) -> str:
    """Why a key result has no forecast; "" where it has one."""
    return gap(view.figures, figure, view.history(figure.row))


def basis_now(view: View, figure: KeyResultFigures) -> Basis:
    """What a forecast of today is found out from."""
    from okrsheet.core.trend import FEWEST, observed  # noqa: PLC0415  # not for readers

    kr, quarter, policy = figure.key_result, view.plan.quarter, view.figures.policy
    known = view.known(figure.row)
    given = [
        (serial(line.check_in.day), value)
        for line in sorted(known.lines, key=lambda line: line.row)
        if (value := number(line.check_in.value)) is not None
    ]
    few = len(observed(known, view.figures.as_of)) < FEWEST
    compared = max(quarter.start, min(quarter.end, figure.compared))
    committed = kr.commitment is Commitment.COMMITTED
    hit = policy.committed_hit if committed else policy.aspirational_hit
    progress = policy.committed_progress if committed else policy.aspirational_progress
    terms = hit + 7 * progress + 100 * (kr.type is Type.COUNT) + 1000 * policy.first_days
    return Basis(
        key_result_id=kr.id,
        reports=float(len(given)),
        total=sum((value for _, value in given), 0.0),
        dated=sum((day * value for day, value in given), 0.0),
        baseline=baseline_of(kr) or 0.0,
        target=number(kr.target) or 0.0,
        terms=float(terms),
        frame=float(serial(quarter.start) * FRAME + serial(quarter.end)),
        day=float(serial(compared)) if few else 0.0,
    )


def kept_of(view: View, row: int) -> Kept | None:
    """The forecast that stands, or will stand, in a line of the Forecast sheet."""
    if row not in view.forecasted:
        figure = view.key_result_figures(row)
        view.forecasted[row] = None if figure is None else _kept(view, figure)
    return view.forecasted[row]


def current(view: View, figure: KeyResultFigures) -> Kept | None:
    """The forecast of a line, if it was found out from what stands there today."""
    found = kept_of(view, figure.row)
    if found is None or gap_of(view, figure):
        return None
    return found if found.basis.matches(basis_now(view, figure)) else None


def _kept(view: View, figure: KeyResultFigures) -> Kept | None:
    from okrsheet.core.forecast import forecast_of  # noqa: PLC0415  # not for readers

    found = view.figures
    history = view.history(figure.row)
    ahead = forecast_of(found.plan, found.policy, figure, history, found.as_of)
    name = figure.key_result.id
    if ahead is None or FORBIDDEN.search(name) or "\r" in name or units(name) > LONGEST:
        return None
    return _of(ahead, basis_now(view, figure), _before(view, figure))


def _of(ahead: "Forecast", basis: Basis, before: str) -> Kept:
    return Kept(
        basis,
        ahead.value,
        ahead.low,
        ahead.high,
        ahead.chance_target,
        ahead.chance_hit,
        ahead.recent_per_week,
        before,
    )


def _before(view: View, figure: KeyResultFigures) -> str:
    from okrsheet.core.forecast import band_before  # noqa: PLC0415  # not for readers
    from okrsheet.core.trend import observed  # noqa: PLC0415  # as above

    found = view.figures
    path = observed(view.history(figure.row), found.as_of)
    return str(band_before(found.plan, found.policy, figure.key_result, path) or "")
