"""Mails: headers nothing typed can break out of, a text part and an HTML part."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from okrsheet.core.printable import printable

_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
)
_NAME: Final = re.compile(r"[\w .'-]{1,60}")
_LONGEST_SUBJECT: Final = 150


def is_address(text: str) -> bool:
    """Whether a text is a plain email address, such as ann@example.com, and nothing beside it."""
    local = text.partition("@")[0]
    dots = ".." in text or local.startswith(".") or local.endswith(".")
    return _ADDRESS.fullmatch(text) is not None and not dots


def mail(subject: str, body: str, page: str, to: str = "", name: str = "") -> EmailMessage:
    """A mail that opens ready to be sent: without a sender and a date, which the program adds.

    Args:
        subject: in one line; longer than 150 signs it is cut.
        body: the text part.
        page: the HTML part.
        to: an address for which `is_address` holds, or "".
        name: whose address it is.
    """
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Subject"] = _short(printable(subject))
    if to:
        # Programs differ in how they read odd names; the address alone does as well.
        shown = name if _NAME.fullmatch(name) else ""
        message["To"] = Address(shown, addr_spec=to)
    # Outlook opens such a file for writing, not for reading.
    message["X-Unsent"] = "1"
    message.set_content(_printable_lines(body))
    message.add_alternative(page, subtype="html")
    return message


def _printable_lines(text: str) -> str:
    """A text of several lines without signs that steer a terminal."""
    return "\n".join(map(printable, text.split("\n")))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SUBJECT else f"{text[: _LONGEST_SUBJECT - 1]}\u2026"
