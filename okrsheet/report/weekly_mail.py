"""The weekly summary as a mail, ready to be sent."""

from collections.abc import Sequence
from email.message import EmailMessage

from okrsheet.core.figures import Figures
from okrsheet.core.timeline import week_number
from okrsheet.core.week import Week
from okrsheet.report.mail import mail
from okrsheet.report.page import page
from okrsheet.report.plain_text import plain_text
from okrsheet.report.wording import asked, title


def weekly_mail(week: Week, passed: Sequence[Figures], to: str = "") -> EmailMessage:
    """The mail, as text and as a page; `to` is an address or "", `passed` the plan's timeline."""
    number = week_number(week.found.plan.quarter, week.found.as_of)
    place = f", week {number}" if number else ""
    subject = f"{title(week)}{place}: {asked(week)}"
    return mail(subject, plain_text(week), page(week, passed, mail=True), to)
