"""A quarter's workbook as tidy pandas tables, for analysts.

The only module that imports pandas.
"""

from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from okrsheet.core import export
from okrsheet.core.checks import check
from okrsheet.core.figures import Figures, figures
from okrsheet.core.history import number
from okrsheet.workbook.load import load


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
    findings = loaded.all_findings(check(found))
    plan = found.plan
    return Frames(
        objectives=_frame(export.objective_row(each) for each in found.objectives),
        key_results=_frame(
            map(export.key_result_row, found.key_results), "last_check_in", "red_since"
        ),
        check_ins=_frame(_check_in_rows(found), "day"),
        milestones=_frame(
            (export.fields(each) for each in plan.stages if each.key_result_id), "due", "done"
        ),
        dependencies=_frame(
            (export.fields(each) for each in plan.dependencies if each.key_result_id), "by_when"
        ),
        teams=_frame(export.team_row(each) for each in found.teams),
        audit=_frame(export.audit_rows(found)),
        findings=_frame(export.finding_row(each) for each in findings),
    )


def _check_in_rows(found: Figures) -> Iterable[export.Row]:
    for check_in, line in zip(found.plan.check_ins, found.check_ins, strict=True):
        row = export.fields(check_in)
        value = row["value"]
        row["value"] = float(value) if isinstance(value, bool) else number(value)
        row["progress"] = None if line is None else line.reading.progress
        row["expected"] = None if line is None else line.expected
        row["rag"] = None if line is None else str(line.rag)
        yield row


def _frame(rows: Iterable[export.Row], *dates: str) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows))
    for name in dates:
        if name in frame:
            frame[name] = pd.to_datetime(frame[name])
    return frame
