"""Why a button does nothing in Excel: where, what, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

NO_QUARTER: Final = Cause(
    "OKR950",
    "this is no quarter made by okrsheet",
    "Click into the quarter's workbook and press the button again; `okrsheet new` makes one",
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
MEANWHILE: Final = Cause(
    "OKR959",
    "the workbook changed while okrsheet was at work, so nothing was written",
    "Press the button again",
)
NO_KEY_RESULT: Final = Cause(
    "OKR954",
    "this cell is not in the line of a key result",
    "Click into a line of Key Results, or of another sheet that names one, then choose again",
)
NOT_EMPTY: Final = Cause(
    "OKR955", "this cell is not empty", "Click into an empty cell of that line, then choose again"
)
NO_REPORT: Final = Cause(
    "OKR956",
    "the report could not be made",
    "Check that files can be made in the folder of the workbook, then press the button again",
)
NO_FOLDER: Final = Cause(
    "OKR957",
    "this workbook lies in no folder of this computer",
    "Save it on this computer, or open it from the synchronised folder, and press the button again",
)
NO_SHEET: Final = Cause(
    "OKR958",
    "this sheet is hidden, or has another name now",
    "Show it, or give it its name back; the figures are up to date all the same",
)
BUSY: Final = Cause(
    "OKR979",
    "Excel takes no order now: somebody is typing in a cell, or a dialog is open",
    "Leave the cell with Enter, close all dialogs and press the button again",
)
NO_ANSWER: Final = Cause(
    "OKR979",
    "Excel did not answer",
    "Close all dialogs and press the button again; if that does not help, start Excel again",
)
CLOSED: Final = Cause(
    "OKR980",
    "this workbook was closed, or got another name, while okrsheet was at work",
    "Open it and press the button again",
)
READ_ONLY: Final = Cause(
    "OKR981",
    "this workbook is open for reading only, so nothing was written",
    "Close it where else it is open and open it again, or save it under another name with File > "
    "Save As; then press the button again",
)


class ExcelRefused(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A button could not do its work in an open workbook."""

    usual = NOT_TAKEN
    code = usual.code
    exit_code = 3
