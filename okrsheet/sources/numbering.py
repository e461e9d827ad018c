"""IDs for what a source brings, and what of it the workbook has already."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan
from okrsheet.sources.draft import DraftObjective, DraftResult
from okrsheet.sources.fields import KEY_RESULT, OBJECTIVE
from okrsheet.sources.plan_lines import ASKED, REFUSED, TAKEN, Drafted, Outcome, outcome_of
from okrsheet.workbook.headers import word_of

_WILD: Final = frozenset("*?~")
_LONGEST: Final = 40


class Numbered(NamedTuple):
    """What is new, with IDs, and what became of each line.

    `shares` are the key results whose confidence stands there with a percent sign, by their IDs.
    """

    objectives: tuple[Objective, ...]
    key_results: tuple[KeyResult, ...]
    check_ins: tuple[CheckIn, ...]
    outcomes: tuple[Outcome, ...]
    shares: frozenset[str] = frozenset()


class _Ids:
    """The IDs that are taken, those other lines name, and how a new one is found."""

    def __init__(self, taken: Iterable[str], named: Iterable[str]) -> None:
        self._taken = {each.casefold() for each in taken if each}
        self._named = {each.casefold() for each in named if each}

    def is_named(self, name: str) -> bool:
        """Whether check-ins or other lines name an ID that no line has."""
        return name.casefold() in self._named

    def take(self, name: str) -> bool:
        """Whether an ID is free, can be matched, and is now taken."""
        usable = name and len(name) <= _LONGEST and not _WILD & set(name) and name == name.strip()
        if not usable or name.casefold() in self._taken:
            return False
        self._taken.add(name.casefold())
        return True

    def next(self, stem: str) -> str:
        """The first free ID that begins so, and that nothing names: values would come with it."""
        number = 1
        while self.is_named(f"{stem}{number}") or not self.take(f"{stem}{number}"):
            number += 1
        return f"{stem}{number}"


class _Book:
    """The plan the new lines go into."""

    def __init__(self, plan: Plan) -> None:
        self.objectives = {each.id.casefold(): each for each in plan.objectives if each.text}
        self.by_text = {word_of(each.text): each for each in plan.objectives if each.text}
        self.by_team = {(word_of(o.text), word_of(o.team)): o for o in plan.objectives if o.text}
        self.named = set(_named(plan))
        self.results = {each.id.casefold(): each for each in plan.key_results if each.text}
        self.spare = [each for each in plan.objectives if not each.text and each.id]
        self.texts = {
            (each.objective_id.casefold(), word_of(each.text)): each.id
            for each in plan.key_results
            if each.text
        }

    def alike(self, record: Objective) -> Objective | None:
        """The one of that text, of the same team where both name one; None for none."""
        if not record.team:
            return self.by_text.get(word_of(record.text))
        teams = (word_of(record.team), "")
        found = (self.by_team.get((word_of(record.text), team)) for team in teams)
        return next((each for each in found if each is not None), None)

    def spare_for(self, record: Objective) -> str:
        """The ID of a line that is prepared for such an objective; "" for none."""
        for each in self.spare:
            if each.team.casefold() == record.team.casefold():
                self.spare.remove(each)
                return each.id
        return ""


def _named(plan: Plan) -> Iterator[str]:
    """The IDs that are named by lines that say something; lines only prepared do not.

    A key result may be deleted while its check-ins stay; who got its ID next would get those too.
    """
    yield from (each.objective_id for each in plan.key_results if each.text)
    for lines in (plan.check_ins, plan.stages, plan.reviews, plan.reset, plan.known):
        yield from (each.key_result_id for each in lines if _says_something(each))
    yield from (each.key_result_id for each in plan.dependencies)
    for line in plan.log:
        yield from (line.about, *line.about.replace(",", " ").split())


def _says_something(line: NamedTuple) -> bool:
    own = {"key_result_id", "mark"}
    blanks = ((name, blank) for name, blank in line._field_defaults.items() if name not in own)
    return any(getattr(line, name) != blank for name, blank in blanks)


def numbered(drafted: Drafted, plan: Plan) -> Numbered:
    """What a source brings that a plan does not have yet.

    Args:
        drafted: what the source says.
        plan: the workbook's; what stands in it is never changed.
    """
    book = _Book(plan)
    ids = _Ids([*book.objectives, *book.results], book.named)
    places, objectives, outcomes = _objectives(drafted.objectives, book, ids)
    results = _Results(book, ids, places)
    for each in drafted.results:
        results.add(each)
    parents = {each.objective_id for each in results.records}
    outcomes = [_childless(each) if each.id not in parents else each for each in outcomes]
    told = [*outcomes, *results.outcomes, *drafted.others]
    order = {sheet: place for place, sheet in enumerate(dict.fromkeys(each.sheet for each in told))}
    told.sort(key=lambda each: (order[each.sheet], each.row, each.piece, each.what != OBJECTIVE))
    return Numbered(
        tuple(_linked(objectives, book)),
        tuple(results.records),
        tuple(results.check_ins),
        tuple(told),
        frozenset(results.shares),
    )


def _linked(new: Sequence[Objective], book: _Book) -> Iterator[Objective]:
    """New objectives, with the IDs of those they support where the source gives their texts."""
    known = {*book.objectives, *(each.id.casefold() for each in new)}
    by_text = {word_of(each.text): each.id for each in (*new, *book.by_text.values())}
    for each in new:
        supports = tuple(
            name if name.casefold() in known else by_text.get(word_of(name), name)
            for name in each.supports
        )
        yield each._replace(supports=supports)


def _childless(outcome: Outcome) -> Outcome:
    """An objective that is new and brings no key result."""
    if outcome.state == REFUSED:
        return outcome
    reasons = (*outcome.reasons, "no key result belongs to it")
    return outcome._replace(state=ASKED, reasons=reasons)


def _objectives(
    drafts: Sequence[DraftObjective], book: _Book, ids: _Ids
) -> tuple[list[str | None], list[Objective], list[Outcome]]:
    """The ID of each objective, None where it clashes; the new ones; what became of them."""
    for each in drafts:
        if each.record.id and each.record.id.casefold() not in book.objectives:
            # IDs the source gives come before those made up here.
            ids.take(each.record.id)
    places: list[str | None] = []
    new: list[Objective] = []
    outcomes: list[Outcome] = []
    for draft in drafts:
        name, why = _placed(draft, book, ids)
        places.append(name)
        if name is not None and not why:
            new.append(draft.record._replace(id=name))
        if draft.line.kind == OBJECTIVE or name is None or draft.questions:
            outcomes.append(_outcome(draft, name, why))
    return places, new, outcomes


def _placed(draft: DraftObjective, book: _Book, ids: _Ids) -> tuple[str | None, str]:
    """The ID of an objective, None where the workbook has another one of that ID; and why not."""
    record = draft.record
    there = book.objectives.get(record.id.casefold()) if record.id else None
    if there is not None:
        if not record.text or word_of(there.text) == word_of(record.text):
            return there.id, "it is in the workbook already; it is left as it is"
        return None, f"the workbook has another objective {there.id}; that one is left as it is"
    there = book.alike(record) if record.text else None
    if there is not None and not record.id:
        return there.id, f"it is in the workbook already, as {there.id}; it is left as it is"
    if record.id and len(record.id) <= _LONGEST and not _WILD & set(record.id):
        return record.id, ""
    spare = book.spare_for(record)
    return (spare if spare and ids.take(spare) else ids.next("O")), ""


def _outcome(draft: DraftObjective, name: str | None, why: str) -> Outcome:
    asked = list(draft.questions)
    if not draft.record.text:
        asked.append("it has an ID but no text")
    state = REFUSED if why else ASKED if asked else TAKEN
    reasons = (why,) if why else tuple(asked)
    return outcome_of(draft.line, state, OBJECTIVE, reasons)._replace(id=name or "")


class _Results:
    """Key results as they get their IDs."""

    def __init__(self, book: _Book, ids: _Ids, places: Sequence[str | None]) -> None:
        self._book, self._ids, self._places = book, ids, places
        self.records: list[KeyResult] = []
        self.check_ins: list[CheckIn] = []
        self.shares: set[str] = set()
        self.outcomes: list[Outcome] = []

    def add(self, draft: DraftResult) -> None:
        """Take a key result, or say why not."""
        why = self._why_not(draft)
        if why:
            self.outcomes.append(outcome_of(draft.line, REFUSED, KEY_RESULT, (why,)))
            return
        parent = "" if draft.objective is None else self._places[draft.objective] or ""
        given, questions = draft.record.id, list(draft.questions)
        name = given if given and self._ids.take(given) else self._ids.next(f"{parent or 'KR'}.")
        if given and name != given:
            questions.append(f"its ID {given!r} can't be used; it is {name}")
        if self._ids.is_named(name):
            told = f"check-ins or other lines of the workbook name {name} already"
            questions.append(f"{told}; do they belong to it?")
        record = draft.record._replace(id=name, objective_id=parent)
        self.records.append(record)
        if draft.check_in is not None:
            self.check_ins.append(draft.check_in._replace(key_result_id=name))
            self.shares |= {name} if draft.share else set()
        state = ASKED if questions else TAKEN
        made = outcome_of(draft.line, state, KEY_RESULT, tuple(dict.fromkeys(questions)))
        self.outcomes.append(made._replace(id=name))

    def _why_not(self, draft: DraftResult) -> str:
        parent = None if draft.objective is None else self._places[draft.objective]
        if draft.objective is not None and parent is None:
            return "its objective has the ID of another one in the workbook"
        there = self._book.results.get(draft.record.id.casefold()) if draft.record.id else None
        if there is not None:
            same = word_of(there.text) == word_of(draft.record.text)
            told = "it is in the workbook already" if same else f"{there.id} is another one there"
            return f"{told}; the workbook is left as it is"
        same_text = (parent or "").casefold(), word_of(draft.record.text)
        if same_text in self._book.texts:
            name = self._book.texts[same_text]
            return f"it is in the workbook already, as {name}; it is left as it is"
        return ""
