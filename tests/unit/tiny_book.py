"""The smallest workbooks there are, written by hand: every test says what differs."""

import io
import struct
import zipfile
import zlib

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
LINKS = f"{OFFICE}/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET = "xl/worksheets/sheet1.xml"
SPACES = f'xmlns="{MAIN}" xmlns:r="{LINKS}"'

Parts = dict[str, str | bytes | None]


def links(*targets: tuple[str, str]) -> str:
    """Relationships rId1, rId2 ... from (kind, target)."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def content_types(main: str = WORKBOOK_TYPE) -> str:
    override = f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{override}</Types>'


def workbook(
    sheets: str = '<sheet name="S" sheetId="1" r:id="rId1"/>', *, before: str = "", after: str = ""
) -> str:
    return f"<workbook {SPACES}>{before}<sheets>{sheets}</sheets>{after}</workbook>"


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    data = f"<sheetData>{rows}</sheetData>"
    return f"<worksheet {SPACES}>{before}{data}{after}</worksheet>"


def styles(count: int) -> str:
    """So many cell formats, all the same."""
    return f"<styleSheet {SPACES}><cellXfs>{'<xf/>' * count}</cellXfs></styleSheet>"


def texts(*items: str) -> str:
    return f"<sst {SPACES}>{''.join(f'<si>{item}</si>' for item in items)}</sst>"


def default_parts(rows: str = "") -> dict[str, str]:
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": links(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/styles.xml": styles(10),
        SHEET: worksheet(rows),
    }


def tiny_book(rows: str = "", parts: Parts | None = None) -> bytes:
    """A workbook with sheet S, the same bytes at any time.

    Args:
        rows: What stands in its <sheetData>.
        parts: Parts to add or replace; None takes one away.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**default_parts(rows), **(parts or {})}.items():
            if content is not None:
                package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def one_row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def zip64(data: bytes) -> bytes:
    """The same zip with the end record's numbers moved into a zip64 record."""
    end = data.rindex(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<HII", data, end + 10)
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    narrow = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0
    )
    return data[:end] + wide + locator + narrow


def lying_about_size(data: bytes, part: str, size: int) -> bytes:
    """The same zip with another unpacked size of one part, in its header and in the directory."""
    return _with_number(data, part, size, header=22, entry=24)


def other_checksum(data: bytes, part: str) -> bytes:
    """The same zip with another checksum of one part, in its header and in the directory."""
    return _with_number(data, part, zlib.crc32(b"other"), header=14, entry=16)


def _with_number(data: bytes, part: str, number: int, *, header: int, entry: int) -> bytes:
    for at in (data.index(part.encode()) - 30 + header, data.rindex(part.encode()) - 46 + entry):
        data = data[:at] + struct.pack("<I", number) + data[at + 4 :]
    return data
