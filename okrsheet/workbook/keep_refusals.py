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


IN_THE_WAY: Final = Cause(
    "OKR875",
    "sheets that only show something would be made anew, and what you put there would go",
    "Move it to a sheet of your own; or --rebuild makes a new workbook with all that is typed",
)
NOT_ALL_READ: Final = Cause(
    "OKR878",
    "not everything typed in this workbook can be read, so something could be lost",
    "`okrsheet check` names the cells; put them right and run the command again",
)
NOT_THE_SAME: Final = Cause(
    "OKR880",
    "what is typed would read differently afterwards, so nothing was written",
    "Please report this with the workbook; `okrsheet new` with --from makes one for next quarter",
)
OTHER_NAME: Final = Cause(
    "OKR881",
    "one of our tables stands on a sheet with another name",
    "Give the sheet its own name again for the upgrade; or use --rebuild",
)
MACROS: Final = Cause(
    "OKR882",
    "a workbook built anew has no macros",
    "Leave out --rebuild; or save it as .xlsx first, without them",
)


class NotKept(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A workbook that cannot become the next quarter as it is; nothing was written."""

    usual = NOT_CARRIED
    code = usual.code
    exit_code = 3
