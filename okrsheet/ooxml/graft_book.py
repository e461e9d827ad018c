"""Sheets in the parts that belong to a workbook as a whole: listed, linked, named, typed."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.cells import escaped
from okrsheet.ooxml.markup import MAIN, RELATIONSHIPS, qualified
from okrsheet.ooxml.patch_book import BEFORE_NAMES
from okrsheet.ooxml.refusals import STRUCTURE, ChangeRefused
from okrsheet.ooxml.spans import Cut, Node, attribute_text, nodes_of, spliced, with_attribute

_SHEETS: Final = frozenset(qualified(MAIN, "sheets"))
_SHEET: Final = frozenset(qualified(MAIN, "sheet"))
_NAMES: Final = frozenset(qualified(MAIN, "definedNames"))
_NAME: Final = frozenset(qualified(MAIN, "definedName"))
_ID: Final = frozenset(qualified(RELATIONSHIPS, "id"))
_LINK: Final = re.compile(rb"\s([\w.-]+:id)\s*=")
_PRINTED: Final = "_xlnm.Print_"


class Listed(NamedTuple):
    """A sheet to list.

    Attributes:
        name: what its tab says.
        state: whether it is shown; only for one that is new.
        link: the ID of the relationship that leads to its part.
        printed: what it says about its print, by defined names.
    """

    name: str
    state: str
    link: str
    printed: Mapping[str, str]


def printed_names(data: bytes, where: str) -> dict[str, dict[str, str]]:
    """By sheet, the defined names for its print."""
    nodes = nodes_of(data, where)
    tabs = [node.attributes.get("name", "") for node in nodes if node.name in _SHEET]
    found: dict[str, dict[str, str]] = {}
    for node in nodes:
        if node.name in _NAME and node.attributes.get("name", "").startswith(_PRINTED):
            at = int(node.attributes.get("localSheetId", "-1"))
            if 0 <= at < len(tabs):
                found.setdefault(tabs[at], {})[node.attributes["name"]] = node.text
    return found


def with_listed(data: bytes, sheets: Sequence[Listed], where: str) -> bytes:
    """The workbook part (UTF-8) with these sheets: those it has lead to other parts, others follow.

    Raises:
        ChangeRefused: the sheets are listed in an unusual way.
    """
    nodes = nodes_of(data, where)
    around = next((node for node in nodes if node.name in _SHEETS), None)
    tabs = [node for node in nodes if node.name in _SHEET]
    link = _LINK.search(data[tabs[0].start : tabs[0].head_end]) if tabs else None
    if around is None or around.is_one_tag or link is None:
        raise ChangeRefused(where, STRUCTURE, "sheets")
    named = {node.attributes.get("name", ""): node for node in tabs}
    places = {name: at for at, name in enumerate(named)}
    highest = max(int(node.attributes.get("sheetId", "0")) for node in tabs)
    cuts: list[Cut] = []
    added = []
    for each in sheets:
        held = named.get(each.name)
        if held is not None:
            head = data[held.start : held.head_end]
            new = with_attribute(head, link[1].decode(), each.link)
            cuts.append((held.start, held.head_end, new))
            continue
        places[each.name] = len(places)
        highest += 1
        added.append(_tab(around.prefix, each, highest, link[1]))
    cuts.append((around.tail_start, around.tail_start, b"".join(added)))
    return spliced(data, [*cuts, *_print_cuts(nodes, sheets, places)])


def _tab(prefix: bytes, sheet: Listed, number: int, link: bytes) -> bytes:
    state = b"" if sheet.state == "visible" else b' state="%b"' % sheet.state.encode()
    told = (prefix, attribute_text(sheet.name), number, state, link, sheet.link.encode())
    return b'<%bsheet name="%b" sheetId="%d"%b %b="%b"/>' % told


def _print_cuts(
    nodes: Sequence[Node], sheets: Sequence[Listed], places: Mapping[str, int]
) -> Iterator[Cut]:
    """The old names for the print of these sheets go, the new ones come."""
    at = {str(places[each.name]) for each in sheets}
    for node in nodes:
        is_printed = node.attributes.get("name", "").startswith(_PRINTED)
        if node.name in _NAME and is_printed and node.attributes.get("localSheetId") in at:
            yield node.start, node.end, b""
    prefix = nodes[0].prefix
    body = b"".join(
        b'<%bdefinedName name="%b" localSheetId="%d">%b</%bdefinedName>'
        % (prefix, attribute_text(name), places[each.name], escaped(text).encode(), prefix)
        for each in sheets
        for name, text in each.printed.items()
    )
    around = next((node for node in nodes if node.name in _NAMES and not node.is_one_tag), None)
    if around is not None:
        yield around.tail_start, around.tail_start, body
    elif body:
        end = max(n.end for n in nodes if n.parent == 0 and n.name in BEFORE_NAMES)
        yield end, end, b"<%bdefinedNames>%b</%bdefinedNames>" % (prefix, body, prefix)


def with_links(
    data: bytes, part: str, new: Mapping[str, str], gone: Collection[str], where: str
) -> bytes:
    """The workbook's relationships (UTF-8) with sheets added and others taken out.

    Args:
        data: the part with the relationships.
        part: the workbook part.
        new: the parts of new sheets, by the IDs they get.
        gone: parts nothing leads to any more.
        where: the file and part, for messages.
    """
    nodes = nodes_of(data, where)
    folder, lost = posixpath.dirname(part), {each.lower() for each in gone}
    cuts: list[Cut] = []
    for node in nodes[1:]:
        target = posixpath.join(folder, node.attributes.get("Target", ""))
        if posixpath.normpath(target).lstrip("/").lower() in lost:
            cuts.append((node.start, node.end, b""))
    prefix, kind = nodes[0].prefix, f"{RELATIONSHIPS[0]}/worksheet".encode()
    pieces = b"".join(
        b'<%bRelationship Id="%b" Type="%b" Target="/%b"/>'
        % (prefix, name.encode(), kind, attribute_text(target))
        for name, target in new.items()
    )
    return spliced(data, [*cuts, (nodes[0].tail_start, nodes[0].tail_start, pieces)])


def free_links(data: bytes, count: int, where: str) -> list[str]:
    """IDs for relationships that the part does not have."""
    taken = {node.attributes.get("Id", "") for node in nodes_of(data, where)}
    found = (f"okr{number}" for number in range(1, count + len(taken) + 1))
    return [name for name in found if name not in taken][:count]


def with_types(data: bytes, new: Mapping[str, str], gone: Collection[str], where: str) -> bytes:
    """The content types (UTF-8) with new parts told of, and others no more."""
    nodes = nodes_of(data, where)
    lost = {f"/{each}".lower() for each in gone}
    cuts: list[Cut] = [
        (node.start, node.end, b"")
        for node in nodes[1:]
        if node.attributes.get("PartName", "").lower() in lost
    ]
    prefix = nodes[0].prefix
    pieces = b"".join(
        b'<%bOverride PartName="/%b" ContentType="%b"/>'
        % (prefix, attribute_text(part), attribute_text(kind))
        for part, kind in new.items()
    )
    return spliced(data, [*cuts, (nodes[0].tail_start, nodes[0].tail_start, pieces)])
