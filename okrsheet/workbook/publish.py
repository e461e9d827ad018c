"""A user's workbook with its quarter marked as started, and refreshed."""

from datetime import date
from typing import Final

from okrsheet.core.model import Plan
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.closing_refusals import PublishingRefused
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.rewrite import Refreshed, refreshed
from okrsheet.workbook.setting_cells import setting_cells, with_settings
from okrsheet.workbook.view import serial

ON: Final = "Published on"
BY: Final = "Published by"


def refuse_closed(plan: Plan, name: str) -> None:
    """Let pass a quarter that can be opened.

    Args:
        plan: the quarter; it is not published.
        name: the file, for messages.

    Raises:
        PublishingRefused: it is closed.
    """
    if plan.closed:
        raise PublishingRefused(name)


def published(data: bytes, name: str, day: date, by: str) -> Refreshed:
    """A workbook that says when its quarter was published and by whom.

    Args:
        data: the whole file.
        name: the file, for messages.
        day: the day it is published; also that of the figures, where Settings names none.
        by: who publishes it; "" leaves what stands there.

    Raises:
        ChangeRefused: Settings has no lines for it, or formulas in them.
        OkrsheetFileError: as for `refreshed`.
    """
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    values: dict[str, object] = {ON: serial(day), **({BY: by} if by else {})}
    marks = setting_cells(loaded, values, name)
    made = refreshed(with_settings(data, marks, name), name, day)
    return made._replace(
        changes=(*marks, *made.changes), looked_at=made.looked_at and made.looked_at + len(marks)
    )
