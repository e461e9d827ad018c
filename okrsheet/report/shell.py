"""The page around what a report or a reminder says.

It asks nothing of the network and runs no script, and says so to the browser.
"""

import re
from typing import Final

from okrsheet.report.look import STYLE_SHEET, status_look
from okrsheet.report.markup import Html, join, tag
from okrsheet.workbook.look import PAINTS

_QUARTER: Final = re.compile(r"\b(\d{4}-[A-Z]\d|[A-Z]\d-\d{4})\b")
"""The name of a quarter, which a phone would break in two at its hyphen."""
_NO_REQUESTS: Final = "default-src 'none'; style-src 'unsafe-inline'"


def shell(title: str, *blocks: Html, style: str = "") -> str:
    """A whole HTML page with these blocks under each other.

    Args:
        title: the page's name.
        blocks: what stands on it.
        style: rules of its own, after those of every page.
    """
    sheet = tag("div", *blocks, look="sheet")
    # Outlook centres nothing but tables.
    around = tag("table", tag("tr", tag("td", sheet, look="around")), look="desk", role="none")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_NO_REQUESTS),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Html(STYLE_SHEET + style)),
    )
    body = tag("body", around, look="page")
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def top(title: str, *lines: Html) -> Html:
    """The block at the head of a page."""
    return tag("div", tag("h1", _unbroken(title), look="title"), *lines, look="top")


def _unbroken(title: str) -> Html:
    parts = enumerate(_QUARTER.split(title))
    return join(
        *(tag("span", part, style="white-space:nowrap") if at % 2 else part for at, part in parts)
    )


def badge(word: str) -> Html:
    """A status with colour, sign and word; nothing for ""."""
    if not word:
        return Html("")
    sign = PAINTS[word].sign if word in PAINTS else ""
    return tag("span", f"{sign} {word}".strip(), look=f"badge {status_look(word)}")
