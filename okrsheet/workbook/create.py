"""A new quarter's workbook from the template."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.core.figures import figures
from okrsheet.core.model import KeyResult, Objective, Plan, Quarter, ReviewLine, Team
from okrsheet.core.policy import Policy
from okrsheet.core.words import Level
from okrsheet.ooxml.packing import unpack
from okrsheet.workbook.finish import finish
from okrsheet.workbook.packaged import packaged
from okrsheet.workbook.sheets.reset_values import LINES
from okrsheet.workbook.view import View

TEMPLATE: Final = "okrsheet_template.xlsx"
_KEY_RESULTS_EACH: Final = 3
_COMPANY_OBJECTIVES: Final = 3
_TEAM_OBJECTIVES: Final = 2
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
    objectives = tuple(_objectives(request.teams))
    key_results = tuple(
        KeyResult(f"{objective.id}.{number}", objective.id, "")
        for objective in objectives
        for number in range(1, _KEY_RESULTS_EACH + 1)
    )
    return Plan(
        quarter=request.quarter,
        organisation=request.organisation,
        champion=request.champion,
        objectives=objectives,
        key_results=key_results,
        reviews=tuple(ReviewLine(kr.id) for kr in key_results),
        teams=tuple(Team(name) for name in request.teams),
    )


def _objectives(teams: Sequence[str]) -> Iterator[Objective]:
    for number in range(1, _COMPANY_OBJECTIVES + 1):
        yield Objective(f"C{number}", "", Level.COMPANY)
    for prefix, team in zip(_prefixes(teams), teams, strict=True):
        for number in range(1, _TEAM_OBJECTIVES + 1):
            yield Objective(f"{prefix}{number}", "", Level.TEAM, team)


def _prefixes(teams: Sequence[str]) -> list[str]:
    """The shortest beginnings, in capitals, that tell the teams apart; C is the company's."""
    taken = {"C"}
    found = []
    for place, team in enumerate(teams, 1):
        letters = "".join(
            letter for letter in team.upper() if letter.isalnum() and letter.isascii()
        )
        letters = letters.lstrip("0123456789")
        tries = [letters[:length] for length in range(1, len(letters) + 1)]
        prefix = next((text for text in tries if text not in taken), f"T{place}-")
        taken.add(prefix)
        found.append(prefix)
    return found


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
