"""okrsheet: objectives and key results in Excel that stay right."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from okrsheet.report.insights_frames import InsightFrames
    from okrsheet.sources.history_frames import HistoryFrames
    from okrsheet.workbook.frames import Frames

__version__ = "0.1.0"


def frames(path: str | PathLike[str], as_of: date | None = None) -> Frames:
    """A quarter's workbook as tidy pandas tables.

    Args:
        path: the workbook.
        as_of: the day of the figures; None for the day in its Settings, or else today.

    Raises:
        OkrsheetFileError: the workbook can't be read.
        ValueError: the workbook has no quarter; its `findings` say why.
    """
    from datetime import date  # not needed to start

    from okrsheet.workbook.frames import read_frames  # pandas costs 0.5 s

    return read_frames(path, as_of, date.today())


def history_frames(place: str | PathLike[str] = ".") -> HistoryFrames:
    """The closed quarters of a history as tidy pandas tables.

    Args:
        place: the folder with the history, or the history itself.

    Raises:
        OkrsheetFileError: there is none, or it can't be read.
    """
    from os import fspath  # not needed to start

    from okrsheet.sources.history_frames import read_history_frames  # pandas costs 0.5 s

    return read_history_frames(fspath(place))


def insight_frames(
    place: str | PathLike[str] = ".", team: str = "", organisation: str = ""
) -> InsightFrames:
    """What the closed quarters of a history teach, as tidy pandas tables.

    Args:
        place: the folder with the history, or the history itself.
        team: only this team's, or "Company"; "" for all.
        organisation: whose, where the history has several.

    Raises:
        OkrsheetFileError: there is none, or it can't be read.
        ValueError: there is no such team or organisation, or there are several organisations.
    """
    from os import fspath  # not needed to start

    from okrsheet.core.insights_asked import insights_asked
    from okrsheet.report.insights_frames import insight_frames as frames_of  # pandas costs 0.5 s
    from okrsheet.sources.history_store import closed_quarters

    return frames_of(insights_asked(closed_quarters(fspath(place)), team, organisation))
