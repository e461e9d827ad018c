"""What the buttons do: the work of the command line, on whatever workbook is in front."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, NamedTuple

from okrsheet.addin.port import Port, Spot
from okrsheet.core import audit_lines
from okrsheet.core.audit_report import Report, report
from okrsheet.core.checks import check
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding, count_of
from okrsheet.core.model import Plan
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.excel_refusals import NO_QUARTER, ExcelRefused
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.load import Grid, Loaded, read_plan
from okrsheet.workbook.publish import published
from okrsheet.workbook.rewrite import Refreshed, examined, refreshed, repaired
from okrsheet.workbook.sheets import audit as audit_sheet
from okrsheet.workbook.sheets import check_ins, dashboard, meeting, settings

_WIDTH: Final = 72
_MOST: Final = 8
"""Lines of a list in a dialog."""


class Quarter(NamedTuple):
    """The workbook in front: its bytes, what they say, and the figures of the day."""

    data: bytes
    loaded: Loaded
    plan: Plan
    day: date

    @property
    def figures(self) -> Figures:
        """All figures."""
        return figures(self.plan, self.loaded.policy, self.day)


def opened(port: Port) -> Quarter:
    """The quarter in front.

    Raises:
        ExcelRefused: it is no quarter, or one that can't be read.
    """
    data = port.read()
    loaded = read_plan(parse_workbook(data, port.name))
    if loaded.plain or loaded.plan is None:
        why = loaded.findings[0].message if loaded.findings and not loaded.plain else ""
        raise ExcelRefused(port.name, NO_QUARTER, why)
    return Quarter(data, loaded, loaded.plan, loaded.as_of or port.today)


def refresh(port: Port) -> None:
    """Store every figure, add the lines that are missing, and say what changed."""
    made = _refresh(port, opened(port))
    told = [_changed(made), *_listed(made.findings)]
    port.tell("\n".join(told))


def _refresh(port: Port, quarter: Quarter) -> Refreshed:
    made = refreshed(quarter.data, port.name, port.today)
    port.write(quarter.data, made.data)
    return made


def _changed(made: Refreshed) -> str:
    lines = [f"{count_of(number, 'line')} added to {sheet}" for sheet, number in made.lines.items()]
    texts = [cell for cell in made.changes if not cell.formula]
    if texts:
        lines.append(f"{count_of(len(texts), 'cell')} written")
    done = f" {', '.join(lines)}." if lines else ""
    return f"All {made.looked_at} figures are as of today.{done}"


def _listed(findings: Iterable[Finding]) -> list[str]:
    """Findings as lines; what does not fit is counted."""
    told = [str(each) for each in findings]
    more = len(told) - _MOST
    shown = [*told[:_MOST], f"And {more} more: see `okrsheet check`."] if more > 0 else told
    return ["", *shown] if shown else []


def check_in(port: Port) -> None:
    """Refresh, which offers this week's lines, and go to the first one to fill in."""
    _refresh(port, opened(port))
    quarter = opened(port)
    grid = quarter.loaded.tables.get(check_ins.TABLE.name)
    if grid is None:
        raise ExcelRefused(port.name, NO_QUARTER, "the Check-ins table is missing")
    port.go_to(_first_open(grid))


def _first_open(grid: Grid) -> Spot:
    """The first line that names a key result and says nothing of it, else the first empty one."""
    said = {row: _typed_fields(grid, row) for row in grid.body}
    offered = (row for row in said if said[row] and said[row] <= {"day", "key_result_id"})
    row = next(offered, None)
    if row is not None:
        return Spot(grid.sheet.name, row, grid.place_of("value"))
    empty = (row for row in said if not said[row])
    return Spot(grid.sheet.name, next(empty, grid.body.stop), grid.table.first_column)


def _typed_fields(grid: Grid, row: int) -> set[str]:
    return {each.field for each in grid.typed if not is_blank(grid.cell(row, each.header))}


def open_meeting(port: Port) -> None:
    """Refresh and show the agenda of the week."""
    _refresh(port, opened(port))
    port.go_to(Spot(meeting.SHEET, 1, 1))


def talk_list(port: Port) -> None:
    """Refresh and show what needs a word."""
    _refresh(port, opened(port))
    port.go_to(Spot(dashboard.SHEET, 1, 1))


def audit(port: Port) -> None:
    """Audit every key result, show the sheet and say how many are ready."""
    quarter = opened(port)
    _refresh(port, quarter)
    shown = _report(quarter)
    port.go_to(Spot(audit_sheet.TABLE.sheet, 1, 1))
    port.tell("\n".join(_audit_lines(shown)))


def _report(quarter: Quarter) -> Report:
    found = quarter.figures
    return report(found, quarter.loaded.all_findings(check(found)))


def _audit_lines(shown: Report) -> list[str]:
    gaps = list(audit_lines.not_ready(shown, _WIDTH))
    more = len(gaps) - _MOST
    rest = ["... the Audit sheet shows all of it."] if more > 0 else []
    return [*audit_lines.head(shown), "", *gaps[:_MOST], *rest]


def publish(port: Port) -> None:
    """Open the quarter, once the person has seen what is not ready."""
    quarter = opened(port)
    if quarter.plan.published is not None:
        port.tell(f"This quarter is published since {quarter.plan.published:%Y-%m-%d}.")
        return
    shown = _report(quarter)
    if not shown.audits:
        port.tell("There is no key result yet, so there is nothing to publish.")
        return
    if port.agree("\n".join([*_audit_lines(shown), "", "Publish the quarter now?"])):
        made = published(quarter.data, port.name, port.today, quarter.plan.champion)
        port.write(quarter.data, made.data)
        port.tell(f"Published on {port.today:%Y-%m-%d}.")


def doctor(port: Port) -> None:
    """Look for damage, and put right what has one remedy, if the person wants it."""
    quarter = opened(port)
    ailments = examined(quarter.data, port.name, port.today, "")
    if not ailments:
        port.tell("Nothing is wrong with this workbook.")
        return
    repairs = sum(each.repair is not None for each in ailments)
    told = _listed(each.finding for each in ailments)[1:]
    if not repairs:
        port.tell("\n".join([*told, "", "A person has to decide about each of them."]))
        return
    question = f"Put right the {count_of(repairs, 'thing')} that can be put right now?"
    if port.agree("\n".join([*told, "", question])):
        made = repaired(quarter.data, port.name, port.today, "")
        port.write(quarter.data, made.data)
        left = f" {len(made.left)} left for a person to decide." if made.left else ""
        port.tell(f"{count_of(len(made.repairs), 'repair')} done.{left}")


def as_of(port: Port) -> None:
    """Go to the day the figures are for."""
    quarter = opened(port)
    grid = quarter.loaded.tables.get(settings.TABLE.name)
    rows = [] if grid is None else [r for r in grid.body if grid.cell(r, "Setting").value == "As of"]
    if grid is None or not rows:
        raise ExcelRefused(port.name, NO_QUARTER, "Settings has no line As of")
    port.go_to(Spot(grid.sheet.name, rows[0], grid.columns.get("Value", 2)))
    port.tell(
        "Type the day the figures are to be for, and press Refresh. Empty it for today. All "
        "sheets then show the quarter as it stood on that day."
    )


ACTIONS: Final[dict[str, Callable[[Port], None]]] = {
    "refresh": refresh,
    "check_in": check_in,
    "meeting": open_meeting,
    "talk_list": talk_list,
    "audit": audit,
    "publish": publish,
    "doctor": doctor,
    "as_of": as_of,
}
"""By the names of the registry; those that need more than a workbook stand in `classic`."""
