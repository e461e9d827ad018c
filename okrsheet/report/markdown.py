"""The weekly summary as Markdown, for chat tools and wikis."""

import re
from collections.abc import Iterator
from typing import Final

from okrsheet.core.printable import printable
from okrsheet.core.week import Week
from okrsheet.core.words import Rag
from okrsheet.report.sections import Entry, Section, sections
from okrsheet.report.wording import (
    counts,
    facts,
    lead,
    score,
    score_move,
    title,
    when,
)

_SIGNS: Final = {
    Rag.GREEN: "\U0001f7e2",
    Rag.YELLOW: "\U0001f7e1",
    Rag.RED: "\U0001f534",
}
_OTHER: Final = "\u26aa"
# Chat tools know `&lt;` where they don't know a backslash, and take <!channel> as an order.
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS: Final = re.compile(r"[\\`*_\[\]|~!$]|(?<![\w.])@")
_AT_START: Final = re.compile(r"^(\s*)(#|[-+=:]|\d+(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """What a person typed, in one line, as text and nothing else.

    A blank beside ** would keep it from being a mark, so none is left at the ends.
    """
    flat = "".join(_ENTITIES.get(letter, letter) for letter in printable(text).strip())
    marked = _MARKS.sub(lambda found: f"\\{found[0]}", flat)
    return _AT_START.sub(_kept, marked)


def _kept(found: "re.Match[str]") -> str:
    space, start = found[1], found[2]
    # "1." makes a list: its point is what has to be escaped, and the pattern stops before it.
    return f"{space}{start}\\" if start.isdigit() else f"{space}\\{start}"


def markdown(week: Week) -> str:
    """The whole summary; ends without a line break."""
    return "\n".join(_lines(week))


def _lines(week: Week) -> Iterator[str]:
    yield f"# {escaped(title(week))}"
    yield ""
    yield escaped(when(week))
    yield ""
    yield f"**{escaped(lead(week))}**"
    yield ""
    yield ", ".join(f"{_sign(word)} {word} {count}" for word, count in counts(week))
    for section in sections(week):
        yield from _section(section)
    yield from _objectives(week)


def _sign(word: str) -> str:
    return _SIGNS.get(word, _OTHER) if word else ""  # type: ignore[call-overload]  # words are text


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"## {escaped(section.title)}"
    yield ""
    if not section.entries:
        yield escaped(section.nothing)
    for entry in section.entries:
        yield from _entry(entry)
    if section.more:
        yield f"- {escaped(section.more)}"


def _entry(entry: Entry) -> Iterator[str]:
    status = f"{_sign(entry.status)} {entry.status}" if entry.status else ""
    name = f"**{escaped(entry.id)}**" if entry.id else ""
    head = " ".join(filter(None, (status, name, escaped(entry.text))))
    worth = f" ({entry.score})" if entry.score else ""
    yield f"- {head}{worth}"
    if entry.facts:
        yield f"  - {escaped(entry.facts)}"
    for note in entry.notes:
        yield f"  - {escaped(note.about)}: {escaped(note.said)}"


def _objectives(week: Week) -> Iterator[str]:
    if not week.objectives:
        return
    then = {o.row: o.score for o in week.before.objectives}
    yield from ("", "## Objectives", "")
    yield "| | Objective | Score | Since | Expected | Reported |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in week.objectives:
        word = str(each.rag or "")
        moved = score_move(each.score, then.get(each.row)) if week.compared else ""
        text = facts(each.objective.text, each.objective.team, each.cascade)
        cells = (
            f"{_sign(word)} {word}".strip(),
            f"**{escaped(each.objective.id)}** {escaped(text)}",
            score(each.score),
            moved,
            score(each.expected),
            f"{each.reported} of {each.due}",
        )
        yield f"| {' | '.join(cells)} |"
