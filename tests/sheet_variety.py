"""Worksheets and text tables of every make, and broken ones: material for the two readers."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from tests.unit.tiny_book import MAIN, SPACES, worksheet

TEXTS: Final = ("first", "second", " kept ", "", "five")

_PLAIN_VALUES = (
    *("0", "7", "-1.5E-3", "46300", "0.1", "", " 8 ", "1e999", "NaN", "true", "yes", "2026-09-30"),
    *("plain", "a &amp; b", "&lt;x&gt;", " blanks ", "\u00e9\u8ab2", "_x0041_", "#N/A", "4", "9"),
)
_ODD_VALUES = (
    "a>b",
    "&#65;",
    "&#x1F600;",
    "&bad;",
    "]]&gt;",
    "a\nb",
    "a\r\nb",
    "\t",
    "1_0",
    "\ufeff",
)
_KINDS = ("", ' t="n"', ' t="s"', ' t="str"', ' t="b"', ' t="e"', ' t="d"', ' t="inlineStr"')
_STYLES = ("", "", ' s="1"', ' s="12"', ' s="3" cm="1"')
_FORMULAS = (
    "<f>B1+1</f>",
    "<f>tbl[[#This Row],[A]]&amp;&quot;x&quot;</f>",
    "<f>A1&lt;&gt;B2</f>",
    "<f></f>",
    "<f/>",
    '<f t="shared" ref="A1:A9" si="0">C1</f>',
    '<f t="shared" si="0"/>',
    '<f t="array" ref="A1">SUM(B1:B2)</f>',
    '<f ca="1">NOW()</f>',
)
_ODD_FORMULAS = ('<f t="array" ref="A1:C2">D1:F2</f>', "<f><![CDATA[A1]]></f>", "<f>A1<!-- --></f>")
_INLINE = (
    "<is><t>{}</t></is>",
    '<is><t xml:space="preserve">{}</t></is>',
    "<is><r><t>{}</t></r><r><rPr><b/></rPr><t>two</t></r></is>",
    '<is><t>{}</t><rPh sb="0" eb="1"><t>no</t></rPh></is>',
)
_ROW_ATTRIBUTES = (
    *("", "", ' spans="1:9"', ' hidden="1"', ' ht="18" customHeight="1"', ' hidden="false"'),
    *(' x:dyDescent="0.25" hidden="true"', " hidden='1'"),
)
_BEFORE = (
    "",
    '<dimension ref="A1"/>',
    '<cols><col min="1" max="9"/></cols>',
    "<!-- <sheetData> -->",
    "<sheetViews/>",
)
_AFTER = (
    "",
    '<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="D:E"/></mergeCells>',
    '<extLst><ext><x:f xmlns:x="urn:x">A1</x:f></ext></extLst>',
    "<!-- </sheetData> -->",
    '<mergeCells><mergeCell ref="A0"/></mergeCells>',
)
_DECLARATIONS = (
    "",
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    "<?xml version='1.0' encoding='utf-8'?>",
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
    "\ufeff",
)
_SPLICES = (
    *(b"<", b">", b"&", b'"', b"/", b" ", b"\n", b"\r", b"\x00", b"\x0b", b"\xff", b"\xc3", b"]]>"),
    *(b"\xef\xbf\xbe", b"\xed\xa0\x80", b"<!--", b"-->", b"<![CDATA[", b"<?x?>", b"<!DOCTYPE a>"),
    *(b'<c r="', b"</c>", b"<v>", b"</v>", b"<f>", b"</f>", b"</row>", b'<row r="3">', b"<row>"),
    *(b"<sheetData>", b"</sheetData>", b"<sheetData/>", b"&amp;", b"&#0;", b'xml:space="preserve"'),
    *(
        b' r="B2"',
        b' xmlns="urn:z"',
        b' xmlns:x="urn:z"',
        b' t="s"',
        b' t="z"',
        b' s="x"',
        b"<is>",
        b"<t>",
        b"</t></is>",
        b"<x:c>",
        b"<si>",
    ),
    *(
        b"</si>",
        b"<si/>",
        b"A1",
        b"B",
        b"1",
        b"-5",
        b"99999999",
        b"<c r='B2'/>",
        b"<row r='7'/>",
        b"<c/>",
        b'<c r="A1"/>',
        b"<c/>",
        b"_",
    ),
)


def sheet(random: Random, *, odd: float = 0.0) -> bytes:
    """A worksheet; `odd` is the share of what programs rarely write, broken things among it."""
    row, rows = 0, []
    for _ in range(random.randint(0, 8)):
        row += random.choice((1, 1, 1, 2, 30))
        number = max(1, row - 2) if random.random() < odd / 8 else row
        rows.append(_row(random, number, odd))
    before = _one(random, _BEFORE[:1], _BEFORE, odd)
    after = _one(random, _AFTER[:2], _AFTER, odd)
    xml = worksheet("".join(rows), before=before, after=after)
    xml = xml.replace("<worksheet ", '<worksheet xmlns:x="urn:x" ', 1)
    if random.random() < odd / 10:
        xml = xml.replace("<worksheet ", '<worksheet xml:space="preserve" ', 1)
    if random.random() < odd / 10:
        xml = xml.replace(f'xmlns="{MAIN}"', f'xmlns="urn:y" xmlns:m="{MAIN}"')
    return (_one(random, _DECLARATIONS[:2], _DECLARATIONS, odd) + xml).encode()


def text_table(random: Random, *, odd: float = 0.0) -> bytes:
    """A text table, as `sheet`."""
    items = []
    for _ in range(random.randint(0, 12)):
        value = _one(random, _PLAIN_VALUES, _ODD_VALUES, odd)
        form = _one(random, _INLINE[:2], _INLINE, odd).format(value)
        items.append(form.replace("<is>", "<si>").replace("</is>", "</si>"))
        if random.random() < odd / 6:
            items.append(random.choice(("<si/>", "<!-- -->", "\n", "<si></si>")))
    xml = f"<sst {SPACES}>{''.join(items)}</sst>"
    if random.random() < odd / 10:
        xml = f'<m:sst xmlns="urn:y" xmlns:m="{MAIN}">{"".join(items)}</m:sst>'
    return (_one(random, _DECLARATIONS[:2], _DECLARATIONS, odd) + xml).encode()


def broken(random: Random, data: bytes) -> bytes:
    """The same bytes, changed in one to three places."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        at = random.randrange(len(data) + 1)
        to = min(len(data), at + random.choice((1, 1, 2, 5, 12, 40)))
        data = random.choice(_CHANGES)(random, data, at, to)
    return data


