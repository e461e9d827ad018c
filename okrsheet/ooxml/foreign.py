"""Tell by its bytes what a file is that is no zip file."""

from okrsheet.ooxml import kinds
from okrsheet.ooxml.errors import CUT_SHORT, NO_WORKBOOK, Cause
from okrsheet.ooxml.ole import OPENING, is_cut_short, stream_names

_HEAD = 4096
# A page that Excel or a report program calls .xls shows its first table early.
_PAGE = 64 << 10
_OWNER_FILE_SIZE = 165
_LONGEST_OWNER = 54
_TAR_MARK = slice(257, 262)

_ZIP_END = b"PK\x05\x06"
_TAIL = 65_557
_OPENINGS = (
    (b"%PDF", kinds.PDF),
    (b"{\\rtf", kinds.RTF),
    (b"\x1f\x8b", kinds.GZIP),
    (b"7z\xbc\xaf\x27\x1c", kinds.ARCHIVE),
    (b"Rar!", kinds.ARCHIVE),
    (b"BZh", kinds.ARCHIVE),
    (b"\xfd7zXZ\0", kinds.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", kinds.ARCHIVE),
    (b"\x89PNG", kinds.PICTURE),
    (b"\xff\xd8\xff", kinds.PICTURE),
    (b"GIF8", kinds.PICTURE),
    (b"SQLite format 3\0", kinds.DATABASE),
    (b"version https://git-lfs", kinds.LFS_POINTER),
    (b"bplist00", kinds.LINK),
    (b"[InternetShortcut]", kinds.LINK),
    (b"[Desktop Entry]", kinds.LINK),
    (b"L\0\0\0\x01\x14\x02\0", kinds.LINK),
    (b"book\0\0\0\0mark", kinds.LINK),
    (b"\0\x05\x16\x07", kinds.SIDE_FILE),
    # Excel 2 to 4, before there were containers.
    (b"\x09\0\x04\0", kinds.XLS),
    (b"\x09\x02\x06\0", kinds.XLS),
    (b"\x09\x04\x06\0", kinds.XLS),
)
_OLE_STREAMS = (
    ("drmencryptedtransform", kinds.RIGHTS),
    ("drmencrypteddataspace", kinds.RIGHTS),
    ("encryptedpackage", kinds.ENCRYPTED),
    ("workbook", kinds.XLS),
    ("book", kinds.XLS),
    ("worddocument", kinds.WORD),
    ("powerpoint document", kinds.POWERPOINT),
    ("__properties_version1.0", kinds.OUTLOOK),
)
_TEXT_OPENINGS = (
    (b"<!doctypehtml", kinds.HTML),
    (b"<html", kinds.HTML),
    (b"<head", kinds.HTML),
    (b"<table", kinds.HTML),
    (b"mime-version:", kinds.HTML),
    (b"{", kinds.JSON),
    (b"[{", kinds.JSON),
    (b"[[", kinds.JSON),
    (b'["', kinds.JSON),
    (b"<?xml", kinds.OTHER_XML),
)
_XML_MARKS = (
    (b"opendocument", kinds.ODS),
    (b"excel.sheet", kinds.XML_2003),
    (b"office:spreadsheet", kinds.XML_2003),
    (b"<key>url</key>", kinds.LINK),
    (b"<html", kinds.HTML),
)
_TABLES = (b"<table", b"office:excel", b"mime-version:")


def kind_of(data: bytes) -> Cause:
    """Name what the bytes are."""
    head = data[:_HEAD]
    if not head:
        return kinds.EMPTY
    if data.count(0) == len(data):
        return kinds.ZEROS
    if head.startswith(OPENING):
        return _ole_kind(data)
    if head[_TAR_MARK] == b"ustar":
        return kinds.ARCHIVE
    return next((kind for mark, kind in _OPENINGS if head.startswith(mark)), _loose_kind(data))


def _ole_kind(data: bytes) -> Cause:
    if is_cut_short(data):
        return CUT_SHORT
    names = stream_names(data)
    return next((kind for mark, kind in _OLE_STREAMS if mark in names), kinds.OLE)


def _loose_kind(data: bytes) -> Cause:
    if _is_owner_file(data):
        return kinds.LOCK_FILE
    if _ZIP_END in data[-_TAIL:]:
        return kinds.BURIED
    squeezed = b"".join(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").split()).lower()
    kind = next((kind for mark, kind in _TEXT_OPENINGS if squeezed.startswith(mark)), None)
    if kind is kinds.OTHER_XML:
        kind = next((kind for mark, kind in _XML_MARKS if mark in squeezed), kind)
    if kind is kinds.JSON and (b"docs.google.com" in squeezed or b'"doc_id"' in squeezed):
        return kinds.GOOGLE_SHEET
    if kind is kinds.HTML:
        page = data[:_PAGE].lower()
        return kind if any(mark in page for mark in _TABLES) else kinds.WEB_PAGE
    return kind or (kinds.TEXT if _is_text(data[:_HEAD]) else NO_WORKBOOK)


def _is_owner_file(data: bytes) -> bool:
    """Excel's `~$name.xlsx`: of one size, the first one the length of the user's name."""
    return len(data) == _OWNER_FILE_SIZE and 0 < data[0] <= _LONGEST_OWNER


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    # The head may end inside a character of up to four bytes.
    readable = head.decode("utf-8", "replace").rstrip("\ufffd")
    return "\ufffd" not in readable and "\0" not in readable
