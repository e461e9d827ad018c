"""Text from a workbook on its way to a terminal: shown as it is, never obeyed.

A cell may hold what steers a terminal (escape sequences) or turns the reading direction around.
Joiners stay: Persian and emoji need them.
"""

import re
from typing import Final

SIGN: Final = "\ufffd"
_STEERING: Final = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS: Final = r"[\t\r\n]+"
_BEYOND_JSON: Final = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def printable(text: str) -> str:
    """A text in one line, with a sign in the place of every character that steers a terminal."""
    if text.isprintable():
        return text
    return re.sub(_STEERING, SIGN, re.sub(_BREAKS, " ", text))


def printable_json(text: str) -> str:
    r"""JSON that means the same, with the steering characters it may hold written as `\u009b`."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_BEYOND_JSON, lambda found: f"\\u{ord(found[0]):04x}", text)
