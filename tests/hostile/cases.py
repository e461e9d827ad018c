"""Every rule of the guard broken once: the file, the code it must be refused with, the words."""

import zlib
from collections.abc import Callable, Iterator
from random import Random
from typing import Final, NamedTuple

from tests.hostile.raw_zip import Entry, entry, raw_zip, same_in_both, stored
from tests.unit.tiny_book import (
    MAIN,
    SHEET,
    SPACES,
    default_parts,
    links,
    one_row,
    workbook,
    worksheet,
)

PICTURE: Final = "xl/media/image1.png"
UNREAD: Final = "customXml/item1.xml"
DTD: Final = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
STYLES: Final = "xl/styles.xml"
LARGE: Final = 5 << 20


class Case(NamedTuple):
    """A file that must be refused; `words` stand in the message."""

    id: str
    make: Callable[[], bytes]
    code: str
    words: str


def book(*more: Entry, **changed: str | bytes) -> bytes:
    """A sound workbook and more members; parts named by their stem can be changed.

    Args:
        more: Further members.
        changed: Content of "sheet1", "workbook", "styles" and so on.
    """
    return raw_zip([*sound(**changed), *more])


def sound(**changed: str | bytes) -> Iterator[Entry]:
    parts = default_parts(one_row("<c><v>1</v></c>")) | {STYLES: f"<styleSheet {SPACES}/>"}
    stems = {
        name.rpartition("/")[2].partition(".")[0]: name for name in parts if "_rels" not in name
    }
    for name, content in parts.items():
        yield (
            entry(name, content)
            if name not in {stems[stem] for stem in changed}
            else entry(name, next(text for stem, text in changed.items() if stems[stem] == name))
        )


def noise(size: int) -> bytes:
    """Bytes that do not pack, so that a member is as large as it looks."""
    return Random(size).randbytes(size)


def packed(content: bytes) -> bytes:
    return entry("", content).packed


def unread_xml(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: book(entry(UNREAD, text.encode(encoding)))


def nested(depth: int, inside: str) -> str:
    return inside.replace("</", "<x>" * depth + "</x>" * depth + "</", 1)


def names(number: int) -> str:
    each = "".join(f'<definedName name="n{i}">1</definedName>' for i in range(number))
    return workbook(after=f"<definedNames>{each}</definedNames>")


def sheets(number: int) -> str:
    return workbook("".join(f'<sheet name="S{i}" r:id="rId1"/>' for i in range(number)))


def formats(number: int) -> str:
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * number}</cellXfs></styleSheet>'


def huge_link_list() -> bytes:
    many = links(*[("worksheet", "a.xml")] * 100_001)
    parts = [each for each in sound() if each.name != b"xl/_rels/workbook.xml.rels"]
    return raw_zip([*parts, entry("xl/_rels/workbook.xml.rels", many)])


def with_links(text: str) -> bytes:
    parts = [each for each in sound() if each.name != b"xl/_rels/workbook.xml.rels"]
    return raw_zip([*parts, entry("xl/_rels/workbook.xml.rels", text)])


TWO_OF_ONE_PART: Final = workbook('<sheet name="S" r:id="rId1"/><sheet name="T" r:id="rId2"/>')
ONE_PART_TWICE: Final = links(
    ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/SHEET1.xml")
)


def one_part_twice() -> bytes:
    parts = [
        each for each in sound(workbook=TWO_OF_ONE_PART) if not each.name.endswith(b"k.xml.rels")
    ]
    return raw_zip([*parts, entry("xl/_rels/workbook.xml.rels", ONE_PART_TWICE)])


def late_doctype() -> bytes:
    """Beyond the first piece, its letters on both sides of the edge of a piece."""
    comment = b"<!--" + b" " * ((1 << 20) - 4 - 3 - 4) + b"-->" + b"<!DO"
    more = b"CTYPE a><a>" + noise(LARGE).hex().encode() + b"</a>"
    return book(entry(UNREAD, comment + more))


def lying(content: bytes, **numbers: object) -> Callable[[], bytes]:
    """A picture whose header and directory agree on a lie."""
    return lambda: book(same_in_both(entry(PICTURE, content), **numbers))


def differing(**listed: object) -> Callable[[], bytes]:
    """A picture whose directory entry says something else than its header."""
    return lambda: book(entry(PICTURE, b"picture", **listed))


