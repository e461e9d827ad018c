"""The day as a formula's TODAY() says it."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

Made = TypeVar("Made")


def on_one_day(work: Callable[[date], Made]) -> Made:
    """What `work` makes of today; made again if midnight passed while it worked."""
    while True:
        today = date.today()  # noqa: DTZ011, TID251  # the engines ask the machine's clock too
        made = work(today)
        if date.today() == today:  # noqa: DTZ011, TID251
            return made
