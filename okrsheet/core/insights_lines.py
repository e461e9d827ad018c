"""Insights as lines of text: what to learn, then the figures it stands on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from okrsheet.core.audit_lines import folded
from okrsheet.core.audit_patterns import ALL
from okrsheet.core.findings import count_of
from okrsheet.core.insights import Insights
from okrsheet.core.insights_audit import Failing
from okrsheet.core.insights_calibration import Spread
from okrsheet.core.insights_carried import CarriedKeyResult
from okrsheet.core.insights_forecast import TeamAccuracy
from okrsheet.core.insights_scores import Scores
from okrsheet.core.insights_told import DASH, FEWEST_QUARTERS, Told, percent, score, signed
from okrsheet.core.printable import printable

TITLES: Final = {
    "scores": "Scores over the quarters",
    "calibration": "How targets were set",
    "sandbagging": "Targets set too low",
    "carried": "Carried again and again",
    "audit": "What the audit keeps finding",
    "forecasts": "What week-6 forecasts were worth",
    "decisions": "What the reviews decided",
}
"""The heading of each insight, in the order in which they are shown."""

MOST_LINES: Final = 20
MOST_QUARTERS: Final = 12
_ADVICE: Final = "To do: "
_SPREAD: Final = "Median of the final scores, share of Hits:"
_REACHED: Final = "Mean of the aspirational final scores; * where all are 0.95 or more:"
_FAILED: Final = "Key results that fail, of all; criteria failed in one quarter only are left out:"
_WORTH: Final = "What was foreseen against what came; + is too hopeful:"
_INDENT: Final = "  "
_NAME: Final = 30
_LEAST_NAME: Final = 16
_GAP: Final = 2
_CELL: Final = 7


class Table(NamedTuple):
    """Figures by quarter, or under heads of their own.

    `caption` says what a figure is, `more` what is not shown.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    more: str = ""


def lines(found: Insights, width: int = 80) -> Iterator[str]:
    """Every insight.

    Args:
        found: the insights.
        width: characters in a line, 60 or more; texts are folded or cut to fit.
    """
    yield from folded(head(found), width, "")
    for name, told in found.told:
        yield ""
        yield TITLES[name].upper()
        yield from _told(told, width)
        yield from _figures(found, name, width)
    if found.past.left_out:
        yield ""
        yield from folded(left_out(found), width, "")


def head(found: Insights) -> str:
    """Whose quarters, and which."""
    periods = found.past.periods
    whose = found.past.organisation or "OKRs"
    whose = f"{whose}, {found.team}" if found.team else whose
    closed = count_of(len(periods), "closed quarter")
    if len(periods) < 1:
        return f"{whose}: no closed quarter yet"
    span = f"{periods[0].name} to {periods[-1].name}" if len(periods) > 1 else periods[0].name
    teach = "teaches" if len(periods) == 1 else "teach"
    return f"{whose}: what {closed} {teach} ({span})"


def left_out(found: Insights) -> str:
    """What is not counted, and why."""
    count = count_of(found.past.left_out, "objective")
    whose = "a single person" if found.past.left_out == 1 else "single people"
    return f"{count} of {whose} left out: no figure here is a person's."


def _told(told: Told, width: int) -> Iterator[str]:
    yield from folded(told.sentence, width, _INDENT)
    if told.advice:
        yield from folded(f"{_ADVICE}{told.advice}", width, _INDENT)
    if told.n:
        yield from folded(f"({told.basis})", width, _INDENT)


def _figures(found: Insights, name: str, width: int) -> Iterator[str]:
    if name == "carried":
        for each in found.carried.key_results[:MOST_LINES]:
            yield from _carried(found, each, width)
        yield from _rest(len(found.carried.key_results))
        return
    for table in tables(found, name):
        yield from _table(table, width)


def tables(found: Insights, name: str) -> tuple[Table, ...]:
    """The figures of an insight that are shown as tables."""
    if name == "scores":
        return _scores(found)
    by_name = {
        "calibration": _calibration,
        "sandbagging": _sandbagging,
        "audit": _audit,
        "forecasts": _forecasts,
        "decisions": _decisions,
    }
    return (by_name[name](found),)


def _by_quarter(
    found: Insights, caption: str, cells: Sequence[tuple[str, Sequence[str]]], *last: str
) -> Table:
    """Cells for each quarter, then some for all; only the last quarters are shown."""
    names = [each.name for each in found.past.periods]
    cut = len(names) - MOST_QUARTERS
    first = max(0, cut)
    rows = tuple((name, tuple(each[first:])) for name, each in cells[:MOST_LINES])
    more = [f"The last {MOST_QUARTERS} of {len(names)} quarters."] if cut > 0 else []
    more += _rest(len(cells))
    return Table(caption, (*names[first:], *last), rows, " ".join(more))


def _rest(count: int) -> list[str]:
    """What to say of the lines that are not shown."""
    rest = count - MOST_LINES
    return [f"{_INDENT}And {rest} more: see --json, or --team for one team."] if rest > 0 else []


def _scores(found: Insights) -> tuple[Table, ...]:
    teams = [(each.team, _score_cells(each)) for each in most_moved(found.scores.teams)]
    again = [
        (f"{each.text} ({each.team})", _score_cells(each))
        for each in most_moved(found.scores.objectives)
    ]
    return (
        _by_quarter(found, "Company and teams:", teams, "change"),
        _by_quarter(found, "Objectives that stood in two quarters or more:", again, "change"),
    )


