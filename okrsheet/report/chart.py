"""One objective over the weeks: its score against the expected path, and a status strip.

The upper part says where it is heading, the strip below which key result pulls it down and since
when. Both share the weeks.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from okrsheet.core.printable import printable
from okrsheet.report.look import ACCENT, DESK, INK, LETTER_WORDS, LINE, QUIET, status_look
from okrsheet.report.markup import Html, join, tag
from okrsheet.report.weeks import Line, Weeks, in_words
from okrsheet.report.wording import score
from okrsheet.workbook.look import PAINTS

_WIDTH: Final = 372
_LEFT, _RIGHT = 50, 2
_TOP, _HEIGHT = 12, 92
_STRIP: Final = _TOP + _HEIGHT + 24
_ROW, _BOX = 19, 16
_STRIP_CELL: Final = 19
_BROADEST: Final = 20
_NAME: Final = 8
_MIDDLE: Final = {"font_size": "11", "text_anchor": "middle"}
_FONT: Final = "'Segoe UI',Calibri,Carlito,Arial,sans-serif"


def chart(weeks: Weeks, number: int) -> Html:
    """The chart as SVG with a text alternative; `number` makes its ids differ on the page."""
    height = _STRIP + _ROW * len(weeks.lines)
    title, description = f"chart-{number}", f"chart-{number}-words"
    return tag(
        "svg",
        tag("title", f"{weeks.name}, week by week", id=title),
        tag("desc", in_words(weeks), id=description),
        join(*_grid(), *_months(weeks), *_path(weeks), *_scores(weeks), *_strip(weeks)),
        look="chart",
        viewBox=f"0 0 {_WIDTH} {height}",
        width=_WIDTH,
        height=height,
        role="img",
        aria_labelledby=f"{title} {description}",
        font_family=_FONT,
    )


def strip(weeks: Weeks) -> Html:
    """The status strip as a table, for mail programs, which show no SVG.

    Weeks with the same status are one cell: mails are cut where they are long.
    """
    return tag(
        "table",
        *(_strip_row(line) for line in weeks.lines),
        look="strip",
        role="img",
        aria_label=in_words(weeks),
        cellpadding=2,
    )


def _strip_row(line: Line) -> Html:
    cells = []
    for letter, run in groupby(line.letters):
        count = sum(1 for _ in run)
        word = LETTER_WORDS.get(letter)
        look = status_look(word) if word else "strip-free"
        cells.append(tag("td", letter, look=look, colspan=count, width=_STRIP_CELL * count))
    return tag("tr", tag("td", _short(line.name), look="strip-name"), *cells)


def _short(name: str) -> str:
    flat = printable(name)
    return flat if len(flat) <= _NAME else f"{flat[: _NAME - 1]}\u2026"


def _across(weeks: Weeks, place: float) -> float:
    """Where a week stands, in the middle of its column; `place` counts from 0."""
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (place + 0.5) / len(weeks.starts)


def _up(value: float) -> float:
    return _TOP + _HEIGHT * (1 - min(1.0, max(0.0, value)))


def _line(points: list[tuple[float, float]], **attributes: str) -> Html:
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag("polyline", points=told, fill="none", **attributes)


def _words(place: tuple[float, float], said: str, colour: str = QUIET, **more: str) -> Html:
    kind = "c-ink" if colour == INK else "c-quiet"
    x, y = place
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "fill": colour}
    return tag("text", said, _class=kind, **at, **more)


def _grid() -> Iterator[Html]:
    for value, said in ((0.0, "0"), (0.5, "0.5"), (1.0, "1")):
        y = f"{_up(value):.1f}"
        yield tag("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, stroke=LINE, _class="c-grid")
        yield _words((_LEFT - 6, _up(value) + 4), said, font_size="11", text_anchor="end")


def _months(weeks: Weeks) -> Iterator[Html]:
    # A month is named where its first whole week begins.
    for place, (before, monday) in enumerate(pairwise(weeks.starts), 1):
        if before.month != monday.month:
            at = (_across(weeks, place), _TOP + _HEIGHT + 15)
            yield _words(at, f"{monday:%b}", **_MIDDLE)


def _path(weeks: Weeks) -> Iterator[Html]:
    known = [
        (_across(weeks, place), _up(value))
        for place, value in enumerate(weeks.expected)
        if value is not None
    ]
    start = [] if weeks.expected and weeks.expected[0] is not None else [(float(_LEFT), _up(0.0))]
    points = [*start, *known, (_across(weeks, len(weeks.starts) - 1), _up(1.0))]
    below = (float(_WIDTH - _RIGHT), _up(0.6))
    yield _words(below, "expected", font_size="11", text_anchor="end")
    yield _line(points, stroke=QUIET, stroke_width="1.5", stroke_dasharray="4 4", _class="c-path")


def _scores(weeks: Weeks) -> Iterator[Html]:
    points = [
        (_across(weeks, place), _up(value))
        for place, value in enumerate(weeks.scores)
        if value is not None
    ]
    if not points:
        return
    yield _line(
        points,
        stroke=ACCENT,
        stroke_width="2.5",
        stroke_linejoin="round",
        stroke_linecap="round",
        _class="c-score",
    )
    x, y = points[-1]
    yield tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4, fill=ACCENT, _class="c-dot")
    last = next(value for value in reversed(weeks.scores) if value is not None)
    below = y < _TOP + 16
    place = (min(x, _WIDTH - _RIGHT - 16), y + 18 if below else y - 9)
    yield _words(place, score(last), INK, font_size="13", font_weight="600", text_anchor="middle")


def _strip(weeks: Weeks) -> Iterator[Html]:
    for number, line in enumerate(weeks.lines):
        y = _STRIP + number * _ROW
        weight = "600" if number == 0 else "400"
        at = (_LEFT - 6.0, y + 12.0)
        yield _words(at, _short(line.name), font_size="11", text_anchor="end", font_weight=weight)
        for place, letter in enumerate(line.letters):
            yield from _box(weeks, place, y, letter)


def _box(weeks: Weeks, place: int, y: int, letter: str) -> Iterator[Html]:
    paint = PAINTS.get(LETTER_WORDS.get(letter, ""))
    column = (_WIDTH - _LEFT - _RIGHT) / len(weeks.starts)
    x, width = _across(weeks, place), min(_BROADEST, column - 2)
    yield tag(
        "rect",
        x=f"{x - width / 2:.1f}",
        y=y,
        width=f"{width:.1f}",
        height=_BOX,
        rx=3,
        fill=f"#{paint.fill}" if paint else DESK,
        _class="c-box" if paint else "c-free",
    )
    if letter:
        kind = {} if paint else {"_class": "c-quiet"}
        at = {"x": f"{x:.1f}", "y": f"{y + 12}", "fill": f"#{paint.ink}" if paint else QUIET}
        yield tag("text", letter, **kind, **at, **_MIDDLE, font_weight="600")
