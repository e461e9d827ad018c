"""What a workbook hands on to the next quarter: read, judged and carried; nothing is written.

Every way to make the next quarter's workbook starts here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.carry import Carried, carried
from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Severity
from okrsheet.core.history import first_rows
from okrsheet.core.model import Plan, Quarter, ReviewLine
from okrsheet.core.next_target import past_scores
from okrsheet.core.reset_words import listed
from okrsheet.core.words import Carry
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.carry_refusals import (
    FOREIGN,
    NO_NAME,
    NO_QUARTER,
    NOT_AFTER,
    NOT_CLOSED,
    UNDECIDED,
    NotCarried,
)
from okrsheet.workbook.contract import letters
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.sheets import key_results, review
from okrsheet.workbook.unread_cells import with_unread

_MOST: Final = 8
_NOT_OURS: Final = "OKR001"
_LOST: Final = frozenset({"OKR002", "OKR003", "OKR006"})
_DECISION: Final = "decision"


Past = Callable[[str, date], Mapping[str, Sequence[float]]]
"""Final scores (0-1) of an organisation's teams before a day, by their names in small letters."""


class Wish(NamedTuple):
    """How the next quarter is wanted.

    Attributes:
        quarter: which one it is, from the one that ends; ValueError where nobody can say.
        undecided: what counts for key results the review says nothing about: Drop, Continue, or
            None to refuse them.
        not_closed: a quarter that is not closed yet will do.
        past: the scores of the quarters before the one that ends; None where nobody kept them.
    """

    quarter: Callable[[Quarter], Quarter]
    undecided: Carry | None = None
    not_closed: bool = False
    past: Past | None = None


class NextQuarter(NamedTuple):
    """What comes of a workbook.

    Attributes:
        book: the workbook of the quarter that ends, whole.
        loaded: what stands in it.
        found: its figures, on the day they count for.
        carried: the plan of the next quarter and what became of each key result.
        data: the whole file.
    """

    book: Workbook
    loaded: Loaded
    found: Figures
    carried: Carried
    data: bytes


def carry_from(data: bytes, name: str, wish: Wish, today: date) -> NextQuarter:
    """The plan of the next quarter from the workbook of the one that ends.

    Args:
        data: the whole file.
        name: the file, for messages.
        wish: how it is wanted.
        today: the day of the figures, where neither Settings names one nor the record.

    Raises:
        NotCarried: it is somebody else's, can't all be read, is not closed or not decided, or
            the quarter wanted does not follow.
        OkrsheetFileError: the file can't be read at all.
    """
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    plan = _plan(loaded, name)
    quarter = _quarter(plan.quarter, wish, name)
    if not (plan.closed or wish.not_closed):
        raise NotCarried(name, NOT_CLOSED)
    found = figures(plan, loaded.policy, _day(loaded, plan, today))
    past = _scores(wish, found)
    made = carried(found, quarter, past)
    if made.undecided and wish.undecided is None:
        raise NotCarried(name, UNDECIDED, listed([*_places(loaded, found, made)], _MOST))
    if wish.undecided is Carry.CONTINUE:
        going_on = figures(_all_going_on(plan, made), found.policy, found.as_of)
        made = _with_reason(carried(going_on, quarter, past), made)
    return NextQuarter(book, loaded, found, with_unread(loaded, found, made), data)


def _day(loaded: Loaded, plan: Plan, today: date) -> date:
    """A quarter on record does not go on with the calendar."""
    closed_on = None if plan.record is None else plan.record.closed_on
    return loaded.as_of or closed_on or today


def _scores(wish: Wish, found: Figures) -> Mapping[str, Sequence[float]]:
    """Those of the quarters before, and then those of the one that ends."""
    plan = found.plan
    before = {} if wish.past is None else wish.past(plan.organisation, plan.quarter.start)
    own = past_scores(found)
    return {team: (*before.get(team, ()), *own.get(team, ())) for team in (*before, *own)}


def _plan(loaded: Loaded, name: str) -> Plan:
    if loaded.plain is not None or any(each.code == _NOT_OURS for each in loaded.findings):
        raise NotCarried(name, FOREIGN)
    lost = [each for each in loaded.findings if each.code in _LOST]
    wrong = [each for each in lost if each.severity is Severity.ERROR]
    if loaded.plan is None or wrong:
        told = " ".join(each.message for each in wrong[:_MOST])
        raise NotCarried(name, NO_QUARTER, told.rstrip("."))
    return loaded.plan


def _not_after(quarter: Quarter, ends: Quarter) -> str:
    # An earlier name is asked for without days of its own; those of the old quarter are not its.
    if quarter.start == ends.start:
        return f"and {quarter.name} is no later one"
    return f"{quarter.name} would start on {quarter.start}"


def _quarter(ends: Quarter, wish: Wish, name: str) -> Quarter:
    try:
        quarter = wish.quarter(ends)
    except LookupError as error:
        raise NotCarried(name, NO_NAME, ends.name) from error
    if quarter.start <= ends.end:
        told = f"{ends.name} ends on {ends.end}, {_not_after(quarter, ends)}"
        raise NotCarried(name, NOT_AFTER, told)
    return quarter


def _places(loaded: Loaded, found: Figures, made: Carried) -> Iterator[str]:
    """The key results without a decision, each with the cell it belongs into."""
    lines = first_rows(line.key_result_id for line in found.plan.reviews)
    firsts = first_rows(kr.id if kr.text else "" for kr in found.plan.key_results)
    for figure, line in zip(found.key_results, made.lines, strict=True):
        name, row = line.id.lower(), figure.row
        at = _cell(loaded, key_results.TABLE.name, "id", row)
        if name in lines and firsts.get(name) == row:
            at = _cell(loaded, review.TABLE.name, _DECISION, lines[name])
        if line.decision is None:
            yield f"{line.id or 'one without an ID'} ({at})"


def _cell(loaded: Loaded, table: str, field: str, row: int) -> str:
    grid = loaded.tables[table]
    number = loaded.rows[grid.records][row]
    return f"{grid.sheet.name}!{letters(grid.place_of(field))}{number}"


def _all_going_on(plan: Plan, made: Carried) -> Plan:
    """The plan with Continue wherever the review decides nothing."""
    # A second line with an ID counts as undecided, whatever the review says about the first.
    settled = {line.id.lower() for line in made.lines if line.decision is not None}
    open_ones = {line.id.lower() for line in made.undecided if line.id} - settled
    known = {line.key_result_id.lower() for line in plan.reviews}
    decided = (
        line._replace(decision=Carry.CONTINUE) if line.key_result_id.lower() in open_ones else line
        for line in plan.reviews
    )
    added = (ReviewLine(name, decision=Carry.CONTINUE) for name in open_ones - known)
    return plan._replace(reviews=(*decided, *added))


def _with_reason(made: Carried, before: Carried) -> Carried:
    """Nobody decided: the list says so."""
    pairs = zip(made.lines, before.lines, strict=True)
    lines = (
        line._replace(why=line.why.replace("Decided: Continue", "Nothing is decided: it goes on"))
        if was.decision is None
        else line
        for line, was in pairs
    )
    return made._replace(lines=tuple(lines))
