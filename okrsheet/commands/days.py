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
