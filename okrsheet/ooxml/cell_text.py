"""What a cell shall hold, as the bytes of its element; what no cell can hold is refused.

Unlike `cells`, which writes new sheets from a plan of ours, nothing is dropped or cut here.
"""

import re
from functools import lru_cache
from math import isfinite
from typing import Final, NamedTuple

from okrsheet.ooxml.cells import FORBIDDEN, LONGEST, escaped, number, one_kind_of_break
from okrsheet.ooxml.changes import CellChange, Content, Shown
from okrsheet.ooxml.errors import Cause
from okrsheet.ooxml.records import CellValue, ErrorValue
from okrsheet.ooxml.refusals import (
    ERROR_WORD,
    FORMULA_TEXT,
    LETTER,
    LONG_TEXT,
    NUMBER,
)
from okrsheet.ooxml.spans import ATTRIBUTE

_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ERROR: Final = re.compile(r"#[A-Z][A-Z0-9/_]{1,20}[!?]?")
LONGEST_FORMULA: Final = 8_192
_REFERENCE: Final = b' r="'
_OF_VALUE: Final = frozenset({b"t", b"vm"})
_OF_FORMULA: Final = _OF_VALUE | {b"cm"}


class CellText(NamedTuple):
    """A change, ready to be put into a cell element.

    Attributes:
        kind: The `t` attribute; "" for a number or nothing.
        formula: An `<f>` element; None where the cell keeps the one it has.
        inner: What stands behind the formula.
        style: The `s` attribute; None where it keeps the one it has.
    """

    kind: str
    formula: bytes | None
    inner: bytes
    style: int | None

    @property
    def is_nothing(self) -> bool:
        """Whether a cell that is not there need not be made for it."""
        return not self.inner and not self.formula and self.style is None


Impossible = tuple[Cause, str]
"""Why something can stand in no cell, and what it is."""


def impossible(change: CellChange) -> Impossible | None:
    """Why no cell can hold this; None where one can."""
    value = change.value
    cause = None
    if isinstance(value, str):
        cause = _impossible_text(value)
    elif isinstance(value, ErrorValue):
        if _ERROR.fullmatch(value.text) is None:
            cause = ERROR_WORD, repr(value.text[:20])
    elif value is not None and not _is_finite(value):
        cause = NUMBER, repr(value)[:20]
    if cause is None and isinstance(change, Content) and change.formula is not None:
        cause = _impossible_formula(change.formula)
    return cause


def _is_finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _impossible_text(text: str) -> Impossible | None:
    found = FORBIDDEN.search(text)
    if found is not None:
        return LETTER, f"U+{ord(found[0]):04X}"
    if len(text) > LONGEST // 2 and units(text) > LONGEST:
        return LONG_TEXT, f"{units(text):,}"
    return None


def units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _impossible_formula(formula: str) -> Impossible | None:
    if not formula.strip() or formula.startswith("=") or units(formula) > LONGEST_FORMULA:
        return FORMULA_TEXT, repr(formula[:20])
    found = FORBIDDEN.search(formula)
    return None if found is None else (LETTER, f"U+{ord(found[0]):04X}")


def cell_text(change: CellChange, prefix: bytes) -> CellText:
    """The bytes of a change that is known to be possible.

    Args:
        change: What the cell shall hold.
        prefix: What stands before the names of the sheet's elements.
    """
    if isinstance(change, Shown):
        kind, inner = _computed(change.value, prefix)
        return CellText(kind, None, inner, None)
    if change.formula is None:
        kind, inner = _typed(change.value, prefix)
        return CellText(kind, b"", inner, change.style)
    kind, inner = _computed(change.value, prefix)
    return CellText(kind, formula_element(change.formula, prefix), inner, change.style)


def formula_element(formula: str, prefix: bytes, attributes: bytes = b"") -> bytes:
    """An `<f>` element."""
    text = one_kind_of_break(formula)
    space = b"" if text == text.strip() else b' xml:space="preserve"'
    body = escaped(text).encode()
    return b"<%bf%b%b>%b</%bf>" % (prefix, attributes, space, body, prefix)


def _typed(value: CellValue, prefix: bytes) -> tuple[str, bytes]:
    if isinstance(value, str) and value:
        body = escaped_text(value)
        parts = (prefix, prefix, body, prefix, prefix)
        return "inlineStr", b'<%bis><%bt xml:space="preserve">%b</%bt></%bis>' % parts
    return _plain(None if value == "" else value, prefix)


def _computed(value: CellValue, prefix: bytes) -> tuple[str, bytes]:
    if isinstance(value, str):
        space = b"" if value == value.strip() else b' xml:space="preserve"'
        return "str", b"<%bv%b>%b</%bv>" % (prefix, space, escaped_text(value), prefix)
    return _plain(value, prefix)


def _plain(value: CellValue, prefix: bytes) -> tuple[str, bytes]:
    if value is None:
        return "", b""
    if isinstance(value, bool):
        kind, body = "b", str(int(value))
    elif isinstance(value, ErrorValue):
        kind, body = "e", value.text
    else:
        kind, body = "", number(float(value))
    return kind, b"<%bv>%b</%bv>" % (prefix, body.encode(), prefix)


def escaped_text(value: str) -> bytes:
    """A text as XML content; what looks like one of Excel's own escapes is escaped."""
    if value.isalnum():
        return value.encode()
    return escaped(_ESCAPED.sub("_x005F_", one_kind_of_break(value))).encode()


def cell_element(prefix: bytes, head: bytes, formula: bytes, tail: bytes, text: CellText) -> bytes:
    """A cell element with a change carried out.

    Args:
        prefix: What stands before the names of the sheet's elements.
        head: The attributes of the cell, as stored or as they shall be.
        formula: The `<f>` element the cell has.
        tail: What it holds besides formula and value.
        text: The change.
    """
    # The reference differs from cell to cell; what follows it rarely does.
    end = head.find(b'"', len(_REFERENCE)) + 1 if head.startswith(_REFERENCE) else 0
    kept = head[:end] + _kept(head[end:], text.kind, text.style, text.formula is None)
    if text.formula is not None:
        formula = text.formula
    inner = formula + text.inner + tail
    if not inner:
        return b"<%bc%b/>" % (prefix, kept)
    return b"<%bc%b>%b</%bc>" % (prefix, kept, inner, prefix)


@lru_cache(maxsize=1024)
def _kept(head: bytes, kind: str, style: int | None, keeps_formula: bool) -> bytes:  # noqa: FBT001  # a cache takes no keywords
    """The attributes that stay, and those a change sets."""
    gone = _OF_VALUE if keeps_formula else _OF_FORMULA
    pieces = []
    for match in ATTRIBUTE.finditer(head):
        name = match[1]
        if name == b"s" and style is not None:
            continue
        if name not in gone:
            pieces.append(match[0])
    if style is not None:
        pieces.append(b' s="%d"' % style)
    if kind:
        pieces.append(b' t="%b"' % kind.encode())
    return b"".join(pieces)
