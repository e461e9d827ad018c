"""Tables as the patcher needs them: where they are stored, and what their new rows compute."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.encodings import to_utf8
from okrsheet.ooxml.markup import MAIN, TRUE_WORDS, qualified
from okrsheet.ooxml.package import read_links
from okrsheet.ooxml.parts import Tab, read_tables
from okrsheet.ooxml.records import Table
from okrsheet.ooxml.refusals import NO_TABLE, TABLE_KIND, TOTALS_BELOW, ChangeRefused
from okrsheet.ooxml.spans import Cut, Node, nodes_of, spliced, with_attribute
from okrsheet.ooxml.stretch import Stretch, stretched

_COLUMN: Final = frozenset(qualified(MAIN, "tableColumn"))
_CALCULATED: Final = frozenset(qualified(MAIN, "calculatedColumnFormula"))


class Form(NamedTuple):
    """A table whose rows may be added or removed.

    Attributes:
        tab: Its sheet.
        table: The table.
        part: Where it is stored.
        calculated: The formulas of its calculated columns, by header.
        others: The other tables of the sheet.
    """

    tab: Tab
    table: Table
    part: str
    calculated: Mapping[str, str]
    others: tuple[Table, ...]


def find_form(archive: Archive, tabs: Sequence[Tab], name: str) -> Form:
    """The table of this name, in any case.

    Raises:
        ChangeRefused: There is none, or its rows cannot be changed.
        DamagedWorkbook: It makes no sense.
    """
    for tab in tabs:
        tables = read_tables(archive, tab) if tab.has_cells else []
        for at, table in enumerate(tables):
            if table.name.casefold() == name.casefold():
                others = (*tables[:at], *tables[at + 1 :])
                return _form(archive, tab, table, table_parts(archive, tab)[at], others)
    raise ChangeRefused(archive.name, NO_TABLE, repr(name[:60]))


def table_parts(archive: Archive, tab: Tab) -> list[str]:
    """Where the tables of a sheet are stored."""
    links = read_links(archive, tab.part).values()
    return [link.part for link in links if link.kind == "table"]


def _form(archive: Archive, tab: Tab, table: Table, part: str, others: tuple[Table, ...]) -> Form:
    where = f"{archive.name}: {tab.name}, table {table.name}"
    data, _ = to_utf8(read_part(archive, part), inside(archive.name, part))
    root, *nodes = nodes_of(data, inside(archive.name, part))
    if root.attributes.get("tableType", "worksheet") != "worksheet":
        raise ChangeRefused(where, TABLE_KIND)
    if table.totals_rows:
        raise ChangeRefused(where, TOTALS_BELOW)
    if root.attributes.get("insertRow") in TRUE_WORDS:
        raise ChangeRefused(where, TABLE_KIND)
    columns = [node for node in nodes if node.name in _COLUMN]
    headers = {node.start: header for node, header in zip(columns, table.columns, strict=True)}
    calculated = {}
    for node in nodes:
        if node.name in _CALCULATED:
            if node.attributes.get("array") in TRUE_WORDS:
                raise ChangeRefused(where, TABLE_KIND, "a column of array formulas")
            calculated[headers[nodes[node.parent - 1].start]] = node.text
    return Form(tab, table, part, calculated, others)


def resized(data: bytes, where: str, stretch: Stretch) -> bytes:
    """The part of a table (UTF-8) whose last row moves."""
    cuts: list[Cut] = []
    for node in nodes_of(data, where):
        cuts += _resized(data, node, stretch)
    return spliced(data, cuts)


def _resized(data: bytes, node: Node, stretch: Stretch) -> list[Cut]:
    reference = node.attributes.get("ref", "")
    new = stretched(reference, [stretch])
    if new == reference:
        return []
    head = data[node.start : node.head_end]
    return [(node.start, node.head_end, with_attribute(head, "ref", new))]
