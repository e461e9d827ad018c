"""A number of a text, with its part in the sentence."""

from typing import Final

from okrsheet.core.lint.quantity import Quantity

TARGET: Final = "target"
BASELINE: Final = "baseline"
SPAN: Final = "span"
SCOPE: Final = "scope"
LABEL: Final = "label"
DATE: Final = "date"


class Number:
    """A quantity and its part in the sentence; never changed (no tuple, see `Context`).

    Attributes:
        role: one of the words above.
        limit: at least, at most or "".
        relative: a change ("by 30 %", "+15 %", "3x"), not a level.
        linked: it stands behind "to" or an arrow, so that it is a goal for sure.
    """

    __slots__ = ("limit", "linked", "quantity", "relative", "role")

    def __init__(
        self,
        quantity: Quantity,
        role: str,
        limit: str = "",
        relative: bool = False,  # noqa: FBT001, FBT002  # a name doubles the time of a call
        linked: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        self.quantity = quantity
        self.role = role
        self.limit = limit
        self.relative = relative
        self.linked = linked
