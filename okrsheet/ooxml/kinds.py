"""What a file is when it is not a workbook, and what the user can do about it."""

from typing import Final

from okrsheet.ooxml.errors import CUT_SHORT, Cause, DamagedWorkbook, NotAWorkbook

_SAVE_AS = "Open it in Excel and save it as Excel Workbook (.xlsx)"
_RIGHT_FILE = "Name the workbook itself"
_UNPACK = "Unpack it first"

EMPTY: Final = Cause(
    "OKR910",
    "the file is empty (0 bytes)",
    "If it lives in OneDrive or SharePoint, choose 'Always keep on this device' and try again",
)
ZEROS: Final = Cause(
    "OKR910",
    "the file holds nothing but zero bytes: its content was lost by the disk or the sync tool",
    "Restore an earlier version",
)
CLOUD: Final = Cause(
    "OKR910",
    "this stands for a file that is still in iCloud",
    "Open its folder in the Finder, choose 'Download Now' and try again",
)
ENCRYPTED: Final = Cause(
    "OKR920",
    "the workbook is encrypted with a password",
    "In Excel choose File > Info > Protect Workbook, clear the password and save",
)
RIGHTS: Final = Cause(
    "OKR920",
    "the workbook is encrypted by rights management (IRM, sensitivity label)",
    "Ask its owner for a copy without the restriction",
)
ENCRYPTED_ZIP: Final = Cause(
    "OKR920", "the zip file is encrypted with a password", "Unpack it with the password first"
)
LOCK_FILE: Final = Cause(
    "OKR914",
    "this is the lock file a spreadsheet program keeps beside an open workbook",
    "Name the workbook itself, without the leading ~$ or .~lock",
)
SIDE_FILE: Final = Cause(
    "OKR914",
    "this is the side file macOS keeps beside a workbook",
    "Name the workbook itself, without the leading ._",
)
LFS_POINTER: Final = Cause(
    "OKR912", "this is a Git LFS pointer, not the workbook", "Run git lfs pull"
)
LINK: Final = Cause(
    "OKR912", "this is a link to a file or page, not the workbook", "Name the file it leads to"
)
GOOGLE_SHEET: Final = Cause(
    "OKR912",
    "this is a link to a Google sheet",
    "In Google Sheets choose File > Download > Microsoft Excel (.xlsx)",
)
HTML: Final = Cause("OKR912", "this is a table on a web page (HTML)", _SAVE_AS)
WEB_PAGE: Final = Cause(
    "OKR912",
    "this is a web page (HTML), perhaps the one that asks you to sign in",
    "Sign in with a browser and download the workbook again",
)
JSON: Final = Cause("OKR912", "this is JSON", _RIGHT_FILE)
TEXT: Final = Cause("OKR912", "this is text (CSV?)", _SAVE_AS)
OTHER_XML: Final = Cause("OKR913", "this is an XML file", _RIGHT_FILE)
XML_2003: Final = Cause("OKR913", "this is the Excel 2003 XML format", _SAVE_AS)
XLS: Final = Cause("OKR913", "this is the old Excel 97-2003 format (.xls)", _SAVE_AS)
XLSB: Final = Cause("OKR913", "this is a binary workbook (.xlsb)", _SAVE_AS)
ODS: Final = Cause("OKR913", "this is an OpenDocument spreadsheet (.ods)", _SAVE_AS)
NUMBERS: Final = Cause(
    "OKR913", "this is an Apple Numbers document", "In Numbers choose File > Export To > Excel"
)
WORD: Final = Cause("OKR913", "this is a Word document", _RIGHT_FILE)
POWERPOINT: Final = Cause("OKR913", "this is a PowerPoint presentation", _RIGHT_FILE)
OUTLOOK: Final = Cause("OKR913", "this is a mail (Outlook)", "Save the workbook attached to it")
RTF: Final = Cause("OKR913", "this is a rich text document (.rtf)", _RIGHT_FILE)
PDF: Final = Cause("OKR913", "this is a PDF", _RIGHT_FILE)
PICTURE: Final = Cause("OKR913", "this is a picture", _RIGHT_FILE)
DATABASE: Final = Cause("OKR913", "this is a database (SQLite)", _RIGHT_FILE)
GZIP: Final = Cause("OKR913", "the file is compressed once more (gzip)", _UNPACK)
ARCHIVE: Final = Cause("OKR913", "this is an archive (RAR, 7-Zip, tar or the like)", _UNPACK)
ZIP: Final = Cause("OKR911", "this is a zip file, but not a workbook", _RIGHT_FILE)
ZIPPED: Final = Cause("OKR911", "this is a zip file with a workbook inside", _UNPACK)
OLE: Final = Cause("OKR913", "this is an old Office file, but not a workbook", _RIGHT_FILE)
BURIED: Final = Cause(
    "OKR903", "foreign data stands before the workbook begins", "Copy or download it again"
)

