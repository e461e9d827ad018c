"""What the closed quarters teach, as one HTML page with charts."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from okrsheet.core.audit_patterns import ALL, COMPANY
from okrsheet.core.findings import count_of
from okrsheet.core.insights import Insights
from okrsheet.core.insights_calibration import Aim
from okrsheet.core.insights_carried import CarriedKeyResult, Outcome
from okrsheet.core.insights_decisions import Taken
from okrsheet.core.insights_lines import TITLES, head, left_out, most_moved
from okrsheet.core.insights_sandbagging import Aspired, TeamSandbag
from okrsheet.core.insights_scores import Scores
from okrsheet.core.insights_told import Mood, Told, score, signed
from okrsheet.report.insights_charts import MOST_QUARTERS, big_line, scatter, spark
from okrsheet.report.insights_grids import (
    MOST_COLUMNS,
    MOST_ROWS,
    audit_grid,
    forecast_grid,
    key,
    target_grid,
    tied,
)
from okrsheet.report.insights_look import PAINT_OF, STYLE, mood_look
from okrsheet.report.markup import Html, join, tag
from okrsheet.report.shell import shell, top

MOST_PANELS: Final = 12
_MOST_ITEMS: Final = 10
_MOST_ADVICE: Final = 4
_ENDED: Final = {
    Outcome.HIT: Mood.GOOD,
    Outcome.DROPPED: Mood.EARLY,
    Outcome.DONE: Mood.EARLY,
    Outcome.GOES_ON: Mood.ACT,
    Outcome.GONE: Mood.WATCH,
    Outcome.OPEN: Mood.ACT,
}
_DECISIONS: Final = ("Continue", "Revise", "Drop", "Done", "no decision")
_FOOT: Final = (
    "Score: share of the way from baseline to target, 0.70 and more is a Hit for aspirational "
    "targets. Teams and objectives are matched by name. Made by okrsheet from the history of "
    "closed quarters."
)


def page(found: Insights) -> str:
    """The whole page."""
    blocks = [_block(found, name, told) for name, told in found.told]
    foot = [tag("p", _FOOT, look="foot")]
    if found.past.left_out:
        foot.insert(0, tag("p", left_out(found), look="foot"))
    whose, _, what = head(found).partition(": ")
    return shell(
        head(found),
        top(whose, tag("p", f"{what[:1].upper()}{what[1:]}", look="under"), *_advice(found)),
        tag("div", *(_tile(found, name, told) for name, told in found.told), _class="tiles6"),
        *blocks,
        *foot,
        style=STYLE,
    )


def _mood(mood: Mood) -> Html:
    sign = PAINT_OF[mood].sign
    return tag("span", f"{sign} {mood}", _class=f"m {mood_look(mood)}")


def _advice(found: Insights) -> Iterator[Html]:
    """What to do, the most urgent first: what a leader reads who has ten seconds."""
    every = [told for _, told in found.told if told.advice]
    every.sort(key=lambda told: told.mood is not Mood.ACT)
    told = [tag("li", tied(each.advice)) for each in every]
    if told:
        yield tag("ul", *told[:_MOST_ADVICE], _class="todo")


def _tile(found: Insights, name: str, told: Told) -> Html:
    said = tag(
        "span",
        tag("b", TITLES[name]),
        tag("span", tied(told.figure) or "\u2013", _mood(told.mood), _class="n"),
        tag("span", told.label or "not enough to say yet", _class="l"),
    )
    first = [line for line in found.scores.teams[:1] if name == "scores"]
    drawn = [spark(line.scores[-MOST_QUARTERS:], line.team) for line in first]
    return tag("a", said, *drawn, _class="kpi", href=f"#{name}")


def _block(found: Insights, name: str, told: Told) -> Html:
    parts = list(_DRAWN[name](found)) if told.n else []
    drawn = [each for each in parts if isinstance(each, Html)]
    notes = [told.basis] if told.n else []
    notes += [each for each in parts if each and not isinstance(each, Html)]
    return tag(
        "div",
        tag("h2", TITLES[name], look="head"),
        tag("p", tied(told.sentence), _class="say"),
        *drawn,
        *([tag("p", " \u00b7 ".join(notes), _class="note")] if notes else []),
        look="card",
        id=name,
    )


def _shown(found: Insights, most: int) -> str:
    count = len(found.past.periods)
    return f"The last {most} of {count} quarters are shown" if count > most else ""


def _rest(count: int, most: int, things: str) -> str:
    return f"{most} of {count} {things} are shown, --json has all" if count > most else ""


def _scores(found: Insights) -> Iterator[str]:
    names = [each.name for each in found.past.periods][-MOST_QUARTERS:]
    lines = found.scores.teams
    first = [each for each in lines if each.team == COMPANY or len(lines) == 1]
    for each in first:
        yield tag("div", f"{each.team}, score by quarter", _class="cap")
        yield big_line(names, each.scores[-MOST_QUARTERS:], each.team)
    teams = [each for each in lines if each not in first]
    yield from _panels(found, "Teams", teams)
    yield from _panels(
        found, "Objectives that stood in two quarters or more", found.scores.objectives
    )
    yield "dashed line: 0.70"
    yield _shown(found, MOST_QUARTERS)


def _panels(found: Insights, title: str, lines: Sequence[Scores]) -> Iterator[str]:
    if lines:
        yield tag("div", title, _class="cap")
        shown = most_moved(lines, MOST_PANELS)[:MOST_PANELS]
        yield tag("div", *(_panel(found, each) for each in shown), _class="panels")
        yield _rest(len(lines), MOST_PANELS, title.lower())


def _panel(found: Insights, line: Scores) -> Html:
    periods = found.past.periods[-MOST_QUARTERS:]
    values = line.scores[-MOST_QUARTERS:]
    parts = zip(periods, values, strict=True)
    told = ", ".join(f"{each.name} {score(value)}" for each, value in parts)
    moved = "" if line.change is None else signed(line.change)
    name = f"{line.text} ({line.team})" if line.text else line.team
    last = line.known[-1][1]
    return tag(
        "div",
        tag(
            "div", tag("span", name, _class="who"), tag("span", score(last), _class="v"), _class="h"
        ),
        spark(values, f"{name}: {told}"),
        tag("div", *map(_span, (periods[0].name, moved, periods[-1].name)), _class="f"),
        _class="panel",
    )


def _span(said: str) -> Html:
    return tag("span", said)


def _targets(found: Insights) -> Iterator[str]:
    lines = [each for each in found.calibration.lines if each.aim is Aim.ASPIRATIONAL]
    if not lines:
        return
    yield tag("div", "Median final score of aspirational targets", _class="cap")
    yield target_grid(found)
    yield key(
        ("low", "\u25bc too hard, below 0.50"),
        ("right", "about right"),
        ("high", "\u25b2 too easy, above 0.85"),
    )
    yield _shown(found, MOST_COLUMNS)
    yield _rest(len(lines), MOST_ROWS, "lines")


def _sandbags(found: Insights) -> Iterator[str]:
    hints = [each for each in found.sandbagging.teams if each.word]
    if hints:
        yield tag("div", "Mean of the aspirational final scores", _class="cap")
        yield f"dashed line: {score(found.policy.sandbag_score)}"
    panels = []
    for each in hints[:MOST_PANELS]:
        parts = each.quarters[-MOST_QUARTERS:]
        names = [found.past.periods[part.place].name for part in parts]
        panels.append(_small(each, parts, names, found.policy.sandbag_score))
    yield tag("div", *panels, _class="panels")
    yield _rest(len(hints), MOST_PANELS, "teams")


def _small(each: TeamSandbag, parts: Sequence[Aspired], names: Sequence[str], mark: float) -> Html:
    name, values = each.team, [part.mean for part in parts]
    told = ", ".join(f"{n} {score(v)}" for n, v in zip(names, values, strict=True))
    return tag(
        "div",
        tag(
            "div",
            tag("span", name, _class="who"),
            tag("span", score(values[-1]), _class="v"),
            _class="h",
        ),
        spark(values, f"{name}: {told}", mark),
        tag("div", *map(_span, (names[0], names[-1])), _class="f"),
        tag("div", str(each.word), _class="d"),
        _class="panel",
    )


def _carried(found: Insights) -> Iterator[str]:
    every = found.carried.key_results
    for each in every[:_MOST_ITEMS]:
        yield _item(found, each)
    yield _rest(len(every), _MOST_ITEMS, "key results")


def _item(found: Insights, each: CarriedKeyResult) -> Html:
    names = [found.past.periods[place].name for place in each.quarters]
    parts = zip(names, each.scores, strict=True)
    told = ", ".join(f"{name} {score(value)}" for name, value in parts)
    facts = f"{each.team} \u00b7 carried {count_of(each.carried, 'time')}"
    ended = tag("span", str(each.outcome), _class=f"m end-m {mood_look(_ENDED[each.outcome])}")
    what = tag(
        "div",
        tag("span", each.id, look="id"),
        " ",
        each.text,
        tag("div", ended, facts),
        _class="x",
    )
    ends = [f"{names[0]} {score(each.scores[0])}"]
    if len(names) > 1:
        ends.append(f"{names[-1]} {score(each.scores[-1])}")
    line = join(spark(each.scores, told, None), tag("div", *map(_span, ends), _class="end"))
    return tag("div", what, tag("div", line), _class="item")


def _audit(found: Insights) -> Iterator[str]:
    if found.audit.lines:
        yield tag("div", "Share of key results that fail, over all quarters", _class="cap")
        yield audit_grid(found)
        teams = len({each.team for each in found.audit.lines})
        yield "\u00d73: failed in the last three quarters without a break"
        yield _rest(teams, MOST_ROWS, "lines")


def _forecasts(found: Insights) -> Iterator[str]:
    drawn = tag("div", scatter(found.forecasts.pairs))
    yield tag("div", drawn, tag("div", forecast_grid(found)), _class="side")
    yield _rest(len(found.forecasts.teams), MOST_ROWS, "lines")


def _decisions(found: Insights) -> Iterator[str]:
    every = next(each for each in found.decisions.teams if each.team == ALL)
    parts = list(zip(found.past.periods, every.quarters, strict=True))[-MOST_QUARTERS:]
    yield key(*((f"c{place}", word) for place, word in enumerate(_DECISIONS, 1)))
    bars = [join(tag("span", period.name), _bar(taken)) for period, taken in parts]
    yield tag("div", *bars, _class="bars")
    yield _shown(found, MOST_QUARTERS)


def _bar(taken: Taken) -> Html:
    told = ", ".join(f"{word} {n}" for word, n in zip(_DECISIONS, taken, strict=True) if n)
    parts = [
        tag("span", str(count), _class=f"b-c{place}", style=f"flex:{count}")
        for place, count in enumerate(taken, 1)
        if count
    ]
    return tag("div", *parts, _class="bar", role="img", aria_label=told)


_DRAWN: Final[dict[str, Callable[[Insights], Iterator[str]]]] = {
    "scores": _scores,
    "calibration": _targets,
    "sandbagging": _sandbags,
    "carried": _carried,
    "audit": _audit,
    "forecasts": _forecasts,
    "decisions": _decisions,
}
"""What is drawn for each insight; a plain text among it is a note below."""
