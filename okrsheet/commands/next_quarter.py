"""`okrsheet new --from`: the workbook of the next quarter, from that of the one that ends."""

from okrsheet.commands.new import Made, dates, place
from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import doing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from okrsheet.core.carry import Carried, CarryLine
    from okrsheet.workbook.next_quarter import NextQuarter


_ID = 7
_INDENT = _ID + 2


def made_from(parsed: "Namespace", now: "datetime") -> Made:
    """The new workbook and what became of each key result; nothing is written yet.

    Raises:
        WrongWord: the words make no sense together.
        OkrsheetFileError: the old workbook can't be read, or nothing can be carried from it.
    """
    from datetime import date

    from okrsheet.workbook.create import new_workbook
    from okrsheet.workbook.next_order import next_order

    today = date.today()
    old, made = read_old(parsed, today)
    try:
        ordered = next_order(parsed, made)
    except ValueError as error:
        raise WrongWord(str(error)) from error
    quarter = ordered.plan.quarter
    path = place(parsed.out, quarter.name)
    refuse_old(path, old)
    doing(f"making {path.name}")
    data = new_workbook(ordered.plan, ordered.policy, as_of=None, today=today, stamp=now)
    told = (dates(quarter, str(ordered.policy.cadence)), *listing(made, old.name))
    return Made(path, data, told)


def read_old(parsed: "Namespace", today: "date") -> "tuple[Path, NextQuarter]":
    """Where the old workbook is, and what it hands on.

    Raises:
        WrongWord: the words make no sense together.
        OkrsheetFileError: it can't be read, or nothing can be carried from it.
    """
    from argparse import Namespace

    from okrsheet.commands.kept_scores import scores_beside
    from okrsheet.commands.saving import book_path
    from okrsheet.core.words import Carry
    from okrsheet.ooxml.read import read_file
    from okrsheet.workbook.next_order import quarter_asked
    from okrsheet.workbook.next_quarter import Wish, carry_from

    if parsed.example:
        raise WrongWord("--example is an invented company: leave it out, or leave out --from.")
    path = book_path(Namespace(book=parsed.source))
    doing(f"reading {path.name}")
    undecided = {"drop": Carry.DROP, "continue": Carry.CONTINUE}.get(parsed.undecided or "")
    wish = Wish(quarter_asked(parsed), undecided, parsed.not_closed, scores_beside(path))
    try:
        return path, carry_from(read_file(path), str(path), wish, today)
    except ValueError as error:
        raise WrongWord(str(error)) from error


def refuse_old(path: "Path", old: "Path") -> None:
    """Let pass a place that is not the old workbook's, --force or not.

    Raises:
        NotCarried: it is.
    """
    from okrsheet.workbook.carry_refusals import SAME_FILE, NotCarried

    if path.exists() and path.samefile(old):
        raise NotCarried(str(path), SAME_FILE)


def listing(made: "NextQuarter", name: str) -> "Iterator[str]":
    """What became of each key result, and what a person has to look at."""
    from okrsheet.core.day_names import short_day
    from okrsheet.core.findings import count_of
    from okrsheet.core.printable import printable

    carried = made.carried
    going = [line for line in carried.lines if line.carried]
    left = [line for line in carried.lines if not line.carried]
    yield ""
    yield printable(
        f"{len(going)} of {count_of(len(carried.lines), 'key result')} carried from {name}, "
        f"which was only read, with values up to {short_day(made.found.as_of)}."
    )
    yield from _section("Carried", (text for line in going for text in _going_on(line)))
    yield from _section("Not carried", (f"{_named(line)}  {line.why}" for line in left))
    yield from _section("To look at", _to_look_at(carried))


def _section(title: str, lines: "Iterator[str]") -> "Iterator[str]":
    from okrsheet.core.printable import printable

    found = [printable(line) for line in lines]
    if found:
        yield from ("", title, *(f"  {line}" for line in found))


def _named(line: "CarryLine") -> str:
    return f"{line.id or '(no ID)':<{_ID}}"


def _going_on(line: "CarryLine") -> "Iterator[str]":
    from okrsheet.core.amounts import amount, span
    from okrsheet.core.next_target import going_on
    from okrsheet.core.scoring import effective_type
    from okrsheet.core.words import DISTANCE_TYPES

    kr, ahead = line.key_result, line.next_target
    again = f" Carried {line.times} times." if line.times > 1 else ""
    yield f"{_named(line)}  {line.why}{_start(line)}{again}"
    if line.keeps_target or effective_type(kr) not in DISTANCE_TYPES:
        return
    indent, made = " " * _INDENT, ahead.suggestion
    if made is None:
        yield f"{indent}{ahead.reason}"
    else:
        ends = span(kr, made.easiest, made.hardest)
        told = f"{amount(kr, made.target)} ({ends}, {ahead.confidence} confidence)"
        yield f"{indent}Suggested: {told}."
    if ahead.on_the_way is not None:
        yield f"{indent}{going_on(kr, ahead.on_the_way)}"


def _start(line: "CarryLine") -> str:
    from okrsheet.core.amounts import amount, span
    from okrsheet.core.words import KEEP_TYPES

    kr = line.key_result
    if line.baseline is None:
        return ""
    if kr.type in KEEP_TYPES:
        return f" It stands at {amount(kr, line.baseline)}."
    if line.keeps_target and line.old_target is not None:
        return f" From {span(kr, line.baseline, line.old_target)}."
    return f" From {amount(kr, line.baseline)}."


def _to_look_at(carried: "Carried") -> "Iterator[str]":
    for line in carried.lines:
        yield from (f"{_named(line)}  {question}" for question in line.questions)
    yield from carried.notes
