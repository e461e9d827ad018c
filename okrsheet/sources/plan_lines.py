"""The lines of a source put together: whose key result is which, and what stands there twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from okrsheet.core.model import Objective
from okrsheet.sources.cell_values import Given
from okrsheet.sources.draft import (
    DraftObjective,
    DraftResult,
    Terms,
    draft_objective,
    draft_result,
)
from okrsheet.sources.fields import KEY_RESULT, OBJECTIVE
from okrsheet.sources.lines import Line
from okrsheet.sources.mapping import EXPORT, LIST
from okrsheet.sources.refused_rows import hides_listed, hides_objective
from okrsheet.workbook.headers import word_of

TAKEN: Final = "taken"
ASKED: Final = "taken with a question"
REFUSED: Final = "refused"
_ENDS: Final = ".-_/ "


class Outcome(NamedTuple):
    """What became of a line: `about` is the text in its `cell`, `reasons` say why."""

    sheet: str
    row: int
    cell: str
    state: str
    what: str
    about: str
    reasons: tuple[str, ...] = ()
    piece: int = 0
    id: str = ""


class Drafted(NamedTuple):
    """Objectives and key results in the order of the source, and the lines that gave none."""

    objectives: tuple[DraftObjective, ...]
    results: tuple[DraftResult, ...]
    others: tuple[Outcome, ...]


class _Table:
    """One source while its lines are put together."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.objectives: list[DraftObjective] = []
        self.results: list[DraftResult] = []
        self.others: list[Outcome] = []
        self.by_text: dict[tuple[str, str | None], int] = {}
        self.by_id: dict[str, int] = {}
        self.ids: dict[str, int] = {}
        self.seen: dict[tuple[object, ...], int] = {}
        self.rows: dict[int, tuple[str, int]] = {}

    def refuse(self, line: Line, why: str) -> None:
        self.others.append(outcome_of(line, REFUSED, line.kind, (why,)))

    def objective(self, line: Line) -> int | None:
        """The place of the objective a line names; None where it names none."""
        made = draft_objective(line, self.terms.how)
        record = made.record
        if not record.text and not record.id:
            return None
        place = self.by_id.get(record.id.casefold()) if record.id else None
        if place is None and record.text:
            place = self._of_text(record)
        if place is None:
            return self._added(made)
        self._again(place, made)
        return place

    def _of_text(self, record: Objective) -> int | None:
        """The objective of that text and team; of those of any team the one named last."""
        text, team = word_of(record.text), word_of(record.team)
        place = self.by_text.get((text, team or None))
        place = self.by_text.get((text, "")) if place is None else place
        return None if place is None or self._is_other(place, record) else place

    def _is_other(self, place: int, record: Objective) -> bool:
        there = self.objectives[place].record
        pairs = ((record.id, there.id), (record.team, there.team))
        return any(new and old and new.casefold() != old.casefold() for new, old in pairs)

    def _added(self, made: DraftObjective) -> int:
        place = len(self.objectives)
        self.objectives.append(made)
        self._known(place)
        return place

    def _known(self, place: int) -> None:
        record = self.objectives[place].record
        if record.id:
            self.by_id.setdefault(record.id.casefold(), place)
        if record.text:
            text = word_of(record.text)
            self.by_text.setdefault((text, word_of(record.team)), place)
            self.by_text[text, None] = place

    def _again(self, place: int, made: DraftObjective) -> None:
        """A line that names an objective once more may say what the first did not."""
        there = self.objectives[place]
        old, new = there.record, made.record
        more = {
            name: value
            for name, value in new._asdict().items()
            if not _is_unsaid(value) and _is_unsaid(getattr(old, name))
        }
        questions = there.questions
        if old.text and new.text and word_of(old.text) != word_of(new.text):
            told = f"row {made.line.row} words it otherwise; the words of this row are taken"
            questions = (*questions, told)
        record = old._replace(**more)
        self.objectives[place] = there._replace(record=record, questions=questions)
        self._known(place)

    def result(self, line: Line, objective: int | None) -> None:
        made = draft_result(line, objective, self.terms)
        if not made.record.text:
            self.refuse(line, "it has no text")
            return
        name = made.record.id.casefold()
        same = (
            objective,
            word_of(made.record.text),
            name,
            made.record.baseline,
            made.record.target,
        )
        if name and name in self.ids:
            self.refuse(line, f"its ID {made.record.id} stands in row {self.ids[name]} already")
        elif same in self.seen:
            self.refuse(line, f"it is the same as row {self.seen[same]}")
        else:
            self.seen[same] = line.row
            if name:
                self.ids[name] = line.row
            self.results.append(made)


def _is_unsaid(value: object) -> bool:
    """Whether a field says nothing; a weight of 0 says something."""
    return value is None or value is False or value in ("", ())


