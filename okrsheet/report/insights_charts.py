"""The charts on the page of insights: lines over quarters, and forecasts against what came.

A small line has its numbers beside it in words and scales freely; a big one carries them itself.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from okrsheet.core.findings import count_of
from okrsheet.core.insights_forecast import Pair
from okrsheet.core.insights_told import score
from okrsheet.report.markup import Html, tag

MOST_QUARTERS: Final = 12
"""More can't be told apart; how many are shown is said beside the chart."""
HIT: Final = 0.7
_SPARK_WIDTH: Final = 240
_SPARK_HEIGHT: Final = 54
_WIDE, _NARROW = 820, 300
_SQUARE: Final = 330
_EDGE: Final = 40
_LETTER: Final = 6.6
_GAP: Final = 8
_MIDDLE: Final = {"text_anchor": "middle"}
_END: Final = {"text_anchor": "end"}


def spark(values: Sequence[float | None], words: str, mark: float | None = HIT) -> Html:
    """A small line of scores (0-1); a missing one breaks it.

    Args:
        values: one for each quarter.
        words: what it shows, for those who can't see it.
        mark: where the dashed line is; without one the chart is as high as a line of text.
    """
    points = [
        None if each is None else (_across(place, len(values)), _down(each))
        for place, each in enumerate(values)
    ]
    base = tag("line", x1=0, x2=_SPARK_WIDTH, y1=_down(0), y2=_down(0), _class="s-base")
    at = _down(mark or 0.0)
    dashed = tag("line", x1=0, x2=_SPARK_WIDTH, y1=at, y2=at, _class="s-hit")
    return tag(
        "svg",
        tag("title", words),
        base,
        Html("") if mark is None else dashed,
        tag("path", d=_path(points), _class="s-line"),
        _last_dot(points),
        _class="spark low" if mark is None else "spark",
        viewBox=f"0 0 {_SPARK_WIDTH} {_SPARK_HEIGHT}",
        preserveAspectRatio="none",
        role="img",
    )


def _across(place: int, count: int) -> float:
    return 6 + (_SPARK_WIDTH - 12) * (place / (count - 1) if count > 1 else 0.5)


def _down(value: float) -> float:
    return 5 + (_SPARK_HEIGHT - 10) * (1 - min(1.0, max(0.0, value)))


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    steps, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
        else:
            steps.append(f"{pen}{point[0]:.1f} {point[1]:.1f}")
            # A lone point between gaps is drawn by its round ends.
            steps += ["h0"] if pen == "M" else []
            pen = "L"
    return "".join(steps)


def _last_dot(points: Sequence[tuple[float, float] | None]) -> Html:
    known = [point for point in points if point is not None]
    if not known:
        return Html("")
    return tag("path", d=f"M{known[-1][0]:.1f} {known[-1][1]:.1f}h0", _class="s-dot")


def big_line(names: Sequence[str], values: Sequence[float | None], title: str) -> Html:
    """Scores over the quarters, each with its number; the letters stay as they are when it grows.

    Where the page is narrow, some quarters are not named.
    """
    told = ", ".join(f"{n} {score(v)}" for n, v in zip(names, values, strict=True))
    points = [
        None if each is None else (_share(place, len(values)), 100 * (1 - each))
        for place, each in enumerate(values)
    ]
    lines = [
        tag("line", x1=0, x2=100, y1=100 * (1 - at), y2=100 * (1 - at), _class=look)
        for at, look in ((0.0, "s-base"), (0.5, "s-base"), (1.0, "s-base"), (HIT, "s-hit"))
    ]
    dots = [tag("path", d=f"M{x:.2f} {y:.2f}h0", _class="s-dot") for x, y in filter(None, points)]
    drawn = tag(
        "svg",
        *lines,
        tag("path", d=_path(points), _class="s-line"),
        *dots,
        viewBox="0 0 100 100",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    marks = [*_scale(), *_numbers(points, values), *_names(names)]
    return tag("div", drawn, *marks, _class="plot", role="img", aria_label=f"{title}: {told}")


def _share(place: int, count: int) -> float:
    """Where a quarter stands from left to right, in percent."""
    return 4 + 92 * (place / (count - 1) if count > 1 else 0.5)


def _scale() -> Iterator[Html]:
    for value in (0.0, 0.5, HIT, 1.0):
        yield tag("span", f"{value:g}", _class="y", style=f"top:{100 * (1 - value):.0f}%")


def _numbers(
    points: Sequence[tuple[float, float] | None], values: Sequence[float | None]
) -> Iterator[Html]:
    for point, value in zip(points, values, strict=True):
        if point is not None:
            place = f"left:{point[0]:.2f}%;top:{point[1]:.2f}%"
            yield tag("span", score(value), _class="at", style=place)


def _names(names: Sequence[str]) -> Iterator[Html]:
    longest = max(map(len, names), default=0) * _LETTER + _GAP
    wide = _every(len(names), longest, _WIDE)
    narrow = wide * _every(len(names), longest / wide, _NARROW)
    for place, name in enumerate(names):
        # The last one is named, and before it those that have room.
        back = len(names) - 1 - place
        if back % wide == 0:
            look = "q narrow" if back % narrow else "q"
            yield tag("span", name, _class=look, style=f"left:{_share(place, len(names)):.2f}%")


def _every(count: int, wanted: float, room: float) -> int:
    """Every how many quarters a name has room."""
    return max(1, -(-int(wanted * count) // int(room)))


def scatter(pairs: Sequence[Pair]) -> Html:
    """Forecasts of week 6 against final scores: on the dashed line they were right."""
    size = _SQUARE - 2 * _EDGE
    far = _EDGE + size
    frame = tag("rect", x=_EDGE, y=_EDGE, width=size, height=size, fill="none", _class="grid")
    too_low, too_high = (_EDGE + 8, _EDGE + 16), (_EDGE + size - 8, _EDGE + size - 8)
    return tag(
        "svg",
        tag("title", f"{count_of(len(pairs), 'week-6 forecast')} against final scores"),
        frame,
        tag("line", x1=_EDGE, y1=far, x2=far, y2=_EDGE, _class="even"),
        *(_dot(each, size) for each in pairs),
        tag("text", "came out better", x=too_low[0], y=too_low[1]),
        tag("text", "came out worse", x=too_high[0], y=too_high[1], **_END),
        *_axes(size),
        _class="big",
        viewBox=f"0 0 {_SQUARE} {_SQUARE}",
        role="img",
    )


def _dot(each: Pair, size: int) -> Html:
    x, y = _EDGE + size * each.foreseen, _EDGE + size * (1 - each.came)
    return tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4.5, _class="ring")


def _axes(size: int) -> Iterator[Html]:
    for value in (0.0, 0.5, 1.0):
        yield tag("text", f"{value:g}", x=_EDGE + size * value, y=_EDGE + size + 16, **_MIDDLE)
        yield tag("text", f"{value:g}", x=_EDGE - 8, y=_EDGE + size * (1 - value) + 4, **_END)
    below, above = _EDGE + size + 33, _EDGE - 12
    yield tag("text", "foreseen in week 6", x=_EDGE + size / 2, y=below, _class="t-ink", **_MIDDLE)
    yield tag("text", "final score", x=_EDGE - 26, y=above, _class="t-ink")
