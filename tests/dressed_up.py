"""What newer Excels and other programs leave in a workbook, put into one of ours by hand.

Threaded comments with their authors and notes, custom XML, printer settings, a data bar and
sparklines of 2010, a slicer, a task pane of a web add-in, an extension and a part of a vendor
nobody knows, and macros.
"""

from typing import Final

from tests.books import Book

SHEET: Final = "Key Results"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XMLNS_R: Final = f'xmlns:r="{_R}"'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MS: Final = "http://schemas.microsoft.com/office"
_X14: Final = f'xmlns:x14="{_MS}/spreadsheetml/2009/9/main"'
_X15: Final = f'xmlns:x15="{_MS}/spreadsheetml/2010/11/main"'
_XM: Final = f'xmlns:xm="{_MS}/excel/2006/main"'
_SHEETML: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PERSON: Final = "{AAAAAAAA-2222-4333-8444-555555555555}"
_COMMENT: Final = "{11111111-2222-4333-8444-555555555555}"
_BAR: Final = "{DA7ABA51-AAAA-BBBB-0001-000000000001}"

_PARTS: Final = {
    "xl/persons/person.xml": f'<personList xmlns="{_MS}/spreadsheet/2018/threadedcomments">'
    f'<person displayName="Ada" id="{_PERSON}" userId="ada" providerId="None"/></personList>',
    "xl/threadedComments/threadedComment1.xml": "<ThreadedComments "
    f'xmlns="{_MS}/spreadsheet/2018/threadedcomments"><threadedComment ref="B5" '
    f'dT="2027-01-15T10:00:00.00" personId="{_PERSON}" id="{_COMMENT}"><text>On track?</text>'
    "</threadedComment></ThreadedComments>",
    "xl/comments1.xml": f'<comments xmlns="{_MAIN}"><authors><author>tc={_COMMENT}</author>'
    '</authors><commentList><comment ref="B5" authorId="0"><text><r><t>On track?</t></r></text>'
    "</comment></commentList></comments>",
    "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025">'
    '<x:ClientData ObjectType="Note"><x:Row>4</x:Row><x:Column>1</x:Column></x:ClientData>'
    "</v:shape></xml>",
    "xl/printerSettings/printerSettings1.bin": "\x00PRINTER\x01\xff",
    "xl/slicers/slicer1.xml": f'<slicers xmlns="{_MS}/spreadsheetml/2009/9/main">'
    '<slicer name="Team" cache="Slicer_Team" caption="Team" rowHeight="241300"/></slicers>',
    "xl/slicerCaches/slicerCache1.xml": "<slicerCacheDefinition "
    f'xmlns="{_MS}/spreadsheetml/2009/9/main" xmlns:x="{_MAIN}" name="Slicer_Team" '
    'sourceName="Team"><extLst><x:ext uri="{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}" '
    f'{_X15}><x15:tableSlicerCache tableId="2" column="4"/></x:ext></extLst>'
    "</slicerCacheDefinition>",
    "xl/webextensions/taskpanes.xml": "<wetp:taskpanes "
    f'xmlns:wetp="{_MS}/webextensions/taskpanes/2010/11"><wetp:taskpane dockstate="right" '
    f'visibility="0" width="350" row="0"><wetp:webextensionref {_XMLNS_R} r:id="rId1"/>'
    "</wetp:taskpane></wetp:taskpanes>",
    "xl/webextensions/_rels/taskpanes.xml.rels": "<Relationships "
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.microsoft.com/office/2011/relationships/webextension" '
    'Target="webextension1.xml"/></Relationships>',
    "xl/webextensions/webextension1.xml": "<we:webextension "
    f'xmlns:we="{_MS}/webextensions/webextension/2010/11" id="{_COMMENT}">'
    '<we:reference id="wa1" version="1.0.0.0" store="en-US" storeType="OMEX"/>'
    "<we:alternateReferences/><we:properties/><we:bindings/></we:webextension>",
    "customXml/item1.xml": '<our xmlns="urn:our">kept</our>',
    "xl/vendor/blob.bin": "PK\x05\x06 nobody knows <?xml",
    "xl/vendor/notes.xml": '<v xmlns="urn:vendor"><!-- kept --><![CDATA[ kept ]]></v>',
}
_MACROS: Final = "xl/vbaProject.bin"
_TYPES: Final = (
    ("xl/persons/person.xml", "application/vnd.ms-excel.person+xml"),
    ("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml"),
    ("xl/comments1.xml", f"{_SHEETML}.comments+xml"),
    ("xl/slicers/slicer1.xml", "application/vnd.ms-excel.slicer+xml"),
    ("xl/slicerCaches/slicerCache1.xml", "application/vnd.ms-excel.slicerCache+xml"),
    ("xl/webextensions/taskpanes.xml", "application/vnd.ms-office.webextensiontaskpanes+xml"),
    ("xl/webextensions/webextension1.xml", "application/vnd.ms-office.webextension+xml"),
)
_ENDINGS: Final = (
    ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
    ("bin", f"{_SHEETML}.printerSettings"),
)
_SHEET_LINKS: Final = (
    ("rIdNotes", f"{_R}/comments", "../comments1.xml"),
    ("rIdShapes", f"{_R}/vmlDrawing", "../drawings/vmlDrawing1.vml"),
    ("rIdPrinter", f"{_R}/printerSettings", "../printerSettings/printerSettings1.bin"),
    ("rIdSlicer", f"{_MS}/2007/relationships/slicer", "../slicers/slicer1.xml"),
    (
        "rIdThread",
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        "../threadedComments/threadedComment1.xml",
    ),
)
_BOOK_LINKS: Final = (
    (
        "rIdPersons",
        "http://schemas.microsoft.com/office/2017/10/relationships/person",
        "persons/person.xml",
    ),
    ("rIdCache", f"{_MS}/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"),
    ("rIdXml", f"{_R}/customXml", "../customXml/item1.xml"),
    ("rIdVendor", "urn:vendor", "vendor/notes.xml"),
)
_EXTENSIONS: Final = (
    f'<extLst><ext {_X14} uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
    f"<x14:conditionalFormattings><x14:conditionalFormatting {_XM}>"
    f'<x14:cfRule type="dataBar" id="{_BAR}"><x14:dataBar minLength="0" maxLength="100">'
    '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo>'
    '<x14:negativeFillColor rgb="FFFF0000"/><x14:axisColor rgb="FF000000"/></x14:dataBar>'
    "</x14:cfRule><xm:sqref>CX5:CX9</xm:sqref></x14:conditionalFormatting>"
    "</x14:conditionalFormattings></ext>"
    f'<ext {_X14} uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}">'
    f'<x14:sparklineGroups {_XM}><x14:sparklineGroup displayEmptyCellsAs="gap"><x14:sparklines>'
    "<x14:sparkline><xm:f>'Key Results'!Y5:Z5</xm:f><xm:sqref>CX5</xm:sqref></x14:sparkline>"
    "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>"
    f'<ext {_X15} uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}"><x14:slicerList {_X14}>'
    f'<x14:slicer {_XMLNS_R} r:id="rIdSlicer"/></x14:slicerList></ext>'
    '<ext uri="{00000000-0000-0000-0000-00000000ABCD}"><v:our xmlns:v="urn:vendor"/></ext></extLst>'
)
_CACHES: Final = (
    f'<extLst><ext {_X15} uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}">'
    f'<x15:slicerCaches {_X14}><x14:slicerCache {_XMLNS_R} r:id="rIdCache"/></x15:slicerCaches>'
    "</ext></extLst>"
)


