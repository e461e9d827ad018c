"""A new quarter's workbook from the template."""

from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.core.figures import figures
from okrsheet.core.model import Plan, Quarter, Team
from okrsheet.core.policy import Policy
from okrsheet.ooxml.packing import unpack
from okrsheet.workbook.finish import finish
from okrsheet.workbook.packaged import packaged
from okrsheet.workbook.sheets.reset_values import LINES
from okrsheet.workbook.spare_lines import with_spare_lines
from okrsheet.workbook.view import View

TEMPLATE: Final = "okrsheet_template.xlsx"
_SPARE: Final = {
    "tblCheckIns": 1,
    "tblMilestones": 5,
    "tblDependencies": 5,
    "tblTeams": 3,
    "tblPeople": 5,
    "tblLog": 5,
    "tblAudit": 10,
    "tblHeat": 10,
    "tblForecast": 10,
    "tblInterviews": LINES,
    "tblAuditSummary": 5,
}


class Request(NamedTuple):
    """What a new workbook is for."""

    quarter: Quarter
    organisation: str = ""
    champion: str = ""
    teams: tuple[str, ...] = ()
    policy: Policy = Policy()


def template_path() -> Path:
    """The template of a quarter's workbook.

    Raises:
        FileMissing: it is not installed.
    """
    return packaged(TEMPLATE)


def empty_plan(request: Request) -> Plan:
    """A plan with lines ready for objectives and key results, none of them written yet."""
    plan = Plan(
        quarter=request.quarter,
        organisation=request.organisation,
        champion=request.champion,
        teams=tuple(Team(name) for name in request.teams),
    )
    return with_spare_lines(plan, plan)


def new_workbook(
    plan: Plan, policy: Policy, *, as_of: date | None, today: date, stamp: datetime
) -> bytes:
    """The workbook of a quarter, with every figure shown beside its formula.

    Args:
        plan: what stands in it.
        policy: its settings.
        as_of: the day typed into Settings; None for "today".
        today: the day the stored figures are for where `as_of` is None.
        stamp: the time written into the file's properties.

    Raises:
        FileMissing: the template is not installed.
    """
    from okrsheet.workbook.build_settings import configure  # noqa: PLC0415  # openpyxl costs 0.1 s

    made = configure(unpack(template_path().read_bytes()), plan, policy, as_of)
    view = View(figures(plan, policy, as_of or today))
    return finish(made, view, _SPARE, stamp)
