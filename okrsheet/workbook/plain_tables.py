"""Find the tables of a plain OKR workbook by their headers, wherever they stand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from okrsheet.ooxml.records import Sheet, Table, Workbook
from okrsheet.workbook.contract import Column, Group, TableSpec
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.headers import term_of, word_of
from okrsheet.workbook.load_grid import Grid
from okrsheet.workbook.plain_terms import TOPICS, UNREAD, Term, Topic

_HEADER_ROWS: Final = 40
_MOST_COLUMNS: Final = 200
_TABLE_ROWS: Final = 10
_LARGEST_GAP: Final = 20
_NAMED_COLUMNS: Final = 2


class HeaderRow(NamedTuple):
    """A row of texts that may be headers: sheet columns to what they show."""

    sheet: Sheet
    table: Table | None
    row: int
    texts: Mapping[int, str]


class Match(NamedTuple):
    """What a topic makes of a row of headers.

    Attributes:
        columns: Sheet columns by field.
        doubled: Fields that two headers or more claim, with their columns.
        strange: Columns whose header means nothing to the topic.
    """

    columns: Mapping[str, int]
    doubled: Mapping[str, tuple[int, ...]]
    strange: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many fields were recognised."""
        return len(self.columns) + len(self.doubled)


class Found(NamedTuple):
    """A table that was found: its topic, where its headers stand and what they mean."""

    topic: Topic
    headers: HeaderRow
    match: Match


def find_tables(book: Workbook) -> tuple[list[Found], list[Found]]:
    """The table of each topic, and further ones that are not read: one topic, one table."""
    best: dict[str, Found] = {}
    others = []
    taken: set[tuple[str, str]] = set()
    for each in sorted(_candidates(book), key=lambda found: -found.match.size):
        name = each.headers.table.name if each.headers.table else ""
        place = (each.headers.sheet.name, name)
        if place in taken:
            continue
        taken.add(place)
        if best.setdefault(each.topic.table, each) is not each:
            others.append(each)
    return [best[topic.table] for topic in reversed(TOPICS) if topic.table in best], others


def _candidates(book: Workbook) -> Iterator[Found]:
    for headers in _header_rows(book):
        found = [Found(topic, headers, match_terms(headers.texts, topic.terms)) for topic in TOPICS]
        fitting = [each for each in found if _fits(each)]
        if fitting:
            yield max(fitting, key=lambda each: each.match.size)


def _header_rows(book: Workbook) -> Iterator[HeaderRow]:
    for sheet in book.sheets.values():
        tables = [table for table in book.tables.values() if table.sheet == sheet.name]
        last = max((table.first_row for table in tables), default=0) + _HEADER_ROWS
        rows: dict[int, dict[int, str]] = {}
        for (row, column), cell in sheet.cells.items():
            if row <= last and isinstance(cell.value, str) and not is_blank(cell):
                rows.setdefault(row, {})[column] = cell.value
        for row, texts in rows.items():
            if not tables:
                yield HeaderRow(sheet, None, row, _between(texts, 1, _MOST_COLUMNS))
            for table in tables:
                if 0 <= row - table.first_row <= _TABLE_ROWS:
                    there = _between(texts, table.first_column, table.last_column)
                    yield HeaderRow(sheet, table, row, there)


def _between(texts: Mapping[int, str], first: int, last: int) -> dict[int, str]:
    return {column: text for column, text in sorted(texts.items()) if first <= column <= last}


def match_terms(texts: Mapping[int, str], terms: Iterable[Term]) -> Match:
    """Give headers to fields: the sure ones first; where two claim a field, neither gets it."""
    words = {column: term_of(text) for column, text in texts.items()}
    columns: dict[str, int] = {}
    doubled: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for which in ("sure", "likely"):
        for term in terms:
            meant = [c for c, word in words.items() if word in getattr(term, which)]
            free = [column for column in meant if column not in taken]
            if not free or term.field in columns or term.field in doubled:
                continue
            taken.update(free)
            if len(free) == 1:
                columns[term.field] = free[0]
            else:
                doubled[term.field] = tuple(free)
    strange = (c for c, word in words.items() if c not in taken and word not in UNREAD)
    return Match(columns, doubled, tuple(strange))


def _fits(found: Found) -> bool:
    topic, match = found.topic, found.match
    words = {term_of(text) for text in found.headers.texts.values()}
    if words & topic.never:
        return False
    fields = {*match.columns, *match.doubled}
    if words & topic.marks and len(fields & topic.beside) >= topic.least:
        return True
    return is_named(found.headers, topic) and match.size > _NAMED_COLUMNS


def is_named(headers: HeaderRow, topic: Topic) -> bool:
    """Whether the sheet or the table is called by its topic."""
    table = headers.table.name if headers.table else ""
    return word_of(headers.sheet.name) in topic.names or word_of(table) in topic.names


def grid_of(found: Found, left_out: frozenset[str]) -> Grid:
    """The table as the records are read from it, without the columns of some fields."""
    headers, columns = found.headers, found.match.columns
    meant = [term for term in found.topic.terms if term.field in columns]
    spec_columns = tuple(
        Column(headers.texts[columns[t.field]], t.kind, 0, field=t.field, choices=t.choices)
        for t in meant
        if t.field not in left_out
    )
    spec = TableSpec(
        sheet=headers.sheet.name,
        name=found.topic.table,
        short="",
        title="",
        purpose="",
        groups=(Group("", spec_columns),),
    )
    by_header = {headers.texts[column]: column for column in columns.values()}
    return Grid(spec, _area(found), headers.sheet, by_header)


def _area(found: Found) -> Table:
    """From the headers to the last line before a wide gap; a table ends where it says."""
    headers, used = found.headers, set(found.match.columns.values())
    table = headers.table
    totals = 0
    last_row = None
    if table is not None and table.first_row == headers.row:
        last_row, totals = table.last_row, table.totals_rows
    filled = sorted(
        {
            row
            for (row, column), cell in headers.sheet.cells.items()
            if row > headers.row and column in used and cell.value is not None
        }
    )
    end = headers.row
    for row in filled:
        if row > (last_row or end + 1 + _LARGEST_GAP):
            break
        end = row
    return Table(
        name=table.name if table else headers.sheet.name,
        sheet=headers.sheet.name,
        first_row=headers.row,
        first_column=min(headers.texts),
        last_row=end,
        last_column=max(headers.texts),
        columns=tuple(headers.texts.values()),
        header_rows=1,
        totals_rows=totals if end == last_row else 0,
    )
