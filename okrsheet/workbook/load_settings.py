"""The Settings sheet: the quarter, who it is for, and the numbers the rules use."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding
from okrsheet.core.model import Quarter
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.words import Cadence
from okrsheet.ooxml.records import Cell, ErrorValue, Workbook
from okrsheet.workbook.contract import Kind, letters
from okrsheet.workbook.fields import EMPTY, day_of, is_blank, trimmed
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.sheets.settings import SETTINGS, Setting

if TYPE_CHECKING:
    from okrsheet.workbook.load_grid import Grid


class TypedSettings(NamedTuple):
    """What Settings says: `facts` are fields of the plan; the quarter None without dates."""

    quarter: Quarter | None
    facts: Mapping[str, object]
    policy: Policy
    as_of: date | None


def read_settings(grid: "Grid | None", book: Workbook, found: list[Finding]) -> TypedSettings:
    """The settings of a workbook; what can't be read counts as its default."""
    values = {} if grid is None else _values(grid, book, found)
    start, end = values.get("plan/quarter/start"), values.get("plan/quarter/end")
    quarter = None
    if isinstance(start, date) and isinstance(end, date) and start < end:
        quarter = Quarter(str(values.get("plan/quarter/name") or ""), start, end)
    else:
        label = "Last day" if isinstance(start, date) else "First day"
        message = "First day and Last day make no quarter."
        sheet, cell = place_of(grid, label)
        found.append(finding("OKR006", message)._replace(sheet=sheet, cell=cell))
    as_of = values.get("as_of")
    facts = {
        "organisation": values.get("plan/organisation") or "",
        "champion": values.get("plan/champion") or "",
        "closed": values.get("plan/closed") == "yes",
        "published": values.get("plan/published"),
        "published_by": values.get("plan/published_by") or "",
    }
    return TypedSettings(
        quarter, facts, policy_of(values), as_of if isinstance(as_of, date) else None
    )


def place_of(grid: "Grid | None", label: str) -> tuple[str, str]:
    """The sheet and the cell of a setting's value; "" where there is none."""
    if grid is None:
        return "", ""
    for row in grid.body:
        if word_of(str(grid.cell(row, "Setting").value)) == word_of(label):
            column = letters(grid.columns.get("Value", grid.table.first_column))
            return grid.sheet.name, f"{column}{row}"
    return grid.sheet.name, ""


def _values(grid: "Grid", book: Workbook, found: list[Finding]) -> dict[str, object]:
    labels = {word_of(str(grid.cell(row, "Setting").value)): row for row in reversed(grid.body)}
    values: dict[str, object] = {}
    for setting in SETTINGS:
        row = labels.get(word_of(setting.label))
        cell = EMPTY if row is None else grid.cell(row, "Value")
        values[setting.field] = _value(setting, cell, epoch_1904=book.epoch_1904)
        if values[setting.field] is None and not is_blank(cell):
            column = grid.columns.get("Value", grid.table.first_column)
            found.append(
                finding("OKR029", f"{setting.label} can't be read.")._replace(
                    sheet=grid.sheet.name, cell=f"{letters(column)}{row}"
                )
            )
    return values


def setting_values(cells: Mapping[str, Cell]) -> dict[str, object]:
    """What some lines of Settings say, by field; `cells` by `word_of` of their label."""
    return {
        setting.field: _value(setting, cells[word_of(setting.label)], epoch_1904=False)
        for setting in SETTINGS
        if word_of(setting.label) in cells
    }


def _value(setting: Setting, cell: Cell, *, epoch_1904: bool) -> object:
    value = cell.value
    if is_blank(cell) or isinstance(value, ErrorValue):
        return None
    if setting.choices:
        return _word(setting, value)
    if setting.kind is Kind.DATE:
        return day_of(value, epoch_1904=epoch_1904) if isinstance(value, float) else None
    if setting.kind is Kind.TEXT:
        return f"{value:.15g}" if isinstance(value, float) else trimmed(str(value))
    whole = "/" not in setting.field or not isinstance(value, float) or value.is_integer()
    return value if isinstance(value, float) and whole else None


def _word(setting: Setting, value: object) -> str | None:
    word = trimmed(str(value)).casefold()
    allowed = (
        ("yes", "no") if setting.choices == "okr_yes_no" else tuple(c.casefold() for c in Cadence)
    )
    return word if word in allowed else None


def policy_of(values: Mapping[str, object]) -> Policy:
    """The policy some settings make; the others have their default."""
    changes: dict[str, object] = {}
    limits: dict[str, dict[str, int]] = {}
    for setting in SETTINGS:
        value = values.get(setting.field)
        name, _, end = setting.field.partition("/")
        if name in ("plan", "as_of") or value is None:
            continue
        if end:
            limits.setdefault(name, {})[end] = int(value) if isinstance(value, float) else 0
        elif name == "cadence":
            changes[name] = Cadence.BIWEEKLY if value == "bi-weekly" else Cadence.WEEKLY
        else:
            changes[name] = value == "yes" if name == "worst_wins" else value
    for name, ends in limits.items():
        changes[name] = getattr(SMB, name)._replace(**ends)
    return SMB._replace(**changes)  # type: ignore[arg-type]  # fields match by test
