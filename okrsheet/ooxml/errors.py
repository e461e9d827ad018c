"""Why a workbook file cannot be read or written: one class per cause, its words built here.

Every message says where, what is wrong, and the way out. `exit_code` is 2 for "cannot read",
3 for "cannot write", 4 for "locked or changed by someone else". A class's `code` is its usual
one; an instance carries the code of its own cause.
"""

from typing import Final, NamedTuple

from okrsheet.ooxml.limits import (
    MAX_ATTRIBUTES,
    MAX_CELLS,
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_FILE,
    MAX_FORMATS,
    MAX_MEMBERS,
    MAX_MERGED_AREAS,
    MAX_MERGED_CELLS,
    MAX_NAMES,
    MAX_PART,
    MAX_RATIO,
    MAX_SHEETS,
    MAX_TAGS,
    MAX_TEXT,
    MAX_TEXTS,
    MAX_TOTAL,
)


class Cause(NamedTuple):
    """One reason to refuse a file: its finding code, what is wrong, and the way out."""

    code: str
    what: str
    way_out: str


_RESTORE = "Restore an earlier version of the file, or let Excel repair a copy"
_AGAIN = "Copy or download it again"
_DISTRUST = "Do not open it unless you know who made it; ask them for a fresh copy"
_TIDY = "Copy the sheets you need into a new workbook"

MISSING: Final = Cause("OKR901", "there is no such file", "Check the name and the folder")
NO_PERMISSION: Final = Cause(
    "OKR908",
    "the file may not be read",
    "Close it in other programs, or ask its owner for the right to read it",
)
IS_FOLDER: Final = Cause("OKR908", "this is a folder", "Name the workbook inside it")
NOT_A_FILE: Final = Cause("OKR908", "this is not a regular file", "Name a workbook on a disk")
FAILING: Final = Cause(
    "OKR908", "the file could not be read", "Check the disk or network drive, then try again"
)

NO_WORKBOOK: Final = Cause(
    "OKR911", "this is not a workbook", "Open it in Excel and save it as Excel Workbook (.xlsx)"
)

CUT_SHORT: Final = Cause("OKR903", "the end of the file is missing", _AGAIN)
TRAILING: Final = Cause("OKR903", "foreign data follows the end of the workbook", _AGAIN)
DIRECTORY: Final = Cause("OKR903", "the zip directory is damaged", _RESTORE)
CHECKSUM: Final = Cause("OKR904", "this part is damaged: its checksum does not match", _RESTORE)
INFLATED_SIZE: Final = Cause("OKR905", "this part does not unpack to its stated size", _RESTORE)
TWICE: Final = Cause("OKR906", "this part is stored twice", _RESTORE)
OTHER_NAME: Final = Cause("OKR906", "this part is stored under two different names", _RESTORE)
OTHER_NUMBERS: Final = Cause(
    "OKR906", "the size, checksum or packing of this part is stated twice and differs", _RESTORE
)
UNLISTED: Final = Cause("OKR906", "the file holds parts its directory does not list", _DISTRUST)
OVERLAP: Final = Cause("OKR906", "this part shares its bytes with another one", _DISTRUST)
METHOD: Final = Cause(
    "OKR909", "this part is packed in a way workbooks never use", "Save it again with Excel"
)
PART_MISSING: Final = Cause("OKR911", "this part of the workbook is missing", _RESTORE)
NO_SHEETS: Final = Cause("OKR911", "the workbook lists no sheets", _RESTORE)
SAME_NAME: Final = Cause("OKR911", "this name is given twice", _RESTORE)
SAME_PART: Final = Cause("OKR911", "two sheets or tables are stored in this one part", _RESTORE)
XML: Final = Cause("OKR917", "the XML of this part is broken", _RESTORE)
ENCODING: Final = Cause(
    "OKR917", "the XML of this part is in an encoding workbooks never use", _RESTORE
)
CONTENT: Final = Cause("OKR917", "the content of this part makes no sense", _RESTORE)
CELL: Final = Cause("OKR917", "the content of this cell makes no sense", _RESTORE)
TEXT_TABLE: Final = Cause(
    "OKR918", "the text of this cell is not in the text table (shared strings)", _RESTORE
)


def _mib(size: int) -> str:
    return f"{size >> 20:,} MiB"


