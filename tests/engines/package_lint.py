"""What makes Excel "repair" a workbook although every part fits its schema.

One line for each fault: `part: what`. The text of formulas is judged by formula_lint.
"""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final
from xml.etree import ElementTree as ET

from tests.engines import sheet_lint
from tests.engines.formula_lint import Known, looks_like_a_cell, wrong_with
from tests.engines.sheet_lint import LINK, MAIN, Area, Sheet, area_of, repeated

TYPES: Final = "[Content_Types].xml"
BOOK: Final = "xl/workbook.xml"
_BAD_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]|^'|'$|^$|.{32}")
_GOOD_NAME: Final = re.compile(r"[^\W\d][\w.\\?]*|[\\_][\w.\\?]*")
_BUILT_IN: Final = "_xlnm."
_OURS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STYLE_PARTS: Final = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}

Rule = Callable[["Package"], Iterator[str]]


class Package:
    """The parts of a workbook, as trees."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.broken: list[str] = []
        self.trees: dict[str, ET.Element] = {}
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = ET.fromstring(content)
                except ET.ParseError as error:
                    self.broken.append(f"{name}: broken XML, {error}")

    @cached_property
    def links(self) -> dict[str, dict[str, tuple[str, str]]]:
        """Source part -> relationship ID -> kind and target part; external ones left out."""
        return {
            _source(name): {
                link.get("Id", ""): (link.get("Type", "").rpartition("/")[2], _target(name, link))
                for link in tree.iter(_OURS)
                if link.get("TargetMode") != "External"
            }
            for name, tree in self.trees.items()
            if name.endswith(".rels")
        }

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets whose part is there, each with its tables."""
        found = []
        for tab in self.trees[BOOK].iter(f"{MAIN}sheet"):
            part = self.links.get(BOOK, {}).get(tab.get(LINK, ""), ("", ""))[1]
            if part in self.trees:
                links = self.links.get(part, {}).values()
                tables = [t for kind, t in links if kind == "table" and t in self.trees]
                name, state = tab.get("name", ""), tab.get("state", "visible")
                trees = {t: self.trees[t] for t in tables}
                found.append(Sheet(name, state, part, self.trees[part], trees))
        return found

    @cached_property
    def names_defined(self) -> list[ET.Element]:
        return list(self.trees[BOOK].iter(f"{MAIN}definedName"))

    @cached_property
    def known(self) -> Known:
        return Known(
            {sheet.name.lower() for sheet in self.sheets},
            {
                tree.get("name", "").lower(): {
                    column.get("name", "").lower() for column in tree.iter(f"{MAIN}tableColumn")
                }
                for sheet in self.sheets
                for tree in sheet.tables.values()
            },
            {each.get("name", "").lower() for each in self.names_defined},
        )

    @cached_property
    def limits(self) -> sheet_lint.Limits:
        """How many styles and shared texts there are to point at."""
        styles = self.trees.get("xl/styles.xml")
        texts = self.trees.get("xl/sharedStrings.xml")
        if styles is None:
            return sheet_lint.Limits(0, 0, 0)
        return sheet_lint.Limits(
            len(styles.findall(f"{MAIN}cellXfs/{MAIN}xf")),
            len(styles.findall(f"{MAIN}dxfs/{MAIN}dxf")),
            0 if texts is None else len(texts.findall(f"{MAIN}si")),
        )


def _source(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _target(rels: str, link: ET.Element) -> str:
    target = link.get("Target", "")
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(_source(rels)), target))


def lint(data: bytes) -> list[str]:
    """Everything Excel would repair; empty when the workbook is good."""
    package = Package(data)
    if package.broken or BOOK not in package.trees:
        return package.broken or [f"{BOOK}: missing"]
    return [line for rule in RULES for line in rule(package)]


def zip_entries(package: Package) -> Iterator[str]:
    for name in repeated(name.lower() for name in package.names):
        yield f"{name}: stored twice"
    for name, content in package.parts.items():
        if b"<!DOCTYPE" in content[:2000]:
            yield f"{name}: holds a DOCTYPE"


def content_types(package: Package) -> Iterator[str]:
    tree = package.trees.get(TYPES)
    if tree is None:
        yield f"{TYPES}: missing"
        return
    stated = [each.get("PartName", "")[1:] for each in tree if each.tag.endswith("Override")]
    endings = {each.get("Extension", "").lower() for each in tree if each.tag.endswith("Default")}
    for name in repeated(stated):
        yield f"{name}: its content type is stated twice"
    for name in set(stated) - set(package.names):
        yield f"{name}: has a content type but is not there"
    for name in set(package.names) - {TYPES, *stated}:
        ending = name.rpartition(".")[2].lower()
        if ending not in endings or (ending == "xml" and name.startswith("xl/")):
            yield f"{name}: has no content type of its own"


