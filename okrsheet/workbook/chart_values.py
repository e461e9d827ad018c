"""What openpyxl leaves out of the chart: the values it shows, its name, its alternative text.

Previewers draw an empty chart where the values are missing.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from okrsheet.ooxml.cells import number, text
from okrsheet.ooxml.markup import position
from okrsheet.workbook import chart_refresh
from okrsheet.workbook.layout import SPOT_SHEETS
from okrsheet.workbook.rows import shown_value
from okrsheet.workbook.sheets import dashboard, trend
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
TREND_NAME: Final = "Trend of a key result"
TREND_DESCRIPTION: Final = (
    "Line chart. The values of the key result picked above, week by week, beside its target, the "
    "path expected, the forecast to the last day and the range it will likely end in."
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
    """The Dashboard's drawing with the chart's name and what it shows, in words."""
    return _described(xml, NAME, DESCRIPTION)


def with_trend_values(xml: str, view: View) -> str:
    """The part of the chart on Trend with the values of its cells beside each reference."""
    spots = {position(spot.address): spot for spot in SPOT_SHEETS[trend.SHEET]}

    def shows(_: str, places: Sequence[tuple[int, int]]) -> list[object]:
        found = (spots[place] for place in places)
        return [s.text if s.value is None else shown_value(s.value(view)) for s in found]

    held = xml.replace(_UNTITLED, _UNTITLED_SAID)
    for kind in ("num", "str"):
        held = re.sub(
            rf"(<{kind}Ref><f>[^<]*</f>)(?:<{kind}Cache>.*?</{kind}Cache>)?(</{kind}Ref>)",
            rf'\1<{kind}Cache><ptCount val="0"/></{kind}Cache>\2',
            held,
        )
    return chart_refresh.with_values(held.encode("utf-8"), shows).decode("utf-8")


def with_trend_description(xml: str) -> str:
    """The drawing on Trend with the chart's name and what it shows, in words."""
    return _described(xml, TREND_NAME, TREND_DESCRIPTION)


def _described(xml: str, name: str, description: str) -> str:
    return xml.replace('id="1" name="Chart 1"', f'id="2" name="{name}" descr="{description}"')


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
