"""Insights as pandas tables: one for each insight, one row for each line and quarter."""

from typing import NamedTuple

import pandas as pd

from okrsheet.core.export import fields
from okrsheet.core.insights import Insights
from okrsheet.core.insights_export import COLUMNS, rows
from okrsheet.core.insights_told import Told
from okrsheet.core.past import Period


class InsightFrames(NamedTuple):
    """Names as in docs/json.md: first what is true of the line, then of the quarter.

    `told` has a row for each insight: its sentence, what it asks for, and what it stands on.
    """

    told: pd.DataFrame
    quarters: pd.DataFrame
    scores: pd.DataFrame
    calibration: pd.DataFrame
    sandbagging: pd.DataFrame
    carried: pd.DataFrame
    audit: pd.DataFrame
    forecasts: pd.DataFrame
    decisions: pd.DataFrame


def insight_frames(found: Insights) -> InsightFrames:
    """The tables of some insights; an empty one has the columns of a full one."""
    told = [{"insight": name, **fields(each)} for name, each in found.told]
    periods = [fields(each) for each in found.past.periods]
    quarters = pd.DataFrame(periods, columns=list(Period._fields))
    for name in ("start", "end"):
        quarters[name] = pd.to_datetime(quarters[name])
    return InsightFrames(
        pd.DataFrame(told, columns=["insight", *Told._fields]),
        quarters,
        *(pd.DataFrame(list(rows(found, name)), columns=list(COLUMNS[name])) for name in COLUMNS),
    )