def relationships(package: Package) -> Iterator[str]:
    reached = {TYPES}
    for source, links in package.links.items():
        name = posixpath.join(posixpath.dirname(source), "_rels", posixpath.basename(source))
        reached.add(f"{name}.rels")
        tree = package.trees[f"{name}.rels"]
        for number in repeated(link.get("Id", "") for link in tree.iter(_OURS)):
            yield f"{name}.rels: {number} stands twice"
        for number, (_, target) in links.items():
            reached.add(target)
            if target not in package.parts:
                yield f"{source or 'package'}: {number} leads to {target}, which is not there"
    for name in set(package.names) - reached:
        yield f"{name}: nothing leads there"
    for name, tree in package.trees.items():
        used = {each.attrib[LINK] for each in tree.iter() if each.get(LINK)}
        for number in used - set(package.links.get(name, {})):
            yield f"{name}: uses {number}, which is no relationship"


def tabs(package: Package) -> Iterator[str]:
    listed = list(package.trees[BOOK].iter(f"{MAIN}sheet"))
    for name in repeated(tab.get("name", "").lower() for tab in listed):
        yield f"{BOOK}: two sheets are called {name}"
    for number in repeated(tab.get("sheetId", "") for tab in listed):
        yield f"{BOOK}: two sheets have the ID {number}"
    for tab in listed:
        if _BAD_SHEET_NAME.search(tab.get("name", "")) or tab.get("name", "").lower() == "history":
            yield f"{BOOK}: {tab.get('name')!r} is no name for a sheet"
    view = package.trees[BOOK].find(f"{MAIN}bookViews/{MAIN}workbookView")
    active = int(view.get("activeTab", 0)) if view is not None else 0
    if active >= len(listed) or listed[active].get("state", "visible") != "visible":
        yield f"{BOOK}: opens at a sheet nobody can see"


def defined_names(package: Package) -> Iterator[str]:
    named = package.names_defined
    tables = set(package.known.tables)
    for name in repeated(
        each.get("name", "").lower() + " " + each.get("localSheetId", "") for each in named
    ):
        yield f"{BOOK}: the name {name.strip()} is defined twice"
    for each in named:
        name = each.get("name", "")
        plain = name.removeprefix(_BUILT_IN)
        if _GOOD_NAME.fullmatch(plain) is None or len(name) > 255 or looks_like_a_cell(plain):
            yield f"{BOOK}: {name!r} can't be a name"
        if name.lower() in tables:
            yield f"{BOOK}: {name} names a table and something else"
        if int(each.get("localSheetId", 0)) >= len(package.sheets):
            yield f"{BOOK}: {name} belongs to a sheet that is not there"
        yield from (f"{BOOK}: {name} {what}" for what in wrong_with(each.text or "", package.known))


def tables(package: Package) -> Iterator[str]:
    trees = [(part, tree) for sheet in package.sheets for part, tree in sheet.tables.items()]
    for attribute in ("id", "name", "displayName"):
        for value in repeated(tree.get(attribute, "").lower() for _, tree in trees):
            yield f"xl/tables: two tables have the {attribute} {value}"
    for part, tree in trees:
        name = tree.get("displayName", "")
        if _GOOD_NAME.fullmatch(name) is None or looks_like_a_cell(name):
            yield f"{part}: {name!r} can't be a table's name"
    for sheet in package.sheets:
        areas: list[Area] = [area_of(tree.get("ref", "")) for tree in sheet.tables.values()]
        for place, area in enumerate(areas):
            if any(area.meets(other) for other in areas[:place]):
                yield f"{sheet.part}: two tables overlap"


def styles(package: Package) -> Iterator[str]:
    part = "xl/styles.xml"
    tree = package.trees.get(part)
    if tree is None:
        yield f"{part}: missing"
        return
    for group in tree:
        if group.get("count") not in (None, str(len(group))):
            yield f"{part}: {group.tag.rpartition('}')[2]} states another count"
    yield from (f"{part}: {what}" for what in _formats(tree))


def _formats(tree: ET.Element) -> Iterator[str]:
    sizes = Counter({group.tag.rpartition("}")[2]: len(group) for group in tree})
    for xf in tree.iter(f"{MAIN}xf"):
        for attribute, group_name in _STYLE_PARTS.items():
            if int(xf.get(attribute, 0)) >= sizes[group_name]:
                yield f"{attribute} {xf.get(attribute)} is not there"
    formats = [each.get("numFmtId", "") for each in tree.findall(f"{MAIN}numFmts/{MAIN}numFmt")]
    for number in repeated(formats):
        yield f"the number format {number} stands twice"
    if sizes["cellXfs"] > 64_000:
        yield "more than 64,000 cell formats"


def sheets(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for what in sheet_lint.wrong_with_sheet(sheet, package.limits, package.known):
            yield f"{sheet.part}: {what}"


def drawings(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        if name.startswith("xl/drawings/"):
            frames = [each for each in tree.iter() if each.tag.endswith("}cNvPr")]
            for number in repeated(frame.get("id", "") for frame in frames):
                yield f"{name}: two shapes have the ID {number}"
        if name.startswith("xl/charts/"):
            for each in tree.iter():
                if each.tag.endswith("}f"):
                    found = wrong_with(each.text or "", package.known)
                    yield from (f"{name}: {each.text} {what}" for what in found)


RULES: Final[tuple[Rule, ...]] = (
    zip_entries,
    content_types,
    relationships,
    tabs,
    defined_names,
    tables,
    styles,
    sheets,
    drawings,
)
