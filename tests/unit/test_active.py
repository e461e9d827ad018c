"""What is active, foreign or locked in a file: told with its place, never opened."""

import pytest

from okrsheet.ooxml.read import Fact, parse_workbook
from tests.unit.tiny_book import (
    OFFICE,
    PACKAGE,
    SHEET,
    SPACES,
    WORKBOOK_TYPE,
    Parts,
    links,
    tiny_book,
    workbook,
    worksheet,
)

OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
SPREADSHEET = f"{OFFICE_TYPE}spreadsheetml."
EXTENSIONS = "http://schemas.microsoft.com/office/webextensions/webextension/2010/11"
UI = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"


def types(*overrides: tuple[str, str], main: str = WORKBOOK_TYPE) -> Parts:
    lines = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in (("xl/workbook.xml", main), *overrides)
    )
    return {"[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{lines}</Types>'}


def outward(*targets: tuple[str, str]) -> str:
    return links(*targets).replace("/>", ' TargetMode="External"/>')


def told(parts: Parts, name: str = "plan.xlsx") -> list[Fact]:
    return list(parse_workbook(tiny_book("", parts), name).facts)


def external(content: str, target: str = "") -> Parts:
    part = "xl/externalLinks/externalLink1.xml"
    return {
        **types((part, f"{SPREADSHEET}externalLink+xml")),
        part: f"<externalLink {SPACES}>{content}</externalLink>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": outward(("externalLinkPath", target)),
    }


def connections(content: str) -> Parts:
    part = "xl/connections.xml"
    return {
        **types((part, f"{SPREADSHEET}connections+xml")),
        part: f"<connections {SPACES}>{content}</connections>",
    }


def on_the_sheet(part: str, kind: str, *overrides: tuple[str, str]) -> Parts:
    return {
        **types(*overrides),
        part: "<x/>",
        "xl/worksheets/_rels/sheet1.xml.rels": links((kind, f"/{part}")),
    }


def custom_property(name: str, value: str) -> Parts:
    space = f"{OFFICE}/custom-properties"
    return {
        "_rels/.rels": links(
            ("officeDocument", "xl/workbook.xml"), ("custom-properties", "docProps/custom.xml")
        ),
        "docProps/custom.xml": f'<Properties xmlns="{space}"><property name="{name}">{value}'
        "</property></Properties>",
    }


RIBBON = (
    f'<Relationship Id="rId9" Type="{UI}" Target="customUI/customUI.xml"/>' + "</Relationships>"
)
PROTECTED = '<sheetProtection sheet="1" objects="1" algorithmName="SHA-512" hashValue="abc="/>'

FACTS = [
    pytest.param(
        types(("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject"))
        | {"xl/vbaProject.bin": "x"},
        Fact("macros", "xl/vbaProject.bin", "", ""),
        id="macros",
    ),
    pytest.param(
        on_the_sheet("xl/m.xml", "x", ("xl/m.xml", "application/vnd.ms-excel.macrosheet+xml")),
        Fact("macro sheet", "xl/m.xml", "S", ""),
        id="macro sheet",
    ),
    pytest.param(
        external('<externalBook r:id="rId1"/>', r"file:///\\server\share\other.xlsx"),
        Fact(
            "external link",
            "xl/externalLinks/externalLink1.xml",
            "",
            r"file:///\\server\share\other.xlsx",
        ),
        id="link to another workbook",
    ),
    pytest.param(
        external('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'),
        Fact("DDE link", "xl/externalLinks/externalLink1.xml", "", "cmd|/c calc"),
        id="DDE link",
    ),
    pytest.param(
        external('<oleLink r:id="rId1" progId="Word"/>', "https://a.example/b.doc?sig=123"),
        Fact("external link", "xl/externalLinks/externalLink1.xml", "", "https://a.example/b.doc"),
        id="linked object, its key left out",
    ),
    pytest.param(
        external("<broken"),
        Fact(
            "external link",
            "xl/externalLinks/externalLink1.xml",
            "",
            "the XML of this part is broken: not well-formed (invalid token): line 1, column 165",
        ),
        id="link nobody can read",
    ),
    pytest.param(
        connections(
            '<connection id="1" name="Sales"><dbPr connection="DSN=a;PWD=b;UID=c"/></connection>'
        ),
        Fact("connection", "xl/connections.xml", "", "Sales: DSN=a;PWD=...;UID=c"),
        id="connection to a database, its password left out",
    ),
    pytest.param(
        connections(
            '<connection id="1" name="Web"><webPr url="https://me:pw@a.example/x?k=1"/>'
            "</connection>"
        ),
        Fact("connection", "xl/connections.xml", "", "Web: https://a.example/x"),
        id="web query, its login left out",
    ),
    pytest.param(
        connections(""), Fact("connection", "xl/connections.xml", "", ""), id="no connection"
    ),
    pytest.param(
        types(("xl/w.xml", "application/vnd.ms-office.webextension+xml"))
        | {"xl/w.xml": f'<webextension xmlns="{EXTENSIONS}"><reference id="WA1"/></webextension>'},
        Fact("web extension", "xl/w.xml", "", "WA1"),
        id="web extension",
    ),
    pytest.param(
        on_the_sheet("xl/a.xml", "control", ("xl/a.xml", "application/vnd.ms-office.activeX+xml")),
        Fact("control", "xl/a.xml", "S", ""),
        id="ActiveX",
    ),
    pytest.param(
        on_the_sheet("xl/embeddings/a.docx", "package"),
        Fact("embedded object", "xl/embeddings/a.docx", "S", ""),
        id="embedded document",
    ),
    pytest.param(
        on_the_sheet("xl/o.bin", "oleObject", ("xl/o.bin", f"{OFFICE_TYPE}oleObject")),
        Fact("embedded object", "xl/o.bin", "S", ""),
        id="embedded object",
    ),
    pytest.param(
        types(
            (
                "_xmlsignatures/sig1.xml",
                "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
            )
        )
        | {"_xmlsignatures/sig1.xml": "<x/>"},
        Fact("signature", "_xmlsignatures/sig1.xml", "", ""),
        id="digital signature",
    ),
    pytest.param(
        types(("xl/r.xml", f"{SPREADSHEET}revisionHeaders+xml")) | {"xl/r.xml": "<x/>"},
        Fact("shared workbook", "xl/r.xml", "", ""),
        id="shared workbook",
    ),
    pytest.param(
        {
            "_rels/.rels": links(("officeDocument", "xl/workbook.xml")).replace(
                "</Relationships>", RIBBON
            )
        },
        Fact("ribbon", "customUI/customUI.xml", "", ""),
        id="ribbon",
    ),
    pytest.param(
        {"xl/worksheets/_rels/sheet1.xml.rels": outward(("image", "http://a.example/pixel.png"))},
        Fact("remote content", SHEET, "S", "http://a.example/pixel.png"),
        id="picture fetched from elsewhere",
    ),
    pytest.param(
        {SHEET: worksheet("", after=PROTECTED)},
        Fact("sheet protection", SHEET, "S", "password"),
        id="protected sheet",
    ),
    pytest.param(
        {SHEET: worksheet("", after="<sheetProtection sheet='true'/>").encode("utf-16")},
        Fact("sheet protection", SHEET, "S", ""),
        id="protected sheet in UTF-16, no password",
    ),
    pytest.param(
        {"xl/workbook.xml": workbook(after='<workbookProtection lockStructure="1"/>')},
        Fact("structure protection", "xl/workbook.xml", "", ""),
        id="protected structure",
    ),
    pytest.param(
        {
            "xl/workbook.xml": workbook(
                before='<fileSharing userName="Ana" reservationPassword="ABCD"/>'
            )
        },
        Fact("reserved", "xl/workbook.xml", "", "Ana"),
        id="reserved",
    ),
    pytest.param(
        {"xl/workbook.xml": workbook(before='<fileSharing readOnlyRecommended="1"/>')},
        Fact("read-only recommended", "xl/workbook.xml", "", ""),
        id="read-only recommended",
    ),
    pytest.param(
        custom_property("_MarkAsFinal", "true"), Fact("final", "", "", ""), id="marked as final"
    ),
    pytest.param(
        types(main="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        Fact("other ending", "xl/workbook.xml", "", ".xlsm"),
        id="another ending than its content",
    ),
]


@pytest.mark.parametrize(("parts", "fact"), FACTS)
def test_told(parts: Parts, fact: Fact) -> None:
    assert told(parts) == [fact]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        pytest.param({}, "plan.xlsx", id="plain"),
        pytest.param({}, "PLAN.XLSX", id="ending in capitals"),
        pytest.param({}, "standard input", id="no ending"),
        pytest.param(
            {"xl/worksheets/_rels/sheet1.xml.rels": outward(("hyperlink", "http://a.example"))},
            "plan.xlsx",
            id="links in cells",
        ),
        pytest.param(
            {"xl/drawings/_rels/drawing1.xml.rels": "<Relationships External>"},
            "plan.xlsx",
            id="relationships nobody can read",
        ),
        pytest.param(
            {SHEET: worksheet("", after='<sheetProtection sheet="0" objects="1"/>')},
            "plan.xlsx",
            id="protection switched off",
        ),
        pytest.param(
            {SHEET: worksheet("", before='<sheetPr><tabColor rgb="1"/></sheetPr>')},
            "plan.xlsx",
            id="no protection",
        ),
        pytest.param(custom_property("_MarkAsFinal", "false"), "plan.xlsx", id="final no more"),
        pytest.param(
            {"xl/workbook.xml": workbook(before="<fileSharing/><workbookProtection/>")},
            "plan.xlsx",
            id="empty locks",
        ),
        pytest.param(
            types(main=f"{SPREADSHEET}template.main+xml"), "plan.xltx", id="template by its name"
        ),
    ],
)
def test_nothing_to_tell(parts: Parts, name: str) -> None:
    assert told(parts, name) == []


def test_a_sheet_whose_cells_are_not_asked_for_is_looked_at_too() -> None:
    parts: Parts = {SHEET: worksheet("", after=PROTECTED)}
    book = parse_workbook(tiny_book("", parts), "plan.xlsx", lambda *_: None)
    assert [fact.kind for fact in book.facts] == ["sheet protection"]


def test_a_long_detail_is_cut() -> None:
    (fact,) = told(external(f'<ddeLink ddeService="{"a" * 200}" ddeTopic=""/>'))
    assert fact.detail == "a" * 117 + "..."
