"""What a workbook file holds beside its cells that a person should know of: listed, never opened.

Found by content type and relationship, so that nothing is parsed that is not there.
"""

import re
from collections.abc import Iterator
from posixpath import dirname
from typing import Final

from okrsheet.ooxml.archive import Archive, check_parts, has_part, inside, read_part
from okrsheet.ooxml.errors import DamagedWorkbook, printable
from okrsheet.ooxml.locks import sheet_locks, workbook_locks
from okrsheet.ooxml.markup import MAIN, RELATIONSHIPS, Element, elements, qualified
from okrsheet.ooxml.package import (
    ContentTypes,
    Relationship,
    read_relationships,
    read_types,
    relationships_part,
    resolved,
)
from okrsheet.ooxml.parts import Outline
from okrsheet.ooxml.records import Fact, FactKind

_BY_TYPE: Final[tuple[tuple[str, FactKind], ...]] = (
    ("ms-office.vbaproject", "macros"),
    ("macrosheet+xml", "macro sheet"),
    ("externallink+xml", "external link"),
    ("connections+xml", "connection"),
    ("webextension+xml", "web extension"),
    ("activex+xml", "control"),
    ("oleobject", "embedded object"),
    ("digital-signature-xmlsignature+xml", "signature"),
    ("revisionheaders+xml", "shared workbook"),
)
_EMBEDDINGS = "xl/embeddings/"
_ENDINGS: Final = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroenabled.main+xml": ".xltm",
    "application/vnd.ms-excel.addin.macroenabled.main+xml": ".xlam",
}
_EXTENSIONS = "http://schemas.microsoft.com/office/webextensions/webextension/2010/11"
_EXTENSION_TAGS = qualified((_EXTENSIONS,), "webextension", "reference")
_LINK_TAGS = qualified(MAIN, "externalLink", "externalBook", "ddeLink", "oleLink")
_CONNECTION_TAGS = qualified(MAIN, "connections", "connection", "dbPr", "webPr", "textPr")
_ID_ATTRIBUTES = tuple(qualified(RELATIONSHIPS, "id"))
_SOURCES = ("url", "sourceFile", "odcFile", "connection")
# Nobody follows a link in a cell without a click.
_CLICKED = frozenset({"hyperlink"})
_KEYS = r"(?i)((?:password|pwd|token|key|secret)\s*=\s*)[^;]*"
_LOGIN = r"(://)[^/@]*@"
_LONGEST = 120


def read_facts(archive: Archive, outline: Outline) -> tuple[Fact, ...]:
    """List what is active, foreign or locked in a workbook; checks all parts on the way.

    Raises:
        DamagedWorkbook: A part does not unpack to what the directory says.
        UnsafeWorkbook: A part holds a DOCTYPE, or more than the limits allow.
    """
    locks = [*workbook_locks(archive, outline), *sheet_locks(archive, outline)]
    types = read_types(archive)
    found = [
        *_other_ending(archive, outline, types),
        *_typed(archive, types),
        *_ribbon(archive),
        *_remote(archive, types),
    ]
    check_parts(archive)
    return (*_with_sheets(archive, outline, found), *locks)


def _with_sheets(archive: Archive, outline: Outline, found: list[Fact]) -> list[Fact]:
    """Say which sheet leads to the part; what lies further from the sheets stays without one."""
    if not found:
        return found
    owners = _owners(archive, outline)
    return [fact._replace(sheet=owners.get(fact.part.lower(), "")) for fact in found]


def _owners(archive: Archive, outline: Outline) -> dict[str, str]:
    """The sheet that leads to a part, by lower-case name of the part."""
    owners = {tab.part.lower(): tab.name for tab in outline.tabs}
    for tab in outline.tabs:
        for link in read_relationships(archive, tab.part):
            owners.setdefault(resolved(dirname(tab.part), link.target).lower(), tab.name)
    return owners


def _other_ending(archive: Archive, outline: Outline, types: ContentTypes) -> Iterator[Fact]:
    """Excel refuses a file whose ending says something else than its content."""
    right = _ENDINGS.get(types.of(outline.part).lower(), "")
    name = archive.name.lower()
    if right and name.endswith(tuple(_ENDINGS.values())) and not name.endswith(right):
        yield Fact("other ending", outline.part, "", right)


