"""A source as a proposal: its mapping, the plan found in it, and what became of every line."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.model import Person, Plan, Team
from okrsheet.ooxml.records import Workbook
from okrsheet.sources.blocks import find_blocks, seen_headers
from okrsheet.sources.cell_values import How
from okrsheet.sources.confidences import scaled
from okrsheet.sources.draft import Terms
from okrsheet.sources.fields import fields
from okrsheet.sources.lines import Line, lines_of
from okrsheet.sources.mapping import Block, Reading
from okrsheet.sources.merged_values import without_shared
from okrsheet.sources.numbering import Numbered, numbered
from okrsheet.sources.opening import Source
from okrsheet.sources.periods import block_period, quarter_in
from okrsheet.sources.plan_lines import REFUSED, drafted
from okrsheet.workbook.amounts_in_text import decimal_mark
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.headers import listed, term_of
from okrsheet.workbook.import_refusals import (
    MOST_KEY_RESULTS,
    NO_ROWS,
    NONE_OF_QUARTER,
    NOTHING_KNOWN,
    ONLY_CHECK_INS,
    SEVERAL_PERIODS,
    TOO_MANY_RESULTS,
    ImportRefused,
)

_METRICS: Final = (Kind.METRIC, Kind.NUMBER)
_CHECK_IN_WORDS: Final = frozenset({"kr id", "key result id", "kr", "kr code"})
_VALUE_WORDS: Final = frozenset(
    {"value", "confidence", "confidence 0 10", "created on", "checkin id"}
)
_SHOWN: Final = 3


class Wish(NamedTuple):
    """How a source is to be read, as somebody said.

    Attributes:
        locale: how numbers and days are written; "" where nobody said.
        day: the day of values without one; None where nobody said.
        numbers_from_text: whether numbers in the wording are proposed.
    """

    locale: str = ""
    day: date | None = None
    numbers_from_text: bool = True


class Proposal(NamedTuple):
    """What a source would bring into a plan.

    Attributes:
        reading: the mapping by which it was read.
        found: what is new, with IDs, and what became of each line.
        notes: what holds for the whole source.
        people: names that own something and are not in the plan.
        teams: teams that are not in the plan.
    """

    reading: Reading
    found: Numbered
    notes: tuple[str, ...]
    people: tuple[Person, ...]
    teams: tuple[Team, ...]


def proposed_reading(source: Source, wish: Wish, quarter: str) -> tuple[Reading, tuple[str, ...]]:
    """The mapping a source suggests, and what is to be said about it.

    Args:
        source: what was opened.
        wish: what somebody said about it.
        quarter: the name of the quarter it is for; "" where nobody knows yet.

    Raises:
        ImportRefused: no table in it is about objectives or key results, or several are and each
            about another quarter.
    """
    book = source.book
    blocks = find_blocks(book)
    if not blocks:
        raise _nothing(book)
    blocks, notes = _of_quarter(book, blocks, quarter)
    decimal = "" if wish.locale else decimal_mark(_texts(book, blocks))
    return Reading(blocks, wish.locale, decimal, wish.numbers_from_text), notes


def _nothing(book: Workbook) -> ImportRefused:
    seen = list(seen_headers(book))
    for _, _, texts in seen:
        words = {term_of(text).replace("-", " ") for text in texts}
        if words & _CHECK_IN_WORDS and words & _VALUE_WORDS:
            return ImportRefused(book.name, ONLY_CHECK_INS)
    shown = "; ".join(
        f"{sheet!r} row {row}: {listed(texts, 8)}" for sheet, row, texts in seen[:_SHOWN]
    )
    return ImportRefused(book.name, NOTHING_KNOWN, f"seen were {shown}" if shown else "")


def _of_quarter(
    book: Workbook, blocks: Sequence[Block], quarter: str
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The tables about one quarter; others are told."""
    periods = [(block, block_period(book, block)) for block in blocks]
    named = {period for _, period in periods if period}
    if len(named) <= 1:
        return tuple(blocks), _other_quarter(named, quarter)
    if quarter not in named:
        about = "; ".join(f"{block.sheet!r} is {period}" for block, period in periods if period)
        raise ImportRefused(book.name, SEVERAL_PERIODS, about)
    kept = tuple(block for block, period in periods if period in ("", quarter))
    left = [block.sheet for block, period in periods if period not in ("", quarter)]
    return kept, (f"Not taken, for they are about another quarter: {listed(left)}.",)


