"""Why no next quarter is made from a workbook: where, what is wrong, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

FOREIGN: Final = Cause(
    "OKR860",
    "this workbook was not made by okrsheet, so it holds no review to carry from",
    "Make a workbook with `okrsheet new` and take this one into it: "
    "`okrsheet import FILE --to BOOK`",
)
NO_QUARTER: Final = Cause(
    "OKR861",
    "what stood in this workbook can't all be read, so something would be lost",
    "`okrsheet check` says what is missing; put it right, or restore an earlier version",
)
NOT_CLOSED: Final = Cause(
    "OKR862",
    "the quarter is not closed, so its last values may still change",
    "Close it with `okrsheet close BOOK`, or go on with today's values: --not-closed",
)
UNDECIDED: Final = Cause(
    "OKR863",
    "the review decides nothing about these key results",
    "Pick Continue, Revise, Drop or Done on Review, or say it for all of them: "
    "--undecided drop, --undecided continue",
)
NOT_AFTER: Final = Cause(
    "OKR864",
    "the next quarter has to start after this one ends",
    "Name a later quarter, or leave it out: the one that follows is taken",
)
NO_NAME: Final = Cause(
    "OKR864",
    "nobody can say which quarter follows this one",
    "Name it, such as 2027-Q2; --start and --end say when it is",
)
SAME_FILE: Final = Cause(
    "OKR865",
    "the new quarter would take the place of the workbook it is made from",
    "Name another file with --out; the workbook of the old quarter stays as it is",
)


class NotCarried(OkrsheetFileError):  # noqa: N818  # named for the cause
    """No next quarter can be made from a workbook as it is; nothing was written."""

    usual = NO_QUARTER
    code = usual.code
