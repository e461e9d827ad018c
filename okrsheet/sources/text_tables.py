"""A text table, such as CSV, as the records of a workbook with one sheet: all cells are texts."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final, NamedTuple

from okrsheet.ooxml.records import Cell, Cells, Row, Sheet, Workbook
from okrsheet.workbook.import_refusals import (
    EMPTY,
    MOST_COLUMNS,
    MOST_FILLED,
    MOST_ROWS,
    MOST_TEXT,
    NO_LETTERS,
    NO_TEXT,
    QUOTED_LINES,
    QUOTES,
    TOO_MANY_ROWS,
    ImportRefused,
)

SHEET: Final = "Table"
_MARKS: Final = ",;\t|"
_SAID: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE: Final = 60
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FEW: Final = 20
_BEHIND: Final = 64
"""Of a text, one letter in so many may be one nobody sees."""


class Told(NamedTuple):
    """How a text was read: the encoding, and the mark between cells."""

    encoding: str
    mark: str


def read_text_table(data: bytes, name: str) -> tuple[Workbook, Told]:
    """The table in the bytes of a text file.

    Args:
        data: the whole file, at most MOST_TEXT bytes.
        name: the file, for messages.

    Raises:
        ImportRefused: it is no text, or no table.
    """
    text, encoding = _text(data, name)
    said = _SAID.match(text)
    # The line in which Excel is told the mark stays a line, so that rows keep their numbers.
    body = "\n" + text[said.end() :] if said else text
    mark = said[1] if said else _mark(body, name)
    rows = dict(_rows(body, mark, name))
    if not rows:
        raise ImportRefused(name, EMPTY)
    _refuse_quoted_lines(rows, name)
    sheet = Sheet(SHEET, "visible", Cells(rows), frozenset())
    book = Workbook(name, {SHEET: sheet}, {}, {}, {}, epoch_1904=False, date_styles=frozenset())
    return book, Told(encoding, mark)


def _text(data: bytes, name: str) -> tuple[str, str]:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ImportRefused(name, EMPTY)
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(name, NO_LETTERS, encoding) from error
    text = text.removeprefix("\ufeff")
    if len(_CONTROLS.findall(text[:MOST_TEXT])) > len(text) // _BEHIND:
        raise ImportRefused(name, NO_TEXT)
    return text, encoding


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if not set(data) & {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "latin-1"
    return "utf-8"


def _mark(text: str, name: str) -> str:
    """The mark that cuts the first rows into most cells, and each into as many."""
    best, most = _MARKS[0], 0.0
    for mark in _MARKS:
        widths = _widths(text, mark, name)
        if not widths:
            continue
        width, rows = Counter(widths).most_common(1)[0]
        found = rows / len(widths) * (width - 1)
        if found > most:
            best, most = mark, found
    return best


def _widths(text: str, mark: str, name: str) -> list[int]:
    widths = []
    try:
        for _, (_, cells) in _rows(text, mark, name):
            widths.append(len(cells))
            if len(widths) == _SAMPLE:
                break
    except ImportRefused:
        # Under this mark the quotes do not match; under another they may.
        return widths[:-1]
    return widths


def _rows(text: str, mark: str, name: str) -> Iterator[tuple[int, Row]]:
    """Each row that holds something, with the number of the line it begins on."""
    csv.field_size_limit(MOST_TEXT)
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    begins = count = filled = 0
    try:
        for found in reader:
            first, begins = begins + 1, reader.line_num
            cells = _cells(found)
            if cells:
                count += 1
                filled += len(cells)
                if count > MOST_ROWS or len(found) > MOST_COLUMNS or filled > MOST_FILLED:
                    raise ImportRefused(name, TOO_MANY_ROWS)
                places = {column: at for at, column in enumerate(cells)}
                yield first, (places, tuple(map(Cell, cells.values())))
    except csv.Error as error:
        raise ImportRefused(f"{name}: line {begins + 1}", QUOTES, _plain(error)) from error


def _plain(error: csv.Error) -> str:
    return "a quote is never closed" if "end of data" in str(error) else "text follows a quote"


def _cells(found: Sequence[str]) -> dict[int, str]:
    return {column: text for column, text in enumerate(found, 1) if text.strip()}


def _refuse_quoted_lines(rows: dict[int, Row], name: str) -> None:
    """A table whose lines were put in quotes as a whole, as some exports do."""
    lines = list(rows.values())[:_FEW]
    if any(len(cells) > 1 for _, cells in lines):
        return
    head = str(lines[0][1][0].value)
    if any(mark in head for mark in _MARKS) and len(lines) > 1:
        raise ImportRefused(name, QUOTED_LINES)
