"""The small parts of a workbook: what it holds, where that lies, how it is formatted."""

import posixpath
from typing import NamedTuple

from okrsheet.ooxml.archive import Archive, has_part, inside, read_part
from okrsheet.ooxml.dates import DATE_FORMATS, shows_a_day
from okrsheet.ooxml.errors import (
    CONTENT,
    NO_SHEETS,
    OUTSIDE,
    PART_MISSING,
    SAME_NAME,
    DamagedWorkbook,
    UnsafeWorkbook,
)
from okrsheet.ooxml.kinds import refuse_other_documents, refuse_other_zips
from okrsheet.ooxml.markup import (
    MAIN,
    RELATIONSHIPS,
    TRUE_WORDS,
    Attributes,
    Element,
    area,
    elements,
    qualified,
    unescape,
    whole_number,
)
from okrsheet.ooxml.records import State, Table

_CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_CUSTOM = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
)
_CUSTOM_LINKS = frozenset({"custom-properties", "customProperties"})
_OUR_LINKS = _CUSTOM_LINKS | {"officeDocument", "worksheet", "table", "sharedStrings", "styles"}
_STATES: dict[str, State] = {"hidden": "hidden", "veryHidden": "veryHidden"}

_TYPE_TAGS = qualified((_PACKAGE + "content-types",), "Types", "Default", "Override")
_LINK_TAGS = qualified((_PACKAGE + "relationships",), "Relationships", "Relationship")
_WORKBOOK_TAGS = qualified(MAIN, "workbook", "workbookPr", "sheet", "definedName")
_TABLE_TAGS = qualified(MAIN, "table", "tableColumn")
_STYLE_GROUPS = ("numFmts", "cellStyleXfs", "cellXfs", "dxfs")
_STYLE_TAGS = qualified(MAIN, "styleSheet", "numFmt", "xf", *_STYLE_GROUPS)
_ID_ATTRIBUTES = tuple(qualified(RELATIONSHIPS, "id"))
_PROPERTY_TAGS = qualified(_CUSTOM, "Properties", "property")


class Link(NamedTuple):
    """A relationship: its kind, such as "worksheet" ("" if not ours), and the part it leads to."""

    kind: str
    part: str


class Tab(NamedTuple):
    """A sheet as the workbook lists it; `has_cells` is false for chart and macro sheets."""

    name: str
    state: State
    part: str
    has_cells: bool


class Outline(NamedTuple):
    """What the workbook part says, and the parts that belong to the workbook as a whole."""

    tabs: tuple[Tab, ...]
    names: dict[str, str]
    epoch_1904: bool
    texts_part: str
    styles_part: str


def workbook_part(archive: Archive) -> str:
    """Find the part that lists the sheets.

    Raises:
        NotAWorkbook: The package is another document.
    """
    refuse_other_zips(frozenset(archive.members), archive.name)
    links = read_links(archive, "").values()
    part = next((link.part for link in links if link.kind == "officeDocument"), "")
    refuse_other_documents(_content_type(archive, part), archive.name)
    return part


def _content_type(archive: Archive, part: str) -> str:
    data = read_part(archive, _CONTENT_TYPES)
    where = inside(archive.name, _CONTENT_TYPES)
    extension = part.rpartition(".")[2].lower()
    found = ""
    for element in elements(data, where, "Types", _TYPE_TAGS):
        attributes = element.attributes
        if attributes.get("PartName", "").lower() == f"/{part}".lower():
            return attributes.get("ContentType", "")
        if attributes.get("Extension", "").lower() == extension:
            found = attributes.get("ContentType", "")
    return found


def read_links(archive: Archive, part: str) -> dict[str, Link]:
    """Read which parts a part leads to, by relationship ID; "" stands for the package itself.

    Raises:
        UnsafeWorkbook: A part we need would lie outside the package.
    """
    folder, base = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{base}.rels")
    if not has_part(archive, source):
        return {}
    where = inside(archive.name, source)
    found = elements(read_part(archive, source), where, "Relationships", _LINK_TAGS)
    return {
        element.attributes.get("Id", ""): _link(element.attributes, folder, where)
        for element in found[1:]
        if element.attributes.get("TargetMode") != "External"
    }


def _link(attributes: Attributes, folder: str, where: str) -> Link:
    space, _, kind = attributes.get("Type", "").rpartition("/")
    target = attributes.get("Target", "")
    part = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
    if space not in RELATIONSHIPS or kind not in _OUR_LINKS:
        return Link("", part)
    if part.startswith(".."):
        raise UnsafeWorkbook(where, OUTSIDE, repr(target[:60]))
    return Link(kind, part)


