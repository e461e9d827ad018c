"""What may be typed into the columns of a table: data validations, read and put beside others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.cells import escaped
from okrsheet.ooxml.encodings import to_utf8
from okrsheet.ooxml.markup import MAIN, address, area, qualified
from okrsheet.ooxml.package import workbook_part
from okrsheet.ooxml.parts import Tab, read_outline
from okrsheet.ooxml.records import Table
from okrsheet.ooxml.sheet_frame import Bounds, overlaps
from okrsheet.ooxml.sheet_map import SheetMap
from okrsheet.ooxml.sheet_walk import on_map
from okrsheet.ooxml.spans import Cut, Node, attribute_text, with_attribute
from okrsheet.ooxml.table_forms import Form, find_form

_LIST: Final = frozenset(qualified(MAIN, "dataValidations"))
_RULE: Final = frozenset(qualified(MAIN, "dataValidation"))
_FORMULAS: Final = frozenset(qualified(MAIN, "formula1", "formula2"))
_BEFORE: Final = frozenset(
    qualified(
        MAIN,
        *("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios"),
        *("autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
        *("phoneticPr", "conditionalFormatting"),
    )
)
"""What stands in front of the validations of a sheet. Source: ECMA-376 part 1, 18.3.1.99."""
_NEWER_RULE: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main dataValidation"
_NEWER_AREAS: Final = "http://schemas.microsoft.com/office/excel/2006/main sqref"
_EVERYWHERE: Final = (1, 1, 1 << 20, 1 << 14)


class Rule(NamedTuple):
    """What may be typed: a data validation without its place.

    Attributes:
        attributes: as stored, by name, but for its area.
        formulas: its formulas, by the name of their element.
    """

    attributes: tuple[tuple[str, str], ...]
    formulas: tuple[tuple[str, str], ...] = ()


class PlacedRule(NamedTuple):
    """A rule, and the areas it holds for, such as "C5:C40"."""

    areas: str
    rule: Rule


def rules_of(archive: Archive, table: str) -> dict[str, Rule]:
    """The rules for the first line of a table, by header.

    Args:
        archive: a workbook.
        table: the name of the table.

    Raises:
        ChangeRefused: it has no such table.
        DamagedWorkbook: the table or its sheet makes no sense.
    """
    form = find_form(archive, read_outline(archive, workbook_part(archive)).tabs, table)
    held = placed_rules(archive, form.tab)
    found = {}
    for number, header in enumerate(form.table.columns, form.table.first_column):
        place = body_of(form.table, number)
        for each in held:
            if any(overlaps(place, bounds) for bounds in _bounds(each.areas)):
                found[header] = each.rule
    return found


def body_of(table: Table, column: int) -> Bounds:
    """The cells of a column that are below its header."""
    return table.first_row + table.header_rows, column, table.last_row, column


def placed_rules(archive: Archive, tab: Tab) -> list[PlacedRule]:
    """The rules of a sheet, in stored order."""
    return on_map(*_part(archive, tab), lambda sheet: [*_placed(sheet.nodes)])


def _part(archive: Archive, tab: Tab) -> tuple[bytes, str]:
    where = inside(archive.name, tab.part, tab.name)
    data, _ = to_utf8(read_part(archive, tab.part, tab.name), where)
    return data, where


def _placed(nodes: Sequence[Node]) -> Iterator[PlacedRule]:
    for place, node in enumerate(nodes):
        if node.name in _RULE:
            attributes = tuple((k, v) for k, v in node.attributes.items() if k != "sqref")
            formulas = tuple(
                (each.name.rpartition(" ")[2], each.text)
                for each in nodes
                if each.parent == place and each.name in _FORMULAS
            )
            yield PlacedRule(node.attributes.get("sqref", ""), Rule(attributes, formulas))


def rules_to_come(
    sheet: SheetMap, table: Table, rules: Mapping[int, Rule | None]
) -> list[PlacedRule]:
    """The rules that columns of a table get: where there is another one already, that one stays.

    Args:
        sheet: the sheet of the table.
        table: where it lies.
        rules: by the number of the column.
    """
    taken = [*_taken(sheet.nodes)]
    made = []
    for number, rule in rules.items():
        body = body_of(table, number)
        if rule is not None and not any(overlaps(body, each) for each in taken):
            first, last = address(*body[:2]), address(*body[2:])
            made.append(PlacedRule(first if first == last else f"{first}:{last}", rule))
    return made


def are_added(old: Archive, new: Archive, form: Form, rules: Mapping[int, Rule | None]) -> bool:
    """Whether the sheet of a table has the rules it had, and behind them those that are to come.

    Args:
        old: the workbook before.
        new: the workbook after.
        form: the table before.
        rules: by the number of the column.
    """
    more = on_map(*_part(old, form.tab), lambda sheet: rules_to_come(sheet, form.table, rules))
    return placed_rules(new, form.tab) == [*placed_rules(old, form.tab), *more]


def _taken(nodes: Sequence[Node]) -> Iterator[Bounds]:
    for node in nodes:
        if node.name in _RULE:
            yield from _bounds(node.attributes.get("sqref", ""))
        elif node.name == _NEWER_AREAS and nodes[node.parent].name == _NEWER_RULE:
            yield from _bounds(node.text)


def _bounds(areas: str) -> Iterator[Bounds]:
    for each in areas.split():
        try:
            yield area(each)
        except ValueError:
            yield _EVERYWHERE


def rule_cuts(sheet: SheetMap, table: Table, rules: Mapping[int, Rule | None]) -> Iterator[Cut]:
    """The changes to a sheet that bring the rules of columns, see `rules_to_come`."""
    more = rules_to_come(sheet, table, rules)
    if not more:
        return
    nodes, prefix = sheet.nodes, sheet.prefix
    pieces = b"".join(_element(prefix, each) for each in more)
    around = next((node for node in nodes if node.name in _LIST and node.parent == 0), None)
    if around is None:
        behind = max(node.end for node in nodes if node.name in _BEFORE and node.parent == 0)
        name = prefix + b"dataValidations"
        yield behind, behind, b'<%b count="%d">%b</%b>' % (name, len(more), pieces, name)
        return
    total = len(more) + sum(node.name in _RULE for node in nodes)
    head = with_attribute(sheet.data[around.start : around.head_end], "count", str(total))
    if around.is_one_tag:
        head = head.removesuffix(b"/>").rstrip() + b">"
        tail = b"</%bdataValidations>" % around.prefix
        yield around.start, around.end, head + pieces + tail
        return
    yield around.start, around.head_end, head
    yield around.tail_start, around.tail_start, pieces


def _element(prefix: bytes, placed: PlacedRule) -> bytes:
    name = prefix + b"dataValidation"
    head = _attributes([*placed.rule.attributes, ("sqref", placed.areas)])
    inner = b"".join(
        b"<%b>%b</%b>" % (prefix + each.encode(), escaped(text).encode(), prefix + each.encode())
        for each, text in placed.rule.formulas
    )
    return b"<%b%b>%b</%b>" % (name, head, inner, name)


def _attributes(attributes: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(b' %b="%b"' % (key.encode(), attribute_text(text)) for key, text in attributes)
