"""Days and months as words of the command line."""

from datetime import date

_MONTHS = range(1, 13)
_EARLIEST = 2000
_LATEST = 2098


def day(text: str) -> date:
    """A day written as YYYY-MM-DD.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(
            f"{text!r} is no day: write it as YYYY-MM-DD, such as 2027-02-26"
        ) from None


def month(text: str) -> int:
    """A month written as its number, 1 to 12.

    Raises:
        ArgumentTypeError: it is none.
    """
    if text.isdecimal() and int(text) in _MONTHS:
        return int(text)
    from argparse import ArgumentTypeError

    raise ArgumentTypeError(f"{text!r} is no month: write its number, 1 to 12")


def named_day(data: bytes, name: str) -> "date | None":
    """The day Settings names in a workbook; None where it names none."""
    from okrsheet.ooxml.read import parse_workbook
    from okrsheet.workbook.load import read_plan
    from okrsheet.workbook.needs import needed

    return read_plan(parse_workbook(data, name, needed)).as_of


def tell_other_day(asked: "date | None", named: "date | None") -> None:
    """Say that the day somebody asked for is not that of the figures.

    Args:
        asked: with --as-of.
        named: in Settings. The formulas of the workbook count with it, so what is stored beside
            them has to be of that day.
    """
    if asked is not None and named is not None and asked != named:
        from okrsheet.commands.streams import remark

        remark(
            f"--as-of {asked} was not used: Settings names {named} (As of), and the workbook's "
            "formulas count with that day. Clear that cell for figures of another day."
        )


def refuse_odd_year(word: str, day: date) -> None:
    """Let pass a day that a workbook can count with and somebody can mean.

    Args:
        word: the option it was given with.
        day: the day.

    Raises:
        WrongWord: it is none.
    """
    if not _EARLIEST <= day.year <= _LATEST:
        from okrsheet.commands.refused import WrongWord

        raise WrongWord(f"{word} {day} lies outside the years {_EARLIEST} to {_LATEST}")
