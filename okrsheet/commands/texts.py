"""Texts to judge: as said on the command line, from a file, from the standard input."""

import sys
from pathlib import Path

from okrsheet.commands.refused import WrongWord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST = 8 * 1024 * 1024
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_HEADERS = ("key result", "key_result", "keyresult", "kr", "objective", "text")


def texts_of(word: str) -> "Iterator[str]":
    """The texts one word of the command line stands for.

    Raises:
        WrongWord: the file can't be read as text, or is a workbook.
    """
    if word == "-":
        return _lines(_decoded(sys.stdin.buffer.read(_MOST + 1), "The standard input"))
    if _is_file(word):
        return _of_file(word)
    return iter((word,))


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        # Too long for a name, or with a letter no name can hold.
        return False


def _of_file(path: str) -> "Iterator[str]":
    ending = path[path.rfind(".") :].lower()
    if ending in _WORKBOOKS:
        raise WrongWord(f"{path} is a workbook; `okrsheet audit {path}` judges its key results.")
    try:
        with Path(path).open("rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise WrongWord(f"{path} can't be read ({told}). Look at its rights and path.") from error
    text = _decoded(data, path)
    return _of_table(text, path) if ending in (".csv", ".tsv") else _lines(text)


def _decoded(data: bytes, name: str) -> str:
    if len(data) > _MOST:
        raise WrongWord(f"{name} holds more than 8 MiB. Judge it in parts.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongWord(f"{name} is not UTF-8 text. Save it as UTF-8.") from None


def _lines(text: str) -> "Iterator[str]":
    return (line.strip() for line in text.splitlines() if line.strip())


def _of_table(text: str, path: str) -> "Iterator[str]":
    import csv
    from io import StringIO

    csv.field_size_limit(_MOST)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    try:
        return _of_column(list(rows), path)
    except csv.Error as error:
        raise WrongWord(f"{path} is not a table of texts ({error}). Save it as CSV.") from error


def _of_column(rows: "list[list[str]]", path: str) -> "Iterator[str]":
    headers = [header.strip().lower() for header in rows[0]] if rows else []
    at = _first(headers.index(name) for name in _HEADERS if name in headers)
    if at is None:
        known = ", ".join(_HEADERS[:2])
        raise WrongWord(f"{path} has no column of key results. Name its header {known} or text.")
    return (row[at].strip() for row in rows[1:] if len(row) > at and row[at].strip())


def _first(numbers: "Iterable[int]") -> int | None:
    return next(iter(numbers), None)
