"""What Excel refuses in the text of a formula, wherever it stands."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

LONGEST: Final = 8192
DEEPEST: Final = 64
LONGEST_RULE: Final = 255  # a formula of a drop-down or a conditional format

# Newer than the file format: stored with the prefix _xlfn.
NEWER: Final = frozenset(
    re.findall(
        r"\w+",
        """
        ACOT AGGREGATE ARABIC ARRAYTOTEXT BASE BYCOL BYROW CHOOSECOLS CHOOSEROWS COMBINA CONCAT
        DAYS DECIMAL DROP EXPAND FILTER FILTERXML FORMULATEXT HSTACK IFNA IFS ISFORMULA ISOMITTED
        ISOWEEKNUM LAMBDA LET MAKEARRAY MAP MAXIFS MINIFS NUMBERVALUE PDURATION RANDARRAY REDUCE
        RRI SCAN SEQUENCE SHEET SHEETS SINGLE SORT SORTBY SWITCH TAKE TEXTAFTER TEXTBEFORE
        TEXTJOIN TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VSTACK WRAPCOLS WRAPROWS
        XLOOKUP XMATCH XOR
        """,
    )
)

_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_SHEET: Final = re.compile(r"'((?:[^']|'')+)'!|\b([A-Za-z_][\w.]*)!")
_STRUCTURED: Final = re.compile(
    r"\b([A-Za-z_][\w.]*)\[(?:\[(#[\w ]+)\],\[((?:[^\[\]']|'.)+)\]|((?:[^\[\]']|'.)+))\]"
)
_CALL: Final = re.compile(r"((?:_xlfn\.|_xlws\.|_xludf\.)*)([A-Za-z_][\w.]*)\(")
_CELL: Final = re.compile(r"(?<![\w.])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![\w.])")
_WHOLE: Final = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w.(])|\$?\d+:\$?\d+")
_NAME: Final = re.compile(r"[A-Za-z_\\][\w.\\]*")
_AREAS: Final = frozenset({"#This Row", "#Headers", "#Data", "#All", "#Totals"})
_CELL_NAME: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})|[Rr]\d*[Cc]\d*|[RrCc]")


class Known(NamedTuple):
    """What a formula of a workbook may refer to, in small letters."""

    sheets: Collection[str]
    tables: Mapping[str, Collection[str]]
    names: Collection[str]


def wrong_with(formula: str, known: Known) -> Iterator[str]:
    """What Excel refuses in a formula of a cell, as the file holds it."""
    if len(formula) > LONGEST:
        yield f"longer than {LONGEST} characters"
    if formula.startswith("="):
        yield "begins with ="
    bare = _QUOTED.sub('""', formula)
    if "@" in bare:
        yield "holds @"
    if "#REF!" in bare:
        yield "holds #REF!"
    yield from _brackets(bare)
    yield from _sheets(bare, known)
    yield from _structured(bare, known)
    yield from _calls(bare)
    yield from _names(bare, known)


def wrong_with_rule(formula: str, known: Known) -> Iterator[str]:
    """The same for a drop-down or a conditional format, where less is allowed."""
    yield from wrong_with(formula, known)
    if "[" in _QUOTED.sub('""', formula):
        yield "holds a structured reference, which only cells may hold"
    if len(formula) > LONGEST_RULE:
        yield f"longer than {LONGEST_RULE} characters"


def functions_of(formula: str) -> set[str]:
    """The functions a formula calls, with their prefixes."""
    return {prefix + name for prefix, name in _CALL.findall(_QUOTED.sub('""', formula))}


def looks_like_a_cell(name: str) -> bool:
    """Whether Excel takes a name for an address: KR1, tbl2, R1C1."""
    found = _CELL_NAME.fullmatch(name)
    if found is None:
        return False
    if found[1] is None:
        return True
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return column <= 16_384 and 1 <= int(found[2]) <= 1_048_576


def _brackets(bare: str) -> Iterator[str]:
    depth = deepest = 0
    for sign in bare:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth:
        yield "brackets do not match"
    if deepest > DEEPEST:
        yield f"nested deeper than {DEEPEST} levels"
    if bare.count("[") != bare.count("]"):
        yield "square brackets do not match"


def _sheets(bare: str, known: Known) -> Iterator[str]:
    for quoted, plain in _SHEET.findall(bare):
        name = (quoted or plain).replace("''", "'")
        if name.lower() not in known.sheets:
            yield f"names a sheet {name!r} that is not there"


def _structured(bare: str, known: Known) -> Iterator[str]:
    for table, area, column, alone in _STRUCTURED.findall(bare):
        header = re.sub("'(.)", r"\1", column or alone)
        if table.lower() not in known.tables:
            yield f"names a table {table!r} that is not there"
        elif header.lower() not in known.tables[table.lower()]:
            yield f"names a column {table}[{header}] that is not there"
        if area and area not in _AREAS:
            yield f"names no part of a table: {area}"
    if "[" in _STRUCTURED.sub("", bare):
        yield "holds a structured reference without its table"


def _calls(bare: str) -> Iterator[str]:
    for prefix, name in _CALL.findall(bare):
        newer = name.upper() in NEWER
        if newer and not prefix:
            yield f"{name} lacks its prefix _xlfn."
        if prefix and not newer:
            yield f"{prefix}{name} has a prefix it must not have"
        if name != name.upper():
            yield f"{name} is not a function of Excel"


def _names(bare: str, known: Known) -> Iterator[str]:
    rest = _STRUCTURED.sub("0", bare)
    rest = _CALL.sub("(", _SHEET.sub("", _QUOTED.sub("0", rest)))
    rest = _WHOLE.sub("0", rest)
    rest = _CELL.sub("0", re.sub(r"#[A-Z/0!?]+|\d+(?:\.\d+)?[eE][+-]?\d+", "0", rest))
    for name in _NAME.findall(rest):
        if name.upper() not in ("TRUE", "FALSE") and name.lower() not in known.names:
            yield f"holds a name {name!r} that is not defined"
