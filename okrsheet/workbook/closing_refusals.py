"""Why a quarter is not closed, or not opened after it: where, what is wrong, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

NO_SCORECARD: Final = Cause(
    "OKR850",
    "there is no sheet Scorecard to keep the record on",
    "`okrsheet upgrade BOOK` adds what a workbook lacks; `okrsheet backups list BOOK` shows "
    "versions that may still have the sheet",
)
NO_REVIEW: Final = Cause(
    "OKR850", "there is no sheet Review for what the review decides", NO_SCORECARD.way_out
)
TOO_EARLY: Final = Cause(
    "OKR851",
    "the quarter is not over yet",
    "Close it when it is, or use --early where it ends before its time; --as-of DAY names the day "
    "it is closed",
)
NOT_BEGUN: Final = Cause(
    "OKR852",
    "the quarter has not begun yet, so there is nothing to close",
    "Look at First day on Settings; --as-of DAY names the day it is closed",
)
ON_RECORD: Final = Cause(
    "OKR853",
    "the quarter was closed already",
    "After a correction `okrsheet close BOOK --again` writes the record anew; `okrsheet new NEXT "
    "--from BOOK` goes on with the next quarter",
)
NOT_CLOSED: Final = Cause(
    "OKR854",
    "the quarter is not on record",
    "`okrsheet close BOOK` puts it there; until then `okrsheet report BOOK` shows where it stands, "
    "and `okrsheet check BOOK` says what is wrong with a record",
)
NOTHING: Final = Cause(
    "OKR855",
    "there is nothing to close",
    "Write the objectives and their key results on their sheets, or take them from a file with "
    "`okrsheet import FILE --to BOOK`; `okrsheet backups list BOOK` shows versions that may still "
    "hold them",
)

NOT_OPENED: Final = Cause(
    "OKR856",
    "the quarter is closed, so it is not published any more",
    "`okrsheet new NEXT --from BOOK` makes the workbook of the next quarter; where this one is not "
    "over, say No in Quarter closed on Settings first",
)


class ClosingRefused(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A quarter can't be closed; nothing was changed."""

    usual = TOO_EARLY
    code = usual.code
    exit_code = 3


class PublishingRefused(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A closed quarter is not opened; nothing was changed."""

    usual = NOT_OPENED
    code = usual.code
    exit_code = 3
