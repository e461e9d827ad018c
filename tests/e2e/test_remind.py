"""`okrsheet remind`: mails as files, and sent to a server on this machine."""

import email
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests import books
from tests.commands import run
from tests.engines.fixtures import need

HERE = "127.0.0.1"
FOLDER = "okrs-2027-Q1-reminders-2027-02-26"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "okrs-2027-Q1.xlsx"
    path.write_bytes(books.example())
    return path


def change_person(book: Path, name: str, address: str) -> None:
    made = books.Book(book.read_bytes())
    row = made.row_of("People", "Name", name)
    made.put("People", made.address("People", "Email", row), books.text(address))
    book.write_bytes(made.data)


def mail_in(path: Path) -> EmailMessage:
    found = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def body_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


# --- as files ---------------------------------------------------------------------------------


def test_everybody_who_owes_gets_a_mail_of_their_own(book: Path) -> None:
    before = book.read_bytes()
    done = run("remind", book.name, cwd=book.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"Made {Path(FOLDER, name)} for {who}"
        for name, who in (
            ("to-samuel-adeyemi.eml", "Samuel Adeyemi <samuel.adeyemi@example.com>"),
            ("to-jonas-brandt.eml", "Jonas Brandt <jonas.brandt@example.com>"),
            ("to-yuki-hamasaki.eml", "Yuki Hamasaki <yuki.hamasaki@example.com>"),
        )
    ]
    found = mail_in(book.parent / FOLDER / "to-jonas-brandt.eml")
    assert found["To"].addresses[0].addr_spec == "jonas.brandt@example.com"
    assert found["Subject"] == (
        "Larkfield Energy Advisers 2027-Q1: 1 key result waits for your update"
    )
    for kind in ("plain", "html"):
        text = body_of(found, kind)
        assert "Shorten the time from site visit to signed-off report" in text
        assert "last on 1 Feb" in text
        assert "now 30" in text
        assert "okrs-2027-Q1.xlsx" in text
        assert "S2.1" not in text
    assert book.read_bytes() == before


def test_mails_that_are_there_stay(book: Path) -> None:
    assert run("remind", str(book)).returncode == 0
    again = run("remind", str(book))
    assert again.returncode == 3
    assert "to-samuel-adeyemi.eml" in again.stderr
    assert run("remind", str(book), "--force").returncode == 0


def test_mails_go_to_the_folder_named(book: Path) -> None:
    folder = book.parent / "mails" / "of March"
    words = ("remind", str(book), "--out", str(folder), "--team", "delivery")
    assert run(*words).returncode == 0
    assert [path.name for path in folder.iterdir()] == ["to-jonas-brandt.eml"]
    # A folder that is there is as good.
    assert run(*words, "--force").returncode == 0


def test_a_file_is_no_folder_for_mails(book: Path) -> None:
    for place in (book, book / "mails"):
        done = run("remind", str(book), "--out", str(place))
        assert done.returncode == 2
        assert f"{place} is no folder. Name one; it is made where it is missing." in done.stderr


@pytest.mark.parametrize("address", ["", "nobody", "a@b.com, c@d.com"])
def test_who_has_no_email_is_listed_and_has_a_mail_without_one(address: str, book: Path) -> None:
    change_person(book, "Jonas Brandt", address)
    done = run("remind", str(book))
    assert done.returncode == 0
    assert "No usable email for Jonas Brandt (D1.2): add it on the sheet People." in done.stdout
    assert mail_in(book.parent / FOLDER / "to-jonas-brandt.eml")["To"] is None


def test_what_has_no_owner_is_listed(book: Path) -> None:
    made = books.Book(book.read_bytes())
    row = made.row_of("Key Results", "ID", "D1.2")
    made.put("Key Results", made.address("Key Results", "Owner", row), books.blank())
    book.write_bytes(made.data)
    done = run("remind", str(book))
    assert done.returncode == 0
    assert "No owner for D1.2: name one on the sheet Key Results." in done.stdout
    assert len(list((book.parent / FOLDER).iterdir())) == 2


