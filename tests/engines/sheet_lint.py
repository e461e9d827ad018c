"""What makes Excel "repair" a sheet: its cells, its table, its rules."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from tests.engines.formula_lint import Known, wrong_with, wrong_with_rule

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ORDER: Final = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
    *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter"),
    *("sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr"),
    *("conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches"),
    *("ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture"),
    *("oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
ERRORS: Final = frozenset(
    {"#N/A", "#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
LONGEST_TEXT: Final = 32_767
_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_SHEET_OF_LINK: Final = re.compile(r"'((?:[^']|'')+)'!|(\w+)!")


class Limits(NamedTuple):
    """How many cell formats, conditional formats and shared texts a workbook has."""

    formats: int
    conditional: int
    texts: int


class Sheet(NamedTuple):
    """One sheet: its part, and the parts of its tables."""

    name: str
    state: str
    part: str
    tree: ET.Element
    tables: Mapping[str, ET.Element]


class Area(NamedTuple):
    """A rectangle of cells, both corners inside; columns and rows from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Area") -> bool:
        """Whether a cell lies in both."""
        return not (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )


def repeated(values: Iterable[str]) -> list[str]:
    """The values that stand there more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def position(address: str) -> tuple[int, int]:
    """Column and row of an address."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def area_of(reference: str) -> Area:
    """The rectangle of `A1:C9`, or of one cell."""
    first, _, last = reference.partition(":")
    return Area(*position(first), *position(last or first))


def wrong_with_sheet(sheet: Sheet, limits: Limits, known: Known) -> Iterator[str]:
    """Everything Excel would repair in one sheet."""
    tags = [each.tag.removeprefix(MAIN) for each in sheet.tree]
    places = [ORDER.index(tag) for tag in tags if tag in ORDER]
    if places != sorted(places):
        yield "its elements stand in the wrong order"
    yield from _rows(sheet)
    judged: dict[str, list[str]] = {}
    for cell in sheet.tree.iter(f"{MAIN}c"):
        yield from (f"{cell.get('r')} {what}" for what in _cell(cell, limits))
        text = cell.findtext(f"{MAIN}f") or ""
        if text not in judged:
            judged[text] = list(wrong_with(text, known))
        yield from (f"{cell.get('r')} formula {what}" for what in judged[text])
    for part, tree in sheet.tables.items():
        yield from (f"{part} {what}" for what in _table(tree, sheet, known))
    stated = sheet.tree.find(f"{MAIN}tableParts")
    if stated is not None and stated.get("count") not in (None, str(len(stated))):
        yield "tableParts states another count"
    yield from _conditional(sheet, limits, known)
    yield from _validations(sheet, known)
    yield from _merges(sheet)
    yield from _hyperlinks(sheet, known)


def _rows(sheet: Sheet) -> Iterator[str]:
    before = 0
    for row in sheet.tree.iter(f"{MAIN}row"):
        number = int(row.get("r", 0))
        if number <= before:
            yield f"row {number} stands after row {before}"
        before, column = number, 0
        for cell in row.iter(f"{MAIN}c"):
            at, of = position(cell.get("r", ""))
            if of != number or at <= column:
                yield f"cell {cell.get('r')} stands in the wrong place"
            column = at


def _cell(cell: ET.Element, limits: Limits) -> Iterator[str]:
    if int(cell.get("s", 0)) >= limits.formats:
        yield f"has the style {cell.get('s')}, which is not there"
    value = cell.findtext(f"{MAIN}v")
    if value is not None:
        yield from _stored(cell.get("t", "n"), value, limits)
    texts = [each.text or "" for each in cell.iter(f"{MAIN}t")]
    if sum(map(len, texts)) > LONGEST_TEXT:
        yield "holds a text longer than 32,767 characters"
    if cell.get("t") == "inlineStr" and cell.find(f"{MAIN}is") is None:
        yield "should hold a text and holds none"


def _stored(kind: str, value: str, limits: Limits) -> Iterator[str]:
    if kind == "n" and not _is_number(value):
        yield f"holds {value[:20]!r} as a number"
    if kind == "b" and value not in ("0", "1"):
        yield f"holds {value[:20]!r} as yes or no"
    if kind == "e" and value not in ERRORS:
        yield f"holds {value[:20]!r} as an error value"
    if kind == "s" and not (value.isdigit() and int(value) < limits.texts):
        yield f"asks for the shared text {value}, which is not there"


def _is_number(value: str) -> bool:
    try:
        return abs(float(value)) < float("inf")
    except ValueError:
        return False


