"""Sending mails through a server named in the environment."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from ssl import create_default_context
from typing import Final, NamedTuple

from okrsheet.core.printable import printable
from okrsheet.report.mail import is_address

_PORTS: Final = {"starttls": 587, "ssl": 465, "none": 25}
_HERE: Final = ("localhost", "127.0.0.1", "::1")
_LAST_PORT: Final = 65_535
_SECONDS: Final = 30
_LONGEST: Final = 300


class Server(NamedTuple):
    """Where and how mails are sent; `tls` is starttls, ssl or none."""

    host: str
    port: int
    sender: str
    tls: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"Server({self.host!r}, {self.port})"


class Undelivered(Exception):  # noqa: N818  # named for the cause
    """The server can't be used, or is gone: nothing more can be sent; the text says why."""


def server_of(environ: Mapping[str, str]) -> Server:
    """The server the environment names.

    Raises:
        ValueError: a variable is missing or makes no sense; the text says which, and the way out.
    """
    given = {
        name: environ.get(f"OKRSHEET_SMTP_{name}", "").strip()
        for name in ("HOST", "PORT", "USER", "PASSWORD", "FROM", "TLS")
    }
    tls = given["TLS"].lower() or "starttls"
    if not given["HOST"]:
        raise ValueError("No mail server is named. Set OKRSHEET_SMTP_HOST, or use --out.")
    if tls not in _PORTS:
        raise ValueError("OKRSHEET_SMTP_TLS is none of starttls, ssl and none.")
    if not is_address(given["FROM"]):
        raise ValueError("OKRSHEET_SMTP_FROM is no email address. Set it to the sender's.")
    if given["USER"] and tls == "none" and given["HOST"] not in _HERE:
        raise ValueError(
            "The password would cross the network unprotected. Set OKRSHEET_SMTP_TLS to starttls "
            "or ssl."
        )
    port = _port(given["PORT"], _PORTS[tls])
    return Server(given["HOST"], port, given["FROM"], tls, given["USER"], given["PASSWORD"])


def _port(text: str, usual: int) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= _LAST_PORT):
        raise ValueError("OKRSHEET_SMTP_PORT is no port. Set it to a number such as 587.")
    return int(text)


def send(server: Server, messages: Iterable[EmailMessage], now: datetime) -> Iterator[str]:
    """Send mails one after the other, and say of each why it was refused; "" once it is sent.

    Args:
        server: the server.
        messages: addressed mails, as `mail` makes them.
        now: the time they carry, aware.

    Raises:
        Undelivered: The server can't be reached, refuses us, or went away.
    """
    try:
        with contextlib.closing(_connected(server)) as line:
            for message in messages:
                yield _sent(line, message, server, now)
            with contextlib.suppress(SMTPException, OSError):
                line.quit()
    except (SMTPException, OSError, UnicodeError) as error:
        where = f"{server.host}:{server.port}"
        raise Undelivered(f"the mail server {where}: {_told(error)}") from error


def _connected(server: Server) -> SMTP:
    line: SMTP
    if server.tls == "ssl":
        context = create_default_context()
        line = SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    else:
        line = SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        if server.tls == "starttls":
            line.starttls(context=create_default_context())
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _sent(line: SMTP, message: EmailMessage, server: Server, now: datetime) -> str:
    del message["X-Unsent"]
    message["From"] = server.sender
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=server.sender.partition("@")[2])
    # Absence notes don't answer what says this.
    message["Auto-Submitted"] = "auto-generated"
    try:
        line.send_message(message)
    except (SMTPRecipientsRefused, SMTPResponseException) as error:
        return _told(error)
    return ""


def _told(error: Exception) -> str:
    """What a server or the network said, in one line."""
    said: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        strerror = getattr(error, "strerror", None)
        return printable(str(strerror or error) or type(error).__name__)[:_LONGEST]
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return printable(f"{code} {text}")[:_LONGEST]
