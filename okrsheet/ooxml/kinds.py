"""What a file is when it is not a workbook, and what the user can do about it."""

from typing import Final

from okrsheet.ooxml.errors import NO_WORKBOOK, Cause, NotAWorkbook

_SAVE_AS = "Open it in Excel and save it as Excel Workbook (.xlsx)"
_RIGHT_FILE = "Name the workbook itself"
_HEAD = 4096
_OWNER_FILE_SIZE = 165
_LONGEST_OWNER = 54

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
ENCRYPTED: Final = Cause(
    "OKR920",
    "the workbook is encrypted with a password",
    "In Excel choose File > Info > Protect Workbook, clear the password and save",
)
LOCK_FILE: Final = Cause(
    "OKR914",
    "this is the lock file a spreadsheet program keeps beside an open workbook",
    "Name the workbook itself, without the leading ~$ or .~lock",
)
LFS_POINTER: Final = Cause(
    "OKR912", "this is a Git LFS pointer, not the workbook", "Run git lfs pull"
)
HTML: Final = Cause("OKR912", "this is a web page (HTML)", _SAVE_AS)
JSON: Final = Cause("OKR912", "this is JSON, perhaps a link to an online sheet", _RIGHT_FILE)
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
PDF: Final = Cause("OKR913", "this is a PDF", _RIGHT_FILE)
GZIP: Final = Cause("OKR913", "the file is compressed once more (gzip)", "Unpack it first")
ARCHIVE: Final = Cause("OKR913", "this is an archive (RAR or 7-Zip)", "Unpack it first")
ZIP: Final = Cause("OKR911", "this is a zip file, but not a workbook", _RIGHT_FILE)
ZIPPED: Final = Cause("OKR911", "this is a zip file with a workbook inside", "Unpack it first")
OLE: Final = Cause("OKR913", "this is an old Office file, but not a workbook", _RIGHT_FILE)
BURIED: Final = Cause(
    "OKR903", "foreign data stands before the workbook begins", "Copy or download it again"
)

_ZIP_END = b"PK\x05\x06"
_ZIP_OPENINGS = (b"PK\x03\x04", _ZIP_END)
_TAIL = 65_557
_OLE_OPENING = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPENINGS = (
    (b"%PDF", PDF),
    (b"\x1f\x8b", GZIP),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"version https://git-lfs", LFS_POINTER),
)
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("Workbook", XLS),
    ("Book", XLS),
    ("WordDocument", WORD),
    ("PowerPoint Document", POWERPOINT),
)
_TEXT_OPENINGS = (
    (b"<!doctypehtml", HTML),
    (b"<html", HTML),
    (b"<head", HTML),
    (b"<table", HTML),
    (b"{", JSON),
    (b"[{", JSON),
    (b"[[", JSON),
    (b'["', JSON),
    (b"<?xml", OTHER_XML),
)
_XML_MARKS = (
    (b"excel.sheet", XML_2003),
    (b"office:spreadsheet", XML_2003),
    (b"<html", HTML),
    (b"opendocument", ODS),
)
_MAIN_TYPES = (
    ("wordprocessingml", WORD),
    ("presentationml", POWERPOINT),
    ("sheet.binary", XLSB),
)
_MEMBERS = (
    ("index/document.iwa", NUMBERS),
    ("index.zip", NUMBERS),
)


def refuse_other_kinds(data: bytes, name: str) -> None:
    """Let a zip file pass and name everything else.

    Raises:
        NotAWorkbook: The first bytes are not those of a zip file.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    if base.startswith(("~$", ".~lock.")):
        raise NotAWorkbook(name, LOCK_FILE)
    if not data.startswith(_ZIP_OPENINGS):
        raise NotAWorkbook(name, _kind_of(data))
    # OpenDocument files begin with their own type, stored uncompressed.
    if b"vnd.oasis.opendocument.spreadsheet" in data[:128]:
        raise NotAWorkbook(name, ODS)


def _kind_of(data: bytes) -> Cause:
    head = data[:_HEAD]
    if not head:
        return EMPTY
    if not head.strip(b"\0"):
        return ZEROS
    if head.startswith(_OLE_OPENING):
        return _ole_kind(data)
    return next((kind for mark, kind in _OPENINGS if head.startswith(mark)), _loose_kind(data))


def _ole_kind(data: bytes) -> Cause:
    return next((kind for mark, kind in _OLE_STREAMS if mark.encode("utf-16-le") in data), OLE)


def _loose_kind(data: bytes) -> Cause:
    if _is_owner_file(data):
        return LOCK_FILE
    if _ZIP_END in data[-_TAIL:]:
        return BURIED
    squeezed = b"".join(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").split()).lower()
    kind = next((kind for mark, kind in _TEXT_OPENINGS if squeezed.startswith(mark)), None)
    if kind is OTHER_XML:
        return next((kind for mark, kind in _XML_MARKS if mark in squeezed), OTHER_XML)
    return kind or (TEXT if _is_text(data[:_HEAD]) else NO_WORKBOOK)


def _is_owner_file(data: bytes) -> bool:
    """Excel's `~$name.xlsx`: of one size, the first one the length of the user's name."""
    return len(data) == _OWNER_FILE_SIZE and 0 < data[0] <= _LONGEST_OWNER


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    # The head may end inside a character of up to four bytes.
    readable = head.decode("utf-8", "replace").rstrip("\ufffd")
    return "\ufffd" not in readable and "\0" not in readable


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
    detail = "" if kind is NUMBERS else "[Content_Types].xml is missing"
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
