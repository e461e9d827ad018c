"""What stands on the page, before it is HTML or Markdown: sections of entries."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from okrsheet.core.concerns import Concern
from okrsheet.core.findings import count_of
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import LogLine
from okrsheet.core.moves import Move
from okrsheet.core.owing import Owing
from okrsheet.core.successes import Success
from okrsheet.core.week import Week
from okrsheet.core.words import Decision, LogKind
from okrsheet.report.wording import day_name, facts, forecast, owner, pace, score, standing

MOST_ENTRIES: Final = 15
"""A section that is longer names the rest: it is a page to be read, `check` shows all."""
SHORT: Final = "Less than a Hit if it goes on like this"
_SEVERAL: Final = 2


class Note(NamedTuple):
    """A line under an entry: what it is about, and what somebody wrote."""

    about: str
    said: str


class Entry(NamedTuple):
    """One thing to read. `status` is a RAG word or ""; `score` stands at the end of the line."""

    status: str
    id: str
    text: str
    facts: str = ""
    notes: tuple[Note, ...] = ()
    score: str = ""


class Section(NamedTuple):
    """A heading with its entries, or with what to say where there are none.

    `more` names the entries that would make it too long to be read.
    """

    title: str
    entries: tuple[Entry, ...]
    nothing: str
    more: str = ""


def sections(week: Week) -> tuple[Section, ...]:
    """The page in the order a leader reads it; what is not due is left out."""
    since = f"since {day_name(week.before.as_of)}" if week.compared else _early(week)
    found = (
        Section("Leadership decides", tuple(_decisions(week)), ""),
        Section(f"What changed {since}", tuple(_changes(week)), "No status changed."),
        Section("To talk about", tuple(_concerns(week)), "Nothing."),
        Section("Going very well", tuple(map(_success, week.successes)), ""),
        Section(SHORT, tuple(_misses(week)), _known_misses(week)),
        Section("Updates owed", tuple(map(_owed, week.owing)), ""),
        Section("Teams", tuple(_teams(week)), ""),
    )
    return tuple(_cut(each) for each in found if each.entries or each.nothing)


def _early(week: Week) -> str:
    return "before the quarter" if week.found.is_to_come else "in the first days"


def _cut(section: Section) -> Section:
    left_out = section.entries[MOST_ENTRIES:]
    if len(left_out) <= 1:
        # One line more is no longer than the line that would name it.
        return section
    names = ", ".join(dict.fromkeys(each.id or each.text for each in left_out))
    more = f"And {len(left_out)} more: {names}"
    return section._replace(entries=section.entries[:MOST_ENTRIES], more=more)


def _teams(week: Week) -> Iterator[Entry]:
    company = week.found.company.objectives
    if week.team or (company and len(week.found.teams) < _SEVERAL):
        return
    for team in week.found.teams:
        told = facts(
            count_of(team.objectives, "objective"), f"{team.reported} of {team.due} reported"
        )
        yield Entry(str(team.rag or ""), "", team.name, told, (), score(team.score))


def _entry(figure: KeyResultFigures, told: str, *notes: Note) -> Entry:
    kr = figure.key_result
    said = tuple(note for note in notes if note.said)
    return Entry(str(figure.rag), kr.id, kr.text, told, said, score(figure.score))


def _decisions(week: Week) -> Iterator[Entry]:
    *others, last = (str(word) for word in Decision)
    choice = f"{', '.join(others)} or {last}, with name and date"
    for figure in week.decisions_due:
        since = f"Red for {figure.streak} check-in weeks"
        if figure.red_since:
            since += f", since {day_name(figure.red_since)}"
        told = facts(since, standing(figure), owner(figure))
        said = (*_said(week, figure), _ahead(week, figure))
        yield _entry(figure, told, *said, Note("Choose", choice))


def _said(week: Week, figure: KeyResultFigures) -> tuple[Note, ...]:
    latest = week.latest.get(figure.row)
    if latest is None:
        return ()
    return (Note("In the way", latest.in_the_way), Note("Next step", latest.next_step))


def _ahead(week: Week, figure: KeyResultFigures) -> Note:
    """Where it is heading, for what is in trouble already."""
    ahead = week.forecasts.get(figure.row)
    return Note("Forecast", forecast(figure.key_result, ahead)) if ahead else Note("", "")


def _misses(week: Week) -> Iterator[Entry]:
    told = {each.figure.row for each in week.concerns}
    for figure in week.misses:
        # What is on the talk list says it there: this is what nobody would see yet.
        if figure.row not in told:
            ahead = week.forecasts[figure.row]
            trending = "Trending off track" if ahead.trending_off else ""
            said = facts(trending, standing(figure), owner(figure))
            yield _entry(figure, said, Note("Forecast", forecast(figure.key_result, ahead)))


def _known_misses(week: Week) -> str:
    ids = [figure.key_result.id for figure in week.misses]
    return f"All are in the lists above: {', '.join(ids)}." if ids else ""


def _changes(week: Week) -> Iterator[Entry]:
    for move in week.moves:
        yield _moved(move)
    for figure in week.decided:
        kr = figure.key_result
        day = day_name(kr.decided_on) if kr.decided_on else ""
        yield _entry(figure, facts(f"Decided: {kr.decision}", kr.decided_by, day))
    for line in week.log:
        yield _logged(line)


def _moved(move: Move) -> Entry:
    change = f"{move.change}: was {move.before}"
    return _entry(move.now, facts(change, standing(move.now), owner(move.now)))


def _logged(line: LogLine) -> Entry:
    if line.kind == LogKind.PRIORITY:
        due = f"due {day_name(line.due)}" if line.due else ""
        return Entry("", line.about, line.what, facts("Priority", line.who, due, line.why))
    change = f"{line.old or '?'} \u2192 {line.new or '?'}" if line.old or line.new else ""
    return Entry("", line.about, line.what, facts("Changed", change, line.who, line.why))


def _concerns(week: Week) -> Iterator[Entry]:
    due = {figure.row for figure in week.decisions_due}
    for concern in week.concerns:
        # All that the Dashboard and Meeting list; what a decision is about stands above in full.
        if concern.figure.row in due:
            yield _entry(concern.figure, facts(_reasons(concern), "Leadership decides, see above"))
        else:
            yield _concern(concern, week)


def _concern(concern: Concern, week: Week) -> Entry:
    figure = concern.figure
    told = facts(_reasons(concern), standing(figure), _expected(figure), owner(figure))
    said = (*_said(week, figure), _ahead(week, figure), _recovery(week, figure))
    return _entry(figure, told, *said)


def _reasons(concern: Concern) -> str:
    why = "; ".join(each.text for each in concern.reasons if each.text != concern.figure.rag)
    return why[:1].upper() + why[1:]


def _expected(figure: KeyResultFigures) -> str:
    return "" if figure.pace is None else f"expected {score(figure.expected)}"


def _recovery(week: Week, figure: KeyResultFigures) -> Note:
    kr = figure.key_result
    if figure not in week.plans_running or kr.recovery_due is None:
        return Note("", "")
    told = facts(kr.recovery_action, kr.recovery_owner, f"due {day_name(kr.recovery_due)}")
    return Note("Recovery plan", told)


def _success(success: Success) -> Entry:
    figure = success.figure
    if success.met_since:
        return _entry(
            figure,
            facts(f"Target met on {day_name(success.met_since)}", standing(figure), owner(figure)),
        )
    lead = f"{100 * success.lead:.0f}% of the way ahead of its path"
    return _entry(figure, facts(lead, standing(figure), pace(figure), owner(figure)))


def _owed(owing: Owing) -> Entry:
    told = f"due since {day_name(owing.since)}"
    notes = tuple(
        Note(figure.key_result.id, facts(figure.key_result.text, last_report(figure)))
        for figure in owing.key_results
    )
    return Entry("", "", owing.owner or "No owner", told, notes)


def last_report(figure: KeyResultFigures) -> str:
    """When a key result was last reported on."""
    if figure.last_check_in is None:
        return "never reported"
    return f"last on {day_name(figure.last_check_in)}"
