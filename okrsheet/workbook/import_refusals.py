"""Why nothing is imported: where, what, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

MOST_TEXT: Final = 16 << 20
"""The largest text file, in bytes."""
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 500
MOST_FILLED: Final = 500_000
"""Cells of a text table that hold something."""
MOST_KEY_RESULTS: Final = 1_000
"""More than any quarter has: a workbook with them takes minutes to open."""

_AS_CSV: Final = "Save it again as CSV (UTF-8) or as Excel Workbook (.xlsx)"
_MAP: Final = "Say which columns are which with --mapping FILE; docs/import.md shows one"

TEXT_TOO_LARGE: Final = Cause(
    "OKR820",
    f"this text file is larger than {MOST_TEXT >> 20} MiB, which no plan of a quarter is",
    "Keep the rows of one quarter and save them as a file of their own",
)
TOO_MANY_ROWS: Final = Cause(
    "OKR820",
    f"the table has more than {MOST_ROWS:,} rows, {MOST_COLUMNS} columns or {MOST_FILLED:,} "
    "filled cells",
    "Keep the rows of one quarter and save them as a file of their own",
)
TOO_MANY_RESULTS: Final = Cause(
    "OKR820",
    f"this is more than the {MOST_KEY_RESULTS:,} key results a workbook can hold",
    "Import one team or one quarter at a time, each from a file or a sheet (--sheet) of its own",
)
NO_TEXT: Final = Cause("OKR821", "this is neither a workbook nor a text table", _AS_CSV)
EMPTY: Final = Cause("OKR821", "nothing stands in it", "Look whether it is the right file")
NO_LETTERS: Final = Cause("OKR821", "the letters of this text can't be told", _AS_CSV)
QUOTES: Final = Cause(
    "OKR822",
    "the quotes of this text table do not match",
    'Double the quotes inside a cell ("") and close each one, or save it again as CSV',
)
QUOTED_LINES: Final = Cause(
    "OKR822",
    "every line is one text in quotes, so there are no columns",
    "Take the quotes around the lines away in a text editor, or export the table again",
)
NOTHING_KNOWN: Final = Cause("OKR823", "no table of objectives or key results was found", _MAP)
ONLY_CHECK_INS: Final = Cause(
    "OKR823",
    "this is a list of check-ins: it says what was reported, not what the key results are",
    "Import the key results first, then take the values with `okrsheet checkin BOOK --from FILE`",
)
OUR_BOOK: Final = Cause(
    "OKR823",
    "this is a workbook of okrsheet, not a table that somebody keeps elsewhere",
    "Write its plan as a table with `okrsheet export BOOK FILE.csv` and import that, or make the "
    "next quarter from it with `okrsheet new --from BOOK`",
)
NO_ROWS: Final = Cause(
    "OKR823", "no row of it can be taken", "Look at what is said about the rows, or map the columns"
)
NO_SUCH_SHEET: Final = Cause(
    "OKR824", "there is no such sheet in it", "Write its name as its tab shows it"
)
SEVERAL_PERIODS: Final = Cause(
    "OKR824",
    "its sheets are about different periods, and a workbook is about one quarter",
    "Name the sheet with --sheet",
)
NONE_OF_QUARTER: Final = Cause(
    "OKR824",
    "its rows are about different quarters, and none is about that of the workbook",
    "Name the workbook of one of them with --to, or one of them with --quarter for a new one",
)
BAD_MAPPING: Final = Cause(
    "OKR825", "this mapping can't be used", "Put it right, or delete the file to get a new one"
)
OTHER_SOURCE: Final = Cause(
    "OKR825",
    "the file has changed since this mapping was made",
    "Look at the headers, or delete the mapping to get a new one",
)
HAS_PLAN: Final = Cause(
    "OKR826",
    "the workbook can't be read as a quarter",
    "`okrsheet check` says why; or name a workbook that is not there yet with --to",
)
QUARTER_CLOSED: Final = Cause(
    "OKR826",
    "the quarter of this workbook is closed",
    "Import into the workbook of the next quarter; `okrsheet new --from BOOK` makes it",
)
NO_QUARTER: Final = Cause(
    "OKR827",
    "nothing says which quarter the new workbook is for",
    "Say it, such as --quarter 2027-Q1",
)
OTHER_QUARTER: Final = Cause(
    "OKR827",
    "the workbook is for another quarter",
    "Leave --quarter out, or name a workbook that is not there yet with --to",
)


class ImportRefused(OkrsheetFileError):  # noqa: N818  # named for the cause
    """Nothing is taken from a file; nothing was written."""

    usual = NOTHING_KNOWN
    code = usual.code
