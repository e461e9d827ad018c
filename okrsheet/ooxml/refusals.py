"""Why a change to a workbook is refused, before anything is written: where, what, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

_IN_EXCEL = "Make this change in Excel"
_SAVE_AGAIN = "Open it in Excel and save it, then try again"
_REPORT = "Nothing was written; please report this with the file"

NUMBER: Final = Cause("OKR930", "a cell holds no number that is not finite", "Give a finite one")
LETTER: Final = Cause(
    "OKR930", "the text holds a character no cell can hold", "Take the character out"
)
LONG_TEXT: Final = Cause("OKR930", "the text is longer than 32,767 characters", "Shorten it")
ERROR_WORD: Final = Cause("OKR930", "this is no error value", "Give one such as #N/A")
FORMULA_TEXT: Final = Cause(
    "OKR930",
    "this can be no formula",
    "Give 1 to 8,192 characters, without the equals sign in front",
)
PLACE: Final = Cause(
    "OKR930", "there is no such cell on a sheet", "Give a cell from A1 to XFD1048576"
)
STYLE: Final = Cause(
    "OKR930", "the workbook has no such cell format", "Give that of another cell, or none"
)
NAME_TEXT: Final = Cause(
    "OKR930",
    "a defined name can't stand for this",
    "Give 1 to 8,192 characters, without blanks at the ends or an equals sign in front",
)
BAD_NAME: Final = Cause(
    "OKR930",
    "this can't be a defined name",
    "Give a word that is no cell, table or built-in name",
)
BAD_PROPERTY: Final = Cause(
    "OKR930", "a document property can't hold this", "Give a text without blanks at its ends"
)
NOT_XML: Final = Cause("OKR930", "these bytes are no XML", "Give well-formed XML for this part")

FORMULA: Final = Cause(
    "OKR931", "the cell holds a formula, which would be lost", "Change what it is computed from"
)
NO_FORMULA: Final = Cause(
    "OKR931", "the cell holds no formula whose value could be renewed", "Restore its formula"
)
ARRAY: Final = Cause(
    "OKR931", "the cell is part of an array formula or data table", "Change the formula as a whole"
)
SHARED: Final = Cause(
    "OKR931", "other cells share this cell's formula, which cannot be moved to them", _IN_EXCEL
)

NO_SHEET: Final = Cause("OKR932", "there is no such sheet", "Check the name of the sheet")
NO_CELLS: Final = Cause("OKR932", "this sheet holds no cells", "Name a worksheet")
HEADER: Final = Cause(
    "OKR932", "the cell is a table's header, which the table also stores", _IN_EXCEL
)
TOTALS: Final = Cause("OKR932", "the cell stands in a table's totals row", _IN_EXCEL)
NO_PART: Final = Cause("OKR932", "there is no such part", "Check the name of the part")
NO_TEXT: Final = Cause(
    "OKR932", "this document property holds no text", "Change it in Excel, under File, Info"
)
NO_PROPERTIES: Final = Cause(
    "OKR932", "the workbook has no custom document properties", "Add one in Excel first"
)
OWN_PART: Final = Cause(
    "OKR932", "this part holds cells or says what the workbook consists of", "Change its cells"
)
NO_TABLE: Final = Cause("OKR932", "there is no such table", "Check the name of the table")
NO_COLUMN: Final = Cause("OKR932", "the table has no such column", "Check the name of the column")
NO_ROW: Final = Cause(
    "OKR932", "this is no row of the table's body", "Name rows of the sheet that the table covers"
)
NO_SETTING: Final = Cause(
    "OKR932",
    "the sheet Settings has no line of this name",
    "Add the line to its table, or carry the quarter over into a new workbook",
)
ALL_ROWS: Final = Cause(
    "OKR932", "a table keeps at least one row", "Leave one row, and empty its cells"
)
TWO_CHANGES: Final = Cause(
    "OKR932", "rows are removed from a sheet that changes in other ways too", "Do one at a time"
)
TABLE_KIND: Final = Cause(
    "OKR932", "rows of this kind of table are made by what it is linked to", _IN_EXCEL
)
TOTALS_BELOW: Final = Cause("OKR932", "the table has a totals row", _IN_EXCEL)
BELOW: Final = Cause(
    "OKR932", "something stands here, in the way of the table's new rows", "Move it elsewhere"
)
NEW_COLUMNS: Final = Cause(
    "OKR932",
    "something stands here, beside the table, in the way of its new columns",
    "Move it elsewhere",
)
BESIDE: Final = Cause(
    "OKR932", "something else stands in these rows and would move along", "Move it elsewhere"
)
POINTED_AT: Final = Cause(
    "OKR932", "this leads to rows that would move", "Use the table's own names in formulas"
)

DISORDER: Final = Cause("OKR933", "rows or cells are stored out of order", _SAVE_AGAIN)
ENCODING: Final = Cause("OKR933", "this part is stored in an unusual encoding", _SAVE_AGAIN)
STRUCTURE: Final = Cause("OKR933", "this part is built in an unusual way", _SAVE_AGAIN)

NOT_OURS: Final = Cause(
    "OKR935",
    "this workbook was not made by okrsheet, so nothing in it is ours to change",
    "Make one with `okrsheet new`; `okrsheet check` and `okrsheet doctor` read yours as it is",
)
OTHER_EPOCH: Final = Cause(
    "OKR936",
    "the workbook counts its days from 1904",
    "In Excel choose File > Options > Advanced, clear 'Use 1904 date system', check the dates, "
    "and save",
)
SIGNED: Final = Cause(
    "OKR921",
    "the workbook is digitally signed, and any change would break the signature",
    "Ask whoever signed it, or save a copy without the signature in Excel",
)
FINAL: Final = Cause(
    "OKR922",
    "the workbook is marked as final",
    "In Excel choose Edit Anyway, save it, and try again",
)
RESERVED: Final = Cause(
    "OKR923",
    "the workbook has a password for changing it",
    "Ask its owner, or clear the password to modify in Excel (Save As > Tools > General Options)",
)
UNPROVEN: Final = Cause("OKR934", "the changed workbook is not what was asked for", _REPORT)


class ChangeRefused(OkrsheetFileError):  # noqa: N818 - named for the cause
    """A change that cannot be made without harm; nothing was changed."""

    usual = STRUCTURE
    code = usual.code
    exit_code = 3


class ChangeUnproven(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The result differs from the original in more or less than was asked for; it is not used."""

    usual = UNPROVEN
    code = usual.code
    exit_code = 3


class NotOurs(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Somebody else's workbook is read, never written."""

    usual = NOT_OURS
    code = usual.code
    exit_code = 3


class OtherEpoch(OkrsheetFileError):  # noqa: N818 - named for the cause
    """A workbook whose days count from 1904: the formulas and values of okrsheet know none such."""

    usual = OTHER_EPOCH
    code = usual.code
    exit_code = 3


class Guarded(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Somebody wants the workbook not to be changed."""

    usual = FINAL
    code = usual.code
    exit_code = 3
