"""Columns put to the right end of a table, and other formulas for calculated columns.

Cells are set by `patch`, which proves that nothing else differs; then the table itself and the
widths of columns follow, and the result is read again.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.ooxml.append_rows import is_filled, styles_of
from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.cells import escaped
from okrsheet.ooxml.changes import CellChange, Changes, Content
from okrsheet.ooxml.column_rules import Rule, are_added, rule_cuts
from okrsheet.ooxml.encodings import from_utf8, to_utf8
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.markup import MAIN, MAX_COLUMN, address, area, qualified
from okrsheet.ooxml.package import workbook_part
from okrsheet.ooxml.parts import read_outline
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.records import Place
from okrsheet.ooxml.refusals import NEW_COLUMNS, PLACE, STRUCTURE, ChangeRefused, ChangeUnproven
from okrsheet.ooxml.repack import directory, repacked
from okrsheet.ooxml.sheet_frame import bounds_of, merged_areas, overlaps
from okrsheet.ooxml.sheet_map import SheetMap, cells_of
from okrsheet.ooxml.sheet_walk import on_map
from okrsheet.ooxml.spans import Cut, Node, attribute_text, nodes_of, spliced, with_attribute
from okrsheet.ooxml.table_forms import Form, find_form

_LIST: Final = frozenset(qualified(MAIN, "tableColumns"))
_COLUMN: Final = frozenset(qualified(MAIN, "tableColumn"))
_CALCULATED: Final = frozenset(qualified(MAIN, "calculatedColumnFormula"))
_COLS: Final = frozenset(qualified(MAIN, "cols"))
_COL: Final = frozenset(qualified(MAIN, "col"))


class NewColumn(NamedTuple):
    """A column for the right end of a table.

    Attributes:
        header: what its header says.
        like: the header of the column whose formats and width it takes.
        formula: what it computes, in the words of the file; "" where people type.
        hidden: it is hidden, whatever the column is that it looks like.
        rule: what may be typed there; None for anything.
    """

    header: str
    like: str
    formula: str = ""
    hidden: bool = False
    rule: Rule | None = None


class Wider(NamedTuple):
    """What a table gets: columns, and formulas of columns it has, by their headers."""

    columns: Sequence[NewColumn] = ()
    formulas: Mapping[str, str] = {}


def with_wider_tables(data: bytes, tables: Mapping[str, Wider], name: str) -> bytes:
    """A workbook with more columns in some tables, and with formulas for new rows.

    Args:
        data: the whole file.
        tables: by the name of the table.
        name: the file, for messages.

    Raises:
        ChangeRefused: something stands in the way, or is stored in an unusual way.
        ChangeUnproven: the result is not what was asked for.
        OkrsheetFileError: the file is damaged, unsafe, or no workbook.
    """
    for table, asked in tables.items():
        data = _widened(data, table, asked, name)
    return data


def _widened(data: bytes, table: str, asked: Wider, name: str) -> bytes:
    form = _form(guard(data, name), table)
    cells = _cells(guard(data, name), form, asked.columns) if asked.columns else {}
    if cells:
        data = patch(data, Changes({form.tab.name: cells}, recalculate=True), name)
    archive = guard(data, name)
    made = _with_parts(archive, form, asked)
    _prove(archive, made, form, asked)
    return made


def _form(archive: Archive, table: str) -> Form:
    return find_form(archive, read_outline(archive, workbook_part(archive)).tabs, table)


def _cells(archive: Archive, form: Form, columns: Sequence[NewColumn]) -> dict[Place, CellChange]:
    """The cells of new columns, looking like those of their models."""
    where = inside(archive.name, form.tab.part, form.tab.name)
    data, _ = to_utf8(read_part(archive, form.tab.part, form.tab.name), where)
    sheet = f"{archive.name}: {form.tab.name}"

    def made(found: SheetMap) -> dict[Place, CellChange]:
        _refuse_filled(found, form, len(columns), sheet)
        return dict(_new_cells(found, form, columns))

    return on_map(data, where, made)


def _new_cells(
    sheet: SheetMap, form: Form, columns: Sequence[NewColumn]
) -> Iterator[tuple[Place, CellChange]]:
    table = form.table
    models = [table.first_column + table.columns.index(each.like) for each in columns]
    stored = {row.number for row in sheet.rows}
    for row in range(table.first_row, table.last_row + 1):
        styles = dict(styles_of(sheet, row)) if row in stored else {}
        is_header = row < table.first_row + table.header_rows
        for number, (each, model) in enumerate(
            zip(columns, models, strict=True), table.last_column + 1
        ):
            style = styles.get(model)
            if is_header:
                yield (row, number), Content(each.header, style=style)
            elif each.formula or style:
                yield (row, number), Content(None, each.formula or None, style)


def _refuse_filled(sheet: SheetMap, form: Form, count: int, where: str) -> None:
    table = form.table
    left, right = table.last_column + 1, table.last_column + count
    if right > MAX_COLUMN:
        raise ChangeRefused(where, PLACE, f"column {right}")
    needed = table.first_row, left, table.last_row, right
    for other in (*merged_areas(sheet, where), *map(bounds_of, form.others)):
        if overlaps(needed, other):
            raise ChangeRefused(f"{where}!{address(*other[:2])}", NEW_COLUMNS)
    for row in sheet.rows:
        if table.first_row <= row.number <= table.last_row:
            for cell in cells_of(sheet, row):
                if left <= cell.column <= right and is_filled(sheet, cell):
                    raise ChangeRefused(f"{where}!{address(row.number, cell.column)}", NEW_COLUMNS)


def _with_parts(archive: Archive, form: Form, asked: Wider) -> bytes:
    """The file with the part of the table and the widths of the columns changed."""
    new: dict[str, bytes] = {}
    where = inside(archive.name, form.part)
    data, how = to_utf8(read_part(archive, form.part), where)
    new[form.part] = from_utf8(_table(data, where, form, asked), how)
    if asked.columns:
        where = inside(archive.name, form.tab.part, form.tab.name)
        data, how = to_utf8(read_part(archive, form.tab.part, form.tab.name), where)
        cuts = on_map(data, where, lambda found: [*_width_cuts(found, form, asked.columns)])
        rules = _rules(form, asked.columns)
        cuts += on_map(data, where, lambda found: [*rule_cuts(found, form.table, rules)])
        new[form.tab.part] = from_utf8(spliced(data, cuts), how)
    return repacked(archive, new)


def _table(data: bytes, where: str, form: Form, asked: Wider) -> bytes:
    nodes = nodes_of(data, where)
    around = next((node for node in nodes if node.name in _LIST), None)
    if around is None or around.is_one_tag:
        raise ChangeRefused(where, STRUCTURE, "columns of a table")
    columns = [node for node in nodes if node.name in _COLUMN]
    cuts = [cut for node in nodes for cut in _reference_cuts(data, node, form, len(asked.columns))]
    cuts += _formula_cuts(data, nodes, form, asked.formulas)
    if asked.columns:
        total = len(columns) + len(asked.columns)
        head = with_attribute(data[around.start : around.head_end], "count", str(total))
        cuts.append((around.start, around.head_end, head))
        highest = max(int(node.attributes.get("id", "0")) for node in columns)
        pieces = (
            _column(around.prefix, each, number)
            for number, each in enumerate(asked.columns, highest + 1)
        )
        cuts.append((around.tail_start, around.tail_start, b"".join(pieces)))
    return spliced(data, cuts)


def _reference_cuts(data: bytes, node: Node, form: Form, count: int) -> Iterator[Cut]:
    """Areas as wide as the table: its own, and that of its filter."""
    try:
        top, left, bottom, right = area(node.attributes.get("ref", ""))
    except ValueError:
        return
    if count and (left, right) == (form.table.first_column, form.table.last_column):
        new = f"{address(top, left)}:{address(bottom, right + count)}"
        head = data[node.start : node.head_end]
        yield node.start, node.head_end, with_attribute(head, "ref", new)


def _column(prefix: bytes, column: NewColumn, number: int) -> bytes:
    head = b'<%btableColumn id="%d" name="%b"' % (prefix, number, attribute_text(column.header))
    if not column.formula:
        return head + b"/>"
    return head + b">" + _calculated(prefix, column.formula) + b"</%btableColumn>" % prefix


def _calculated(prefix: bytes, formula: str) -> bytes:
    name = prefix + b"calculatedColumnFormula"
    return b"<%b>%b</%b>" % (name, escaped(formula).encode(), name)


def _formula_cuts(
    data: bytes, nodes: Sequence[Node], form: Form, formulas: Mapping[str, str]
) -> Iterator[Cut]:
    columns = [place for place, node in enumerate(nodes) if node.name in _COLUMN]
    for place, header in zip(columns, form.table.columns, strict=True):
        if header in formulas:
            yield _formula_cut(data, nodes, place, formulas[header])


def _formula_cut(data: bytes, nodes: Sequence[Node], place: int, formula: str) -> Cut:
    node = nodes[place]
    held = [n for n in nodes if n.parent == place and n.name in _CALCULATED]
    piece = _calculated(node.prefix, formula)
    if held:
        return held[0].start, held[0].end, piece
    if not node.is_one_tag:
        return node.head_end, node.head_end, piece
    head = data[node.start : node.end].removesuffix(b"/>").rstrip() + b">"
    return node.start, node.end, head + piece + b"</%btableColumn>" % node.prefix


def _rules(form: Form, columns: Sequence[NewColumn]) -> dict[int, Rule | None]:
    return {at: each.rule for at, each in enumerate(columns, form.table.last_column + 1)}


def _width_cuts(sheet: SheetMap, form: Form, columns: Sequence[NewColumn]) -> Iterator[Cut]:
    """The widths of new columns: each as wide, and as well hidden, as its model."""
    table, nodes = form.table, sheet.nodes
    around = next((node for node in nodes if node.name in _COLS and node.parent == 0), None)
    if around is None:
        return
    spans = [
        (_span(node), sheet.data[node.start : node.end]) for node in nodes if node.name in _COL
    ]
    new = range(table.last_column + 1, table.last_column + 1 + len(columns))
    kept = [piece for span, tag in spans for piece in _without(span, tag, new)]
    for number, each in zip(new, columns, strict=True):
        model = table.first_column + table.columns.index(each.like)
        tags = (tag for (first, last), tag in spans if first <= model <= last)
        kept += ((number, _limited(_hidden(tag, each), number, number)) for tag in tags)
    pieces = b"".join(piece for _, piece in sorted(kept))
    yield around.head_end, around.tail_start, pieces


def _span(node: Node) -> tuple[int, int]:
    return int(node.attributes.get("min", "0")), int(node.attributes.get("max", "0"))


def _hidden(tag: bytes, column: NewColumn) -> bytes:
    return with_attribute(tag, "hidden", "1") if column.hidden else tag


def _limited(tag: bytes, first: int, last: int) -> bytes:
    return with_attribute(with_attribute(tag, "min", str(first)), "max", str(last))


def _without(span: tuple[int, int], tag: bytes, new: range) -> Iterator[tuple[int, bytes]]:
    """The width of some columns, without those that are new."""
    first, last = span
    if last < new.start or first >= new.stop:
        yield first, tag
        return
    if first < new.start:
        yield first, _limited(tag, first, new.start - 1)
    if last >= new.stop:
        yield new.stop, _limited(tag, new.stop, last)


def _prove(old: Archive, made: bytes, form: Form, asked: Wider) -> None:
    """Let pass a file whose table is as asked for, and whose other parts are the same bytes.

    Raises:
        ChangeUnproven: it is another one.
    """
    new = guard(made, old.name)
    now = _form(new, form.table.name)
    columns = (*form.table.columns, *(each.header for each in asked.columns))
    calculated = {**form.calculated, **asked.formulas}
    calculated |= {each.header: each.formula for each in asked.columns if each.formula}
    held = {header: now.calculated.get(header) for header in calculated}
    if now.table.columns != columns or held != calculated:
        raise ChangeUnproven(f"{old.name}: {form.tab.name}", detail="the table is another one")
    if not are_added(old, new, form, _rules(form, asked.columns)):
        raise ChangeUnproven(f"{old.name}: {form.tab.name}", detail="what may be typed differs")
    may = {form.part.lower(), form.tab.part.lower() if asked.columns else ""}
    before, after = _lying(old.data), _lying(made)
    if before.keys() != after.keys() or any(
        before[part] != after[part] for part in before.keys() - may
    ):
        raise ChangeUnproven(old.name, detail="other parts differ")


def _lying(data: bytes) -> dict[str, bytes]:
    entries, _ = directory(data)
    return {entry.part: data[entry.offset : entry.end] for entry in entries}