def drafted(tables: Iterable[tuple[str, Sequence[Line]]], terms: Terms) -> Drafted:
    """All lines of a source put together.

    Args:
        tables: the layout and the lines of each.
        terms: how they are read.
    """
    table = _Table(terms)
    for layout, lines in tables:
        exact = layout == EXPORT
        table.terms = _exact(terms) if exact else terms
        if layout == LIST:
            _put_list(table, lines)
        else:
            _put_rows(table, lines, exact=exact)
    return Drafted(tuple(table.objectives), tuple(table.results), tuple(table.others))


def _exact(terms: Terms) -> Terms:
    """How a table is read that okrsheet wrote."""
    how = terms.how._replace(locale="", decimal=".", exact=True)
    return terms._replace(how=how, numbers_from_text=False)


def _put_rows(table: _Table, lines: Iterable[Line], *, exact: bool) -> None:
    """A blank objective is that of the row above, unless the rows are exact."""
    current: int | None = None
    for line in lines:
        if line.why:
            table.refuse(line, line.why)
            current = None if hides_objective(line) else current
            continue
        found = table.objective(line)
        current = current if found is None and not exact else found
        if line.kind == KEY_RESULT:
            table.result(line, current)
        elif found is not None:
            _told_again(table, line, found)


def _told_again(table: _Table, line: Line, place: int) -> None:
    """A second row of its own for an objective that has one."""
    first = table.rows.setdefault(place, (line.sheet, line.row))
    if first == (line.sheet, line.row):
        return
    told = f"the same objective stands in row {first[1]}; it is taken once"
    table.others.append(outcome_of(line, ASKED, OBJECTIVE, (told,)))


def _put_list(table: _Table, lines: Sequence[Line]) -> None:
    """Objectives first, for a row may name a parent that stands below it."""
    above: dict[int, int | None] = {}
    names: dict[str, int] = {}
    current: int | None = None
    for at, line in enumerate(lines):
        if not line.why and line.kind == OBJECTIVE:
            current = _listed_objective(table, line, names)
        elif hides_listed(line):
            current = None
        above[at] = current
    _support(table, lines, names)
    for at, line in enumerate(lines):
        if line.why:
            table.refuse(line, line.why)
        elif line.kind == KEY_RESULT:
            table.result(line, _parent(table, line, names, above[at]))


def _listed_objective(table: _Table, line: Line, names: dict[str, int]) -> int | None:
    place = table.objective(line)
    if place is not None:
        _told_again(table, line, place)
    for key in _keys(line):
        names.setdefault(key, -1 if place is None else place)
    return place


def _keys(line: Line) -> Iterator[str]:
    """What a row may name as its parent: an ID, a title."""
    for name in ("id", "objective id", "objective", "text"):
        given = line.given.get(name)
        if given is not None and not given.is_blank:
            yield word_of(given.text)


def _named(given: Given | None, names: dict[str, int]) -> int | None:
    """The objective a parent cell names: by ID, by title, or by an ID in front of or behind it."""
    if given is None or given.is_blank:
        return None
    text = word_of(given.text)
    inside = [text, *(part.strip(" ()[]#") for part in _parts(text))]
    return next((names[each] for each in inside if each in names), None)


def _parts(text: str) -> Iterator[str]:
    for mark in (" : ", ": ", " - ", "(", "[", ";", ","):
        yield from text.split(mark) if mark in text else ()


def _parent(table: _Table, line: Line, names: dict[str, int], above: int | None) -> int | None:
    """The objective a key result names, whose ID it extends, or below which it stands."""
    found = _named(line.given.get("parent"), names)
    if found is not None:
        return found
    given = line.given.get("id") or line.given.get("kr id")
    extended = _extended("" if given is None else given.text, table.by_id)
    return above if extended is None else extended


def _extended(text: str, ids: dict[str, int]) -> int | None:
    """The objective of which an ID is a further step: C1 of C1.2."""
    name = text.casefold()
    while name:
        name = name[:-1]
        if name in ids and text[len(name)] in _ENDS:
            return ids[name]
    return None


def _support(table: _Table, lines: Iterable[Line], names: dict[str, int]) -> None:
    """An objective whose parent is an objective supports it."""
    for line in lines:
        if line.why or line.kind != OBJECTIVE:
            continue
        parent = _named(line.given.get("parent"), names)
        own = next((names[key] for key in _keys(line) if key in names), None)
        if parent is None or own is None or parent == own:
            continue
        there, above = table.objectives[own], table.objectives[parent].record
        if above.id and not there.record.supports:
            record = there.record._replace(supports=(above.id,))
            table.objectives[own] = there._replace(record=record)


def outcome_of(line: Line, state: str, what: str, reasons: tuple[str, ...]) -> Outcome:
    """What became of a line, with the text it is about and the cell it stands in."""
    named = ("key result", "objective", "text") if what != OBJECTIVE else ("objective", "text")
    given = [line.given[name] for name in named if name in line.given]
    held = [each for each in (*given, *line.given.values()) if not each.is_blank]
    cell, about = (held[0].where, held[0].text) if held else (f"A{line.row}", "")
    return Outcome(line.sheet, line.row, cell, state, what, about, reasons, line.piece)
