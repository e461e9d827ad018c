"""A plan as the ranges Excel hands to the formulas of the add-in, in the columns of our workbook.

A column is a tuple of rows of one cell, a table a tuple of rows with its headers first. Empty cells
are None, days are the numbers Excel stores, what can't be read is a text.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from okrsheet.addin.cells import serial
from okrsheet.addin.registry import by_name
from okrsheet.core.figures import Figures
from okrsheet.core.model import UNREADABLE, KeyResult, Plan
from okrsheet.core.policy import Policy
from okrsheet.workbook.sheets import check_ins, key_results, milestones
from okrsheet.workbook.sheets.settings import SETTINGS, policy_value

Rows = tuple[tuple[object, ...], ...]


def cell(value: object) -> object:
    """A field of a record as the cell it was read from."""
    if value is UNREADABLE:
        return "no number"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, StrEnum):
        return str(value)
    return None if value == "" else value


def _field(record: object, name: str) -> object:
    stem, _, place = name.partition("/")
    value = getattr(record, stem)
    return value[int(place)] if place else value


def _table(columns: Sequence[tuple[str, str]], records: Sequence[object]) -> Rows:
    heads = tuple(header for header, _ in columns)
    body = (tuple(cell(_field(each, field)) for _, field in columns) for each in records)
    return (heads, *body)


def _typed(spec: object, first: str, last: str) -> list[tuple[str, str]]:
    columns = [(c.header, c.field) for c in spec.columns if c.typed]  # type: ignore[attr-defined]
    headers = [header for header, _ in columns]
    return columns[headers.index(first) : headers.index(last) + 1]


def settings(plan: Plan, policy: Policy) -> Rows:
    """The lines of the Settings sheet: what each is called, and its value."""
    lines: list[tuple[object, ...]] = []
    for setting in SETTINGS:
        name = setting.field
        if name == "plan/closed":
            lines.append((setting.label, "Yes" if plan.closed else "No"))
        elif name != "as_of" and not name.startswith("plan/"):
            lines.append((setting.label, cell(policy_value(policy, name))))
    return tuple(lines)


def tables(found: Figures) -> dict[str, Rows]:
    """The ranges of a plan by the `source` of the arguments they are meant for."""
    plan = found.plan
    return {
        "=tblCheckIns[[#All],[Date]:[Next step]]": _table(
            _typed(check_ins.TABLE, "Date", "Next step"), plan.check_ins
        ),
        "=tblMilestones[[#All],[KR]:[Done]]": _table(
            _typed(milestones.TABLE, "KR", "Done"), plan.stages
        ),
        "=tblSettings[[Setting]:[Value]]": settings(plan, found.policy),
        "=tblCheckIns[RAG]": tuple((str(c.rag) if c else None,) for c in found.check_ins),
        "=tblCheckIns[Date]": tuple((cell(c.day),) for c in plan.check_ins),
        "=tblCheckIns[KR]": tuple((c.key_result_id,) for c in plan.check_ins),
        "=okr_start": ((cell(plan.quarter.start),),),
        "=okr_end": ((cell(plan.quarter.end),),),
        "=okr_as_of": ((cell(found.as_of),),),
    }


_COLUMNS = {c.header: c.field for c in key_results.TABLE.columns if c.typed}


def arguments(name: str, found: Figures, rows: Sequence[KeyResult]) -> Iterator[object]:
    """What "Insert formula" refers to: columns of some key results, tables and names.

    Arguments that stand nowhere are left blank, and so are those of which check-ins know more.
    """
    ranges = tables(found)
    for argument in by_name(name).arguments:  # type: ignore[union-attr]  # a formula
        if argument.source in ranges:
            value = ranges[argument.source]
            yield value[0][0] if len(value) == len(value[0]) == 1 else value or None
        elif argument.source in _COLUMNS:
            field = _COLUMNS[argument.source]
            yield tuple((cell(_field(each, field)),) for each in rows)
        else:
            yield None
