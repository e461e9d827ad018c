"""The one place of the add-in that knows what day it is."""

from datetime import date, datetime


def today() -> date:
    """Today, by the clock of this computer."""
    return date.today()


def now() -> datetime:
    """The time, aware, by the clock of this computer."""
    return datetime.now().astimezone()
