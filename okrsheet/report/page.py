"""The weekly summary as one HTML page, which is also the body of a mail."""

from collections.abc import Iterator, Sequence
from typing import Final

from okrsheet.core.figures import Figures
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.objective_figures import ObjectiveFigures
from okrsheet.core.week import Week
from okrsheet.report.chart import chart, strip
from okrsheet.report.look import status_look
from okrsheet.report.markup import Html, join, tag
from okrsheet.report.sections import Entry, Section, sections
from okrsheet.report.shell import badge, shell, top
from okrsheet.report.weeks import LEGEND, key_results_of, weeks_of
from okrsheet.report.wording import (
    counts,
    facts,
    full_day,
    lead,
    owner,
    pace,
    score,
    score_move,
    standing,
    title,
    when,
)
from okrsheet.workbook.look import PAINTS

_BRIEF: Final = (
    "The objectives week by week are left out: with them this mail would be too long for some mail "
    "programs. The page that `okrsheet report` makes has them."
)


def page(week: Week, passed: Sequence[Figures], *, mail: bool = False, brief: bool = False) -> str:
    """The whole page.

    Args:
        week: the summary.
        passed: `timeline` of the same plan and day; not looked at where it is brief.
        mail: with status tables in the place of SVG charts, which mail programs don't show.
        brief: without the objectives, which it says.
    """
    details = _objectives(week, passed, mail=mail)
    return shell(
        f"{title(week)}, {full_day(week.found.as_of)}",
        _top(week),
        *map(_section, sections(week)),
        *([tag("p", _BRIEF, look="foot")] if brief else details),
        tag("p", _foot(week), look="foot"),
    )


def _top(week: Week) -> Html:
    tiles = [
        tag("span", f"{PAINTS[word].sign} {word} {count}", look=f"tile {status_look(word)}")
        for word, count in counts(week)
    ]
    return top(
        title(week),
        tag("p", when(week), look="under"),
        tag("p", lead(week), look="lead"),
        tag("div", *tiles, look="tiles"),
    )


def _section(section: Section) -> Html:
    scored = any(entry.score for entry in section.entries)
    look = "table scored" if scored else "table"
    entries = tag("table", *_columns(scored=scored), *map(_entry, section.entries), look=look)
    more = tag("p", section.more, look="line quiet small") if section.more else Html("")
    nothing = tag("p", section.nothing, look="line quiet")
    return tag(
        "div",
        tag("h2", section.title, look="head"),
        entries if section.entries else nothing,
        more,
        look="card" if section.entries else "card bare",
    )


def _columns(*, scored: bool) -> Iterator[Html]:
    """What the number at the end of each line is."""
    if scored:
        empty = tag("td", colspan=2)
        yield tag("tr", empty, tag("th", "Score", look="figure column"), look="columns")


def _entry(entry: Entry) -> Html:
    name = [tag("span", entry.id, look="id"), " "] if entry.id else []
    said = [tag("div", *name, entry.text)]
    if entry.facts:
        said.append(tag("div", entry.facts, look="line quiet small"))
    for note in entry.notes:
        about = tag("span", f"{note.about}:", look="quiet")
        said.append(tag("div", about, " ", note.said, look="line small"))
    mark = [tag("td", badge(entry.status), look="mark")] if entry.status else []
    figure = [tag("td", entry.score, look="figure")] if entry.score else []
    wide = {} if mark else {"colspan": 2}
    what = tag("td", *said, look="what", **wide)
    return tag("tr", *mark, what, *figure, look="row")


def _objectives(week: Week, passed: Sequence[Figures], *, mail: bool) -> Iterator[Html]:
    if week.objectives:
        lines = "" if mail else "Solid line: the score. Dashed line: what was expected. "
        yield tag(
            "div",
            tag("h2", "Objectives week by week", look="head"),
            tag("p", f"{lines}{LEGEND}", look="line quiet small"),
            look="card details",
        )
    for number, objective in enumerate(week.objectives, 1):
        weeks = weeks_of(objective.row, passed, week.found)
        drawn = strip(weeks) if mail else chart(weeks, number)
        yield tag(
            "div",
            _objective_head(week, objective),
            tag(
                "table",
                tag(
                    "tr",
                    tag("td", drawn, look="chart-side"),
                    tag("td", *_key_results(week, objective), look="text-side"),
                ),
                look="table",
                role="none",
            ),
            look="card objective",
        )


def _objective_head(week: Week, objective: ObjectiveFigures) -> Html:
    then = next(o for o in week.before.objectives if o.row == objective.row)
    moved = score_move(objective.score, then.score) if week.compared else ""
    expected = f"expected {score(objective.expected)}" if objective.expected is not None else ""
    told = facts(
        str(objective.objective.level or ""),
        objective.objective.team,
        objective.objective.owner,
        f"score {score(objective.score)}" + (f" ({moved})" if moved else ""),
        expected,
        f"{objective.reported} of {objective.due} reported",
        objective.cascade or objective.message,
    )
    name = tag("span", objective.objective.id, look="quiet")
    heading = tag("h3", name, " ", objective.objective.text, look="head-small")
    state = tag("div", badge(str(objective.rag or "")), " ", told, look="line quiet small")
    return join(heading, state)


def _key_results(week: Week, objective: ObjectiveFigures) -> Iterator[Html]:
    then = {k.row: k.score for k in week.before.key_results if week.compared}
    for figure in key_results_of(objective.row, week.found):
        yield _key_result(figure, then.get(figure.row))


def _key_result(figure: KeyResultFigures, before: float | None) -> Html:
    told = facts(standing(figure), pace(figure, before), owner(figure))
    return tag(
        "div",
        tag("div", tag("span", figure.key_result.id, look="id"), " ", figure.key_result.text),
        tag("div", badge(str(figure.rag)), " ", told, look="line quiet small"),
        look="key-result",
    )


def _foot(week: Week) -> str:
    return (
        f"Figures as of {full_day(week.found.as_of)}. Score: share of the way from baseline to "
        "target. Earlier weeks are shown with today's targets. Made by okrsheet from the "
        "quarter's workbook."
    )
