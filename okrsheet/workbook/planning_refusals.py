"""Why planning can't look back on a workbook: where, what, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

_WITHOUT: Final = "or leave --from away: planning works without it"

OPEN_QUARTER: Final = Cause(
    "OKR870",
    "its quarter is not closed, so nothing is final there",
    f"Close it first: `okrsheet close OLD_BOOK`; {_WITHOUT}",
)
OTHERS: Final = Cause(
    "OKR871",
    "it is from another organisation",
    f"Name the workbook of your own last quarter, {_WITHOUT}. Organisation stands on Settings",
)
ITSELF: Final = Cause(
    "OKR872",
    "it is the very workbook that is planned in",
    "Leave --from away: its own scores and lessons are shown without it",
)
NOT_BEFORE: Final = Cause(
    "OKR873",
    "its quarter does not come before the one that is planned",
    f"Name the workbook of the quarter before, {_WITHOUT}",
)
NO_QUARTER: Final = Cause(
    "OKR874",
    "it is no workbook of okrsheet with a first and a last day, so no review is found there",
    f"Name the closed workbook of last quarter, {_WITHOUT}",
)


class NoLookBack(OkrsheetFileError):  # noqa: N818  # named for the cause
    """Planning can't look back on the workbook that was named; nothing was changed."""

    usual = NO_QUARTER
    code = usual.code
