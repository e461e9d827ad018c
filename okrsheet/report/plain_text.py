"""The weekly summary as plain text: the part of a mail for programs that show no HTML."""

from collections.abc import Iterator

from okrsheet.core.printable import printable
from okrsheet.core.week import Week
from okrsheet.report.sections import Entry, sections
from okrsheet.report.wording import counts, facts, lead, score, title, when


def plain_text(week: Week) -> str:
    """The whole summary; ends without a line break."""
    return "\n".join(map(printable, _lines(week)))


def _lines(week: Week) -> Iterator[str]:
    yield title(week)
    yield when(week)
    yield ""
    yield lead(week)
    yield ", ".join(f"{word} {count}" for word, count in counts(week))
    for section in sections(week):
        yield from ("", section.title.upper())
        if not section.entries:
            yield f"  {section.nothing}"
        for entry in section.entries:
            yield from _entry(entry)
        if section.more:
            yield f"  {section.more}"
    yield from ("", "OBJECTIVES")
    for each in week.objectives:
        yield f"  {score(each.score)}  {each.rag or '':<12} {each.objective.id}  " + facts(
            each.objective.text, f"{each.reported} of {each.due} reported"
        )


def _entry(entry: Entry) -> Iterator[str]:
    status = f"[{entry.status}] " if entry.status else ""
    name = f"{entry.id} " if entry.id else ""
    yield f"  {status}{name}{entry.text}"
    if entry.facts:
        yield f"      {entry.facts}"
    for note in entry.notes:
        yield f"      {note.about}: {note.said}"
