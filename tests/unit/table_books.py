"""Workbooks with a table and all that may reach to its end, written by hand."""

from tests.unit.tiny_book import MAIN, SHEET, Parts, links, tiny_book, workbook, worksheet

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
TABLE_PART = "xl/tables/table1.xml"
OTHER_SHEET = "xl/worksheets/sheet2.xml"
TOTAL = "tblA[[#This Row],[Count]]*2"

HEAD = (
    '<row r="2"><c r="B2" t="inlineStr"><is><t>Name</t></is></c>'
    '<c r="C2" t="inlineStr"><is><t>Count</t></is></c>'
    '<c r="D2" t="inlineStr"><is><t>Twice</t></is></c></row>'
)


def body(row: int, name: str, count: int, *, formula: str = TOTAL) -> str:
    return (
        f'<row r="{row}" ht="20"><c r="B{row}" s="5" t="inlineStr"><is><t>{name}</t></is></c>'
        f'<c r="C{row}" s="6"><v>{count}</v></c>'
        f'<c r="D{row}" s="7"><f>{formula}</f><v>{count * 2}</v></c></row>'
    )


ROWS = HEAD + body(3, "a", 1) + body(4, "b", 2) + body(5, "c", 3)

AROUND = (
    '<conditionalFormatting sqref="C3:C5 F9"><cfRule type="expression" priority="1">'
    "<formula>C3&gt;1</formula></cfRule></conditionalFormatting>"
    '<dataValidations count="2"><dataValidation type="list" sqref="B3:B5"><formula1>okr_names'
    '</formula1></dataValidation><dataValidation type="whole" sqref="F4:F5"/></dataValidations>'
    '<ignoredErrors><ignoredError sqref="B2:D5" numberStoredAsText="1"/></ignoredErrors>'
    '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    f'<extLst><ext xmlns:x14="{X14}" uri="1"><x14:conditionalFormattings>'
    f'<x14:conditionalFormatting xmlns:xm="{XM}"><x14:cfRule type="dataBar"/>'
    "<xm:sqref>C3:C5</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    "</extLst>"
)
SPARKLINE = (
    f'<extLst><ext xmlns:x14="{X14}" uri="2"><x14:sparklineGroups xmlns:xm="{XM}">'
    "<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>S!C3:C5</xm:f><xm:sqref>A5</xm:sqref>"
    "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
NAMES = (
    '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">S!$A$1:$D$5</definedName>'
    '<definedName name="okr_names">S!$B$3:$B$5</definedName>'
    '<definedName name="other">T!$B$3:$B$5</definedName></definedNames>'
)


def table(ref: str = "B2:D5", *, more: str = "") -> str:
    return (
        f'<table xmlns="{MAIN}" id="1" name="tblA" displayName="tblA" ref="{ref}"{more}>'
        f'<autoFilter ref="{ref}"/><tableColumns count="3"><tableColumn id="1" name="Name"/>'
        '<tableColumn id="2" name="Count"/><tableColumn id="3" name="Twice">'
        f"<calculatedColumnFormula>{TOTAL}</calculatedColumnFormula></tableColumn>"
        "</tableColumns></table>"
    )


def table_book(rows: str = ROWS, parts: Parts | None = None, *, after: str = AROUND) -> bytes:
    """A workbook with table tblA in B2:D5 of sheet S, and a sheet T that shows a sparkline."""
    sheets = '<sheet name="S" sheetId="1" r:id="rId1"/><sheet name="T" sheetId="2" r:id="rId2"/>'
    return tiny_book(
        parts={
            "xl/workbook.xml": workbook(sheets, after=NAMES),
            "xl/_rels/workbook.xml.rels": links(
                ("worksheet", "worksheets/sheet1.xml"),
                ("worksheet", "worksheets/sheet2.xml"),
                ("styles", "styles.xml"),
            ),
            SHEET: worksheet(rows, before='<dimension ref="B2:D5"/>', after=after),
            OTHER_SHEET: worksheet("", after=SPARKLINE),
            "xl/worksheets/_rels/sheet1.xml.rels": links(("table", "../tables/table1.xml")),
            TABLE_PART: table(),
            **(parts or {}),
        }
    )
