"""Cells as the bytes of a sheet: values typed by people, formulas with the value they show."""

import re
from typing import Final

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EXACT: Final = 1e15
HIGHEST_ROW: Final = 409.0
"""Points; Excel has no higher rows."""
LONGEST: Final = 32_767


def escaped(content: str) -> str:
    """A text as XML content. The standard library's own way costs 30 ms to import."""
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text(value: str) -> str:
    """A text as XML content: control characters dropped, at most 32,767 characters."""
    if value.isalnum() or not value:
        return value
    clean = FORBIDDEN.sub("", one_kind_of_break(value))[:LONGEST]
    return escaped(_ESCAPED.sub("_x005F_", clean))


def one_kind_of_break(text: str) -> str:
    """A text with the line breaks Excel uses; XML would change the others on the way."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def number(value: float) -> str:
    """A number as XML content; whole ones without a fraction."""
    return str(int(value)) if float(value).is_integer() and abs(value) < _EXACT else repr(value)


def typed_cell(address: str, style: int, value: object) -> str:
    """A cell that holds a value: text is stored inline and never as a formula.

    Args:
        address: such as `B7`.
        style: index into the workbook's cell formats.
        value: bool, number, text; None or "" for an empty cell that keeps its format.
    """
    head = f'<c r="{address}" s="{style}"'
    if value is None or value == "":
        return head + "/>"
    if isinstance(value, bool):
        return f'{head} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f"{head}><v>{number(value)}</v></c>"
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{text(str(value))}</t></is></c>'


def formula_cell(address: str, style: int, formula: str, value: object) -> str:
    """A cell with a formula (already escaped for XML) and the value it shows."""
    kind, shown = cached(value)
    return f'<c r="{address}" s="{style}"{kind}><f>{formula}</f><v>{shown}</v></c>'


def cached(value: object) -> tuple[str, str]:
    """The type attribute and the content of a formula's stored value."""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, (int, float)):
        return "", number(value)
    return ' t="str"', text("" if value is None else str(value))
