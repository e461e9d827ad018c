"""What people type stays text, in every field and in every form of the report."""

import email
import json
import re
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import default
from functools import cache
from typing import Any

import html5lib
import pytest
from markdown_it import MarkdownIt

from okrsheet.core.export import json_text
from okrsheet.core.figures import figures
from okrsheet.core.policy import SMB
from okrsheet.core.printable import printable
from okrsheet.core.timeline import timeline
from okrsheet.core.week import Week, summary
from okrsheet.report.calendar import When, calendar
from okrsheet.report.document import report_document
from okrsheet.report.markdown import markdown
from okrsheet.report.page import page
from okrsheet.report.plain_text import plain_text
from okrsheet.report.reminders import Reminder, reminders
from okrsheet.report.weekly_mail import weekly_mail
from tests import books
from tests.payloads import PAYLOADS, PLAIN, everywhere

every_payload = pytest.mark.parametrize(
    "payload", [pytest.param(text, id=name) for name, text in PAYLOADS.items()]
)
NOW = datetime(2027, 2, 26, 9, tzinfo=UTC)


@cache
def week_with(text: str) -> Week:
    return summary(everywhere(text), SMB, books.EXAMPLE_AS_OF)


def page_with(text: str, *, mail: bool = False) -> str:
    week = week_with(text)
    return page(week, timeline(week.found.plan, SMB, week.found.as_of), mail=mail)


Element = tuple[str, tuple[str, ...], str | None]


def elements(source: str) -> tuple[list[Element], str]:
    """Every element with the names of its attributes and its style, and the text shown.

    A mistake in the HTML is an error.
    """
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(source)
    found = [
        (str(each.tag), tuple(sorted(map(str, each.attrib))), each.attrib.get("style"))
        for each in root.iter()
    ]
    return found, " ".join("".join(root.itertext()).split())


@cache
def harmless_elements(*, mail: bool) -> list[Element]:
    return elements(page_with(PLAIN, mail=mail))[0]


@pytest.mark.parametrize(
    ("payload", "mail"),
    [
        *(pytest.param(text, False, id=name) for name, text in PAYLOADS.items()),
        pytest.param(" ".join(PAYLOADS.values()), True, id="all in a mail"),
    ],
)
def test_a_page_has_the_elements_it_has_with_harmless_texts(payload: str, mail: bool) -> None:
    found, shown = elements(page_with(payload, mail=mail))
    assert found == harmless_elements(mail=mail)
    assert " ".join(printable(f"Larkfield Energy Advisers{payload}").split()) in shown


@every_payload
def test_markdown_means_what_it_means_with_harmless_texts(payload: str) -> None:
    def tags(text: str) -> list[str]:
        rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        return re.findall(r"</?[a-z0-9]+", rendered.render(markdown(week_with(text))))

    assert tags(payload) == tags(PLAIN)


@every_payload
def test_markdown_shows_what_was_typed(payload: str) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(week_with(payload)))
    root = html5lib.parse(rendered, namespaceHTMLElements=False)
    shown = " ".join("".join(root.itertext()).split())
    assert " ".join(printable(f"Larkfield Energy Advisers{payload}").split()) in shown


@every_payload
def test_no_chat_program_is_given_orders(payload: str) -> None:
    made = markdown(week_with(payload))
    assert "<" not in made
    assert not re.search(r"(?<![\\\w.])@\w", made)


@every_payload
def test_plain_text_has_the_lines_it_has_with_harmless_texts(payload: str) -> None:
    hostile, harmless = (plain_text(week_with(each)) for each in (payload, PLAIN))
    assert len(hostile.splitlines()) == len(harmless.splitlines())


@every_payload
def test_json_holds_the_texts_as_they_are(payload: str) -> None:
    found = json.loads(json_text(report_document(week_with(payload))))
    assert found["organisation"] == f"Larkfield Energy Advisers{payload}"
    assert any(each["text"].endswith(payload) for each in found["key_results"])


def headers_of(message: EmailMessage) -> list[str]:
    return sorted(message.keys())


def read_back(message: EmailMessage) -> EmailMessage:
    found = email.message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


@every_payload
def test_a_mail_has_the_headers_it_has_with_harmless_texts(payload: str) -> None:
    week = week_with(payload)
    made = weekly_mail(week, (), "lead@example.com")
    found = read_back(made)
    assert headers_of(found) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert found["To"].addresses[0].addr_spec == "lead@example.com"
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]


def reminders_with(payload: str) -> tuple[Reminder, ...]:
    plan = everywhere(payload)
    people = tuple(p._replace(email=f"p{n}@example.com") for n, p in enumerate(plan.people))
    week = summary(plan._replace(people=people), SMB, books.EXAMPLE_AS_OF)
    return reminders(week.found, week.owing, f"book{payload}.xlsx")


@every_payload
def test_a_reminder_goes_to_one_person_and_says_no_more(payload: str) -> None:
    made = reminders_with(payload)
    assert len(made) == 3
    for each in made:
        found = read_back(each.message)
        assert headers_of(found) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
        assert [a.addr_spec for a in found["To"].addresses] == [each.address]
        html = found.get_body(("html",))
        assert html is not None
        others = [o.key_result.id for o in week_with(payload).key_results]
        own = [k.key_result.id for k in each.owing.key_results]
        text = found.get_body(("plain",))
        assert text is not None
        lines = text.get_content().splitlines()
        starts = [printable(f"{name}  ") for name in others if name not in own]
        assert not [line for line in lines if line.startswith(tuple(starts))]
        names = {name for name, _, _ in elements(html.get_content())[0]}
        assert names <= {name for name, _, _ in harmless_elements(mail=True)}


@every_payload
@pytest.mark.parametrize(
    "address",
    [
        "not an address",
        "a@b@c",
        "ann@example.com\r\nBcc: x@example.com",
        "ann@example.com, bo@example.com",
        '"x" <ann@example.com>',
    ],
)
def test_an_address_that_is_none_is_left_blank(payload: str, address: str) -> None:
    plan = everywhere("")
    people = tuple(p._replace(email=address) for p in plan.people)
    week = summary(plan._replace(people=people), SMB, books.EXAMPLE_AS_OF)
    for each in reminders(week.found, week.owing, payload):
        assert (each.address, each.message["To"]) == ("", None)


@every_payload
def test_a_calendar_has_the_lines_it_has_with_harmless_texts(payload: str) -> None:
    def names(text: str) -> list[str]:
        plan = everywhere(text)
        data = calendar(plan, SMB, When(0, time(9, 30)), NOW, f"book{text}.xlsx")
        unfolded = data.decode().replace("\r\n ", "")
        assert "\n" not in unfolded.replace("\r\n", "")
        return [re.split("[:;]", each)[0] for each in unfolded.split("\r\n")]

    assert names(payload) == names(PLAIN)


@pytest.mark.parametrize("sign", ["\x00", "\x1b[31m", "\ud800", "\ufffe"])
def test_signs_no_workbook_can_hold_do_no_harm_either(sign: str) -> None:
    made: list[Any] = [page_with(sign).encode(), markdown(week_with(sign)).encode()]
    made.append(weekly_mail(week_with(sign), ()).as_bytes())
    assert all(made)
    assert figures(everywhere(sign), SMB, books.EXAMPLE_AS_OF)
