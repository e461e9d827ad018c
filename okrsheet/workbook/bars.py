"""Data bars as Excel 2010 and later draw them: solid, from exactly 0 to exactly 1.

The older form openpyxl writes is kept beside it; on its own it fades out and shows 0 as a stub.
"""

import re
from typing import Final

from okrsheet.workbook import look

_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"
_BAR: Final = re.compile(
    r'<conditionalFormatting sqref="([^"]+)">(<cfRule type="dataBar"[^>]*>.*?)</cfRule>', re.DOTALL
)
_LINK: Final = (
    f'<extLst><ext xmlns:x14="{_X14}" uri="{{{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}}}">'
    "<x14:id>{id}</x14:id></ext></extLst>"
)
_RULE: Final = (
    f'<x14:conditionalFormatting xmlns:xm="{_XM}"><x14:cfRule type="dataBar" id="{{id}}">'
    '<x14:dataBar minLength="0" maxLength="100" gradient="0" axisPosition="none">'
    '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo>'
    f'<x14:fillColor rgb="FF{look.BAR}"/></x14:dataBar></x14:cfRule>'
    "<xm:sqref>{area}</xm:sqref></x14:conditionalFormatting>"
)


def solid_bars(xml: str) -> str:
    """The sheet with every data bar given its newer form, once."""
    if _X14 in xml:
        return xml
    rules: list[str] = []

    def linked(found: re.Match[str]) -> str:
        area, rule = found[1], found[2]
        name = f"{{4F4B5253-0000-4000-8000-{len(rules):012d}}}"
        rules.append(_RULE.format(id=name, area=area))
        link = _LINK.format(id=name)
        return f'<conditionalFormatting sqref="{area}">{rule}{link}</cfRule>'

    linked_xml = _BAR.sub(linked, xml)
    listed = (
        f'<extLst><ext xmlns:x14="{_X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
        f"<x14:conditionalFormattings>{''.join(rules)}</x14:conditionalFormattings></ext></extLst>"
    )
    return linked_xml.replace("</worksheet>", listed + "</worksheet>") if rules else xml
