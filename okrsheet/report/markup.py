"""HTML and SVG that can't be broken out of: text is escaped unless it was made here."""

from html import escape
from typing import Final

from okrsheet.core.printable import printable
from okrsheet.report.look import LOOKS

_VOID: Final = frozenset({"br", "circle", "line", "meta", "path", "polyline", "rect"})


class Html(str):
    """Markup made by `tag`; every other string is text."""

    __slots__ = ()


def text(value: str) -> Html:
    """What a person typed, in one line, with signs that steer a page or a reader made visible."""
    return value if isinstance(value, Html) else Html(escape(printable(value)))


def join(*parts: str) -> Html:
    """Parts one after the other; plain strings are escaped."""
    return Html("".join(map(text, parts)))


def tag(name: str, /, *children: str, look: str = "", **attributes: str | float) -> Html:
    """An element.

    Args:
        name: its name.
        children: markup, or text to be escaped.
        look: names from `look.LOOKS`, which become its classes and, as mail programs want it,
            its own style.
        attributes: `_` stands for `-`; values are escaped.
    """
    named = {key.strip("_").replace("_", "-"): str(value) for key, value in attributes.items()}
    if look:
        style = ";".join(LOOKS[each] for each in look.split() if LOOKS[each])
        named = {"class": look, **({"style": style} if style else {}), **named}
    told = "".join(f' {key}="{escape(printable(value))}"' for key, value in named.items())
    if name in _VOID:
        # A slash is no mistake in HTML and needed in SVG.
        return Html(f"<{name}{told}/>")
    return Html(f"<{name}{told}>{join(*children)}</{name}>")
