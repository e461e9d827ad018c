"""A pack that came back: what it is, and the check-ins that were filled in."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from okrsheet.core.history import first_rows
from okrsheet.core.model import Plan
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Cell, ErrorValue, Sheet, Table, Workbook
from okrsheet.workbook.fields import EMPTY, day_of, trimmed
from okrsheet.workbook.given import Given
from okrsheet.workbook.headers import listed, word_of
from okrsheet.workbook.pack import FACTS, HEADERS, IDENTITY, TABLE, VERSION
from okrsheet.workbook.pack_refusals import (
    NO_PACK,
    OTHER_ORGANISATION,
    OTHER_QUARTER,
    OTHER_VERSION,
    STRANGERS,
    PackRefused,
)

_MARKS = 4
_FIELDS = {word_of(header): field for header, field in HEADERS.items()}
_AS_TEXT = frozenset({"key_result_id", "owner_rag", "reason", "in_the_way", "next_step", "stage"})


class Filled(NamedTuple):
    """A pack as it came back.

    Attributes:
        name: the file.
        facts: what its hidden sheet says, by the names of `FACTS`.
        given: the check-ins that say something.
    """

    name: str
    facts: Mapping[str, str]
    given: tuple[Given, ...]


def read_pack(data: bytes, name: str) -> Filled:
    """What was filled in.

    Raises:
        PackRefused: it is no pack, or of another version.
        OkrsheetFileError: the file can't be read at all.
    """
    book = parse_workbook(data, name)
    identity, table = book.sheets.get(IDENTITY), book.tables.get(TABLE)
    sheet = book.sheets.get(table.sheet) if table else None
    if identity is None or table is None or sheet is None:
        raise PackRefused(name, NO_PACK)
    facts = {fact: _shown(identity.cells.get((row, 2), EMPTY)) for row, fact in enumerate(FACTS, 1)}
    if _shown(identity.cells.get((1, 1), EMPTY)) != FACTS[0]:
        raise PackRefused(name, NO_PACK)
    if facts[FACTS[0]] != VERSION:
        raise PackRefused(name, OTHER_VERSION, f"{facts[FACTS[0]]!r}, not {VERSION!r}")
    given = _given(book, sheet, table, _marks(identity))
    by_default = (each._replace(by=facts["Owner"], day=each.day or facts["Day"]) for each in given)
    return Filled(name, facts, tuple(each for each in by_default if each.says_something))


def _shown(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, ErrorValue):
        return value.text
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return f"{value:.15g}" if isinstance(value, float) else value or ""


def _marks(identity: Sheet) -> dict[str, str]:
    """How each key result was worded, by its ID in small letters."""
    rows = range(1, identity.last_row + 1)
    cells = ((identity.cells.get((row, _MARKS + more), EMPTY) for more in (0, 1)) for row in rows)
    return {_shown(name).lower(): _shown(mark) for name, mark in cells}


def _given(book: Workbook, sheet: Sheet, table: Table, marks: Mapping[str, str]) -> Iterator[Given]:
    columns = {
        _FIELDS[word_of(header)]: number
        for number, header in enumerate(table.columns, table.first_column)
        if word_of(header) in _FIELDS
    }
    if not {"key_result_id", "value"} <= columns.keys():
        raise PackRefused(book.name, NO_PACK, "a column is gone")
    last = min(table.last_row, sheet.last_row)
    for row in range(table.first_row + table.header_rows, last + 1):
        said = {
            field: _said(book, field, sheet.cells.get((row, number), EMPTY))
            for field, number in columns.items()
        }
        name = trimmed(str(said["key_result_id"]))
        place = f"{PurePath(book.name).name}, {sheet.name}!{address(row, columns['value'])}"
        wording = marks.get(name.lower(), "")
        yield Given(**said)._replace(key_result_id=name, where=place, wording=wording)  # type: ignore[arg-type]  # by the fields' own kinds


def _said(book: Workbook, field: str, cell: Cell) -> object:
    if cell.formula is not None and cell.value is None:
        return "a formula without a value"
    if field == "day" and isinstance(cell.value, float):
        return day_of(cell.value, epoch_1904=book.epoch_1904) or _shown(cell)
    if field in _AS_TEXT or isinstance(cell.value, ErrorValue):
        return _shown(cell)
    return cell.value


def refuse_others(packs: Sequence[Filled], plan: Plan) -> None:
    """Let pass packs that are for this workbook.

    Raises:
        PackRefused: one is for another quarter or organisation, or reports what is unknown here.
    """
    quarter = plan.quarter
    days = [str(quarter.start), str(quarter.end)]
    written = first_rows(kr.id if kr.text else "" for kr in plan.key_results)
    for pack in packs:
        if [pack.facts["First day"], pack.facts["Last day"]] != days:
            detail = f"{_quarter(pack.facts)}, not {quarter.name or ' to '.join(days)}"
            raise PackRefused(pack.name, OTHER_QUARTER, detail)
        theirs, ours = pack.facts["Organisation"], plan.organisation
        if theirs and ours and trimmed(theirs).casefold() != trimmed(ours).casefold():
            raise PackRefused(pack.name, OTHER_ORGANISATION, repr(theirs))
        unknown = [e.key_result_id for e in pack.given if e.key_result_id.lower() not in written]
        if unknown:
            raise PackRefused(pack.name, STRANGERS, listed(unknown))


def _quarter(facts: Mapping[str, str]) -> str:
    return facts["Quarter"] or f"{facts['First day']} to {facts['Last day']}"
