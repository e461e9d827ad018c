"""Why a button does nothing in Excel: where, what, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

NO_QUARTER: Final = Cause(
    "OKR950",
    "this is no quarter made by okrsheet",
    "Click into the quarter's workbook and press the button again, or make one with New quarter",
)
NO_COPY: Final = Cause(
    "OKR951",
    "Excel did not hand over a copy of this workbook",
    "Leave the cell you are typing in with Enter, close all dialogs and press the button again",
)
NOT_TAKEN: Final = Cause(
    "OKR952",
    "Excel refused a change, and every cell is back as it was",
    "Where the sheet is protected choose Review > Unprotect Sheet; close all dialogs, then press "
    "the button again",
)
HALF_TAKEN: Final = Cause(
    "OKR953",
    "Excel refused a change, and also to take back some of what was written before",
    "Close the workbook without saving it and open it again",
)
NO_PLACE: Final = Cause(
    "OKR954",
    "there is no place for this here",
    "Click into an empty cell in the line of a key result, then choose again",
)


class ExcelRefused(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A button could not do its work in an open workbook."""

    usual = NOT_TAKEN
    code = usual.code
    exit_code = 3
