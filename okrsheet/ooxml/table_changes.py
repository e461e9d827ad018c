"""What a change of tables means: cells that are set, rows that go, areas that grow or shrink."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from okrsheet.ooxml.append_rows import appended_cells
from okrsheet.ooxml.archive import Archive, inside, read_part
from okrsheet.ooxml.changes import CellChange, Changes, Row
from okrsheet.ooxml.encodings import to_utf8
from okrsheet.ooxml.parts import Tab
from okrsheet.ooxml.records import Place
from okrsheet.ooxml.refusals import TWO_CHANGES, ChangeRefused
from okrsheet.ooxml.remove_rows import Removal, removal
from okrsheet.ooxml.sheet_walk import on_map
from okrsheet.ooxml.stretch import Stretch, stretch_of
from okrsheet.ooxml.table_forms import Form, find_form


class TablePlan(NamedTuple):
    """All changes of cells and tables.

    Attributes:
        cells: By sheet and place, with those of new rows.
        removals: The rows that go, with their tables.
        stretches: How the ends of tables move, by the part of the table.
    """

    cells: dict[str, Mapping[Place, CellChange]]
    removals: list[tuple[Form, Removal]]
    stretches: dict[str, Stretch]


def planned(archive: Archive, tabs: tuple[Tab, ...], changes: Changes) -> TablePlan:
    """Work out what is to be done.

    Raises:
        ChangeRefused: There is no such table, or two changes get in each other's way.
        DamagedWorkbook: A sheet or table makes no sense.
    """
    plan = TablePlan(dict(changes.cells), [], {})
    for name, rows in changes.append.items():
        if rows:
            _append(archive, find_form(archive, tabs, name), rows, plan)
    for name, numbers in changes.remove.items():
        if numbers:
            _remove(archive, find_form(archive, tabs, name), numbers, plan)
    return plan


def _append(archive: Archive, form: Form, rows: Sequence[Row], plan: TablePlan) -> None:
    where = inside(archive.name, form.tab.part, form.tab.name)
    sheet = f"{archive.name}: {form.tab.name}"
    data, _ = to_utf8(read_part(archive, form.tab.part, form.tab.name), where)
    new = on_map(data, where, lambda found: appended_cells(found, form, rows, sheet))
    old = plan.cells.get(form.tab.name, {})
    if form.part in plan.stretches or new.keys() & old.keys():
        raise ChangeRefused(sheet, TWO_CHANGES)
    plan.cells[form.tab.name] = {**old, **new}
    plan.stretches[form.part] = stretch_of(form.table, len(rows))


def _remove(archive: Archive, form: Form, numbers: Collection[int], plan: TablePlan) -> None:
    where = f"{archive.name}: {form.tab.name}"
    others = {each.sheet for each in plan.stretches.values()}
    if plan.cells.get(form.tab.name) or form.tab.name in others:
        raise ChangeRefused(where, TWO_CHANGES)
    gone = removal(form, numbers, where)
    plan.removals.append((form, gone))
    plan.stretches[form.part] = stretch_of(form.table, -len(gone.rows))
