"""`okrsheet reset`: four weeks that make a quarter measurable, filled from the audit."""

from okrsheet.commands.days import day, refuse_odd_year
from okrsheet.commands.saving import add_wait, read_for_change, write_back
from okrsheet.commands.streams import complain, remark, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator

    from okrsheet.core.findings import Finding
    from okrsheet.core.reset import Task
    from okrsheet.workbook.reset_book import Made, Planned


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `reset` understands."""
    add = parser.add_argument
    parser.description = (
        "Fill the sheets Reset and Interviews with the four weeks of a reset: which key results "
        "have which gaps, who closes them until when, whom to ask, what to say. Nothing else in "
        "the file is touched, and the version before is kept as a backup."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--start", metavar="DAY", type=day, required=True, help="the first day (YYYY-MM-DD)")
    add("--force", action="store_true", help="replace a reset that somebody has worked with")
    add("--dry-run", action="store_true", help="print the tasks by week, write nothing")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Fill the sheets of the reset, or print what would stand there."""
    from okrsheet.workbook.reset_book import Planned, plan_reset, with_reset

    refuse_odd_year("--start", parsed.start)
    data, before = read_for_change(parsed)
    planned = plan_reset(data, before.path, parsed.start)
    if not isinstance(planned, Planned):
        return _no_plan(planned)
    if parsed.dry_run:
        _say_plan(planned.tasks)
    # A dry run makes the new file too: it tells what would be refused.
    made = with_reset(planned, force=parsed.force)
    backup = None if parsed.dry_run else write_back(parsed, made.data, before, "reset")
    _say_lost(made, "would be" if parsed.dry_run else "were")
    for line in _summary(planned):
        say(line)
    say(f"The version before: {backup}" if backup else "Nothing was written.")
    return 0


def _no_plan(findings: "Iterable[Finding]") -> int:
    for each in findings:
        complain(str(each))
    return 2


def _say_lost(made: "Made", were: str) -> None:
    if str(made.lost):
        remark(f"{made.lost} {were} replaced; the version before has them.")
    if made.kept:
        remark(f"{made.kept} of the lines on Interviews hold something and stay as they are.")


def _summary(planned: "Planned") -> "Iterator[str]":
    from okrsheet.core.findings import count_of
    from okrsheet.core.reset_words import day_text

    tasks = planned.tasks
    about = len({task.key_result_id for task in tasks if task.key_result_id})
    last = max(task.last for task in tasks)
    yield f"Reset: {len(tasks)} tasks from {day_text(tasks[0].first)} to {day_text(last)}."
    count = len(planned.opened.found.key_results)
    of_their_own = f"{about} of {count} key results have tasks of their own"
    yield (
        f"{of_their_own if count else 'No key result is written yet'}; "
        "Interviews has room for answers."
    )
    end = planned.plan.quarter.end
    if tasks[0].first > end:
        yield f"The quarter ends before the reset starts, on {day_text(end)}."
    elif last > end:
        late = count_of(sum(task.last > end for task in tasks), "task")
        ends = "ends" if late.startswith("1 ") else "end"
        told = f"The quarter ends before the reset does, on {day_text(end)}"
        yield f"{told}: {late} {ends} later."


def _say_plan(tasks: "Iterable[Task]") -> None:
    from itertools import groupby

    told: set[str] = set()
    for number, found in groupby(tasks, key=lambda task: task.week):
        _say_week(number, tuple(found), told)


def _say_week(number: int, tasks: "tuple[Task, ...]", told: set[str]) -> None:
    """A week with its tasks; what was said of one before is not said again."""
    from okrsheet.core.reset_words import day_text

    first, last = tasks[0].first, tasks[0].last
    say(f"Week {number}: {day_text(first)} to {day_text(last)}")
    for task in tasks:
        who = f"{task.who}: " if task.who else ""
        _say_wrapped(f"{who}{task.text}", "  [ ] ", "      ")
        if task.words not in {"", *told}:
            told.add(task.words)
            _say_wrapped(f"\u201c{task.words}\u201d", "        ", "        ")
    say("")


def _say_wrapped(text: str, first: str, others: str) -> None:
    from textwrap import wrap

    from okrsheet.commands.terminal import line_width
    from okrsheet.core.printable import printable

    for line in wrap(printable(text), line_width(), initial_indent=first, subsequent_indent=others):
        say(line)
