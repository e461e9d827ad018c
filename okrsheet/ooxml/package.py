"""How the parts of a package are tied together: content types and relationships.

Source: ISO/IEC 29500-2, clauses 7.2.3 and 6.5.
"""

import posixpath
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import Archive, has_part, inside, read_part
from okrsheet.ooxml.errors import OUTSIDE, SAME_NAME, DamagedWorkbook, UnsafeWorkbook
from okrsheet.ooxml.kinds import refuse_other_documents
from okrsheet.ooxml.markup import RELATIONSHIPS, Attributes, elements, qualified

CONTENT_TYPES: Final = "[Content_Types].xml"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
CUSTOM_LINKS: Final = frozenset({"custom-properties", "customProperties"})
_OUR_LINKS = CUSTOM_LINKS | {"officeDocument", "worksheet", "table", "sharedStrings", "styles"}

_TYPE_TAGS = qualified((PACKAGE + "content-types",), "Types", "Default", "Override")
_LINK_TAGS = qualified((PACKAGE + "relationships",), "Relationships", "Relationship")


class Link(NamedTuple):
    """A relationship: its kind, such as "worksheet" ("" if not ours), and the part it leads to."""

    kind: str
    part: str


class Relationship(NamedTuple):
    """A relationship as it stands: the last word of its type, its target, and whether inside."""

    id: str
    space: str
    kind: str
    target: str
    is_external: bool


class ContentTypes(NamedTuple):
    """Content types by lower-case part name, and by lower-case ending where none is told."""

    parts: dict[str, str]
    endings: dict[str, str]

    def of(self, part: str) -> str:
        """The content type of a part, or ""."""
        key = part.lower()
        return self.parts.get(key) or self.endings.get(key.rpartition(".")[2], "")


def workbook_part(archive: Archive) -> str:
    """Find the part that lists the sheets.

    Raises:
        NotAWorkbook: The package is another document.
    """
    links = read_links(archive, "").values()
    part = next((link.part for link in links if link.kind == "officeDocument"), "")
    refuse_other_documents(read_types(archive).of(part), archive.name)
    return part


def read_types(archive: Archive) -> ContentTypes:
    """Read which part is of which content type."""
    data = read_part(archive, CONTENT_TYPES)
    types = ContentTypes({}, {})
    for tag, attributes, _ in elements(
        data, inside(archive.name, CONTENT_TYPES), "Types", _TYPE_TAGS
    ):
        content_type = attributes.get("ContentType", "")
        if tag == "Override":
            part = attributes.get("PartName", "").lower().removeprefix("/")
            types.parts.setdefault(part, content_type)
        elif tag == "Default":
            types.endings[attributes.get("Extension", "").lower()] = content_type
    return types


def relationships_part(part: str) -> str:
    """Name the part that holds the relationships of a part; "" stands for the package itself."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def read_relationships(archive: Archive, part: str) -> list[Relationship]:
    """Read the relationships of a part, those that lead outside too.

    Raises:
        DamagedWorkbook: Two carry the same ID.
    """
    source = relationships_part(part)
    if not has_part(archive, source):
        return []
    where = inside(archive.name, source)
    found = elements(read_part(archive, source), where, "Relationships", _LINK_TAGS)
    relationships = [_relationship(element.attributes) for element in found[1:]]
    if len({each.id for each in relationships}) < len(relationships):
        raise DamagedWorkbook(where, SAME_NAME, "the ID of a relationship")
    return relationships


def _relationship(attributes: Attributes) -> Relationship:
    space, _, kind = attributes.get("Type", "").rpartition("/")
    is_external = attributes.get("TargetMode") == "External"
    target = attributes.get("Target", "")
    return Relationship(attributes.get("Id", ""), space, kind, target, is_external)


def read_links(archive: Archive, part: str) -> dict[str, Link]:
    """Read which parts a part leads to, by relationship ID; "" stands for the package itself.

    Raises:
        UnsafeWorkbook: A part we need would lie outside the package.
    """
    folder = posixpath.dirname(part)
    where = inside(archive.name, relationships_part(part))
    return {
        found.id: _link(found, folder, where)
        for found in read_relationships(archive, part)
        if not found.is_external
    }


def _link(found: Relationship, folder: str, where: str) -> Link:
    part = resolved(folder, found.target)
    if found.space not in RELATIONSHIPS or found.kind not in _OUR_LINKS:
        return Link("", part)
    if part.startswith(".."):
        raise UnsafeWorkbook(where, OUTSIDE, repr(found.target[:60]))
    return Link(found.kind, part)


def resolved(folder: str, target: str) -> str:
    """The part a target leads to, seen from a part in a folder."""
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
