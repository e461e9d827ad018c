"""Texts cut to what a cell with a fixed height has room for, in a formula and in Python alike.

A cell that shows another sheet's text can't grow with it: Excel fits the height of a row to what is
typed there, not to what a formula shows.
"""

from collections.abc import Callable
from typing import Final, ParamSpec

_Asked = ParamSpec("_Asked")
MORE: Final = "\u2026"


def shortened(text: str, most: int) -> str:
    """A formula for a text of at most so many letters; `text` is a formula too.

    Excel counts a letter beyond the first 65,536 of Unicode, such as most emoji, as two.
    """
    return f'IF(LEN({text})>{most},LEFT({text},{most - 1})&"{MORE}",{text})'


def shortened_text(text: str, most: int) -> str:
    """Twin of `shortened`."""
    return text[: most - 1] + MORE if len(text) > most else text


def fitted(
    text: str, show: Callable[_Asked, object], most: int | None
) -> tuple[str, Callable[_Asked, object]]:
    """A formula and its twin, both cut to so many letters; None leaves them as they are."""
    if most is None:
        return text, show

    def cut(*args: _Asked.args, **kwargs: _Asked.kwargs) -> object:
        value = show(*args, **kwargs)
        return shortened_text(value, most) if isinstance(value, str) else value

    return shortened(text, most), cut