def _table(tree: ET.Element, sheet: Sheet, known: Known) -> Iterator[str]:
    yield from _columns(tree)
    area = area_of(tree.get("ref", ""))
    if area.bottom - area.top < 1 + int(tree.get("totalsRowCount", 0)):
        yield "has no row of data"
    columns = list(tree.iter(f"{MAIN}tableColumn"))
    if _headers(sheet, area) != [column.get("name", "") for column in columns]:
        yield "has header cells that differ from its columns"
    filtered = tree.find(f"{MAIN}autoFilter")
    if filtered is not None and area_of(filtered.get("ref", "")) != area:
        yield "filters another area"
    for column in columns:
        text = column.findtext(f"{MAIN}calculatedColumnFormula") or ""
        yield from (f"{column.get('name')}: {what}" for what in wrong_with(text, known))


def _columns(tree: ET.Element) -> Iterator[str]:
    area = area_of(tree.get("ref", ""))
    columns = list(tree.iter(f"{MAIN}tableColumn"))
    names = [column.get("name", "") for column in columns]
    for name in repeated(name.lower() for name in names):
        yield f"has two columns {name!r}"
    for number in repeated(column.get("id", "") for column in columns):
        yield f"has two columns with the ID {number}"
    if len(columns) != area.right - area.left + 1:
        yield "has more or fewer columns than its area"
    counted = tree.find(f"{MAIN}tableColumns")
    if counted is not None and counted.get("count") not in (None, str(len(columns))):
        yield "states another count of columns"


def _headers(sheet: Sheet, area: Area) -> list[str]:
    found = {}
    for cell in sheet.tree.iter(f"{MAIN}c"):
        column, row = position(cell.get("r", ""))
        if row == area.top and area.left <= column <= area.right:
            found[column] = "".join(each.text or "" for each in cell.iter(f"{MAIN}t"))
    return [found.get(column, "") for column in range(area.left, area.right + 1)]


def _conditional(sheet: Sheet, limits: Limits, known: Known) -> Iterator[str]:
    rules = list(sheet.tree.iter(f"{MAIN}cfRule"))
    for number in repeated(rule.get("priority", "") for rule in rules):
        yield f"two conditional formats have the priority {number}"
    for rule in rules:
        if int(rule.get("dxfId", 0)) >= max(1, limits.conditional):
            yield f"a conditional format has the style {rule.get('dxfId')}, which is not there"
        for formula in rule.findall(f"{MAIN}formula"):
            found = wrong_with_rule(formula.text or "", known)
            yield from (f"conditional format {formula.text} {what}" for what in found)


def _validations(sheet: Sheet, known: Known) -> Iterator[str]:
    group = sheet.tree.find(f"{MAIN}dataValidations")
    rules = [] if group is None else list(group)
    if group is not None and group.get("count") not in (None, str(len(rules))):
        yield "dataValidations states another count"
    taken: list[Area] = []
    for rule in rules:
        areas = [area_of(each) for each in rule.get("sqref", "").split()]
        if any(area.meets(other) for area in areas for other in taken):
            yield f"two drop-downs or rules cover {rule.get('sqref')}"
        taken += areas
        for attribute, most in (
            *(("promptTitle", 32), ("errorTitle", 32)),
            *(("prompt", 255), ("error", 255)),
        ):
            if len(rule.get(attribute, "")) > most:
                yield f"the {attribute} of {rule.get('sqref')} is longer than {most} characters"
        for formula in rule:
            found = wrong_with_rule(formula.text or "", known)
            yield from (f"rule for {rule.get('sqref')} {what}" for what in found)


def _merges(sheet: Sheet) -> Iterator[str]:
    areas = [area_of(each.get("ref", "")) for each in sheet.tree.iter(f"{MAIN}mergeCell")]
    tables = [area_of(tree.get("ref", "")) for tree in sheet.tables.values()]
    for place, area in enumerate(areas):
        if any(area.meets(other) for other in (*areas[:place], *tables)):
            yield "merged cells overlap each other or a table"


def _hyperlinks(sheet: Sheet, known: Known) -> Iterator[str]:
    for link in sheet.tree.iter(f"{MAIN}hyperlink"):
        found = _SHEET_OF_LINK.match(link.get("location", ""))
        name = (found[1] or found[2]).replace("''", "'") if found else ""
        if link.get(LINK) is None and name.lower() not in known.sheets:
            yield f"a link leads to {link.get('location')!r}, which is not there"