def read_outline(archive: Archive, part: str) -> Outline:
    """Read the workbook part.

    Raises:
        DamagedWorkbook: A listed sheet has no part, or two things share a name.
    """
    where = inside(archive.name, part)
    found = elements(read_part(archive, part), where, "workbook", _WORKBOOK_TAGS)
    links = read_links(archive, part)
    parts = {link.kind: link.part for link in links.values()}
    return Outline(
        tabs=_tabs(archive, found, links),
        names=_defined_names(found, where),
        epoch_1904=any(element.attributes.get("date1904") in TRUE_WORDS for element in found),
        texts_part=parts.get("sharedStrings", ""),
        styles_part=parts.get("styles", ""),
    )


def _tabs(archive: Archive, found: list[Element], links: dict[str, Link]) -> tuple[Tab, ...]:
    listed = [element.attributes for element in found if element.tag == "sheet"]
    if not listed:
        raise DamagedWorkbook(archive.name, NO_SHEETS)
    tabs = [_tab(archive, attributes, links) for attributes in listed]
    seen: set[str] = set()
    for tab in tabs:
        if tab.name.casefold() in seen:
            raise DamagedWorkbook(archive.name, SAME_NAME, f"sheet {tab.name!r}")
        seen.add(tab.name.casefold())
    return tuple(tabs)


def _tab(archive: Archive, attributes: Attributes, links: dict[str, Link]) -> Tab:
    name = attributes.get("name", "")
    number = next((attributes[key] for key in _ID_ATTRIBUTES if key in attributes), "")
    link = links.get(number)
    if link is None or not has_part(archive, link.part):
        part = link.part if link else f"relationship {number[:20]!r}"
        raise DamagedWorkbook(inside(archive.name, part, name), PART_MISSING)
    state = _STATES.get(attributes.get("state", ""), "visible")
    return Tab(name, state, link.part, link.kind == "worksheet")


def _defined_names(found: list[Element], where: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for element in found:
        if element.tag == "definedName" and "localSheetId" not in element.attributes:
            name = element.attributes.get("name", "")
            if names.setdefault(name, element.text) != element.text:
                raise DamagedWorkbook(where, SAME_NAME, f"defined name {name[:60]!r}")
    return names


def read_tables(archive: Archive, tab: Tab) -> list[Table]:
    """Read the tables of a sheet.

    Raises:
        DamagedWorkbook: A table is missing, or its area and its columns do not fit.
    """
    links = read_links(archive, tab.part).values()
    return [_table(archive, tab.name, link.part) for link in links if link.kind == "table"]


def _table(archive: Archive, sheet: str, part: str) -> Table:
    where = inside(archive.name, part, sheet)
    root, *found = elements(read_part(archive, part, sheet), where, "table", _TABLE_TAGS)
    names = tuple(unescape(element.attributes.get("name", "")) for element in found)
    attributes = root.attributes
    reference = attributes.get("ref", "")
    try:
        bounds = area(reference)
        header_rows = whole_number(attributes.get("headerRowCount", "1"))
        totals_rows = whole_number(attributes.get("totalsRowCount", "0"))
    except ValueError as error:
        raise DamagedWorkbook(where, CONTENT, f"table area {reference[:40]!r}") from error
    if len(names) != bounds[3] - bounds[1] + 1:
        raise DamagedWorkbook(where, CONTENT, f"{len(names)} columns in {reference[:40]}")
    name = attributes.get("displayName") or attributes.get("name", "")
    return Table(name, sheet, *bounds, names, header_rows, totals_rows)


def read_custom_properties(archive: Archive) -> dict[str, str]:
    """Read the custom document properties, as text; none where the workbook has no such part."""
    links = read_links(archive, "").values()
    part = next((link.part for link in links if link.kind in _CUSTOM_LINKS), "")
    if not has_part(archive, part):
        return {}
    found = elements(
        read_part(archive, part), inside(archive.name, part), "Properties", _PROPERTY_TAGS
    )
    return {
        element.attributes.get("name", ""): unescape(element.text)
        for element in found
        if element.tag == "property"
    }


def read_date_styles(archive: Archive, part: str) -> frozenset[int]:
    """Read which cell formats show a day; none where the workbook has no styles."""
    if not has_part(archive, part):
        return frozenset()
    group = ""
    styles: list[str] = []
    formats = {str(number): True for number in DATE_FORMATS}
    where = inside(archive.name, part)
    for tag, attributes, _ in elements(read_part(archive, part), where, "styleSheet", _STYLE_TAGS):
        if tag in _STYLE_GROUPS:
            group = tag
        elif tag == "numFmt" and group == "numFmts":
            code = unescape(attributes.get("formatCode", ""))
            formats[attributes.get("numFmtId", "")] = shows_a_day(code)
        elif tag == "xf" and group == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))
    return frozenset(index for index, number in enumerate(styles) if formats.get(number, False))
