"""Cell references inside formulas: found, and moved along when a formula is put elsewhere.

A formula that cannot be taken apart without a doubt is not touched at all.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from okrsheet.ooxml.markup import MAX_COLUMN, MAX_ROW, address

_END: Final = r"(?![\w$\\.?(!\[])"
_CELL: Final = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_INNER: Final = r"(?:[^\[\]']|'.)*+"
_TOKEN: Final = re.compile(
    r'(?P<plain>"(?:[^"]|"")*+"'
    rf"|\[{_INNER}(?:\[{_INNER}\]{_INNER})*+\]"  # columns of a table, or another workbook
    r"|#[A-Z0-9/_]+[!?]?)"
    r"|(?P<quoted>'(?:[^']|'')*+')"
    r"|(?P<odd>\s+:|:\s)"
    rf"|(?P<area>{_CELL}(?::{_CELL})?{_END}"
    rf"|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}{_END}"
    rf"|\$?[1-9][0-9]{{0,6}}:\$?[1-9][0-9]{{0,6}}{_END})"
    r"|(?P<word>[\w$\\.][\w$\\.?]*+)"
    r"|(?P<sign>[^\w$\\.\"'\[\]])",
    re.DOTALL,
)
_CORNER: Final = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]{0,7})")

Token = tuple[str, str]
"""The kind of a token, and the token."""


class UnclearFormula(Exception):  # noqa: N818 - what it is, not an error of ours
    """The formula cannot be taken apart, or would lead off the sheet."""


class Reference(NamedTuple):
    """An area a formula names by its address.

    Attributes:
        sheet: As written, with the workbook where there is one, without quotes; "" for the
            formula's own.
        rows: First and last row; 1 and the last one for whole columns.
        columns: First and last column; 1 and the last one for whole rows.
        is_fixed: Whether a row is told with a dollar sign.
    """

    sheet: str
    rows: tuple[int, int]
    columns: tuple[int, int]
    is_fixed: bool = False


def shifted(formula: str, rows: int, columns: int) -> str:
    """A formula as it is written in a cell that lies so many rows below and columns to the right.

    Raises:
        UnclearFormula: It cannot be taken apart, or a reference would leave the sheet.
    """
    pieces = []
    for kind, token in _tokens(formula):
        if kind == "area":
            ends = (_moved(end, rows, columns) for end in token.split(":"))
            pieces.append(":".join(ends))
        else:
            pieces.append(token)
    return "".join(pieces)


def is_bound_to_place(formula: str) -> bool:
    """Whether the formula would be written in another way in another row.

    Raises:
        UnclearFormula: It cannot be taken apart.
    """
    return any(
        row and not fixed
        for kind, token in _tokens(formula)
        if kind == "area"
        for _, _, fixed, row in (_corner(end) for end in token.split(":"))
    )


def references(formula: str) -> list[Reference]:
    """The areas a formula names by their addresses, in their order.

    Raises:
        UnclearFormula: It cannot be taken apart, or leads through several sheets.
    """
    found: list[Reference] = []

    def note(reference: Reference) -> tuple[int, int]:
        found.append(reference)
        return reference.rows

    readdressed(formula, note)
    return found


def readdressed(formula: str, new_rows: Callable[[Reference], tuple[int, int]]) -> str:
    """A formula whose areas have other rows.

    Args:
        formula: Without "=".
        new_rows: Tells the first and last row an area shall have.

    Raises:
        UnclearFormula: It cannot be taken apart, or leads through several sheets.
    """
    tokens = list(_tokens(formula))
    pieces = []
    for at, (kind, token) in enumerate(tokens):
        piece = token
        if kind == "area":
            reference = _reference(tokens, at)
            rows = new_rows(reference)
            piece = token if rows == reference.rows else _with_rows(token, rows)
        pieces.append(piece)
    return "".join(pieces)


def _reference(tokens: list[Token], at: int) -> Reference:
    corners = [_corner(end) for end in tokens[at][1].split(":")]
    rows = sorted(int(row) for _, _, _, row in corners if row) or [1, MAX_ROW]
    columns = sorted(_number(word) for _, word, _, _ in corners if word) or [1, MAX_COLUMN]
    is_fixed = any(fixed for _, _, fixed, row in corners if row)
    return Reference(_sheet(tokens, at), (rows[0], rows[-1]), (columns[0], columns[-1]), is_fixed)


def _with_rows(token: str, rows: tuple[int, int]) -> str:
    ends = token.split(":")
    corners = [_corner(end) for end in (ends * 2 if rows[0] != rows[1] else ends)[:2]]
    if len(corners) > 1 and int(corners[0][3]) > int(corners[1][3]):
        rows = rows[1], rows[0]
    return ":".join(
        f"{fixed}{word}{row_fixed}{row}"
        for (fixed, word, row_fixed, _), row in zip(corners, rows, strict=False)
    )


def _tokens(formula: str) -> Iterator[Token]:
    at = 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None or match.lastgroup is None or match.lastgroup == "odd":
            raise UnclearFormula(formula)
        kind = match.lastgroup
        yield ("word" if kind == "area" and not _is_area(match[0]) else kind), match[0]
        at = match.end()


def _is_area(token: str) -> bool:
    """Whether it is on the sheet; names such as ABCD1 or ZZZ1 are not."""
    corners = [_corner(end) for end in token.split(":")]
    on_sheet = [
        _number(word) <= MAX_COLUMN and int(row or 1) <= MAX_ROW for _, word, _, row in corners
    ]
    if not all(on_sheet) and len(corners) > 1:
        raise UnclearFormula(token)
    return all(on_sheet)


def _corner(end: str) -> tuple[str, str, str, str]:
    """A dollar sign or "", the column, a dollar sign or "", the row."""
    match = _CORNER.fullmatch(end)
    if match is None:
        raise UnclearFormula(end)
    fixed, word, row_fixed, row = match.groups()
    return ("", "", fixed or row_fixed, row) if not word else (fixed, word, row_fixed, row)


def _moved(end: str, rows: int, columns: int) -> str:
    fixed, word, row_fixed, row = _corner(end)
    if word and not fixed:
        word = _letters(_number(word) + columns, end)
    if row and not row_fixed:
        number = int(row) + rows
        if not 1 <= number <= MAX_ROW:
            raise UnclearFormula(end)
        row = str(number)
    return f"{fixed}{word}{row_fixed}{row}"


def _number(letters: str) -> int:
    """The number of a column, 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int, end: str) -> str:
    if not 1 <= number <= MAX_COLUMN:
        raise UnclearFormula(end)
    return address(1, number)[:-1]


def _sheet(tokens: list[Token], at: int) -> str:
    *_, (_, before), (kind, name), (_, mark) = [("", ""), ("", ""), ("", ""), *tokens[:at]]
    if mark != "!":
        return ""
    if before == ":" or kind not in {"quoted", "word"}:
        raise UnclearFormula(name)
    if kind == "quoted":
        name = name[1:-1].replace("''", "'")
    return before + name if before.startswith("[") else name
