"""A day as a word of the command line."""

from datetime import date


def day(text: str) -> date:
    """A day written as YYYY-MM-DD.

    Raises:
        ValueError: it is none.
    """
    return date.fromisoformat(text)
