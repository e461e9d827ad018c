"""What check-ins did, in lines: where each key result stands now, and what needs a person."""

from okrsheet.commands.streams import complain, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from okrsheet.core.figures import Figures
    from okrsheet.core.findings import Finding
    from okrsheet.core.key_result_figures import KeyResultFigures
    from okrsheet.core.model import CheckIn
    from okrsheet.workbook.checking_in import CheckedIn
    from okrsheet.workbook.taking import Taken

_NAMED = 8


def unread(made: "CheckedIn") -> int:
    """Say why no quarter could be read; the exit code."""
    for each in made.findings:
        complain(str(each))
    return 2


def told(made: "CheckedIn", parsed: "Namespace", backup: "Path | None") -> int:
    """Say what was taken, what was not, and what follows; the exit code.

    It is 1 where something was refused or values were left alone, else 0.
    """
    _tell(made, parsed)
    if backup:
        say(f"The version before: {backup}")
    return int(bool(made.refused or errors_of(made)))


def _tell(made: "CheckedIn", parsed: "Namespace") -> None:
    for refusal in made.refused:
        complain(f"Not taken: {refusal}.")
    if is_withheld(made):
        say(_withheld(made))
        return
    for taken in made.taken:
        for line in _told(taken, made, dry_run=parsed.dry_run):
            say(line)
    _tell_needs(made)
    for each in errors_of(made):
        complain(str(each))
    if parsed.dry_run or not any(each.news for each in made.taken):
        say("Nothing was written.")


def errors_of(made: "CheckedIn") -> "list[Finding]":
    """What was left alone where it counts."""
    from okrsheet.core.findings import ERROR

    return [each for each in made.findings if each.severity == ERROR]


def is_withheld(made: "CheckedIn") -> bool:
    """Whether nothing was taken because something else was refused."""
    return bool(made.refused) and made.before is made.after and any(t.news for t in made.taken)


def _withheld(made: "CheckedIn") -> str:
    from okrsheet.core.findings import count_of

    many = f"{len(made.refused)} of {count_of(len(made.taken) + len(made.refused), 'check-in')}"
    return f"{many} can't be taken, so nothing was written. Correct them, or use --partial."


def place_of(taken: "Taken") -> str:
    """Where a check-in stood, as the beginning of a line."""
    return f"{taken.where}: " if taken.where else ""


def _told(taken: "Taken", made: "CheckedIn", *, dry_run: bool) -> "Iterator[str]":
    from okrsheet.core.printable import printable
    from okrsheet.core.standing import standing

    now, before = _figure(made.after, taken), _figure(made.before, taken)
    if now is None or before is None:
        return
    name = taken.line.key_result_id
    if not taken.news:
        day = taken.line.day
        yield printable(f"{place_of(taken)}{name} was reported like this for {day} already.")
        return
    would = "would be: " if dry_run else ""
    yield printable(f"{place_of(taken)}{would}{standing(now, before)}")
    for line in (*_asked(taken, made), *_about_days(taken, made)):
        yield printable(f"    {line}")


def _asked(taken: "Taken", made: "CheckedIn") -> "Iterator[str]":
    """What to ask about a value that is hardly meant."""
    from okrsheet.core.unlikely import questions

    line, now = taken.line, _figure(made.after, taken)
    earlier = [
        each
        for each in _reports(made.after, line)
        if each.day < line.day and each.value is not None
    ]
    before = max(earlier, key=lambda each: each.day, default=None)
    if now is not None:
        yield from questions(now.key_result, line.value, before)


def _about_days(taken: "Taken", made: "CheckedIn") -> "Iterator[str]":
    """What else is to be known of the day of a check-in."""
    line, found = taken.line, made.after
    if taken.stage is not None:
        yield f"{taken.stage.text!r} is done since {taken.stage.day}."
    if taken.corrects is not None:
        yield f"The line of {line.day} was corrected."
    elif taken.same_week:
        yield from _same_week(taken, made)
    if found is not None:
        yield from _later(line, found)
    if found is not None and line.day > found.as_of:
        yield f"It counts from {line.day} on; the figures are those of {found.as_of}."


def _same_week(taken: "Taken", made: "CheckedIn") -> "Iterator[str]":
    """The other reports of its week, and which of them counts: the last, with a value if any is."""
    from okrsheet.core.quarter import week_of

    day = taken.line.day
    others = ", ".join(map(str, taken.same_week))
    lines = _reports(made.after, taken.line)
    week = [each for each in lines if week_of(each.day) == week_of(day)]
    valued = [each.day for each in week if each.value is not None]
    last = max(*taken.same_week, day)
    if valued and max(valued) != last:
        yield f"Reported on {others} too; the last value of a week counts: that of {max(valued)}."
    else:
        yield f"Reported on {others} too; the last report of a week counts: that of {last}."


def _later(line: "CheckIn", found: "Figures") -> "Iterator[str]":
    """That what was reported for an earlier day is not what the figures show."""
    from okrsheet.commands.talk import written
    from okrsheet.core.history import reports

    lines = [each for each in _reports(found, line) if each.day <= found.as_of]
    days = [each.day for each in lines if each.value is not None or line.value is None]
    if not reports(line) or not days or max(days) <= line.day:
        return
    kr = next(k for k in found.plan.key_results if k.id.lower() == line.key_result_id.lower())
    stored = "Stored" if line.value is None else f"{written(kr, line.value)} is stored"
    yield f"{stored} for {line.day}; the latest report, of {max(days)}, counts."


def _reports(found: "Figures | None", line: "CheckIn") -> "list[CheckIn]":
    """The check-ins of the key result of one."""
    from okrsheet.core.history import reports

    name = line.key_result_id.lower()
    lines = found.plan.check_ins if found else ()
    return [each for each in lines if each.key_result_id.lower() == name and reports(each)]


def _figure(found: "Figures | None", taken: "Taken") -> "KeyResultFigures | None":
    name = taken.line.key_result_id.lower()
    figures = found.key_results if found else ()
    return next((each for each in figures if each.key_result.id.lower() == name), None)


def _tell_needs(made: "CheckedIn") -> None:
    from okrsheet.core.standing import asks

    told: list[str] = []
    if made.after is not None:
        for taken in made.taken:
            figure = _figure(made.after, taken)
            if taken.news and figure is not None:
                told += asks(figure, taken.line, made.after)
        told += _still_due(made.after, made.taken)
    if told:
        say("For a person:")
    for line in dict.fromkeys(told):
        say(f"  {line}")


def _still_due(found: "Figures", taken: "tuple[Taken, ...]") -> "Iterator[str]":
    """What those who reported have still to report this week."""
    from okrsheet.core.due import still_due
    from okrsheet.core.printable import printable
    from okrsheet.core.spelling import folded

    names = {each.line.key_result_id.lower() for each in taken if each.news}
    owners = {
        folded(f.key_result.owner): f.key_result.owner
        for f in reversed(found.key_results)
        if f.key_result.owner and f.key_result.id.lower() in names
    }
    for key, owner in sorted(owners.items(), key=lambda pair: pair[1]):
        due = [f.key_result.id for f in still_due(found) if folded(f.key_result.owner) == key]
        if due:
            more = f" and {len(due) - _NAMED} more" if len(due) > _NAMED else ""
            yield printable(f"{owner} has still to report {', '.join(due[:_NAMED])}{more}.")
