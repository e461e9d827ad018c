"""A quarter's workbook as tidy pandas tables, for analysts.

The only module that imports pandas.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from okrsheet.core import export
from okrsheet.core.checks import check
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding, Severity
from okrsheet.core.forecast import Forecast, forecasts
from okrsheet.core.history import number, reports
from okrsheet.core.model import (
    CheckIn,
    Dependency,
    KeyResult,
    Objective,
    Plan,
    Quarter,
    Stage,
    Team,
)
from okrsheet.core.policy import SMB
from okrsheet.workbook.load import load

_DATES: Final = (
    (),
    ("last_check_in", "red_since", "forecast_projected_from"),
    ("day",),
    ("due", "done"),
    ("by_when",),
    (),
    (),
    (),
)


class Frames(NamedTuple):
    """One table a topic, one row a thing; scores 0-1, dates as datetime64, words as text."""

    objectives: pd.DataFrame
    key_results: pd.DataFrame
    check_ins: pd.DataFrame
    milestones: pd.DataFrame
    dependencies: pd.DataFrame
    teams: pd.DataFrame
    audit: pd.DataFrame
    findings: pd.DataFrame


def read_frames(path: str | PathLike[str], as_of: date | None, today: date) -> Frames:
    """The tables of one workbook; see `okrsheet.frames`."""
    loaded = load(Path(path))
    if loaded.plan is None:
        raise ValueError("\n".join(str(each) for each in loaded.findings))
    day = as_of or loaded.as_of or today
    found = figures(loaded.plan, loaded.policy, day)
    rows = _rows(found, loaded.all_findings(check(found)))
    names = _rows(_sample(day), [Finding("", Severity.HINT, "", "")])
    return Frames(*map(_frame, rows, (next(iter(each)) for each in names), _DATES))


def _rows(found: Figures, findings: Iterable[Finding]) -> Iterator[Iterable[export.Row]]:
    """The rows of each table, in the order of `Frames`."""
    yield map(export.objective_row, found.objectives)
    yield _key_result_rows(found)
    yield _check_in_rows(found)
    yield (export.fields(each) for each in found.plan.stages if each.key_result_id)
    yield (export.fields(each) for each in found.plan.dependencies if each.key_result_id)
    yield map(export.team_row, found.teams)
    yield export.audit_rows(found)
    yield map(export.finding_row, findings)


def _sample(day: date) -> Figures:
    """One record of each kind: an empty table has the columns of a full one."""
    plan = Plan(
        Quarter("", day, day),
        objectives=(Objective("O", "O"),),
        key_results=(KeyResult("K", "O", "K"),),
        stages=(Stage("K", "S"),),
        check_ins=(CheckIn(day, "K", 1.0),),
        dependencies=(Dependency("K", "T", "D"),),
        teams=(Team("T"),),
    )
    return figures(plan, SMB, day)


def _key_result_rows(found: Figures) -> Iterable[export.Row]:
    for figure, ahead in zip(found.key_results, forecasts(found), strict=True):
        shown = {} if ahead is None else export.fields(ahead)
        yield export.key_result_row(figure) | {
            f"forecast_{name}": shown.get(name) for name in Forecast._fields
        }


def _check_in_rows(found: Figures) -> Iterable[export.Row]:
    for check_in, line in zip(found.plan.check_ins, found.check_ins, strict=True):
        if not reports(check_in):
            continue
        row = export.fields(check_in)
        del row["mark"]
        value = row["value"]
        row["value"] = float(value) if isinstance(value, bool) else number(value)
        row["progress"] = None if line is None else line.reading.progress
        row["expected"] = None if line is None else line.expected
        row["rag"] = None if line is None else str(line.rag)
        yield row


def _frame(
    rows: Iterable[export.Row], columns: Iterable[str], dates: Iterable[str]
) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(columns))
    for name in dates:
        frame[name] = pd.to_datetime(frame[name])
    return frame
