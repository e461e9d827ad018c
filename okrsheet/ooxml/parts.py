"""The small parts of a workbook: what it holds, where that lies, how it is formatted."""

from typing import NamedTuple

from okrsheet.ooxml.archive import Archive, has_part, inside, read_part
from okrsheet.ooxml.dates import DATE_FORMATS, PERCENT_FORMATS, Shows, shown_by
from okrsheet.ooxml.errors import (
    CONTENT,
    FORMATS,
    NAMES,
    NO_SHEETS,
    PART_MISSING,
    SAME_NAME,
    SAME_PART,
    SHEETS,
    DamagedWorkbook,
)
from okrsheet.ooxml.limits import MAX_FORMATS, MAX_NAMES, MAX_SHEETS
from okrsheet.ooxml.markup import (
    MAIN,
    RELATIONSHIPS,
    TRUE_WORDS,
    Attributes,
    Caps,
    Element,
    area,
    elements,
    qualified,
    unescape,
    whole_number,
)
from okrsheet.ooxml.package import CUSTOM_LINKS, Link, read_links
from okrsheet.ooxml.records import State, Table

PROPERTIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
)
_STATES: dict[str, State] = {"hidden": "hidden", "veryHidden": "veryHidden"}

_MARKS = frozenset({"workbookProtection", "fileSharing"})
_WORKBOOK_TAGS = qualified(MAIN, "workbook", "workbookPr", "sheet", "definedName", *_MARKS)
_WORKBOOK_CAPS: Caps = {"sheet": (MAX_SHEETS, SHEETS), "definedName": (MAX_NAMES, NAMES)}
_TABLE_TAGS = qualified(MAIN, "table", "tableColumn")
_STYLE_GROUPS = ("numFmts", "cellStyleXfs", "cellXfs", "dxfs")
_STYLE_TAGS = qualified(MAIN, "styleSheet", "numFmt", "xf", *_STYLE_GROUPS)
_STYLE_CAPS: Caps = {"xf": (MAX_FORMATS, FORMATS)}
_ID_ATTRIBUTES = tuple(qualified(RELATIONSHIPS, "id"))
_PROPERTY_TAGS = qualified(PROPERTIES, "Properties", "property")


class Tab(NamedTuple):
    """A sheet as the workbook lists it; `has_cells` is false for chart and macro sheets."""

    name: str
    state: State
    part: str
    has_cells: bool


class Outline(NamedTuple):
    """What the workbook part says, and the parts that belong to the workbook as a whole.

    Attributes:
        part: The workbook part.
        tabs: The sheets in their order.
        names: Text of the defined names that hold for the whole workbook.
        epoch_1904: Day numbers count from 1904-01-01.
        texts_part: The text table, or "".
        styles_part: The cell formats, or "".
        marks: Attributes of the elements that ask not to change the workbook, by their names.
    """

    part: str
    tabs: tuple[Tab, ...]
    names: dict[str, str]
    epoch_1904: bool
    texts_part: str
    styles_part: str
    marks: dict[str, Attributes]


def read_outline(archive: Archive, part: str) -> Outline:
    """Read the workbook part.

    Raises:
        DamagedWorkbook: A listed sheet has no part, or two things share a name.
    """
    where = inside(archive.name, part)
    found = elements(read_part(archive, part), where, "workbook", _WORKBOOK_TAGS, _WORKBOOK_CAPS)
    links = read_links(archive, part)
    parts = {link.kind: link.part for link in links.values()}
    return Outline(
        part=part,
        tabs=_tabs(archive, found, links),
        names=_defined_names(found, where),
        epoch_1904=any(element.attributes.get("date1904") in TRUE_WORDS for element in found),
        texts_part=parts.get("sharedStrings", ""),
        styles_part=parts.get("styles", ""),
        marks={each.tag: each.attributes for each in found if each.tag in _MARKS},
    )


def _tabs(archive: Archive, found: list[Element], links: dict[str, Link]) -> tuple[Tab, ...]:
    listed = [element.attributes for element in found if element.tag == "sheet"]
    if not listed:
        raise DamagedWorkbook(archive.name, NO_SHEETS)
    tabs = [_tab(archive, attributes, links) for attributes in listed]
    names: set[str] = set()
    parts: set[str] = set()
    for tab in tabs:
        if tab.name.casefold() in names:
            raise DamagedWorkbook(archive.name, SAME_NAME, f"sheet {tab.name!r}")
        # Else a small file could have us read one large part thousands of times.
        if tab.part.lower() in parts:
            raise DamagedWorkbook(inside(archive.name, tab.part, tab.name), SAME_PART)
        names.add(tab.name.casefold())
        parts.add(tab.part.lower())
    return tuple(tabs)


def _tab(archive: Archive, attributes: Attributes, links: dict[str, Link]) -> Tab:
    name = attributes.get("name", "")
    if not name:
        raise DamagedWorkbook(archive.name, CONTENT, "a sheet without a name")
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
    parts = [link.part for link in links if link.kind == "table"]
    if len({part.lower() for part in parts}) < len(parts):
        raise DamagedWorkbook(inside(archive.name, parts[0], tab.name), SAME_PART)
    return [_table(archive, tab.name, part) for part in parts]


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


def properties_part(archive: Archive) -> str:
    """Name the part with the custom document properties, or ""."""
    links = read_links(archive, "").values()
    return next((link.part for link in links if link.kind in CUSTOM_LINKS), "")


def read_custom_properties(archive: Archive) -> dict[str, str]:
    """Read the custom document properties, as text; none where the workbook has no such part."""
    part = properties_part(archive)
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


def read_styles(archive: Archive, part: str) -> list[Shows]:
    """Read of each cell format what it shows; none where the workbook has no styles."""
    if not has_part(archive, part):
        return []
    group = ""
    styles: list[str] = []
    formats: dict[str, Shows] = {str(number): "day" for number in DATE_FORMATS}
    formats |= {str(number): "percentage" for number in PERCENT_FORMATS}
    where = inside(archive.name, part)
    data = read_part(archive, part)
    for tag, attributes, _ in elements(data, where, "styleSheet", _STYLE_TAGS, _STYLE_CAPS):
        if tag in _STYLE_GROUPS:
            group = tag
        elif tag == "numFmt" and group == "numFmts":
            code = unescape(attributes.get("formatCode", ""))
            formats[attributes.get("numFmtId", "")] = shown_by(code)
        elif tag == "xf" and group == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))
    return [formats.get(number, "") for number in styles]
