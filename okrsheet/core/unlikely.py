"""Values that can be stored and are hardly meant: a total that falls, a value far off its range.

They are asked about, never refused: who reports them knows the metric.
"""

from collections.abc import Iterator
from typing import Final

from okrsheet.core.amounts import exact
from okrsheet.core.history import number
from okrsheet.core.model import CheckIn, KeyResult
from okrsheet.core.scoring import TOLERANCE, baseline_of, effective_type
from okrsheet.core.words import Type

_TIMES: Final = 100
_PART: Final = 10
"""A range is taken to be at least this part of its larger end: from 100 to 101 is no hundredth."""


def questions(kr: KeyResult, value: object, before: CheckIn | None) -> Iterator[str]:
    """What to ask about a reported value; nothing about one that is likely.

    Args:
        kr: the key result.
        value: what was reported, in its own unit.
        before: the last check-in with a value on an earlier day.
    """
    kind, found = effective_type(kr), number(value)
    if found is None or kind is Type.YES_NO:
        return
    told = exact(kr, found)
    if kind is Type.COUNT and found < 0:
        yield f"Is {told} right? A Count starts at 0 and grows."
    elif kind is Type.COUNT and before is not None:
        was = number(before.value)
        if was is not None and found < was - TOLERANCE:
            since = f"It was {exact(kr, was)} on {before.day}"
            yield f"Is {told} right? {since}, and a Count is a running total."
    if _is_far_off(kr, found):
        yield f"Is {told} right? It lies far outside {_range(kr)}."


def _ends(kr: KeyResult) -> list[float]:
    typed = (baseline_of(kr), number(kr.target), number(kr.low), number(kr.high))
    return sorted(each for each in typed if each is not None)


def _is_far_off(kr: KeyResult, value: float) -> bool:
    ends = _ends(kr)
    if not any(ends):
        return False
    way = max(ends[-1] - ends[0], max(map(abs, ends)) / _PART)
    return max(ends[0] - value, value - ends[-1]) > _TIMES * way


def _range(kr: KeyResult) -> str:
    ends = _ends(kr)
    first, last = exact(kr, ends[0]), exact(kr, ends[-1])
    return first if first == last else f"{first} to {last}"