def _typed(archive: Archive, types: ContentTypes) -> Iterator[Fact]:
    for key, member in archive.members.items():
        kind = _kind(key, types.of(key).lower())
        if kind is not None:
            for told, detail in _details(archive, member.name, kind):
                yield Fact(told, member.name, "", _shown(detail))


def _kind(key: str, content_type: str) -> FactKind | None:
    if key.startswith(_EMBEDDINGS) and not key.endswith(".rels"):
        return "embedded object"
    return next((kind for mark, kind in _BY_TYPE if mark in content_type), None)


def _details(archive: Archive, part: str, kind: FactKind) -> list[tuple[FactKind, str]]:
    read = {
        "external link": _external,
        "connection": _connections,
        "web extension": _extensions,
    }.get(kind)
    if read is None:
        return [(kind, "")]
    try:
        return read(archive, part) or [(kind, "")]
    except DamagedWorkbook as error:
        return [(kind, error.what)]


def _picked(archive: Archive, part: str, root: str, tags: dict[str, str]) -> list[Element]:
    return elements(read_part(archive, part), inside(archive.name, part), root, tags)[1:]


def _external(archive: Archive, part: str) -> list[tuple[FactKind, str]]:
    targets = {link.id: link.target for link in read_relationships(archive, part)}
    told: list[tuple[FactKind, str]] = []
    for tag, attributes, _ in _picked(archive, part, "externalLink", _LINK_TAGS):
        number = next((attributes[key] for key in _ID_ATTRIBUTES if key in attributes), "")
        if tag == "ddeLink":
            program = f"{attributes.get('ddeService', '')}|{attributes.get('ddeTopic', '')}"
            told.append(("DDE link", program))
        else:
            told.append(("external link", targets.get(number, "")))
    return told


def _connections(archive: Archive, part: str) -> list[tuple[FactKind, str]]:
    told: list[tuple[FactKind, str]] = []
    for tag, attributes, _ in _picked(archive, part, "connections", _CONNECTION_TAGS):
        if tag == "connection":
            told.append(("connection", attributes.get("name", "")))
        source = next((attributes[key] for key in _SOURCES if attributes.get(key)), "")
        if source and told:
            told[-1] = ("connection", f"{told[-1][1]}: {source}")
    return told


def _extensions(archive: Archive, part: str) -> list[tuple[FactKind, str]]:
    found = _picked(archive, part, "webextension", _EXTENSION_TAGS)
    return [("web extension", each.attributes.get("id", "")) for each in found[:1]]


def _ribbon(archive: Archive) -> Iterator[Fact]:
    for link in read_relationships(archive, ""):
        if link.kind == "extensibility":
            yield Fact("ribbon", resolved("", link.target), "", "")


def _remote(archive: Archive, types: ContentTypes) -> Iterator[Fact]:
    """What programs fetch from elsewhere when they open the file: pictures, objects, templates."""
    for key, member in archive.members.items():
        part = member.name.replace("_rels/", "", 1)[: -len(".rels")]
        if key.endswith(".rels") and "externallink" not in types.of(part).lower():
            for link in _outward(archive, part):
                yield Fact("remote content", part, "", _shown(link.target))


def _outward(archive: Archive, part: str) -> list[Relationship]:
    source = relationships_part(part)
    if not has_part(archive, source):
        return []
    data = read_part(archive, source)
    # UTF-16 hides the word; nobody but a tester writes it.
    if b"External" not in data and b"\0" not in data:
        return []
    try:
        found = read_relationships(archive, part)
    except DamagedWorkbook:
        return []
    return [link for link in found if link.is_external and link.kind not in _CLICKED]


def _shown(detail: str) -> str:
    """Short, and without what opens a door elsewhere or steers a terminal."""
    plain = re.sub(_LOGIN, r"\1", re.sub(_KEYS, r"\1...", detail.partition("?")[0]))
    return printable(plain if len(plain) <= _LONGEST else plain[: _LONGEST - 3] + "...")
