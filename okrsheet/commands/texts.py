"""Texts to judge: as said on the command line, from a file, from the standard input."""

import os.path
import sys

from okrsheet.commands.refused import WrongWord
from okrsheet.commands.terminal import typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST = 8 * 1024 * 1024
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
_HEADERS = ("key result", "keyresult", "kr", "text", "objective")
_ENDINGS = (".txt", ".csv", ".tsv", ".md", *_WORKBOOKS)


def texts_of(word: str, *, objectives: bool = False) -> "list[str]":
    """The texts one word of the command line stands for.

    Args:
        word: a text, the name of a file, or -.
        objectives: of a table, take the objectives rather than the key results.

    Raises:
        WrongWord: the file can't be read as text, is a workbook, or holds no text.
    """
    if word == "-":
        name = "The standard input"
        found = _lines(_decoded(sys.stdin.buffer.read(_MOST + 1), name))
    elif _is_there(word):
        name, found = word, _of_file(word, objectives=objectives)
    elif _names_a_file(word):
        raise WrongWord(f"There is no file {word}. Look at its name, or put a text in quotes.")
    else:
        return [word]
    texts = list(found)
    if not texts:
        raise WrongWord(f"{name} holds no text.")
    return texts


def _names_a_file(word: str) -> bool:
    return word.lower().endswith(_ENDINGS) and not word.split()[1:]


def _is_there(word: str) -> bool:
    try:
        return bool(word) and os.path.exists(word)
    except (OSError, ValueError):
        # Too long for a name, or with a letter no name can hold.
        return False


def _of_file(path: str, *, objectives: bool) -> "Iterator[str]":
    ending = path[path.rfind(".") :].lower()
    if ending in _WORKBOOKS:
        raise WrongWord(
            f"{path} is a workbook; `okrsheet audit {typed(path)}` judges its key results."
        )
    try:
        with open(path, "rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise WrongWord(f"{path} can't be read ({told}). Look at its rights and path.") from error
    text = _decoded(data, path)
    if ending not in (".csv", ".tsv"):
        return _lines(text)
    return _of_table(text, path, objectives=objectives)


def _decoded(data: bytes, name: str) -> str:
    if len(data) > _MOST:
        raise WrongWord(f"{name} holds more than 8 MiB. Judge it in parts.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongWord(f"{name} is not UTF-8 text. Save it as UTF-8.") from None


def _lines(text: str) -> "Iterator[str]":
    return (line.strip() for line in text.splitlines() if line.strip())


def _of_table(text: str, path: str, *, objectives: bool) -> "Iterator[str]":
    import csv
    from io import StringIO

    csv.field_size_limit(_MOST)
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep="):
        # Excel's own way to say which mark parts the columns.
        text, first = rest, rest.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    names = _HEADERS[::-1] if objectives else _HEADERS
    try:
        return _of_column(list(rows), path, names)
    except csv.Error as error:
        raise WrongWord(f"{path} is not a table of texts ({error}). Save it as CSV.") from error


def _of_column(rows: "list[list[str]]", path: str, names: "Iterable[str]") -> "Iterator[str]":
    headers = [_plain(header) for header in rows[0]] if rows else []
    at = _first(headers.index(name) for name in names if name in headers)
    if at is None:
        raise WrongWord(
            f"{path} has no column of texts. Name its header Key result, Objective or Text."
        )
    return (row[at].strip() for row in rows[1:] if len(row) > at and row[at].strip())


def _plain(header: str) -> str:
    return header.strip().lower().replace("_", " ").removesuffix("s")


def _first(numbers: "Iterable[int]") -> int | None:
    return next(iter(numbers), None)
