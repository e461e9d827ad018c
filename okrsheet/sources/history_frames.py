"""The history as tidy pandas tables, for analysts."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from okrsheet.core.closed_export import COLUMNS, DATES, tables
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.export import Row
from okrsheet.sources.history_store import closed_quarters


class HistoryFrames(NamedTuple):
    """One table a topic, one row a thing; scores 0-1, days as datetime64, words as text."""

    quarters: pd.DataFrame
    objectives: pd.DataFrame
    key_results: pd.DataFrame
    check_ins: pd.DataFrame


def read_history_frames(place: str) -> HistoryFrames:
    """The tables of a history; see `okrsheet.history_frames`."""
    return frames_of(closed_quarters(place))


def frames_of(quarters: Iterable[ClosedQuarter]) -> HistoryFrames:
    """The tables of some quarters."""
    return HistoryFrames(*(_frame(name, rows) for name, rows in tables(quarters).items()))


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS[name]))
    for column in DATES.get(name, ()):
        frame[column] = pd.to_datetime(frame[column])
    return frame
