"""Files that are no workbook or out of reach: what they are, and the way out."""

import errno
import os
import pickle
import re
import sys
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest

from okrsheet.ooxml import errors, kinds
from okrsheet.ooxml.errors import (
    Cause,
    DamagedWorkbook,
    FileExists,
    FileMissing,
    FolderMissing,
    FolderReadOnly,
    NotAWorkbook,
    OkrsheetFileError,
    UnreadableFile,
)
from okrsheet.ooxml.read import parse_workbook, read_file, read_workbook
from tests.hostile.containers import container
from tests.unit.tiny_book import (
    content_types,
    default_parts,
    one_row,
    tiny_book,
)

BOOK = tiny_book(one_row("<c><v>1</v></c>"))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def refused(data: bytes, name: str = "plan.xlsx") -> OkrsheetFileError:
    with pytest.raises(OkrsheetFileError) as caught:
        parse_workbook(data, name)
    return caught.value


def stored(name: str, content: bytes) -> bytes:
    return tiny_book("", {**dict.fromkeys(default_parts()), name: content})


def with_type(main: str) -> bytes:
    return tiny_book("", {"[Content_Types].xml": content_types(main)})


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        pytest.param(b"", "OKR910", "empty", id="empty"),
        pytest.param(bytes(5000), "OKR910", "zero bytes", id="zero bytes"),
        pytest.param(
            container("EncryptionInfo", "EncryptedPackage"), "OKR920", "password", id="encrypted"
        ),
        pytest.param(
            container("EncryptedPackage", "DRMEncryptedTransform"),
            "OKR920",
            "rights",
            id="rights management",
        ),
        pytest.param(container("Workbook"), "OKR913", ".xls", id="old Excel"),
        pytest.param(container("Book"), "OKR913", ".xls", id="older Excel"),
        pytest.param(b"\x09\x04\x06\0\0\0", "OKR913", ".xls", id="oldest Excel"),
        pytest.param(container("WordDocument"), "OKR913", "Word", id="old Word"),
        pytest.param(
            container("1Table", "CompObj", "Data", "x", "WordDocument"),
            "OKR913",
            "Word",
            id="name in the second sector",
        ),
        pytest.param(container("PowerPoint Document"), "OKR913", "PowerPoint", id="old slides"),
        pytest.param(container("__properties_version1.0"), "OKR913", "mail", id="mail"),
        pytest.param(container("Contents"), "OKR913", "old Office", id="old Office"),
        pytest.param(b"%PDF-1.7\n", "OKR913", "PDF", id="PDF"),
        pytest.param(b"\x1f\x8b\x08", "OKR913", "gzip", id="gzip"),
        pytest.param(
            b"version https://git-lfs.github.com/spec/v1\n",
            "OKR912",
            "git lfs pull",
            id="Git LFS pointer",
        ),
        pytest.param(b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "OKR912", "HTML", id="HTML"),
        pytest.param(b"<table><tr>", "OKR912", "Excel Workbook", id="HTML table"),
        pytest.param(
            b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'>",
            "OKR912",
            "Excel Workbook",
            id="HTML by Excel",
        ),
        pytest.param(b"<html><form>", "OKR912", "sign in", id="page to sign in"),
        pytest.param(
            b"MIME-Version: 1.0\nContent-Type: multipart", "OKR912", "HTML", id="web archive"
        ),
        pytest.param(b"{\\rtf1", "OKR913", ".rtf", id="rich text"),
        pytest.param(b"\x89PNG\r\n", "OKR913", "picture", id="picture"),
        pytest.param(b"SQLite format 3\0", "OKR913", "database", id="database"),
        pytest.param(b"Rar!\x1a", "OKR913", "archive", id="archive"),
        pytest.param(bytes(257) + b"ustar\0", "OKR913", "archive", id="tar"),
        pytest.param(b"[InternetShortcut]\nURL=x", "OKR912", "link", id="link of Windows"),
        pytest.param(
            b"<?xml version='1.0'?><plist><dict><key>URL</key>",
            "OKR912",
            "link",
            id="link of macOS",
        ),
        pytest.param(
            b'{"doc_id": "1x", "email": "a@b"}', "OKR912", "Google", id="link to a Google sheet"
        ),
        pytest.param(b"\0\x05\x16\x07\0\2", "OKR914", "macOS", id="side file of macOS"),
        pytest.param(
            b"<?xml version='1.0'?><x xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>",
            "OKR913",
            ".ods",
            id="flat OpenDocument",
        ),
        pytest.param(bytes(5000) + b"x", "OKR911", "not a workbook", id="zeros and a letter"),
        pytest.param(b'{"url": 1}', "OKR912", "JSON", id="JSON"),
        pytest.param(b'[ {"a": 1}]', "OKR912", "JSON", id="JSON list"),
        pytest.param("KR;Größe\n1;2\n".encode(), "OKR912", "CSV", id="CSV"),
        pytest.param("a\tb".encode("utf-16"), "OKR912", "CSV", id="UTF-16 text"),
        pytest.param(("ab" * 2047 + "aü").encode(), "OKR912", "CSV", id="text cut in a letter"),
        pytest.param(
            b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>",
            "OKR913",
            "Excel 2003 XML",
            id="Excel 2003 XML",
        ),
        pytest.param(b"<?xml version='1.0'?><a/>", "OKR913", "XML", id="other XML"),
        pytest.param(b"\x0bsomebody".ljust(165), "OKR914", "lock file", id="lock file"),
        pytest.param(b"\x80\x81\x00\xff", "OKR911", "not a workbook", id="anything"),
        pytest.param(b"mail header\n" + BOOK, "OKR903", "before the workbook", id="buried"),
        pytest.param(with_type(WORD), "OKR913", "Word", id="Word"),
        pytest.param(with_type(SLIDES), "OKR913", "PowerPoint", id="PowerPoint"),
        pytest.param(with_type(XLSB), "OKR913", ".xlsb", id="binary workbook"),
        pytest.param(with_type("text/xml"), "OKR911", "no workbook part", id="no workbook part"),
        pytest.param(stored("a.txt", b""), "OKR911", "zip", id="zip"),
        pytest.param(stored("plan.xlsx", BOOK), "OKR911", "inside", id="zipped workbook"),
        pytest.param(stored("Index/Document.iwa", b""), "OKR913", "Numbers", id="Numbers"),
    ],
)
def test_other_kinds(data: bytes, code: str, words: str) -> None:
    error = refused(data)
    assert isinstance(error, NotAWorkbook)
    assert (error.code, error.exit_code) == (code, 2)
    assert words in str(error)
    assert str(error).startswith(f"plan.xlsx: {error.kind}. ")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(container("EncryptedPackage", sectors=8)[: -4 * 512], id="sectors missing"),
        pytest.param(container("Workbook")[:1024], id="directory missing"),
        pytest.param(container("Workbook")[:512], id="nothing but the header"),
        pytest.param(container("Workbook")[:100], id="half a header"),
    ],
)
def test_old_containers_cut_short(data: bytes) -> None:
    error = refused(data)
    assert isinstance(error, DamagedWorkbook)
    assert error.code == "OKR903"
    assert "the end of the file is missing" in str(error)


