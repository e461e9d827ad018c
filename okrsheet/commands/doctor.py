"""`okrsheet doctor`: what is wrong with a file, and what of it can be put right."""

from okrsheet.commands.days import day, named_day, tell_other_day
from okrsheet.commands.saving import add_wait, read_for_change, write_back
from okrsheet.commands.streams import complain, say, say_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from datetime import date

    from okrsheet.core.findings import Finding
    from okrsheet.ooxml.snapshot import Snapshot
    from okrsheet.workbook.ailments import Ailment


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `doctor` understands."""
    add = parser.add_argument
    parser.description = (
        "Find formulas that were pasted over, broken names, IDs and links that lead nowhere, and "
        "what was typed in a way nobody can read. With --repair what leaves no doubt is put "
        "right, and the version before is kept as a backup."
    )
    add("book", metavar="BOOK", help="the quarter's workbook")
    add("--repair", action="store_true", help="put right what can be put right")
    add(
        "--locale",
        metavar="NAME",
        default="",
        help="how numbers and dates typed as text are meant, such as de, fr-CH or en-GB",
    )
    add(
        "--as-of",
        metavar="DAY",
        type=day,
        help="the day of the figures (YYYY-MM-DD), where Settings names none; default: today",
    )
    add("--json", action="store_true", help="everything as JSON, see docs/json.md")
    add_wait(parser)


def run(parsed: "Namespace") -> int:
    """Examine a workbook, repair it if asked, and say what was found."""
    from datetime import date

    from okrsheet.commands.locales import locale_of

    locale = locale_of(parsed)
    data, before = read_for_change(parsed)
    tell_other_day(parsed.as_of, parsed.as_of and named_day(data, before.path))
    today = parsed.as_of or date.today()
    if parsed.repair:
        return _repair(parsed, (data, before), today, locale)
    from okrsheet.workbook.rewrite import examined

    return _tell(examined(data, before.path, today, locale), parsed)


def _tell(ailments: "Iterable[Ailment]", parsed: "Namespace") -> int:
    found = tuple(ailments)
    if parsed.json:
        _say_json([], found)
    else:
        for each in found:
            say(str(each.finding))
            if each.repair:
                say(f"    --repair: {each.repair.line}")
        repairs = sum(each.repair is not None for each in found)
        say(_summary(len(found), repairs))
    return int(any(each.finding.severity == "error" for each in found))


def _summary(count: int, repairs: int) -> str:
    if not count:
        return "Nothing is wrong with this file."
    from okrsheet.core.findings import count_of

    remedy = f"--repair puts {repairs} right" if repairs else "a person has to decide about each"
    if count == 1:
        remedy = "--repair puts it right" if repairs else "a person has to decide about it"
    return f"{count_of(count, 'finding')}: {remedy}. Nothing was written."


def _repair(parsed: "Namespace", read: "tuple[bytes, Snapshot]", today: "date", locale: str) -> int:
    from okrsheet.workbook.ailments import Ailment
    from okrsheet.workbook.rewrite import repaired

    data, before = read
    made = repaired(data, before.path, today, locale)
    backup = write_back(parsed, made.data, before, "doctor") if made.repairs else None
    lines = [each.line for each in made.repairs]
    if parsed.json:
        _say_json(lines, tuple(Ailment(each) for each in made.left))
    else:
        for line in lines:
            say(f"Repaired {line}")
        _left(made.left)
        say(f"The version before: {backup}" if backup else "Nothing was written.")
    return int(any(each.severity == "error" for each in made.left))


def _left(findings: "Iterable[Finding]") -> None:
    left = tuple(findings)
    if left:
        complain("For a person to decide:")
    for each in left:
        complain(str(each))


def _say_json(repaired: list[str], ailments: "Iterable[Ailment]") -> None:
    import json

    from okrsheet.core.export import finding_row

    rows = [
        {**finding_row(each.finding), "repair": each.repair.line if each.repair else None}
        for each in ailments
    ]
    say_data(
        json.dumps(
            {"format": 1, "repaired": repaired, "findings": rows}, indent=1, ensure_ascii=False
        )
    )
