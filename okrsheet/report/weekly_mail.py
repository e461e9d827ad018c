"""The weekly summary as a mail, ready to be sent."""

from collections.abc import Sequence
from email.message import EmailMessage
from typing import Final

from okrsheet.core.figures import Figures
from okrsheet.core.timeline import week_number
from okrsheet.core.week import Week
from okrsheet.report.mail import mail
from okrsheet.report.page import page
from okrsheet.report.plain_text import plain_text
from okrsheet.report.wording import asked, title

CLIPPED: Final = 102_000
"""Bytes of HTML after which Gmail hides the rest of a mail behind a link."""


def weekly_mail(week: Week, passed: Sequence[Figures], to: str = "") -> EmailMessage:
    """The mail, as text and as a page.

    Where Gmail would cut the page, the objectives week by week are left out, and it says so.

    Args:
        week: the summary.
        passed: `timeline` of the same plan and day.
        to: an address, or "".
    """
    plan = week.found.plan
    number = 0 if plan.closed else week_number(plan.quarter, week.found.as_of)
    place = f", week {number}" if number else ""
    subject = f"{title(week)}{place}: {asked(week)}"
    shown = page(week, passed, mail=True)
    if is_clipped(shown):
        shown = page(week, (), mail=True, brief=True)
    return mail(subject, plain_text(week), shown, to)


def is_clipped(shown: str) -> bool:
    """Whether Gmail would cut a page in a mail."""
    return len(shown.encode()) > CLIPPED
