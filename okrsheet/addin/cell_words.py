"""How values and formulas are said to Excel, so that it takes them for what they are.

What is assigned to a cell is read like typing: `1/2` becomes a day, `=A1` a formula, `007` a 7.
"""

import re
from typing import Final

from okrsheet.addin.differences import Held
from okrsheet.ooxml.records import ErrorValue

_PLAIN: Final = re.compile(r"[^\W\d_]+ \D*[^\W\d_]\D*")
"""Two words and no digit anywhere: no number, no day, no formula, in no language a boolean."""
_PREFIX: Final = re.compile(r"_xl(?:fn|ws|udf)\.")
_QUOTED: Final = re.compile(r'("(?:[^"]|"")*")')


def said(held: Held) -> float | str | bool:
    """What to assign to a cell's value so that it holds this; texts that look like more get "'"."""
    value = held.value
    if isinstance(value, ErrorValue):
        return value.text
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        return value
    return value if _PLAIN.fullmatch(value) else f"'{value}"


def formula_said(formula: str) -> str:
    """A formula of a file as it is assigned: with "=", without what only files write."""
    parts = _QUOTED.split(formula)
    plain = (part if part.startswith('"') else _PREFIX.sub("", part) for part in parts)
    return f"={''.join(plain)}"


def takes_no_text_format(held: Held) -> bool:
    """Whether a cell with the format Text would make a text of it, as of a number."""
    return held.formula is not None or isinstance(held.value, float | int | ErrorValue)
