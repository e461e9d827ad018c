"""One mail for each person who owes an update."""

from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from typing import Final, NamedTuple

from okrsheet.core.figures import Figures
from okrsheet.core.findings import count_of
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.owing import Owing, due_since
from okrsheet.report.mail import is_address, mail
from okrsheet.report.markup import Html, tag
from okrsheet.report.sections import last_report
from okrsheet.report.shell import badge, shell, top
from okrsheet.report.wording import day_name, facts, standing

_STEPS: Final = (
    "Open {book} and go to the sheet Check-ins. Where `okrsheet refresh` has prepared a line for "
    "each, fill it in; else add one with today's date and the ID. Say the value, your confidence "
    "(0 to 10), what is in the way and the next step. "
    "Where okrsheet is installed, `okrsheet checkin` asks you for them one by one."
)


class Reminder(NamedTuple):
    """A mail and whom it is for; `address` is "" where none can be used."""

    owing: Owing
    address: str
    message: EmailMessage


def reminders(found: Figures, owing: Iterable[Owing], book: str) -> tuple[Reminder, ...]:
    """The mails; key results without an owner have nobody to write to and are left out.

    Args:
        found: the figures of the day.
        owing: who owes what.
        book: the workbook's name, as a person finds it.
    """
    return tuple(_reminder(found, each, book) for each in owing if each.owner)


def _reminder(found: Figures, owing: Owing, book: str) -> Reminder:
    address = owing.email.strip()
    usable = address if is_address(address) else ""
    count = count_of(len(owing.key_results), "key result")
    waits = "waits" if len(owing.key_results) == 1 else "wait"
    name = " ".join(filter(None, (found.plan.organisation, found.plan.quarter.name)))
    subject = f"{name}: {count} {waits} for your update"
    steps = _STEPS.format(book=book)
    text = "\n".join(_text(found, owing, steps))
    page = _page(found, owing, subject, steps)
    return Reminder(owing, usable, mail(subject, text, page, usable, owing.owner))


def _text(found: Figures, owing: Owing, steps: str) -> Iterator[str]:
    yield f"Hello {owing.owner},"
    yield ""
    yield "these key results wait for your update:"
    for figure in owing.key_results:
        yield ""
        yield f"{figure.key_result.id}  {figure.key_result.text}"
        yield f"  {_state(figure, found)}"
    yield ""
    yield steps


def _state(figure: KeyResultFigures, found: Figures) -> str:
    due = f"due since {day_name(due_since(figure, found))}"
    return facts(last_report(figure), due, standing(figure))


def _page(found: Figures, owing: Owing, subject: str, steps: str) -> str:
    rows = [
        tag(
            "tr",
            tag("td", badge(str(figure.rag)), look="mark"),
            tag(
                "td",
                tag(
                    "div", tag("span", figure.key_result.id, look="id"), " ", figure.key_result.text
                ),
                tag("div", _state(figure, found), look="line quiet small"),
                look="what",
            ),
            look="row",
        )
        for figure in owing.key_results
    ]
    hello = tag("p", f"Hello {owing.owner}, it takes a minute.", look="lead")
    how: Html = tag("p", steps, look="line")
    card = tag("div", tag("table", *rows, look="table"), how, look="card")
    return shell(subject, top(subject, hello), card)
