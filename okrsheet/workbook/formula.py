"""The shorthand our formulas are written in, and its translation to what a file stores.

`[Target]` is this row's cell of the same table, `kr[Target]` a whole column of the table with
that short name, `kr[#Target]` its header cell,
`okr_start` a defined name. Functions newer than Excel 2007 get their prefix.
Formulas use native functions only, so a workbook is right with no add-in installed.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

# Patterns as text: whoever only reads a workbook needs none of them.
_REFERENCE = r'("[^"]*")|(?:\b([a-z]{2,4}))?\[(#?)([A-Z][A-Za-z0-9 ?-]*)\]'
_NEWER = r"\b(MAXIFS|MINIFS|TEXTJOIN|IFS)\("
_NUMBER = r"(?<![A-Za-z_$\d.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![A-Za-z_(])"
_SOURCE = (
    r'("[^"]*")|(\w+)\[\[#(?:This Row|Headers)\],\[([^\]]+)\]\]|(\w+)\[([^\[\]#]+)\]'
    r"|\b(okr_\w+)|(?<![\w.\[])(\$?[A-Z]{1,2}\$?[0-9]{1,4})\b(?![(\]])"
)


def stored(shorthand: str, table: str, shorts: Mapping[str, str]) -> str:
    """The formula text as the file holds it, without the leading `=`.

    Args:
        shorthand: the formula.
        table: name of the table the formula stands in ("" outside tables).
        shorts: table names by short name.

    Raises:
        KeyError: a short name is unknown.
    """

    def reference(found: re.Match[str]) -> str:
        quoted, short, head, header = found.groups()
        if quoted is not None:
            return str(quoted)
        if short is not None:
            return (
                f"{shorts[short]}[[#Headers],[{header}]]" if head else f"{shorts[short]}[{header}]"
            )
        return f"{table}[[#This Row],[{header}]]"

    return re.sub(_NEWER, r"_xlfn.\1(", re.sub(_REFERENCE, reference, shorthand))


class Source(NamedTuple):
    """Something a stored formula reads.

    Attributes:
        table: the table; "" for a defined name or a cell of the same sheet.
        name: a column's header, a defined name, or an address such as B7.
        this_row: only the cell in the formula's own row, or the header.
    """

    table: str
    name: str
    this_row: bool = False


@cache
def sources(formula: str) -> frozenset[Source]:
    """What a formula of ours, as stored, reads."""
    found = set()
    for quoted, own_table, own, table, column, name, cell in re.findall(_SOURCE, formula):
        if own_table:
            found.add(Source(own_table, own, this_row=True))
        elif table:
            found.add(Source(table, column))
        elif not quoted:
            found.add(Source("", name or cell.replace("$", "")))
    return frozenset(found)


def canonical(formula: str) -> str:
    """A stored formula in the one way of writing that tells whether two of them are the same.

    Programs that save a workbook write its formulas anew: 0.000000001 becomes
    1.0000000000000001E-9, FALSE becomes FALSE().
    """
    pieces = formula.split('"')
    # Every second piece stands between quotes, where blanks and capitals count.
    pieces[::2] = map(_canonical_piece, pieces[::2])
    return '"'.join(pieces)


def _canonical_piece(piece: str) -> str:
    packed = "".join(piece.split()).upper().replace("_XLFN.", "")
    plain = packed.replace("FALSE()", "FALSE").replace("TRUE()", "TRUE")
    return re.sub(_NUMBER, lambda found: repr(float(found[0])), plain)


def is_number(cell: str) -> str:
    """Whether a typed cell holds a number to compute with; twin of `core.history.number`."""
    return f"IF(ISNUMBER({cell}),ABS({cell})<1E+100,FALSE)"


def number_or_blank(cell: str) -> str:
    """A typed number, or "" for anything else: a text, yes or no, an error value."""
    return f'IF({is_number(cell)},{cell},"")'


def with_one_break(cell: str) -> str:
    """A text whose lines end the way Excel ends them; text from other programs brings CR along."""
    return f"SUBSTITUTE(SUBSTITUTE({cell},CHAR(13)&CHAR(10),CHAR(10)),CHAR(13),CHAR(10))"


def filled(cell: str) -> str:
    """1 where a typed cell holds a visible text, else 0; an error value counts as blank."""
    return f"IFERROR(IF(LEN(TRIM({cell}))>0,1,0),0)"


def is_word(cell: str, *words: str) -> str:
    """1 where a typed cell holds one of the words, capitals aside, else 0."""
    tests = ",".join(f'TRIM({cell})="{word}"' for word in words)
    test = f"OR({tests})" if len(words) > 1 else tests
    return f"IFERROR(IF({test},1,0),0)"


def row_of(cell: str, column: str) -> str:
    """The row of a table whose ID is in `cell`; "" where there is none.

    An ID may be a number, and the signs * ? ~ in it stand for themselves.
    """
    return f'IFERROR(IF(LEN({cell})=0,"",{_place(cell, column)}),"")'


def cell_of(cell: str, column: str, shown: str) -> str:
    """What a column of a table shows in the row whose ID is in `cell`; "" where there is none."""
    return f'IFERROR(IF(LEN({cell})=0,"",INDEX({shown},{_place(cell, column)})),"")'


def _place(cell: str, column: str) -> str:
    text = f'{cell}&""'
    for sign in "~*?":
        text = f'SUBSTITUTE({text},"{sign}","~{sign}")'
    return f"MATCH({text},{column},0)"


def date_or_blank(cell: str) -> str:
    """A typed date as a whole day, or "" for anything else."""
    return f'IF(ISNUMBER({cell}),IF(AND({cell}>60,{cell}<2958466),INT({cell}),""),"")'
