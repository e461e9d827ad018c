"""Why a history can't be read or written, and why a file is not taken into it."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

_FROM_WORKBOOKS: Final = (
    "Move it away and run `okrsheet history import FOLDER`: the closed workbooks hold all of it"
)

NO_HISTORY: Final = Cause(
    "OKR800",
    "there is no history here",
    "`okrsheet history import FOLDER` makes one from the closed workbooks of a folder",
)
NOT_A_HISTORY: Final = Cause(
    "OKR801",
    "this file is no history made by okrsheet, so it was left alone",
    "Name another with --history, or move this file away",
)
NEWER_HISTORY: Final = Cause(
    "OKR802",
    "this history was made by a newer okrsheet, so it was left alone",
    "Update okrsheet, or name another with --history",
)
DAMAGED_HISTORY: Final = Cause("OKR803", "the history is damaged", _FROM_WORKBOOKS)
HISTORY_BUSY: Final = Cause(
    "OKR804",
    "another program is using the history, so nothing was written",
    "Run the command again in a moment",
)
HISTORY_UNWRITABLE: Final = Cause(
    "OKR805",
    "the history could not be written and stands as it was",
    "Check free space, the drive and your right to write there, then run the command again",
)
HISTORY_UNCONFIRMED: Final = Cause(
    "OKR805",
    "the history is whole, but the drive did not confirm whether it has what is new",
    "Check the drive, then run the command again: it takes what is missing",
)
HISTORY_UNREADABLE: Final = Cause(
    "OKR805",
    "the history could not be read",
    "Check the drive and your right to read there, then run the command again",
)
SECOND_HISTORY: Final = Cause(
    "OKR806",
    "another file gave the history other figures for this quarter, so nothing was written",
    "Move the wrong file away; or take the right one with `okrsheet history import FILE --replace`",
)
TWO_AT_ONCE: Final = Cause(
    "OKR807",
    "two of these files have different figures for the same quarter, so nothing was written",
    "Move the wrong one away, or name only the right one: `okrsheet history import FILE`",
)
TEAMS_GONE: Final = Cause(
    "OKR816",
    "with --replace teams would lose their part of a closed quarter, so nothing was written",
    "Name the workbooks of these teams in the same command; or, if their part is to go, "
    "add --drop TEAM for each",
)
NO_FOLDER: Final = Cause(
    "OKR808", "there is no such folder or workbook", "Name the folder that holds the workbooks"
)
NO_WORKBOOKS: Final = Cause(
    "OKR809",
    "no workbook (.xlsx, .xlsm) lies in this folder or the folders in it",
    "Name the folder that holds the workbooks of your quarters",
)

NOT_CLOSED: Final = Cause("OKR810", "the quarter is not closed", "`okrsheet close BOOK` closes it")
NOT_MADE_HERE: Final = Cause(
    "OKR811", "the workbook was not made by okrsheet", "Leave it: it has no closed quarter"
)
REPLACED: Final = Cause(
    "OKR813",
    "another file was taken for this quarter with --replace",
    "Move this file away, or take it with `okrsheet history import FILE --replace`",
)
OPEN_AGAIN: Final = Cause(
    "OKR817",
    "the quarter was closed once, but Quarter closed on Settings does not say Yes any more",
    "Close it anew with `okrsheet close BOOK --again`, or say Yes there again; then import it",
)
NO_RECORD: Final = Cause(
    "OKR812",
    "the record of the closed quarter was changed or is gone",
    "`okrsheet backups list BOOK` shows the version that was closed",
)

NO_PARQUET: Final = Cause(
    "OKR815",
    "Parquet needs the package pyarrow, which is not installed",
    "Run `pip install pyarrow`, or use --csv",
)


class NoHistory(OkrsheetFileError):  # noqa: N818 - named for the cause
    """There is no file of that name."""

    usual = NO_HISTORY
    code = usual.code


class HistoryUnusable(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The file can't be read as a history; it was not changed."""

    usual = DAMAGED_HISTORY
    code = usual.code


class HistoryBusy(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Somebody else is writing; nothing was written."""

    usual = HISTORY_BUSY
    code = usual.code
    exit_code = 4


class HistoryNotWritten(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Nothing of what was to be written is in the history."""

    usual = HISTORY_UNWRITABLE
    code = usual.code
    exit_code = 3


class TwoHistories(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Two files tell different things of one quarter; nothing was written."""

    usual = SECOND_HISTORY
    code = usual.code
    exit_code = 3


class NothingToImport(OkrsheetFileError):  # noqa: N818 - named for the cause
    """What was named holds no workbooks."""

    usual = NO_FOLDER
    code = usual.code


class NotTaken(OkrsheetFileError):  # noqa: N818 - named for the cause
    """One workbook has no closed quarter for the history."""

    usual = NOT_CLOSED
    code = usual.code


class NoParquet(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The library that writes Parquet is missing."""

    usual = NO_PARQUET
    code = usual.code
    exit_code = 3