def _other_quarter(named: set[str], quarter: str) -> tuple[str, ...]:
    other = next(iter(named - {quarter}), "")
    return (
        (f"It says it is about {other}; it is taken for {quarter}.",) if other and quarter else ()
    )


def source_quarter(source: Source) -> str:
    """The one quarter that a source names above its tables or in its rows; "" for none or more."""
    named = set()
    for block in find_blocks(source.book):
        named.add(block_period(source.book, block))
        for line in lines_of(source.book, block, is_text=source.is_text):
            if "period" in line.given:
                named.add(quarter_in(line.given["period"].text))
    named.discard("")
    return named.pop() if len(named) == 1 else ""


def _texts(book: Workbook, blocks: Sequence[Block]) -> Iterator[str]:
    """The texts of the columns of numbers."""
    for block in blocks:
        wanted = {c for c, name in block.columns.items() if fields()[name].kind in _METRICS}
        for (row, column), cell in book.sheets[block.sheet].cells.items():
            if column in wanted and row > block.first and isinstance(cell.value, str):
                yield cell.value


def propose(source: Source, reading: Reading, plan: Plan, day: date | None) -> Proposal:
    """What a source brings into a plan under a mapping.

    Args:
        source: what was opened.
        reading: the mapping.
        plan: the workbook's; empty for a new one.
        day: of values without one; None where nobody said.

    Raises:
        ImportRefused: no line of it can be taken, or far too many.
    """
    how = How(reading.locale, reading.decimal, source.book.epoch_1904)
    tables = [
        (block.layout, without_shared(lines_of(source.book, block, is_text=source.is_text)))
        for block in reading.blocks
    ]
    tables, notes = _in_quarter(tables, plan.quarter.name, source.book.name)
    made = drafted(tables, Terms(how, day, reading.numbers_from_text))
    if len(made.results) > MOST_KEY_RESULTS:
        raise ImportRefused(source.book.name, TOO_MANY_RESULTS, f"{len(made.results):,} found")
    found, told = scaled(numbered(made, plan))
    if all(each.state == REFUSED for each in found.outcomes) and not _is_known(found):
        first = next(
            (f"{each.sheet} row {each.row}: {each.reasons[0]}" for each in found.outcomes), ""
        )
        raise ImportRefused(source.book.name, NO_ROWS, first)
    people, teams = _people(found, plan), _teams(found, plan)
    return Proposal(reading, found, (*notes, *told), people, teams)


def _is_known(found: Numbered) -> bool:
    """Whether some lines are only refused because the workbook has them already."""
    return any("in the workbook already" in reason for o in found.outcomes for reason in o.reasons)


def _in_quarter(
    tables: Sequence[tuple[str, list[Line]]], quarter: str, name: str
) -> tuple[list[tuple[str, list[Line]]], tuple[str, ...]]:
    """Rows of other quarters are refused, where some are of this one.

    Raises:
        ImportRefused: they are of several quarters, and of this one there is none.
    """
    periods = {_period(line) for _, lines in tables for line in lines} - {""}
    if quarter not in periods:
        if len(periods) > 1:
            about = f"{quarter} is asked for, {listed(sorted(periods), 8)} are there"
            raise ImportRefused(name, NONE_OF_QUARTER, about)
        return list(tables), _other_quarter(periods, quarter)
    made = []
    for layout, lines in tables:
        made.append((layout, [_kept(line, quarter) for line in lines]))
    return made, ()


def _period(line: Line) -> str:
    return quarter_in(line.given["period"].text) if "period" in line.given else ""


def _kept(line: Line, quarter: str) -> Line:
    period = _period(line)
    if line.why:
        return line
    if period and period != quarter:
        return line._replace(why=f"it is about {period}")
    said = line.given["period"].text if "period" in line.given else ""
    if said and not period:
        return line._replace(
            questions=(*line.questions, f"its period is {said!r}; is it {quarter}?")
        )
    return line


def _people(found: Numbered, plan: Plan) -> tuple[Person, ...]:
    known = {each.name.casefold() for each in plan.people}
    owners = [each.owner for each in found.objectives]
    owners += [each.owner for each in found.key_results]
    return tuple(
        Person(name) for name in dict.fromkeys(owners) if name and name.casefold() not in known
    )


def _teams(found: Numbered, plan: Plan) -> tuple[Team, ...]:
    known = {each.name.casefold() for each in plan.teams}
    names = dict.fromkeys(each.team for each in found.objectives)
    return tuple(Team(name) for name in names if name and name.casefold() not in known)