def dress_up(book: Book, *, macros: bool = False) -> None:
    """Put everything into a workbook of ours; macros make an .xlsm of it."""
    sheet = book.sheets()[SHEET]
    folder, _, base = sheet.rpartition("/")
    for part, content in _PARTS.items():
        book.parts[part] = content.encode("latin-1" if part.endswith(".bin") else "utf-8")
    book.change(sheet, "</worksheet>", f"{_EXTENSIONS}</worksheet>")
    shapes = f'<legacyDrawing {_XMLNS_R} r:id="rIdShapes"/>'
    book.change(sheet, "<tableParts", f"{shapes}<tableParts")
    book.change(sheet, "<pageSetup ", f'<pageSetup {_XMLNS_R} r:id="rIdPrinter" ')
    book.change("xl/workbook.xml", "</workbook>", f"{_CACHES}</workbook>")
    _link(book, f"{folder}/_rels/{base}.rels", _SHEET_LINKS)
    _link(book, "xl/_rels/workbook.xml.rels", _BOOK_LINKS)
    panes = "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"
    _link(book, "_rels/.rels", (("rIdPanes", panes, "xl/webextensions/taskpanes.xml"),))
    types = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in _TYPES)
    types += "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in _ENDINGS
    )
    book.change("[Content_Types].xml", "</Types>", f"{types}</Types>")
    if macros:
        _add_macros(book)


def _add_macros(book: Book) -> None:
    book.parts[_MACROS] = b"\xd0\xcf\x11\xe0 macros \x00\xff"
    kind = "application/vnd.ms-office.vbaProject"
    override = f'<Override PartName="/{_MACROS}" ContentType="{kind}"/></Types>'
    book.change("[Content_Types].xml", "</Types>", override)
    enabled = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    book.change("[Content_Types].xml", f"{_SHEETML}.sheet.main+xml", enabled)
    link = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    _link(book, "xl/_rels/workbook.xml.rels", (("rIdMacros", link, "vbaProject.bin"),))


def _link(book: Book, part: str, links: tuple[tuple[str, str, str], ...]) -> None:
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in links
    )
    book.change(part, "</Relationships>", f"{lines}</Relationships>")
