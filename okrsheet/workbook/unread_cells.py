"""Cells of the old quarter that nobody could read: what goes on without them is said, cell by cell.

A plan holds nothing for such a cell, so it would vanish on the way into the next quarter.
"""

from collections.abc import Iterator
from typing import Final

from okrsheet.core.carry import Carried
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding
from okrsheet.core.history import first_rows
from okrsheet.core.model import Plan, Unreadable
from okrsheet.workbook.contract import RECORDS
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.load_settings import place_of
from okrsheet.workbook.sheets.settings import SETTINGS
from okrsheet.workbook.sheets.settings import TABLE as SETTINGS_TABLE

Lines = dict[str, set[int]]

_CELLS: Final = frozenset({"OKR010", "OKR011", "OKR012", "OKR013", "OKR015"})
_SETTING: Final = "OKR029"
_ANEW: Final = {
    "objectives": frozenset({"number_one"}),
    "key_results": frozenset(
        {
            *("due", "checkpoints/0", "checkpoints/1", "trend", "suggested", "suggested_why"),
            *("recovery_action", "recovery_owner", "recovery_due"),
            *("decision", "decided_by", "decided_on"),
        }
    ),
}
"""Fields that every quarter starts without."""
_AIM: Final = frozenset({"target", "low", "high", "red_line", "ambitious", "wording_fine"})
_OF_ITS_OWN: Final = ("plan/quarter", "plan/closed", "plan/published", "as_of")
_NAMES: Final = ("id", "key_result_id", "name")
_PROMISE: Final = ("dependencies", "by_when")
_BLANK: Final = "It counts as blank: type it anew"


def without_unreadable(plan: Plan) -> Plan:
    """The plan with blanks where a cell holds no number: a new workbook would make up a text."""
    for field in RECORDS.values():
        lines = getattr(plan, field)
        blanks = [[at for at in line._fields if _is_unread(getattr(line, at))] for line in lines]
        if any(blanks):
            both = zip(lines, blanks, strict=True)
            held = {field: tuple(each._replace(**dict.fromkeys(at)) for each, at in both)}
            plan = plan._replace(**held)  # type: ignore[arg-type]  # its own records
    return plan


def _is_unread(value: object) -> bool:
    return isinstance(value, Unreadable)


def with_unread(loaded: Loaded, found: Figures, made: Carried) -> Carried:
    """What is carried, and beside it which cells of the old workbook could not be read.

    What was agreed for a day nobody can read has to be agreed on anew.

    Args:
        loaded: the workbook of the quarter that ends.
        found: its figures.
        made: what is carried of it.
    """
    lines = _going_on(found, made)
    cells = [each for each in loaded.findings if _counts(each, loaded, made, lines)]
    told = (*(_told(each, loaded) for each in cells), *_settings(loaded))
    unread = {_line(each, loaded) for each in cells if _about(each) == _PROMISE}
    plan = made.plan._replace(
        dependencies=tuple(
            new._replace(agreed=None) if old in unread else new
            for old, new in zip(sorted(lines["dependencies"]), made.plan.dependencies, strict=True)
        )
    )
    return made._replace(plan=plan, notes=(*made.notes, *told))


def _going_on(found: Figures, made: Carried) -> Lines:
    """The lines of the old plan that come along."""
    plan, new = found.plan, made.plan
    both = zip(found.key_results, made.lines, strict=True)
    rows = {figure.row for figure, line in both if line.carried}
    names = {plan.key_results[row].id.lower() for row in rows}
    objectives = first_rows(each.id if each.text else "" for each in plan.objectives)
    kept = {each.id.lower() for each in new.objectives}
    log = {line._replace(due=None) for line in new.log}
    return {
        "objectives": {row for name, row in objectives.items() if name in kept},
        "key_results": rows,
        "stages": {
            row
            for row, stage in enumerate(plan.stages)
            if stage.key_result_id.lower() in names
            and (stage.done is None or stage.done > found.as_of)
        },
        "dependencies": {
            row for row, each in enumerate(plan.dependencies) if each.key_result_id.lower() in names
        },
        "log": {row for row, line in enumerate(plan.log) if line._replace(due=None) in log},
        "teams": {*range(len(plan.teams))},
        "people": {*range(len(plan.people))},
    }


def _about(found: Finding) -> tuple[str, str]:
    return ("", "") if found.place is None else (found.place.records, found.place.field)


def _line(found: Finding, loaded: Loaded) -> int:
    """Which of the plan's records a cell belongs to; -1 where no record was made of its line."""
    rows = loaded.rows.get(_about(found)[0], ())
    row = -1 if found.place is None else found.place.row
    return rows.index(row) if row in rows else -1


def _counts(found: Finding, loaded: Loaded, made: Carried, lines: Lines) -> bool:
    """Whether the next quarter lacks what a cell was to say."""
    if found.code not in _CELLS or found.place is None:
        return False
    records, field = _about(found)
    if (records, field) == ("check_ins", "day"):
        return _reported(found, loaded) in {each.id.lower() for each in made.plan.key_results}
    line = _line(found, loaded)
    if line not in lines.get(records, ()) or field in _ANEW.get(records, ()):
        return False
    # A number that is only too large stands in the next quarter too.
    return not isinstance(_held(loaded, records, line, field), float) and not (
        records == "key_results" and _is_set_anew(loaded, made, line, field)
    )


def _reported(found: Finding, loaded: Loaded) -> str:
    """The key result a check-in is about that has no day."""
    grid = next(grid for grid in loaded.tables.values() if grid.records == "check_ins")
    row = 0 if found.place is None else found.place.row
    return str(grid.sheet.cells.get((row, grid.place_of("key_result_id")), EMPTY).value).lower()


def _held(loaded: Loaded, records: str, line: int, field: str) -> object:
    return getattr(getattr(loaded.plan, records)[line], field.partition("/")[0])


def _is_set_anew(loaded: Loaded, made: Carried, line: int, field: str) -> bool:
    """Whether a field of a key result follows from the review, or from its values."""
    name = str(_held(loaded, "key_results", line, "id")).lower()
    new = next(each for each in made.lines if each.carried and each.id.lower() == name)
    if field == "baseline":
        return new.baseline is not None
    return field in _AIM and not new.keeps_target


def _told(found: Finding, loaded: Loaded) -> str:
    records, field = _about(found)
    if records == "check_ins":
        return f"{found.where}: {found.message} It counted for nothing: was it the last value?"
    record = getattr(loaded.plan, records)[_line(found, loaded)]
    name = next((text for each in _NAMES if (text := getattr(record, each, ""))), "")
    about = f"{name}: " if name else ""
    what = found.message.rstrip(".")
    promise = ", and ask again whether it is agreed" if (records, field) == _PROMISE else ""
    return f"{about}{what} ({found.where} of the old workbook). {_BLANK}{promise}."


def _settings(loaded: Loaded) -> Iterator[str]:
    """The settings of the organisation that can't be read; those of a quarter start anew."""
    unread = {(each.sheet, each.cell): each for each in loaded.findings if each.code == _SETTING}
    grid = loaded.tables.get(SETTINGS_TABLE.name)
    for setting in SETTINGS if unread else ():
        found = unread.get(place_of(grid, setting.label))
        if found is not None and not setting.field.startswith(_OF_ITS_OWN):
            what = found.message.rstrip(".")
            yield f"{what} ({found.where} of the old workbook). Its default counts: type it anew."
