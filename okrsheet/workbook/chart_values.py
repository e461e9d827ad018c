"""What openpyxl leaves out of the chart: the values it shows, its name, its alternative text.

Previewers draw an empty chart where the values are missing.
"""

import re
from collections.abc import Iterable
from typing import Final

from okrsheet.ooxml.cells import number, text
from okrsheet.workbook.layout import SPOT_SHEETS
from okrsheet.workbook.rows import shown_value
from okrsheet.workbook.sheets import dashboard
from okrsheet.workbook.view import View

_REFERENCE: Final = re.compile(
    r"<(numRef|strRef)><f>'Dashboard'!\$?([A-Z]+)\$?(\d+)(?::\$[A-Z]+\$(\d+))?</f>"
    r"(?:<(?:num|str)Cache>.*?</(?:num|str)Cache>)?</\1>",
    re.DOTALL,
)
_UNTITLED: Final = "<chart><plotArea>"
_UNTITLED_SAID: Final = '<chart><autoTitleDeleted val="1"/><plotArea>'
NAME: Final = "Score and expected score"
DESCRIPTION: Final = (
    "Bar chart. For each objective the score, from 0 to 1, above the score expected by now."
)


def with_values(xml: str, view: View) -> str:
    """The chart's part with the values of its cells beside each reference."""
    spots = {spot.address: spot for spot in SPOT_SHEETS[dashboard.SHEET]}

    def shown(address: str) -> object:
        spot = spots[address]
        return spot.text if spot.value is None else shown_value(spot.value(view))

    def reference(found: re.Match[str]) -> str:
        column, first, last = found[2], int(found[3]), int(found[4] or found[3])
        kind = "num" if column in (dashboard.SCORES, dashboard.EXPECTED) and found[4] else "str"
        area = f"${column}${first}" + (f":${column}${last}" if found[4] else "")
        cache = _cache(kind, [shown(f"{column}{row}") for row in range(first, last + 1)])
        return f"<{kind}Ref><f>'Dashboard'!{area}</f>{cache}</{kind}Ref>"

    return _REFERENCE.sub(reference, xml.replace(_UNTITLED, _UNTITLED_SAID))


def with_description(xml: str) -> str:
    """The drawing's part with the chart's name and what it shows, in words."""
    return xml.replace('id="1" name="Chart 1"', f'id="2" name="{NAME}" descr="{DESCRIPTION}"')


def _cache(kind: str, values: Iterable[object]) -> str:
    known = list(values)
    form = "<formatCode>0.00</formatCode>" if kind == "num" else ""
    points = "".join(
        f'<pt idx="{place}"><v>{_content(value)}</v></pt>'
        for place, value in enumerate(known)
        if value != ""
    )
    return f'<{kind}Cache>{form}<ptCount val="{len(known)}"/>{points}</{kind}Cache>'


def _content(value: object) -> str:
    return number(value) if isinstance(value, (int, float)) else text(str(value))