_ZIP_OPENINGS = (b"PK\x03\x04", b"PK\x05\x06")
_MEMBERS = (
    ("index/document.iwa", NUMBERS),
    ("index.zip", NUMBERS),
    ("content.xml", ODS),
)
_MAIN_TYPES = (
    ("wordprocessingml", WORD),
    ("presentationml", POWERPOINT),
    ("sheet.binary", XLSB),
)
_BY_NAME = (
    ("~$", "", LOCK_FILE),
    (".~lock.", "", LOCK_FILE),
    ("._", "", SIDE_FILE),
    (".", ".icloud", CLOUD),
    ("", ".url", LINK),
    ("", ".webloc", LINK),
    ("", ".lnk", LINK),
    ("", ".gsheet", GOOGLE_SHEET),
)


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Let a zip file pass and name everything else.

    Raises:
        NotAWorkbook: The first bytes are not those of a zip file.
        DamagedWorkbook: It is a container of old Office of which the end is missing.
    """
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    for start, end, kind in _BY_NAME:
        if base.startswith(start) and base.endswith(end):
            raise NotAWorkbook(name, kind)
    if not data.startswith(_ZIP_OPENINGS):
        raise _other_kind(data, name)
    # OpenDocument files begin with their own type, stored uncompressed.
    if b"vnd.oasis.opendocument.spreadsheet" in data[:128]:
        raise NotAWorkbook(name, ODS)


def _other_kind(data: bytes, name: str) -> NotAWorkbook | DamagedWorkbook:
    # Few files come this way, so that the others need not wait for these modules.
    from okrsheet.ooxml.foreign import kind_of  # noqa: PLC0415 - see above

    kind = kind_of(data)
    return DamagedWorkbook(name, kind) if kind is CUT_SHORT else NotAWorkbook(name, kind)


def refuse_other_zips(members: frozenset[str], name: str) -> None:
    """Name a zip file that lacks the list of parts every workbook begins with.

    Args:
        members: Names in the zip file, in lower case.
        name: The file.

    Raises:
        NotAWorkbook: There is no [Content_Types].xml.
    """
    if "[content_types].xml" in members:
        return
    kind = next((kind for mark, kind in _MEMBERS if mark in members), None)
    if kind is None:
        inside = any(member.endswith((".xlsx", ".xlsm")) for member in members)
        kind = ZIPPED if inside else ZIP
    detail = "[Content_Types].xml is missing" if kind in {ZIP, ZIPPED} else ""
    raise NotAWorkbook(name, kind, detail)


def refuse_other_documents(content_type: str, name: str) -> None:
    """Name an Office document whose main part is not a workbook.

    Raises:
        NotAWorkbook: The content type is that of another document, or of none.
    """
    if content_type.endswith(".main+xml") and (
        "spreadsheetml." in content_type or "ms-excel." in content_type
    ):
        return
    kind = next((kind for mark, kind in _MAIN_TYPES if mark in content_type), ZIP)
    raise NotAWorkbook(name, kind, "it declares no workbook part" if kind is ZIP else "")
