"""Files that are no workbook or out of reach: what they are, and the way out."""

import os
import pickle
import re
import sys
import zipfile
from pathlib import Path

import pytest

from okrsheet.ooxml import errors, kinds
from okrsheet.ooxml.errors import (
    Cause,
    FileExists,
    FileMissing,
    FolderMissing,
    FolderReadOnly,
    NotAWorkbook,
    OkrsheetFileError,
    UnreadableFile,
)
from okrsheet.ooxml.read import parse_workbook, read_workbook
from tests.unit.tiny_book import (
    content_types,
    default_parts,
    one_row,
    tiny_book,
)

BOOK = tiny_book(one_row("<c><v>1</v></c>"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
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
            OLE + "EncryptedPackage".encode("utf-16-le"), "OKR920", "password", id="encrypted"
        ),
        pytest.param(OLE + "Workbook".encode("utf-16-le"), "OKR913", ".xls", id="old Excel"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "OKR913", "Word", id="old Word"),
        pytest.param(OLE, "OKR913", "old Office", id="old Office"),
        pytest.param(b"%PDF-1.7\n", "OKR913", "PDF", id="PDF"),
        pytest.param(b"\x1f\x8b\x08", "OKR913", "gzip", id="gzip"),
        pytest.param(
            b"version https://git-lfs.github.com/spec/v1\n",
            "OKR912",
            "git lfs pull",
            id="Git LFS pointer",
        ),
        pytest.param(b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "OKR912", "HTML", id="HTML"),
        pytest.param(b"<table><tr>", "OKR912", "HTML", id="HTML table"),
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


def test_open_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert ".ods" in str(refused((tmp_path / "plan.ods").read_bytes()))


@pytest.mark.parametrize("name", ["team/~$plan.xlsx", "team\\~$plan.xlsx", ".~lock.plan.xlsx#"])
def test_lock_files_by_name(name: str) -> None:
    assert refused(BOOK, name).code == "OKR914"


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
