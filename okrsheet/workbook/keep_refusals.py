"""Why a workbook does not become the next quarter, or the current version: where, what, way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

OTHER_KIND: Final = Cause(
    "OKR876",
    "a workbook with macros and one without need different endings",
    "Give the new file the ending of the workbook it is made from",
)
OTHER_LAYOUT: Final = Cause(
    "OKR877",
    "the workbook was made by another version of okrsheet",
    "Run `okrsheet upgrade` on it first, or leave out --keep-layout",
)
NOT_CARRIED: Final = Cause(
    "OKR879",
    "the new workbook would not hold what is carried over, so nothing was written",
    "Leave out --keep-layout, and please report this with the workbook",
)


class NotKept(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A workbook that cannot become the next quarter as it is; nothing was written."""

    usual = NOT_CARRIED
    code = usual.code
    exit_code = 3