def _score_cells(each: Scores) -> tuple[str, ...]:
    moved = DASH if each.change is None else signed(each.change)
    return (*map(score, each.scores), moved)


def most_moved(found: Sequence[Scores], most: int = MOST_LINES) -> list[Scores]:
    """Lines that fit; where there are more, the first and those whose scores changed most."""
    if len(found) <= most:
        return list(found)
    moved = sorted(found[1:], key=lambda each: -abs(each.change or 0.0))
    kept = {id(each) for each in (found[0], *moved[: most - 1])}
    return [each for each in found if id(each) in kept] + [
        each for each in found if id(each) not in kept
    ]


def _calibration(found: Insights) -> Table:
    cells = [
        (f"{each.team}, {each.aim}", tuple(map(_spread_cell, (*each.quarters, each.all))))
        for each in found.calibration.lines
    ]
    return _by_quarter(found, _SPREAD, cells, "all")


def _spread_cell(each: Spread) -> str:
    return DASH if each.share is None else f"{score(each.median)} {percent(each.share)}"


def _sandbagging(found: Insights) -> Table:
    cells = []
    for each in found.sandbagging.teams:
        means = {quarter.place: quarter for quarter in each.quarters}
        told = [
            f"{score(means[place].mean)}{'*' if means[place].all_reached else ''}"
            if place in means
            else DASH
            for place in range(len(found.past.periods))
        ]
        cells.append((each.team, told))
    return _by_quarter(found, _REACHED, cells)


def _audit(found: Insights) -> Table:
    cells = [
        (
            f"{each.team}: {each.label}",
            (
                *(
                    f"{failed}/{of}" if of else DASH
                    for failed, of in zip(each.failed, each.of, strict=True)
                ),
                percent(each.share),
            ),
        )
        for each in repeated(found.audit.lines)
    ]
    return _by_quarter(found, _FAILED, cells, "all")


def repeated(found: Iterable[Failing]) -> list[Failing]:
    """Criteria failed in two quarters or more: those of all teams first, then the longest."""
    again = [each for each in found if sum(map(bool, each.failed)) >= FEWEST_QUARTERS]
    return sorted(again, key=lambda each: (each.team != ALL, -each.running, -each.share))


def _forecasts(found: Insights) -> Table:
    rows = tuple((each.team, _accuracy_cells(each)) for each in found.forecasts.teams)
    more = " ".join(_rest(len(rows)))
    return Table(_WORTH, ("n", "off by", "leaning", "band right"), rows[:MOST_LINES], more)


def _accuracy_cells(line: TeamAccuracy) -> tuple[str, ...]:
    each = line.all
    leaning = DASH if each.bias is None else signed(float(score(abs(each.bias))) * _sign(each.bias))
    right = DASH if each.right is None else percent(each.right)
    return (str(each.n), score(each.error), leaning, right)


def _sign(value: float) -> int:
    return -1 if value < 0 else 1


def _decisions(found: Insights) -> Table:
    every = found.decisions.teams[:1]
    quarters = [taken for each in every for taken in each.quarters]
    rows = [
        (period.name, tuple(map(str, taken)))
        for period, taken in zip(found.past.periods, quarters, strict=bool(every))
    ]
    more = f"The last {MOST_LINES} of {len(rows)} quarters." if len(rows) > MOST_LINES else ""
    heads = ("Continue", "Revise", "Drop", "Done", "none")
    return Table("Key results by decision:", heads, tuple(rows[-MOST_LINES:]), more)


def _table(table: Table, width: int) -> Iterator[str]:
    if not table.rows:
        return
    yield from folded(table.caption, width, _INDENT)
    wide = max(_CELL, *(len(cell) for _, cells in table.rows for cell in cells)) + _GAP
    wide = max(wide, *(min(len(head), _NAME) + _GAP for head in table.heads))
    longest = max(len(printable(name)) for name, _ in table.rows)
    columns = min(len(table.heads), max(1, (width - _LEAST_NAME - _GAP) // wide))
    room = min(longest, max(_LEAST_NAME, min(_NAME, width - _GAP - columns * wide)))
    heads = "".join(f"{_cut(head, wide - _GAP):>{wide}}" for head in table.heads[-columns:])
    yield f"{_INDENT}{'':<{room}}{heads}"
    for name, cells in table.rows:
        shown = "".join(f"{cell:>{wide}}" for cell in cells[-columns:])
        yield f"{_INDENT}{_cut(name, room):<{room}}{shown}"
    if table.more:
        yield from folded(table.more.strip(), width, _INDENT)


def _cut(text: str, room: int) -> str:
    flat = " ".join(printable(text).split())
    return flat if len(flat) <= room else f"{flat[: room - 1]}\u2026"


def _carried(found: Insights, each: CarriedKeyResult, width: int) -> Iterator[str]:
    yield from folded(f"{each.id} {each.text} ({each.team})", width, _INDENT)
    names = [found.past.periods[place].name for place in each.quarters]
    parts: Iterable[str] = map(" ".join, zip(names, map(score, each.scores), strict=True))
    told = f"carried {each.carried} times; {', '.join(parts)}; {each.outcome}"
    yield from folded(told, width, _INDENT * 3)