def test_open_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert ".ods" in str(refused((tmp_path / "plan.ods").read_bytes()))


def test_open_document_in_another_order() -> None:
    assert ".ods" in str(refused(stored("content.xml", b"<a/>")))


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("team/~$plan.xlsx", "OKR914", "lock file"),
        ("team\\~$plan.xlsx", "OKR914", "lock file"),
        (".~lock.plan.xlsx#", "OKR914", "lock file"),
        ("team/._plan.xlsx", "OKR914", "macOS"),
        (".plan.xlsx.icloud", "OKR910", "iCloud"),
        ("plan.xlsx.url", "OKR912", "link"),
        ("plan.webloc", "OKR912", "link"),
        ("plan.xlsx.lnk", "OKR912", "link"),
        ("plan.gsheet", "OKR912", "Google"),
    ],
)
def test_by_name(name: str, code: str, words: str) -> None:
    error = refused(BOOK, name)
    assert error.code == code
    assert words in str(error)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"none\.xlsx: there is no such file\. Check the name"):
        read_workbook(tmp_path / "none.xlsx")
    (tmp_path / "file").touch()
    with pytest.raises(FileMissing):
        read_workbook(tmp_path / "file" / "plan.xlsx")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="this is a folder"):
        read_workbook(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in the file system")
def test_named_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(UnreadableFile, match="not a regular file"):
        read_workbook(tmp_path / "pipe.xlsx")


def test_names_no_system_takes() -> None:
    with pytest.raises(UnreadableFile):
        read_workbook(Path("a\0.xlsx"))


@pytest.mark.parametrize(
    ("kind", "code", "exit_code"),
    [
        (FileMissing, "OKR901", 2),
        (UnreadableFile, "OKR908", 2),
        (FolderMissing, "OKR940", 3),
        (FolderReadOnly, "OKR941", 3),
        (FileExists, "OKR942", 3),
    ],
)
def test_codes(kind: type[OkrsheetFileError], code: str, exit_code: int) -> None:
    error = pickle.loads(pickle.dumps(kind("plan.xlsx")))  # noqa: S301 - our own bytes
    assert (kind.code, error.code, error.exit_code) == (code, code, exit_code)
    assert str(error).startswith("plan.xlsx: ")


CAUSES = [
    pytest.param(cause, id=name)
    for module in (errors, kinds)
    for name, cause in vars(module).items()
    if isinstance(cause, Cause)
]


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_says_what_and_the_way_out(cause: Cause) -> None:
    assert re.fullmatch("OKR9[0-4][0-9]", cause.code)
    assert cause.what[0].islower()
    assert cause.way_out[0].isupper()
    assert not (cause.what + cause.way_out).endswith(".")


def test_a_file_nobody_may_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(tiny_book())

    def shut(name: object, mode: str) -> NoReturn:
        raise PermissionError(errno.EACCES, f"{mode} refused", str(name))

    # To root the system hands out every file.
    monkeypatch.setattr("builtins.open", shut)
    with pytest.raises(UnreadableFile, match="the file may not be read") as refused:
        read_file(path)
    assert refused.value.exit_code == 2
