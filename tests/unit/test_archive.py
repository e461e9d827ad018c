"""The zip directory: what legal writers vary, and what only damage or malice produces."""

import io
import struct
import zipfile

import pytest

from okrsheet.ooxml.archive import has_part, part_pieces, part_size, read_part
from okrsheet.ooxml.errors import DamagedWorkbook, OkrsheetFileError, UnsafeWorkbook
from okrsheet.ooxml.guard import open_archive
from tests.unit.tiny_book import zip64

TEXT = b"some text " * 50


def zipped(method: int = zipfile.ZIP_DEFLATED, *names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name in names or ("a.xml",):
            package.writestr(name, TEXT)
    return stream.getvalue()


def entries(data: bytes) -> list[int]:
    """Offsets of the directory entries."""
    found = []
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        found.append(at)
        at = data.find(b"PK\x01\x02", at + 1)
    return found


def stating(data: bytes, packed_size: int, size: int) -> bytes:
    """The same zip with other sizes in every directory entry (not in the local headers)."""
    for at in entries(data):
        data = data[: at + 20] + struct.pack("<II", packed_size, size) + data[at + 28 :]
    return data


def with_wide_numbers(data: bytes, *, before: bytes = b"") -> bytes:
    """The same zip of one member, its sizes and offset moved into a zip64 field."""
    (at,) = entries(data)
    packed, size, name_length = struct.unpack_from("<IIH", data, at + 20)
    extra = before + struct.pack("<HHQQQ", 1, 24, size, packed, 0)
    end = data.index(b"PK\x05\x06")
    entry = data[at : at + 20] + struct.pack("<IIHH", 2**32 - 1, 2**32 - 1, name_length, len(extra))
    entry += data[at + 32 : at + 42] + struct.pack("<I", 2**32 - 1)
    entry += data[at + 46 : at + 46 + name_length] + extra
    size_told = struct.pack("<I", len(entry))
    return data[:at] + entry + data[end : end + 12] + size_told + data[end + 16 :]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zipped(), id="deflated"),
        pytest.param(zipped(zipfile.ZIP_STORED), id="stored"),
        pytest.param(zipped(zipfile.ZIP_DEFLATED, "folder/", "a.xml"), id="with a folder"),
        pytest.param(zipped(zipfile.ZIP_DEFLATED, "A.XML", "ü.xml"), id="other case, umlaut"),
        pytest.param(zip64(zipped()), id="zip64 end record"),
        pytest.param(with_wide_numbers(zipped()), id="zip64 entry"),
        pytest.param(with_wide_numbers(zipped(), before=b"\x55\x54\x01\x00!"), id="two fields"),
    ],
)
def test_readable(data: bytes) -> None:
    archive = open_archive(data, "plan.xlsx")
    assert read_part(archive, "a.xml") == TEXT
    assert b"".join(part_pieces(archive, "a.xml", "S")) == TEXT
    assert part_size(archive, "A.xml") == len(TEXT)
    assert not has_part(archive, "folder/")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(zipped()[:40], "OKR903", id="cut short"),
        pytest.param(b"PK\x05\x06" + bytes(6) + b"\x02" + bytes(11), "OKR903", id="no entries"),
        pytest.param(
            b"PK\x05\x06" + bytes(4) + b"\xff" * 12 + bytes(2), "OKR903", id="zip64 without record"
        ),
        pytest.param(
            zip64(zipped()).replace(b"PK\x06\x07", b"PK\x06\x08"),
            "OKR903",
            id="zip64 without locator",
        ),
        pytest.param(
            with_wide_numbers(zipped()).replace(b"\x01\x00\x18\x00", b"\x02\x00\x18\x00"),
            "OKR903",
            id="zip64 entry without field",
        ),
        pytest.param(stating(zipped(), 250 << 20, 300 << 20), "OKR900", id="part too large"),
        pytest.param(
            stating(zipped(zipfile.ZIP_STORED, *"abcde"), 250 << 20, 250 << 20),
            "OKR900",
            id="too large together",
        ),
        pytest.param(stating(zipped(), 100, 100 << 20), "OKR900", id="packed too well"),
    ],
)
def test_directories_that_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(OkrsheetFileError) as caught:
        open_archive(data, "plan.xlsx")
    assert isinstance(caught.value, DamagedWorkbook | UnsafeWorkbook)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(stating(zipped(), 10_000, len(TEXT)), "OKR906", id="sizes of its own"),
        pytest.param(b"PK\x03\x05" + zipped()[4:], "OKR903", id="no local header"),
        pytest.param(zipped().replace(b"a.xml", b"b.xml", 1), "OKR906", id="other local name"),
        pytest.param(zipped()[:35] + b"\xff" * 9 + zipped()[44:], "OKR904", id="damaged bytes"),
        pytest.param(
            zipped(zipfile.ZIP_STORED).replace(b"some", b"same", 1),
            "OKR904",
            id="damaged stored bytes",
        ),
        pytest.param(zipped(zipfile.ZIP_BZIP2), "OKR909", id="packed with bzip2"),
    ],
)
def test_parts_that_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(DamagedWorkbook, match=r"plan\.xlsx: a\.xml: ") as caught:
        read_part(open_archive(data, "plan.xlsx"), "a.xml")
    assert caught.value.code == code
    with pytest.raises(DamagedWorkbook, match=r"plan\.xlsx: .*a\.xml\b") as caught:
        list(part_pieces(open_archive(data, "plan.xlsx"), "a.xml", "S"))
    assert caught.value.code == code


def test_missing_part_names_its_sheet() -> None:
    archive = open_archive(zipped(), "plan.xlsx")
    with pytest.raises(DamagedWorkbook, match=r"plan\.xlsx: sheet 'S' \(b\.xml\): this part"):
        read_part(archive, "b.xml", "S")
    with pytest.raises(DamagedWorkbook, match=r"plan\.xlsx: sheet 'S' \(b\.xml\): this part"):
        list(part_pieces(archive, "b.xml", "S"))
    assert part_size(archive, "b.xml") == 0


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_part_comes_in_small_pieces(method: int) -> None:
    text = b"".join(b"<row>%d</row>" % number for number in range(100_000))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        package.writestr("a.xml", text)
    pieces = list(part_pieces(open_archive(stream.getvalue(), "plan.xlsx"), "a.xml", "S"))
    assert b"".join(pieces) == text
    assert max(map(len, pieces)) <= 1 << 16
