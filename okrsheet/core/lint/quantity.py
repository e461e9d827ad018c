"""A number of a text with its unit."""

from typing import Final

PERCENT: Final = "%"
TIMES: Final = "x"
DATE_LIKE: Final = "date"
"""The unit of what has digits and no value: 2026-11-22, 4.10.2."""
COUNTED: Final = True


class Quantity:
    """A number with its unit; never changed once it is read (no tuple: see `Context`).

    Attributes:
        value: plain, its scale applied (180K is 180000).
        unit: %, USD, x, days, points of 5; "" where it counts the `things` that follow it.
        scale: what was multiplied in: 1, 1000 and so on.
        first, after: the pieces it takes, from `first` up to but without `after`.
        counts: it counts things, and is no percentage, money, factor, span or rating.
        named: it is no amount at all, but an ordinal, "5-star", "24/7".
    """

    __slots__ = ("after", "counts", "first", "named", "scale", "unit", "value")

    def __init__(
        self,
        value: float,
        unit: str,
        scale: float,
        first: int,
        after: int,
        counts: bool = False,  # noqa: FBT001, FBT002  # a name doubles the time of a call
    ) -> None:
        self.value = value
        self.unit = unit
        self.scale = scale
        self.first = first
        self.after = after
        self.counts = counts
        self.named = False


def named(value: float, unit: str, first: int, after: int) -> Quantity:
    """Digits that are no amount."""
    quantity = Quantity(value, unit, 1.0, first, after)
    quantity.named = True
    return quantity
