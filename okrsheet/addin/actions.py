"""What the buttons do: the work of the command line, on whatever workbook is in front."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from okrsheet.addin.declared import Formula
from okrsheet.addin.dialogs import audit_text, finding_lines, refresh_text, talk_text
from okrsheet.addin.insert import formula_text, line_of
from okrsheet.addin.port import Port, Spot
from okrsheet.core.audit_report import Report, report
from okrsheet.core.checks import check
from okrsheet.core.explanation import explanation
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import count_of
from okrsheet.core.history import histories
from okrsheet.core.model import Plan
from okrsheet.ooxml.markup import address
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.excel_refusals import (
    NO_KEY_RESULT,
    NO_QUARTER,
    NOT_EMPTY,
    ExcelRefused,
)
from okrsheet.workbook.fields import EMPTY, is_blank
from okrsheet.workbook.load import Grid, Loaded, read_plan
from okrsheet.workbook.order import EARLIEST, LATEST
from okrsheet.workbook.publish import published, refuse_closed
from okrsheet.workbook.rewrite import Refreshed, examined, refreshed, repaired
from okrsheet.workbook.setting_cells import setting_cells, with_settings
from okrsheet.workbook.sheets import audit as audit_sheet
from okrsheet.workbook.sheets import check_ins, meeting
from okrsheet.workbook.view import serial

_ASK_DAY: Final = (
    "Which day shall the figures be for? Year-month-day, such as 2027-02-15; nothing for today."
)


class Quarter(NamedTuple):
    """The workbook in front: its bytes, what they say, and the day of its figures."""

    data: bytes
    loaded: Loaded
    plan: Plan
    day: date

    @property
    def figures(self) -> Figures:
        """All figures."""
        return figures(self.plan, self.loaded.policy, self.day)

    @property
    def audit(self) -> Report:
        """The measurement audit of it."""
        found = self.figures
        return report(found, self.loaded.all_findings(check(found)))


def opened(port: Port) -> Quarter:
    """The quarter in front.

    Raises:
        ExcelRefused: it is no quarter, or one that can't be read.
    """
    return _quarter(port, port.read())


def _quarter(port: Port, data: bytes) -> Quarter:
    loaded = read_plan(parse_workbook(data, port.name))
    if loaded.plain or loaded.plan is None:
        why = loaded.findings[0].message if loaded.findings and not loaded.plain else ""
        raise ExcelRefused(port.name, NO_QUARTER, why.rstrip("."))
    return Quarter(data, loaded, loaded.plan, loaded.as_of or port.now.date())


def _refreshed(port: Port, *, offering: bool) -> tuple[Refreshed, Quarter]:
    """What was done, and the quarter as it is now."""
    quarter = opened(port)
    made = refreshed(quarter.data, port.name, port.now.date(), offering=offering)
    port.write(quarter.data, made.data)
    return made, _quarter(port, made.data)


def refresh(port: Port) -> None:
    """Store every figure, prepare the lines of this week, and say what changed."""
    made, _ = _refreshed(port, offering=True)
    port.tell(refresh_text(made))


def check_in(port: Port) -> None:
    """Prepare this week's lines and go to the first one to fill in."""
    _, quarter = _refreshed(port, offering=True)
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
    _refreshed(port, offering=False)
    port.go_to(Spot(meeting.SHEET, 1, 1))


def talk_list(port: Port) -> None:
    """List the key results to talk about, the most urgent first."""
    port.tell(talk_text(opened(port).figures))


def audit(port: Port) -> None:
    """Audit every key result, show the sheet and say how many are ready."""
    _, quarter = _refreshed(port, offering=False)
    port.tell(audit_text(quarter.audit))
    grid = quarter.loaded.tables.get(audit_sheet.TABLE.name)
    port.go_to(Spot(grid.sheet.name if grid else audit_sheet.TABLE.sheet, 1, 1))