def _insert(random: Random, data: bytes, at: int, _: int) -> bytes:
    return data[:at] + random.choice(_SPLICES) + data[at:]


def _replace(random: Random, data: bytes, at: int, to: int) -> bytes:
    return data[:at] + random.choice(_SPLICES) + data[to:]


def _delete(_: Random, data: bytes, at: int, to: int) -> bytes:
    return data[:at] + data[to:]


def _double(_: Random, data: bytes, at: int, to: int) -> bytes:
    return data[:to] + data[at:to] + data[to:]


def _move(random: Random, data: bytes, at: int, to: int) -> bytes:
    other = random.randrange(len(data) + 1)
    return data[:other] + data[at:to] + data[other:]


def _flip(random: Random, data: bytes, at: int, _: int) -> bytes:
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


_CHANGES: Final[Sequence[Callable[[Random, bytes, int, int], bytes]]] = (
    *(_insert, _insert, _replace, _delete, _double, _move, _flip),
)


def _one(random: Random, usual: Sequence[str], rare: Sequence[str], odd: float) -> str:
    return random.choice(rare if random.random() < odd else usual)


def _row(random: Random, row: int, odd: float) -> str:
    attributes = random.choice(_ROW_ATTRIBUTES)
    if random.random() < 0.1:
        return f'<row r="{row}"{attributes}/>'
    cells, column = [], 0
    for _ in range(random.randint(0, 7)):
        column += random.choice((1, 1, 1, 2, 27))
        back = random.random() < odd / 8
        cells.append(_cell(random, f"{_letters(max(1, column - 1) if back else column)}{row}", odd))
    return f'<row r="{row}"{attributes}>{"".join(cells)}</row>'


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _cell(random: Random, reference: str, odd: float) -> str:
    place = f' r="{reference}"' if random.random() >= odd / 8 else ""
    kind, value = random.choice(_KINDS), _one(random, _PLAIN_VALUES, _ODD_VALUES, odd)
    if random.random() >= odd:
        kind, value = random.choice(_SOUND)
    head = f"<c{place}{random.choice(_STYLES)}{kind}"
    made = random.random()
    if made < 0.15:
        return f"{head}/>"
    if made < 0.4 and "inline" not in kind:
        formula = _one(random, _FORMULAS, _ODD_FORMULAS, odd / 4)
        return f"{head}>{formula}{random.choice(('', f'<v>{value}</v>', f'<v>{value}</v>'))}</c>"
    if "inline" in kind:
        return f"{head}>{_one(random, _INLINE[:2], _INLINE, 0.2 + odd).format(value)}</c>"
    form = _one(
        random, ("<v>{}</v>",), ("<v/>", "<v> {}</v>", '<v xml:space="preserve">{} </v>'), odd
    )
    return f"{head}>{form.format(value)}</c>"


_SOUND: Final = (
    *(("", "1"), ("", "0.1"), (' t="n"', "-4E-7"), (' t="s"', "0"), (' t="s"', "3"), ("", "")),
    *((' t="str"', "text"), (' t="str"', " a &amp; b "), (' t="b"', "1"), (' t="e"', "#N/A")),
    *((' t="d"', "2026-09-30"), (' t="inlineStr"', "in &lt;line"), (' t="inlineStr"', " \u8ab2 ")),
)