def test_a_dry_run_writes_nothing(book: Path) -> None:
    done = run("remind", str(book), "--dry-run")
    assert done.returncode == 0
    assert "Would remind Jonas Brandt <jonas.brandt@example.com> of D1.2" in done.stdout
    assert list(book.parent.iterdir()) == [book]


def test_where_nobody_owes_nobody_is_written_to(book: Path) -> None:
    done = run("remind", str(book), "--as-of", "2027-01-02")
    assert (done.returncode, done.stdout) == (0, "Nobody owes an update.\n")
    assert list(book.parent.iterdir()) == [book]


# --- sent -------------------------------------------------------------------------------------


class Inbox:
    """Keeps what it is sent; refuses the addresses and the senders it is told to refuse."""

    def __init__(self, refused: str = "", *, hang_up_after: int = 99) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refused = refused
        self.left = hang_up_after

    async def handle_RCPT(  # noqa: N802  # the name aiosmtpd asks for
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.refused and self.refused in address:
            return "550 nobody of that name\there"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if not self.left:
            server.transport.close()
            return "421 going away"
        self.left -= 1
        found = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(found, EmailMessage)
        self.mails.append(found)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def server(inbox: Inbox, **more: Any) -> Iterator[dict[str, str]]:
    """A mail server on this machine, and the environment that names it."""
    running = Controller(inbox, hostname=HERE, port=free_port(), **more)
    running.start()
    try:
        yield settings(running.port)
    finally:
        running.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HERE, 0))
        port: int = found.getsockname()[1]
    return port


def settings(port: int) -> dict[str, str]:
    return {
        "OKRSHEET_SMTP_HOST": HERE,
        "OKRSHEET_SMTP_PORT": str(port),
        "OKRSHEET_SMTP_FROM": "okrs@example.com",
        "OKRSHEET_SMTP_TLS": "none",
    }


def test_mails_are_sent_each_to_its_own_person(book: Path) -> None:
    inbox = Inbox()
    with server(inbox) as environ:
        done = run("remind", str(book), "--send", cwd=None, **environ)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Sent to Samuel Adeyemi <samuel.adeyemi@example.com>",
        "Sent to Jonas Brandt <jonas.brandt@example.com>",
        "Sent to Yuki Hamasaki <yuki.hamasaki@example.com>",
    ]
    assert inbox.recipients == [
        "samuel.adeyemi@example.com",
        "jonas.brandt@example.com",
        "yuki.hamasaki@example.com",
    ]
    first = inbox.mails[0]
    assert first.defects == []
    assert first["From"] == "okrs@example.com"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["X-Unsent"] is None
    assert first["Date"].datetime.tzinfo is not None
    assert len({each["Message-ID"] for each in inbox.mails}) == 3
    assert "S2.3" in body_of(first, "plain")
    assert list(book.parent.iterdir()) == [book]


def test_one_address_that_is_refused_does_not_stop_the_others(book: Path) -> None:
    inbox = Inbox(refused="jonas")
    with server(inbox) as environ:
        done = run("remind", str(book), "--send", cwd=None, **environ)
    assert done.returncode == 3
    assert done.stderr == (
        "okrsheet: not sent to Jonas Brandt <jonas.brandt@example.com>: "
        "550 nobody of that name here\n"
    )
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["Samuel", "Yuki"]
    assert len(inbox.mails) == 2


def test_a_server_that_hangs_up_is_told_with_who_got_nothing(book: Path) -> None:
    inbox = Inbox(hang_up_after=1)
    with server(inbox) as environ:
        done = run("remind", str(book), "--send", cwd=None, **environ)
    assert done.returncode == 3
    assert done.stdout.startswith("Sent to Samuel")
    assert done.stderr.count("\n") == 1
    assert "Not sent to: Jonas Brandt" in done.stderr
    assert "Yuki Hamasaki" in done.stderr
    assert len(inbox.mails) == 1


def test_a_server_that_is_down_is_one_line(book: Path) -> None:
    port = free_port()
    done = run("remind", str(book), "--send", cwd=None, **settings(port))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert f"the mail server {HERE}:{port}: Connection refused" in done.stderr
    assert done.stderr.count("<") == 3