def publish(port: Port) -> None:
    """Open the quarter, once the person has seen what is not ready.

    Raises:
        OkrsheetFileError: it is closed, or can't be read.
    """
    quarter = opened(port)
    if quarter.plan.published is not None:
        port.tell(f"This quarter is published since {quarter.plan.published:%Y-%m-%d}.")
        return
    refuse_closed(quarter.plan, port.name)
    shown = quarter.audit
    if not shown.audits:
        port.tell("There is no key result yet, so there is nothing to publish.")
        return
    if port.agree(audit_text(shown), "Publish the quarter now?"):
        day = port.now.date()
        made = published(quarter.data, port.name, day, quarter.plan.champion)
        port.write(quarter.data, made.data)
        port.tell(f"Published on {day}.")


def doctor(port: Port) -> None:
    """Look for damage, and put right what has one remedy, if the person wants it."""
    quarter = opened(port)
    day = port.now.date()
    ailments = examined(quarter.data, port.name, day, "")
    if not ailments:
        port.tell("Nothing is wrong with this workbook.")
        return
    told = "\n".join(finding_lines(each.finding for each in ailments))
    repairs = sum(each.repair is not None for each in ailments)
    if not repairs:
        port.tell(f"{told}\n\nA person has to decide about each of them.")
        return
    if port.agree(told, f"Put right what can be put right now ({repairs})?"):
        made = repaired(quarter.data, port.name, day, "")
        port.write(quarter.data, made.data)
        left = f" {len(made.left)} left for a person to decide." if made.left else ""
        port.tell(f"{count_of(len(made.repairs), 'repair')} done.{left}")


def as_of(port: Port) -> None:
    """Ask for the day of the figures and write it into Settings."""
    quarter = opened(port)
    usual = quarter.loaded.as_of.isoformat() if quarter.loaded.as_of else ""
    answer = port.ask(_ASK_DAY, usual)
    if answer is None:
        return
    try:
        day = date.fromisoformat(answer.strip()) if answer.strip() else None
    except ValueError:
        port.tell(f"{answer!r} is no day. Write it as year-month-day, such as 2027-02-15.")
        return
    if day is not None and not EARLIEST <= day.year <= LATEST:
        port.tell(
            f"{day} is no day of a quarter: it lies outside the years {EARLIEST} to {LATEST}."
        )
        return
    cells = setting_cells(quarter.loaded, {"As of": serial(day) if day else None}, port.name)
    marked = with_settings(quarter.data, cells, port.name)
    port.write(quarter.data, refreshed(marked, port.name, port.now.date()).data)
    port.tell(f"All figures are for {day or 'today'}.")


def explain(port: Port) -> None:
    """Say why the selected key result has its score and its status."""
    quarter = opened(port)
    row = _selected(port, quarter)
    place = quarter.loaded.rows["key_results"].index(row)
    figure = next((each for each in quarter.figures.key_results if each.row == place), None)
    if figure is None:  # a line without a text is no key result yet
        raise ExcelRefused(port.name, NO_KEY_RESULT)
    past = histories(quarter.plan)[place]
    told = explanation(quarter.plan, quarter.loaded.policy, figure, past, quarter.day)
    port.tell(f"{figure.key_result.id}: {figure.key_result.text}\n\n{told}")


def _selected(port: Port, quarter: Quarter) -> int:
    """The line of Key Results that the cell somebody is in is about."""
    spot = port.selected()
    row = line_of(quarter.loaded, spot.sheet, spot.row)
    if row is None:
        raise ExcelRefused(f"{spot.sheet}!{address(spot.row, spot.column)}", NO_KEY_RESULT)
    return row


def insert_formula(port: Port, formula: Formula) -> None:
    """Write an OKR formula into the cell somebody is in, about the key result of its line."""
    quarter = opened(port)
    row, spot = _selected(port, quarter), port.selected()
    cells = parse_workbook(quarter.data, port.name).sheets[spot.sheet].cells
    if not is_blank(cells.get((spot.row, spot.column), EMPTY)):
        here = f"{spot.sheet}!{address(spot.row, spot.column)}"
        raise ExcelRefused(here, NOT_EMPTY)
    port.put(spot, formula_text(formula, quarter.loaded, row))


ACTIONS: Final[dict[str, Callable[[Port], None]]] = {
    "refresh": refresh,
    "check_in": check_in,
    "meeting": open_meeting,
    "talk_list": talk_list,
    "audit": audit,
    "explain": explain,
    "publish": publish,
    "doctor": doctor,
    "as_of": as_of,
}
"""What each button does with a quarter, by its name in the registry."""
