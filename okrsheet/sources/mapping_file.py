"""A mapping as a small TOML file: written for people, read strictly."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

from okrsheet.ooxml.markup import address
from okrsheet.ooxml.records import Workbook
from okrsheet.sources.fields import fields
from okrsheet.sources.mapping import ACROSS, LAYOUTS, Block, Reading
from okrsheet.sources.sheet_rows import SheetRows
from okrsheet.workbook.headers import closest, word_of
from okrsheet.workbook.import_refusals import BAD_MAPPING, OTHER_SOURCE, ImportRefused

_HEAD: Final = """\
# Which column of a table is which field, for `okrsheet import FILE --to BOOK --mapping THIS`.
# Change a field's name, or take a line out so that its column is not taken. docs/import.md lists
# the fields.
"""
_KEYS: Final = frozenset({"table", "locale", "decimal", "numbers_from_text"})
_TABLE_KEYS: Final = frozenset(
    {
        "sheet",
        "layout",
        "header_row",
        "last_row",
        "why_row",
        "owner_row",
        "labels",
        "columns",
        "headers",
        "fixed",
    }
)
_LONGEST: Final = 3
_LETTERS: Final = 26


def mapping_text(reading: Reading) -> str:
    """A mapping as the text of a file."""
    lines = [
        _HEAD,
        f"locale = {_quoted(reading.locale)}",
        f"decimal = {_quoted(reading.decimal)}",
        f"numbers_from_text = {str(reading.numbers_from_text).lower()}",
    ]
    for block in reading.blocks:
        lines += ["", "[[table]]", *_block_lines(block)]
    return "\n".join(lines) + "\n"


def _block_lines(block: Block) -> Iterator[str]:
    yield f"sheet = {_quoted(block.sheet)}"
    yield f"layout = {_quoted(block.layout)}"
    yield f"header_row = {block.first}"
    if block.last:
        yield f"last_row = {block.last}"
    if block.layout == ACROSS:
        yield f"why_row = {block.why_row}"
        yield f"owner_row = {block.owner_row}"
        yield f"labels = {_quoted(_letters(block.labels))}"
    yield from _table("columns", {_letters(c): name for c, name in block.columns.items()})
    shown = {_letters(c): text for c, text in block.headers.items() if c in block.columns}
    yield from _table("headers", shown)
    yield from _table("fixed", block.fixed)


def _table(name: str, content: Mapping[str, str]) -> Iterator[str]:
    if content or name == "columns":
        yield f"[table.{name}]"
    for key, value in content.items():
        yield f"{_key(key)} = {_quoted(value)}"


def _key(text: str) -> str:
    return text if text.isascii() and text.isalnum() else _quoted(text)


def _quoted(text: str) -> str:
    made = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(each if each.isprintable() else f"\\u{ord(each):04X}" for each in made) + '"'
    )


def _letters(column: int) -> str:
    return address(1, column)[:-1]


def read_mapping(data: bytes, name: str) -> Reading:
    """The mapping in a file.

    Raises:
        ImportRefused: it is none; the message names the line or the word.
    """
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ImportRefused(name, BAD_MAPPING, str(error)) from error
    _refuse_unknown(content, _KEYS, name)
    tables = content.get("table", [])
    if not isinstance(tables, list) or not tables:
        raise ImportRefused(name, BAD_MAPPING, "it has no [[table]]")
    decimal = _word(content, "decimal", name)
    if decimal not in ("", ".", ","):
        raise ImportRefused(name, BAD_MAPPING, f"decimal is {decimal!r}, not '.' or ','")
    said = content.get("numbers_from_text", True)
    if not isinstance(said, bool):
        raise ImportRefused(name, BAD_MAPPING, "numbers_from_text is true or false")
    return Reading(
        tuple(_read_block(each, name) for each in tables),
        _word(content, "locale", name),
        decimal,
        said,
    )


def _read_block(table: object, name: str) -> Block:
    if not isinstance(table, dict):
        raise ImportRefused(name, BAD_MAPPING, "[[table]] is a table")
    _refuse_unknown(table, _TABLE_KEYS, name)
    layout = _word(table, "layout", name) or LAYOUTS[0]
    if layout not in LAYOUTS:
        told = f"layout is {layout!r}, not one of {', '.join(LAYOUTS)}"
        raise ImportRefused(name, BAD_MAPPING, told)
    labels = _word(table, "labels", name)
    columns = {
        _column(key, name): _field(word, name) for key, word in _words(table, "columns", name)
    }
    if len(set(columns.values())) < len(columns) and layout != ACROSS:
        raise ImportRefused(name, BAD_MAPPING, "two columns are the same field")
    return Block(
        sheet=_word(table, "sheet", name),
        layout=layout,
        first=_number(table, "header_row", name),
        last=_number(table, "last_row", name),
        columns=columns,
        headers={_column(key, name): text for key, text in _words(table, "headers", name)},
        why_row=_number(table, "why_row", name),
        owner_row=_number(table, "owner_row", name),
        labels=_column(labels, name) if labels else 0,
        fixed={_field(key, name): text for key, text in _words(table, "fixed", name)},
    )


def _refuse_unknown(content: Mapping[str, object], known: frozenset[str], name: str) -> None:
    strange = next((key for key in content if key not in known), "")
    if strange:
        near = closest(strange, known)
        hint = f"; is it {near!r}?" if near else ""
        raise ImportRefused(name, BAD_MAPPING, f"{strange!r} means nothing{hint}")


def _word(content: Mapping[str, object], key: str, name: str) -> str:
    found = content.get(key, "")
    if not isinstance(found, str):
        raise ImportRefused(name, BAD_MAPPING, f"{key} is a text in quotes")
    return found


def _number(content: Mapping[str, object], key: str, name: str) -> int:
    found = content.get(key, 0)
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise ImportRefused(name, BAD_MAPPING, f"{key} is the number of a row")
    return found


def _words(content: Mapping[str, object], key: str, name: str) -> Iterator[tuple[str, str]]:
    found = content.get(key, {})
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise ImportRefused(name, BAD_MAPPING, f"[table.{key}] holds texts in quotes")
    yield from found.items()


def _column(text: str, name: str) -> int:
    word = text.strip().upper()
    if not word.isascii() or not word.isalpha() or len(word) > _LONGEST:
        raise ImportRefused(
            name, BAD_MAPPING, f"{text!r} is no column; write its letter, such as A"
        )
    number = 0
    for letter in word:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _field(text: str, name: str) -> str:
    word = word_of(text)
    if word in fields():
        return word
    near = closest(text, fields())
    hint = f"; is it {near!r}?" if near else f"; fields are {', '.join(fields())}"
    raise ImportRefused(name, BAD_MAPPING, f"there is no field {text!r}{hint}")


def refuse_changed(reading: Reading, book: Workbook) -> None:
    """Let pass a mapping whose sheets and headers are there as they were.

    Raises:
        ImportRefused: a sheet is gone, or a header says something else now.
    """
    for block in reading.blocks:
        if block.sheet not in book.sheets:
            raise ImportRefused(book.name, OTHER_SOURCE, f"it has no sheet {block.sheet!r}")
        texts = SheetRows(book, book.sheets[block.sheet]).texts(block.first)
        for column, text in block.headers.items():
            if column in block.columns and word_of(texts.get(column, "")) != word_of(text):
                cell = address(block.first, column)
                told = f"{block.sheet}!{cell} said {text!r} and says {texts.get(column, '')!r}"
                raise ImportRefused(book.name, OTHER_SOURCE, told)
