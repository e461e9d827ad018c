"""Numbers that people write with marks, where they can mean one thing only.

298.5 is never a thousand-mark and 1,234.5 never a decimal comma, so nobody has to say a locale.
1.234 may be either; it is read under a stated locale only.
"""

import re
from typing import Final

from okrsheet.workbook.typed_text import is_share, narrow, number_in

_TWO_WAYS: Final = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_DECIMAL: Final = re.compile(r"(-?\d{1,15})[.,](\d{1,15})")
_GROUPED: Final = re.compile(r"(-?\d{1,3}(?:([., '\u2019])\d{3})(?:\2\d{3})*)(?:([.,])(\d{1,15}))?")


def clear_number(text: str, locale: str = "") -> float | None:
    """The number a text stands for; None where it is none, or could be two.

    Args:
        text: as written; "62 %" is 0.62.
        locale: whose marks for thousands and decimals it uses; "" for what is clear by itself.
    """
    found = number_in(text, locale)
    if found is not None or locale:
        return found
    found = _read(_digits(text))
    return found / 100 if found is not None and is_share(text) else found


def is_unclear(text: str) -> bool:
    """Whether a text is a number for everybody, but not the same one."""
    return _TWO_WAYS.fullmatch(_digits(text)) is not None


def _digits(text: str) -> str:
    plain = narrow(text).strip().replace("\u2212", "-")
    return plain.removesuffix("%").rstrip()


def _read(digits: str) -> float | None:
    if _TWO_WAYS.fullmatch(digits):
        return None
    decimal = _DECIMAL.fullmatch(digits)
    if decimal:
        return float(f"{decimal[1]}.{decimal[2]}")
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None or grouped[2] == grouped[3]:
        return None
    return float(re.sub(r"[^\d-]", "", grouped[1]) + f".{grouped[4] or 0}")
