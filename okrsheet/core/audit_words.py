"""Words that answer nothing: alone in a cell, they leave a question of the audit open.

The formulas of the Audit sheet search the same texts. Source: semantics, section 6, A2 and A5.
"""

from collections.abc import Iterable
from typing import Final

DROPPED: Final = ".?!()[];"
"""Signs that make no difference: "tbd.", "(TBD)" and "tbd?" are one; "?" alone is nothing."""


def searched(words: Iterable[str]) -> str:
    """Words as one text to search in; an empty one is among them."""
    return ";;" + "".join(f"{word};" for word in words)


_OPEN: Final = (
    *("-", "--", "\u2013", "\u2014", "tbd", "tbc", "tba", "n/a", "none", "nothing", "no"),
    *("to be defined", "to be determined", "to be decided", "to be confirmed", "to do", "todo"),
    *("open", "pending", "unknown", "not known", "unknown yet", "not yet known", "not sure"),
)
_NO_SYSTEM: Final = (
    *("excel", "excel file", "an excel file", "excel sheet", "an excel sheet", "excel list"),
    *("spreadsheet", "a spreadsheet", "spreadsheets", "sheet", "google sheet", "google sheets"),
    *("a google sheet", "csv", "file", "a file", "manual", "manually", "manual count"),
    *("manual tracking", "manual entry", "manual update", "by hand", "report", "a report"),
    *("reports", "system", "a system", "the system", "database", "dashboard", "data", "various"),
)
_NO_ONE_PERSON: Final = (
    *("all", "all of us", "everyone", "everybody", "anyone", "anybody", "someone", "somebody"),
    *("nobody", "no one", "team", "teams", "the team", "we", "us", "various", "several", "many"),
    *("multiple", "vacant", "staff", "employees", "managers", "management", "leadership", "board"),
    *("company", "department", "sales", "marketing", "finance", "hr", "it", "operations", "ops"),
    *("engineering", "product", "support", "delivery", "legal"),
)
NO_ANSWER: Final = searched(_OPEN)
NO_SOURCE: Final = searched((*_OPEN, *_NO_SYSTEM))
NO_PERSON: Final = searched((*_OPEN, *_NO_ONE_PERSON))
MORE_THAN_ONE: Final = (
    *("&", "/", ",", ";", "+", "|", "\n"),
    *(" and ", " or ", " team ", " teams ", " department ", " dept "),
    *(" team. ", " teams. ", " department. ", " dept. "),
)
"""Anywhere in an owner's cell they name a list or a group; blanks stand for its ends too."""


def answers(text: str, nothing: str) -> bool:
    """Whether a text says more than one of the words in `nothing`.

    Example:
        >>> answers("(TBD).", NO_SOURCE), answers("Excel export of the CRM", NO_SOURCE)
        (False, True)
    """
    for sign in DROPPED:
        text = text.replace(sign, "")
    bare = " ".join(part for part in text.lower().split(" ") if part)
    return f";{bare};" not in nothing


def names_one_person(text: str) -> bool:
    """Whether an owner is exactly one named person, not a group and not a list."""
    padded = f" {text.lower()} "
    return answers(text, NO_PERSON) and not any(mark in padded for mark in MORE_THAN_ONE)