FILE_TOO_LARGE: Final = Cause("OKR900", f"the file is larger than {_mib(MAX_FILE)}", _TIDY)
PART_TOO_LARGE: Final = Cause("OKR900", f"this part unpacks to more than {_mib(MAX_PART)}", _TIDY)
TOTAL_TOO_LARGE: Final = Cause(
    "OKR900", f"the workbook unpacks to more than {_mib(MAX_TOTAL)} in all", _TIDY
)
RATIO: Final = Cause(
    "OKR900", f"this part unpacks to more than {MAX_RATIO} times its size", _DISTRUST
)
MEMBERS: Final = Cause("OKR902", f"the file has more than {MAX_MEMBERS:,} parts", _DISTRUST)
OUTSIDE: Final = Cause("OKR907", "a name in the file points outside the workbook", _DISTRUST)
ODD_NAME: Final = Cause("OKR907", "a part has a name workbooks never use", _DISTRUST)
DOCTYPE: Final = Cause("OKR915", "a DOCTYPE, which no workbook needs, stands here", _DISTRUST)
DEPTH: Final = Cause("OKR916", f"more than {MAX_DEPTH} elements are nested here", _DISTRUST)
LONG_TAG: Final = Cause(
    "OKR919", f"one tag or text is longer than {_mib(MAX_ATTRIBUTES)}", _DISTRUST
)
TAGS: Final = Cause("OKR919", f"this part has more than {MAX_TAGS:,} tags", _TIDY)
SHEETS: Final = Cause("OKR919", f"the workbook has more than {MAX_SHEETS:,} sheets", _TIDY)
NAMES: Final = Cause(
    "OKR919",
    f"the workbook has more than {MAX_NAMES:,} defined names",
    "Delete those you do not need in the Name Manager of Excel",
)
ENTRIES: Final = Cause("OKR919", f"this part lists more than {MAX_ENTRIES:,} things", _TIDY)
FORMATS: Final = Cause("OKR919", f"the workbook has more than {MAX_FORMATS:,} cell formats", _TIDY)
ARRAYS: Final = Cause("OKR919", "the array formulas cover more cells than can be real", _DISTRUST)
LONG_TEXT: Final = Cause(
    "OKR919", f"a text here is longer than {MAX_TEXT:,} letters; Excel keeps 32,767", _DISTRUST
)
TEXTS: Final = Cause("OKR919", f"the text table has more than {MAX_TEXTS:,} texts", _TIDY)
MERGED: Final = Cause(
    "OKR919",
    f"a merged cell covers more than {MAX_MERGED_CELLS:,} cells",
    "Select it in Excel and choose Unmerge Cells",
)
MERGES: Final = Cause(
    "OKR919",
    f"the sheet has more than {MAX_MERGED_AREAS:,} merged cells",
    "Select all of the sheet in Excel and choose Unmerge Cells",
)
CELLS: Final = Cause("OKR919", f"the workbook stores more than {MAX_CELLS:,} cells", _TIDY)

NO_FOLDER: Final = Cause("OKR940", "there is no such folder", "Create it, or choose another")
READ_ONLY_FOLDER: Final = Cause(
    "OKR941", "nothing may be written in this folder", "Choose another, or ask for the right"
)
EXISTS: Final = Cause("OKR942", "the file is already there", "Choose another name, or use --force")


def printable(text: str) -> str:
    """Names inside a file are its maker's: they must not steer a terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


class OkrsheetFileError(Exception):
    """A workbook file was refused, or could not be reached or made.

    Attributes:
        where: The file, and where known the part, sheet or cell.
        what: What is wrong there.
        way_out: What the user can do about it.
    """

    usual = CONTENT
    code: str = usual.code
    exit_code: int = 2

    def __init__(self, where: str, cause: Cause | None = None, detail: str = "") -> None:
        super().__init__(where, cause, detail)
        cause = cause or self.usual
        self.code = cause.code
        self.where = printable(where)
        self.what = printable(f"{cause.what}: {detail}" if detail else cause.what)
        self.way_out = cause.way_out

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.way_out}."


class FileMissing(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The path leads nowhere."""

    usual = MISSING
    code = usual.code


class UnreadableFile(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The file is there, but its bytes cannot be had."""

    usual = FAILING
    code = usual.code


class NotAWorkbook(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The file is something else; `what` is a sentence that says which kind."""

    usual = NO_WORKBOOK
    code = usual.code

    @property
    def kind(self) -> str:
        """What the file is instead."""
        return self.what


class DamagedWorkbook(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The file is a workbook whose zip, XML or content is broken."""

    usual = DIRECTORY
    code = usual.code


class UnsafeWorkbook(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The file holds what only an attack or an accident puts there."""

    usual = PART_TOO_LARGE
    code = usual.code


class FolderMissing(OkrsheetFileError):  # noqa: N818 - named for the cause
    """A new file cannot be made: its folder is not there."""

    usual = NO_FOLDER
    code = usual.code
    exit_code = 3


class FolderReadOnly(OkrsheetFileError):  # noqa: N818 - named for the cause
    """A new file cannot be made: its folder refuses it."""

    usual = READ_ONLY_FOLDER
    code = usual.code
    exit_code = 3


class FileExists(OkrsheetFileError):  # noqa: N818 - named for the cause
    """A new file is not made over an existing one."""

    usual = EXISTS
    code = usual.code
    exit_code = 3
