"""A number of a text with its unit."""

from typing import Final

PERCENT: Final = "%"
TIMES: Final = "x"
DATE_LIKE: Final = "date"
"""The unit of what has digits and no value: 2026-11-22, 4.10.2."""

MEASURE: Final = "measure"
COUNT: Final = "count"
NAME: Final = "name"
"""The kinds of quantities."""


class Quantity:
    """A number with its unit; never changed once it is read (no tuple: see `Context`).

    Attributes:
        value: plain, its scale applied (180K is 180000).
        unit: %, USD, x, days, points of 5; "" where it counts the `things` that follow it.
        scale: what was multiplied in: 1, 1000 and so on.
        first, after: the pieces it takes, from `first` up to but without `after`.
        counts: of the kind COUNT: it counts things, and is no percentage, money, factor, span or
            rating.
        named: of the kind NAME: it is no amount at all, but an ordinal, "5-star", "24/7".
    """

    __slots__ = ("after", "counts", "first", "named", "scale", "unit", "value")

    def __init__(
        self,
        value: float,
        unit: str,
        scale: float,
        first: int,
        after: int,
        kind: str = MEASURE,
    ) -> None:
        self.value = value
        self.unit = unit
        self.scale = scale
        self.first = first
        self.after = after
        self.counts = kind == COUNT
        self.named = kind == NAME
