"""The check-in by question and answer, one key result after the other.

Nothing is written before the last answer: Ctrl-C leaves the workbook as it is, `q` or the end of
the answers stops and keeps what was answered.
"""

from okrsheet.commands.refused import WrongWord
from okrsheet.commands.saving import book_path, read_for_change
from okrsheet.commands.streams import complain, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from okrsheet.core.figures import Figures
    from okrsheet.core.key_result_figures import KeyResultFigures
    from okrsheet.core.model import CheckIn
    from okrsheet.workbook.given import Desk, Given
    from okrsheet.workbook.taking import Terms


def interview(parsed: "Namespace", terms: "Terms") -> "list[Given] | None":
    """What was answered; None where nothing was, or nothing is due.

    Raises:
        WrongWord: there is no such owner or team.
        OkrsheetFileError: the workbook can't be read, is open elsewhere, or is not ours.
    """
    from okrsheet.core.due import why_nothing_is_due
    from okrsheet.core.figures import figures
    from okrsheet.workbook.taking import desk_of

    found, as_of = _figures(parsed, terms)
    desk = desk_of(found.plan, as_of, terms)
    # Asked is what is due on the day of the check-ins, as in a pack of that day.
    found = figures(found.plan, found.policy, desk.day)
    owner = named(parsed.owner, (f.key_result.owner for f in found.key_results), "owner")
    team = named(parsed.team, (f.team for f in found.key_results), "team")
    asked = _due(found, desk.day, owner, team)
    waits = why_nothing_is_due(found, desk.day)
    if waits:
        say(f"{waits} Nothing was written.")
        return None
    whose = f" for {owner or team}" if owner or team else ""
    if not asked:
        say(f"Nothing is due{whose} in the week of {desk.day}. Nothing was written.")
        return None
    complain(f"{len(asked)} to report{whose}, as of {desk.day}. Ctrl-C writes nothing.")
    given = _answers(asked, desk, parsed.by or owner)
    if not given:
        say("Nothing was reported. Nothing was written.")
    return given or None


def _figures(parsed: "Namespace", terms: "Terms") -> "tuple[Figures, date | None]":
    from okrsheet.core.figures import figures
    from okrsheet.ooxml.open_elsewhere import wait_until_closed
    from okrsheet.ooxml.read import parse_workbook
    from okrsheet.workbook.load import read_plan
    from okrsheet.workbook.needs import needed
    from okrsheet.workbook.rewrite import refuse_others

    data, before = read_for_change(parsed)
    book = parse_workbook(data, before.path, needed)
    loaded = read_plan(book)
    refuse_others(book, loaded)
    if loaded.plan is None:
        raise WrongWord("\n".join(map(str, loaded.findings)))
    if not parsed.dry_run:
        # Nobody shall answer twenty questions and be told then that the file is open.
        wait_until_closed(book_path(parsed), lambda _: None, 0)
    return figures(loaded.plan, loaded.policy, loaded.as_of or terms.today), loaded.as_of


def named(text: "str | None", there: "Iterable[str]", kind: str) -> str:
    """The owner or team that was named, as the workbook writes it; "" where none was.

    Raises:
        WrongWord: there is none of this name.
    """
    from okrsheet.core.spelling import folded
    from okrsheet.workbook.headers import closest, listed
    from okrsheet.workbook.near_words import meant

    names = tuple(dict.fromkeys(each for each in there if each))
    if text is None:
        return ""
    wanted = folded(text)
    found = next((name for name in names if folded(name) == wanted), None)
    if found is None:
        parts = [name for name in names if set(wanted.split()) <= set(name.casefold().split())]
        near = meant(text, names) or " or ".join(parts) or closest(text, names)
        hint = f" Is it {near}?" if near else f" There are {listed(names)}." if names else ""
        raise WrongWord(f"No key result has the {kind} {text!r}.{hint}")
    return found


def _due(found: "Figures", day: "date", owner: str, team: str) -> "Sequence[KeyResultFigures]":
    from okrsheet.core.due import due_in_week
    from okrsheet.core.spelling import folded

    return [
        each
        for each in due_in_week(found, day)
        if folded(owner) in ("", folded(each.key_result.owner))
        and folded(team) in ("", folded(each.team))
    ]


def _answers(asked: "Sequence[KeyResultFigures]", desk: "Desk", by: str) -> "list[Given]":
    from okrsheet.commands.talk import Talk
    from okrsheet.core.history import histories

    history = histories(desk.plan)
    given: list[Given] = []
    for count, figure in enumerate(asked, 1):
        known = history[figure.row].until(desk.day)
        for line in _heading(figure, known.valued, f"{count} of {len(asked)}"):
            complain(line)
        talk = Talk(figure, known, desk, by)
        goes_on = talk.run()
        given += talk.given
        if not goes_on:
            break
    return given


def _heading(figure: "KeyResultFigures", last: "CheckIn | None", count: str) -> "Iterator[str]":
    """A key result and where it stands, in two lines."""
    from okrsheet.commands.talk import written
    from okrsheet.core import amounts, standing
    from okrsheet.core.printable import printable
    from okrsheet.core.scoring import baseline_of

    kr, start = figure.key_result, baseline_of(figure.key_result)
    told = [] if last is None else [f"last {written(kr, last.value)} on {last.day}"]
    expected = standing.expected_value(figure)
    if start is None or expected is None:
        told.append(standing.measured(figure))
    else:
        told.append(f"baseline {amounts.precise(kr, start)}, target {standing.target(kr)}")
        told.append(f"expected {amounts.precise(kr, expected)}")
    yield printable(f"({count}) {kr.id} {kr.text}")
    yield printable(f"    {', '.join(told)}, {figure.rag}")
