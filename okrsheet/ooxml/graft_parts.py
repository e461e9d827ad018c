"""Parts of sheets that move from one workbook to another: new names, numbers and links."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import Archive
from okrsheet.ooxml.package import (
    ContentTypes,
    read_relationships,
    relationships_part,
    resolved,
)
from okrsheet.ooxml.spans import attribute_values, with_attribute

_CELL_TAG: Final = re.compile(rb"<(?:c|row|col|cfRule)\s[^<>]*>")
_VIEW: Final = re.compile(rb"<sheetView\s[^<>]*>")
_TABLE: Final = re.compile(rb"<table\s[^<>]*>")
_TARGET: Final = re.compile(rb'( Target=")([^"]*)(")')
_STEM: Final = re.compile(r"\d*$")


class Numbers(NamedTuple):
    """What to add to the numbers of cell formats, and to those of rules."""

    cells: int
    rules: int


class Taken(NamedTuple):
    """A sheet and what it consists of, as it will lie in the other workbook.

    Attributes:
        part: the sheet's part.
        parts: its content and that of all it leads to, links between them included.
        types: the content types of those.
    """

    part: str
    parts: Mapping[str, bytes]
    types: Mapping[str, str]


def reachable(archive: Archive, part: str) -> Iterator[str]:
    """The parts that a part leads to, however far, itself first."""
    found = {part.lower(): part}
    waiting = [part]
    while waiting:
        here = waiting.pop()
        yield here
        new = {each.lower(): each for each in linked_parts(archive, here)}
        waiting += [each for key, each in new.items() if key not in found]
        found |= new


def linked_parts(archive: Archive, part: str) -> list[str]:
    """The parts of the package that a part leads to directly."""
    folder = posixpath.dirname(part)
    found = (
        resolved(folder, link.target)
        for link in read_relationships(archive, part)
        if not link.is_external
    )
    return [target for target in found if target.lower() in archive.members]


def only_of(archive: Archive, gone: Sequence[str], kept: Collection[str]) -> set[str]:
    """The parts that nothing but some sheets lead to, with the parts that hold their links."""
    needed = {each.lower() for part in kept for each in reachable(archive, part)}
    parts = {each for part in gone for each in reachable(archive, part)}
    alone = {each for each in parts if each.lower() not in needed}
    links = {relationships_part(each) for each in alone}
    return alone | {each for each in links if each.lower() in archive.members}


class Names:
    """Names for parts that nobody has."""

    def __init__(self, taken: Collection[str]) -> None:
        """All that are there."""
        self._taken = {each.lower() for each in taken}

    def new(self, part: str) -> str:
        """A name like that of a part, for another workbook."""
        stem, ending = posixpath.splitext(part)
        stem = _STEM.sub("", stem)
        found = next(
            name
            for number in count(1)
            if (name := f"{stem}{number}{ending}").lower() not in self._taken
        )
        self._taken.add(found.lower())
        return found


class Numbering:
    """Numbers for tables, one after the other, that no table has."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        """All that are taken, by the parts of the tables."""
        tags = (_TABLE.search(part) for part in parts)
        ids = (attribute_values(tag[0]).get("id", "0") for tag in tags if tag)
        self._numbers = count(max([0, *(int(each) for each in ids if each.isdigit())]) + 1)

    def new(self) -> str:
        """The next one."""
        return str(next(self._numbers))


def taken(
    source: Mapping[str, bytes],
    archive: Archive,
    types: ContentTypes,
    sheet: str,
    tools: tuple[Names, Numbering, Numbers],
) -> Taken:
    """A sheet of a workbook that okrsheet made, ready for another workbook.

    Args:
        source: its parts.
        archive: the same, opened.
        types: their content types.
        sheet: the part of the sheet.
        tools: names and numbers that are free in the other workbook.
    """
    names, numbering, numbers = tools
    parts = [*reachable(archive, sheet)]
    new = {part: names.new(part) for part in parts}
    made: dict[str, bytes] = {}
    for part in parts:
        made[new[part]] = _renumbered(source[part], numbering, numbers)
        links = relationships_part(part)
        if links in source:
            made[relationships_part(new[part])] = _relinked(source[links], new)
    return Taken(new[sheet], made, {new[part]: types.of(part) for part in parts})


def _relinked(data: bytes, new: Mapping[str, str]) -> bytes:
    def target(found: re.Match[bytes]) -> bytes:
        return found[1] + f"/{new[found[2].decode().lstrip('/')]}".encode() + found[3]

    return _TARGET.sub(target, data)


def _renumbered(data: bytes, numbering: Numbering, numbers: Numbers) -> bytes:
    if b"<worksheet" not in data[:200]:
        table = _TABLE.search(data)
        if table is None:
            return data
        head = with_attribute(table[0], "id", numbering.new())
        return data[: table.start()] + head + data[table.end() :]
    data = _CELL_TAG.sub(lambda found: _shifted(found[0], numbers), data)
    return _VIEW.sub(lambda found: with_attribute(found[0], "tabSelected", "0"), data)


def _shifted(tag: bytes, numbers: Numbers) -> bytes:
    values = attribute_values(tag)
    name, more = ("dxfId", numbers.rules) if tag.startswith(b"<cfRule") else ("s", numbers.cells)
    if tag.startswith(b"<col "):
        name = "style"
    held = values.get(name)
    if held is None and name == "s" and tag.startswith(b"<c "):
        held = "0"
    return tag if held is None else with_attribute(tag, name, str(int(held) + more))