def test_a_server_that_knows_no_tls_gets_neither_mail_nor_password(book: Path) -> None:
    inbox = Inbox()
    secret = {"OKRSHEET_SMTP_USER": "ann", "OKRSHEET_SMTP_PASSWORD": "s3cr3t"}
    with server(inbox) as environ:
        done = run(
            "remind",
            str(book),
            "--send",
            cwd=None,
            **environ | secret | {"OKRSHEET_SMTP_TLS": "starttls"},
        )
    assert done.returncode == 3
    assert inbox.mails == []
    assert "s3cr3t" not in done.stderr + done.stdout
    assert "STARTTLS" in done.stderr


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize(("password", "code"), [("right", 0), ("wr\u00f6ng", 3)])
def test_a_server_may_ask_for_a_password(password: str, code: int, book: Path) -> None:
    def check(_server: Any, _session: Any, _envelope: Any, _kind: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data.password == b"right")

    inbox = Inbox()
    more: dict[str, Any] = {"auth_required": True, "auth_require_tls": False}
    more["authenticator"] = check
    secret = {"OKRSHEET_SMTP_USER": "ann", "OKRSHEET_SMTP_PASSWORD": password}
    with server(inbox, **more) as environ:
        done = run("remind", str(book), "--send", cwd=None, **environ | secret)
    assert done.returncode == code
    assert len(inbox.mails) == (0 if code else 3)
    assert password not in done.stderr


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of a server called 127.0.0.1, in one file."""
    openssl = shutil.which("openssl")
    need(openssl is not None, "openssl")
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    words = ("req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2", "-subj", "/CN=here")
    names = ("-addext", f"subjectAltName=IP:{HERE}", "-keyout", str(path), "-out", str(path))
    subprocess.run([str(openssl), *words, *names], capture_output=True, check=True)
    return path


@pytest.mark.parametrize("tls", ["starttls", "ssl"])
@pytest.mark.parametrize("trusted", [True, False], ids=["known", "unknown"])
def test_mails_go_protected_to_a_server_that_is_known(
    tls: str, trusted: bool, certificate: Path, book: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    inbox = Inbox()
    more: dict[str, Any] = (
        {"tls_context": context, "require_starttls": True}
        if tls == "starttls"
        else {"ssl_context": context}
    )
    known = {"SSL_CERT_FILE": str(certificate)} if trusted else {}
    known["OKRSHEET_SMTP_TLS"] = tls
    with server(inbox, **more) as environ:
        done = run("remind", str(book), "--send", cwd=None, **environ | known)
    assert (done.returncode, len(inbox.mails)) == ((0, 3) if trusted else (3, 0))
    assert trusted or "certificate" in done.stderr.lower()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"OKRSHEET_SMTP_HOST": ""}, "Set OKRSHEET_SMTP_HOST", id="no server"),
        pytest.param({"OKRSHEET_SMTP_PORT": "many"}, "OKRSHEET_SMTP_PORT", id="no port"),
        pytest.param({"OKRSHEET_SMTP_PORT": "70000"}, "OKRSHEET_SMTP_PORT", id="no such port"),
        pytest.param({"OKRSHEET_SMTP_FROM": "me"}, "OKRSHEET_SMTP_FROM", id="no sender"),
        pytest.param({"OKRSHEET_SMTP_TLS": "yes"}, "OKRSHEET_SMTP_TLS", id="no kind of TLS"),
        pytest.param(
            {"OKRSHEET_SMTP_USER": "ann", "OKRSHEET_SMTP_HOST": "mail.example.com"},
            "unprotected",
            id="a password for everybody to read",
        ),
    ],
)
def test_settings_that_make_no_sense_are_named(
    change: dict[str, str], told: str, book: Path
) -> None:
    done = run("remind", str(book), "--send", cwd=None, **settings(25) | change)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_host_that_can_be_no_host_is_one_line(book: Path) -> None:
    done = run(
        "remind", str(book), "--send", cwd=None, **settings(25) | {"OKRSHEET_SMTP_HOST": "a" * 300}
    )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