def unlisted() -> Entry:
    return entry(SHEET, worksheet(""))._replace(listed={"left out": True})


def part_named(name: str) -> Callable[[], bytes]:
    return lambda: book(entry(name, "x"))


def with_tail(content: bytes) -> Callable[[], bytes]:
    made = entry(PICTURE, content)
    return lying(content, packed=made.packed + b"hidden", packed_size=made.packed_size + 6)


def cut(content: bytes) -> Callable[[], bytes]:
    """A stream without its end, whose sizes and checksum fit all the same."""
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    open_end = deflater.compress(content) + deflater.flush(zlib.Z_SYNC_FLUSH)
    return lying(content, packed=open_end, packed_size=len(open_end))


ZIP: Final = (
    Case("bomb", lambda: book(sheet1=b" " * (64 << 20)), "OKR900", f"{SHEET}: this part unpacks"),
    Case("part beyond the limit", lying(b"x", size=300 << 20), "OKR900", "256 MiB"),
    Case(
        "parts beyond the limit together",
        lambda: book(
            *(
                same_in_both(entry(f"{i}.bin"), size=250 << 20, packed_size=250 << 20)
                for i in range(5)
            )
        ),
        "OKR900",
        "1,024 MiB in all",
    ),
    Case("count of members", lambda: raw_zip(sound(), count=20_000), "OKR902", "10,000"),
    Case("fewer counted than listed", lambda: raw_zip(sound(), count=3), "OKR903", "directory"),
    Case("directory larger than told", lambda: raw_zip(sound(), more=4), "OKR903", "directory"),
    Case("two names for the same bytes", differing(offset=0), "OKR906", "shares its bytes"),
    Case(
        "data inside the directory",
        lying(b"picture", packed_size=400),
        "OKR903",
        f"{PICTURE}: the zip directory",
    ),
    Case("header behind the end", differing(offset=1 << 31), "OKR903", PICTURE),
    Case(
        "unlisted member between others",
        lambda: raw_zip([unlisted(), *sound()]),
        "OKR906",
        "does not list",
    ),
    Case("unlisted member at the end", lambda: book(unlisted()), "OKR906", "does not list"),
    Case("climbing name", part_named("../../a.xml"), "OKR907", "'../../a.xml'"),
    Case("climbing name further in", part_named("xl/../../a.xml"), "OKR907", "outside"),
    Case("climbing folder", part_named("../"), "OKR907", "outside"),
    Case("absolute name", part_named("/etc/passwd"), "OKR907", "'/etc/passwd'"),
    Case("backslash", part_named("xl\\a.xml"), "OKR907", "outside"),
    Case("drive", part_named("c:a.xml"), "OKR907", "'c:a.xml'"),
    Case("NUL in a name", part_named("a.xml\0.png"), "OKR907", "never use"),
    Case("dot step", part_named("xl/./a.xml"), "OKR907", "never use"),
    Case("empty step", part_named("xl//a.xml"), "OKR907", "never use"),
    Case("no name", part_named(""), "OKR907", "outside"),
    Case("stored twice", part_named("XL/Workbook.XML"), "OKR906", "XL/Workbook.XML: this part"),
    Case("other method", lying(b"x", method=12), "OKR909", f"{PICTURE}: this part is packed"),
    Case("encrypted part", lying(b"x", flags=1), "OKR920", "zip file is encrypted"),
    Case(
        "encrypted by its header alone",
        lambda: book(entry(PICTURE, b"x", flags=0)._replace(flags=1)),
        "OKR906",
        "stated twice",
    ),
    Case(
        "other name",
        lambda: book(entry(PICTURE)._replace(listed={"name": b"xl/media/image2.png"})),
        "OKR906",
        "two different names",
    ),
    Case("other checksum", differing(checksum=1), "OKR906", "stated twice"),
    Case("other size", differing(size=8), "OKR906", "stated twice"),
    Case("other packed size", differing(packed_size=8), "OKR906", "stated twice"),
    Case(
        "other packing",
        lambda: book(stored(PICTURE, b"x")._replace(listed={"method": 8})),
        "OKR906",
        "stated twice",
    ),
    Case(
        "stored in another size",
        lambda: book(same_in_both(stored(PICTURE, b"picture"), size=3)),
        "OKR905",
        PICTURE,
    ),
    *(
        case
        for title, content in (("part", b"picture"), ("large part", noise(LARGE)))
        for case in (
            Case(f"{title}: checksum", lying(content, checksum=1), "OKR904", PICTURE),
            Case(f"{title}: too long", lying(content, size=len(content) - 1), "OKR905", PICTURE),
            Case(f"{title}: too short", lying(content, size=len(content) + 1), "OKR905", PICTURE),
            Case(f"{title}: hidden bytes", with_tail(content), "OKR905", PICTURE),
            Case(f"{title}: no end", cut(content), "OKR905", PICTURE),
            Case(
                f"{title}: no deflate stream",
                lying(content, packed=b"\xff" * len(packed(content))),
                "OKR904",
                PICTURE,
            ),
        )
    ),
)

