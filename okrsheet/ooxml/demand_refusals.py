"""Why a sheet that a command fills and shows can't be: where, what is wrong, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

HEIGHT: Final = Cause("OKR930", "a row can't have this height", "Give points above 0 and up to 409")
NO_FRONT: Final = Cause(
    "OKR932", "a workbook has to show a sheet when others are hidden", "Name one that stays visible"
)
UNSTORED_ROW: Final = Cause(
    "OKR932", "the sheet stores no such row", "Name rows that hold something"
)
LOCKED: Final = Cause(
    "OKR924",
    "the structure of the workbook is protected, so no sheet can be shown or hidden",
    "In Excel clear Review > Protect Workbook, save, and run the command again",
)
SHEET_GONE: Final = Cause(
    "OKR937",
    "the sheet this command fills is no longer in the workbook",
    "`okrsheet backups list` shows versions that may have it; a workbook from `okrsheet new` has "
    "it, and --dry-run prints what would stand there",
)
STANDING: Final = Cause(
    "OKR938",
    "what was done or changed there would be lost, so nothing was written",
    "Keep working with it, or use --force to replace it; the version before is kept as a backup",
)


class SheetGone(OkrsheetFileError):  # noqa: N818 - named for the cause
    """A sheet that is made on demand was deleted, or its table was."""

    usual = SHEET_GONE
    code = usual.code
    exit_code = 3


class Standing(OkrsheetFileError):  # noqa: N818 - named for the cause
    """A sheet that was filled before holds what people did since."""

    usual = STANDING
    code = usual.code
    exit_code = 3