XML: Final = (
    Case("DOCTYPE nobody reads", unread_xml(DTD), "OKR915", UNREAD),
    Case("DOCTYPE in VML", lambda: book(entry("xl/a.vml", DTD)), "OKR915", "xl/a.vml"),
    Case("DOCTYPE in links", lambda: book(entry("xl/_rels/a.rels", DTD)), "OKR915", "a.rels"),
    Case("DOCTYPE in UTF-16", unread_xml(DTD, "utf-16"), "OKR915", UNREAD),
    Case("DOCTYPE in UTF-16, no mark", unread_xml(DTD, "utf-16-be"), "OKR915", UNREAD),
    Case(
        "DOCTYPE in UTF-16 of a sheet", lambda: book(sheet1=DTD.encode("utf-16")), "OKR915", "'S'"
    ),
    Case("DOCTYPE in UTF-32", unread_xml(DTD, "utf-32"), "OKR917", "encoding"),
    Case("DOCTYPE in EBCDIC", unread_xml("<?xml version='1.0'?>" + DTD, "cp037"), "OKR917", UNREAD),
    Case(
        "DOCTYPE in UTF-7",
        unread_xml("<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a+AD4-"),
        "OKR917",
        "'UTF-7'",
    ),
    Case(
        "encoding declared late",
        unread_xml(f"<?xml version='1.0'{' ' * 300} encoding='UTF-7'?><a/>"),
        "OKR917",
        "encoding",
    ),
    Case(
        "encoding hidden by a comment",
        unread_xml("<?xml version='1.0' encoding='UTF-7'?><!-- encoding=\"UTF-8\" --><a/>"),
        "OKR917",
        "'UTF-7'",
    ),
    Case("DOCTYPE over the edge of a piece", late_doctype, "OKR915", UNREAD),
    Case(
        "encoding of a large part",
        lambda: book(entry(UNREAD, noise(LARGE // 2).hex().encode("utf-32"))),
        "OKR917",
        "encoding",
    ),
    Case("DOCTYPE in a part too broken to tell", unread_xml("<\x01" + DTD), "OKR915", UNREAD),
    Case("nested sheet", lambda: book(sheet1=nested(300, worksheet(""))), "OKR916", "'S'"),
    Case("nested formats", lambda: book(styles=nested(300, formats(1))), "OKR916", STYLES),
    Case("nested workbook", lambda: book(workbook=nested(300, workbook())), "OKR916", "workbook"),
    Case(
        "attribute without end",
        lambda: book(workbook=workbook(before=f'<x a="{"y" * (2 << 20)}"/>')),
        "OKR919",
        "1 MiB",
    ),
    Case(
        "text without end",
        lambda: book(sheet1=worksheet(one_row(f"<c><v>{'1' * (2 << 20)}</v></c>"))),
        "OKR919",
        "sheet 'S'",
    ),
    Case("names without end", lambda: book(workbook=names(50_001)), "OKR919", "Name Manager"),
    Case("sheets without end", lambda: book(workbook=sheets(2_001)), "OKR919", "2,000 sheets"),
    Case("formats without end", lambda: book(styles=formats(131_000)), "OKR919", "cell formats"),
    Case("links without end", huge_link_list, "OKR919", "100,000 things"),
    Case("one part for two sheets", one_part_twice, "OKR911", "sheet 'T'"),
    Case(
        "two links of one ID",
        lambda: with_links(ONE_PART_TWICE.replace("rId2", "rId1")),
        "OKR911",
        "ID of a relationship",
    ),
)
