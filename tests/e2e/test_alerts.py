"""`okrsheet alerts` as a program that runs every day meets it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests import books
from tests.books import Book
from tests.commands import run


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alerts")
    assert run("new", "2027-Q1", "--example", "--out", str(folder)).returncode == 0
    return folder / "okrs-2027-Q1.xlsx"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def test_a_closed_quarter_is_quiet_and_says_why(example: Path, state: Path) -> None:
    made = Book(example.read_bytes())
    made.setting("Quarter closed", books.text("Yes"))
    closed = state.parent / "closed.xlsx"
    closed.write_bytes(made.data)
    done = run("alerts", str(closed), "--since", str(state))
    assert (done.returncode, done.stdout) == (
        0,
        "The quarter is closed, the scores are final: nothing is alerted any more.\n",
    )


class Channel(HTTPServer):
    """A webhook on this machine that keeps what it is sent."""

    def __init__(self, answer: int) -> None:
        super().__init__(("127.0.0.1", 0), Listener)
        self.answer = answer
        self.posts: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class Listener(BaseHTTPRequestHandler):
    server: Channel

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/json"
        self.server.posts.append(json.loads(data))
        self.send_response(self.server.answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def channel(request: pytest.FixtureRequest) -> Iterator[Channel]:
    server = Channel(getattr(request, "param", 200))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_the_first_time_all_trouble_is_new_and_then_it_is_known(example: Path, state: Path) -> None:
    words = ("alerts", str(example), "--since", str(state))
    first = run(*words)
    assert first.returncode == 1
    assert "leadership has to decide, Red for 5 check-in weeks" in first.stdout
    assert "Red. " in first.stdout
    again = run(*words)
    assert (again.returncode, again.stdout) == (0, "Nothing newly went wrong.\n")


def test_a_later_day_tells_only_what_got_worse(example: Path, state: Path) -> None:
    words = ("alerts", str(example), "--since", str(state), "--as-of")
    run(*words, "2027-02-26")
    told = json.loads(run(*words, "2027-03-09", "--json").stdout)["alerts"]
    assert told
    assert all(each["what"].startswith(("no update", "Yellow", "Red")) for each in told)
    ids = {each["key_result_id"] for each in told}
    assert "C2.3" not in ids or "leadership" not in json.dumps(told)


def test_a_team_sees_its_own_and_leaves_the_rest_unknown(example: Path, state: Path) -> None:
    words = ("alerts", str(example), "--since", str(state))
    team = run(*words, "--team", "sales")
    assert team.stdout
    assert all(line.startswith("S") for line in team.stdout.splitlines())
    rest = run(*words)
    assert rest.returncode == 1
    assert not any(line.startswith("S1") for line in rest.stdout.splitlines())


def test_a_dry_run_keeps_nothing(example: Path, state: Path) -> None:
    assert run("alerts", str(example), "--since", str(state), "--dry-run").returncode == 1
    assert not state.exists()


@pytest.mark.parametrize(
    "content",
    ["", "no json", "[]", '{"format": 2}', '{"format": 1, "key_results": 3}', "\x00"],
)
def test_what_is_no_state_is_said_and_left(example: Path, state: Path, content: str) -> None:
    state.write_text(content, encoding="utf-8")
    done = run("alerts", str(example), "--since", str(state))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Delete it to begin anew." in done.stderr
    assert state.read_text(encoding="utf-8") == content


def test_a_state_of_another_quarter_begins_anew(example: Path, state: Path) -> None:
    words = ("alerts", str(example), "--since", str(state))
    run(*words)
    record = json.loads(state.read_text(encoding="utf-8"))
    state.write_text(json.dumps(record | {"quarter": "2026-Q4"}), encoding="utf-8")
    assert run(*words).returncode == 1


def test_a_team_that_does_not_exist_is_said(example: Path, state: Path) -> None:
    done = run("alerts", str(example), "--since", str(state), "--team", "Ghosts")
    assert done.returncode == 2
    assert "There is no team 'Ghosts'" in done.stderr
    assert "Teams: Marketing, Sales, Delivery." in done.stderr


def test_the_channel_gets_what_is_new_and_nothing_else(
    example: Path, state: Path, channel: Channel
) -> None:
    words = ("alerts", str(example), "--since", str(state), "--webhook")
    first = run(*words, OKRSHEET_WEBHOOK=channel.address)
    assert first.returncode == 1
    (post,) = channel.posts
    assert post["text"].startswith("Larkfield Energy Advisers 2027-Q1, as of ")
    assert all(f"- {line}" in post["text"] for line in first.stdout.splitlines())
    assert run(*words, OKRSHEET_WEBHOOK=channel.address).returncode == 0
    assert len(channel.posts) == 1


def test_the_channel_obeys_no_typed_text(example: Path, state: Path, channel: Channel) -> None:
    made = Book(example.read_bytes())
    made.setting("Organisation", books.text("A & B <!channel>"))
    book = state.parent / "typed.xlsx"
    book.write_bytes(made.data)
    run("alerts", str(book), "--since", str(state), "--webhook", OKRSHEET_WEBHOOK=channel.address)
    (post,) = channel.posts
    assert post["text"].startswith("A &amp; B &lt;!channel&gt; 2027-Q1, as of ")


@pytest.mark.parametrize("channel", [500], indirect=True)
def test_what_the_channel_refused_is_told_again(
    example: Path, state: Path, channel: Channel
) -> None:
    words = ("alerts", str(example), "--since", str(state), "--webhook")
    done = run(*words, OKRSHEET_WEBHOOK=channel.address)
    assert done.returncode == 3
    assert "it answered 500" in done.stderr
    assert not state.exists()


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        pytest.param("", 2, "Set the variable OKRSHEET_WEBHOOK", id="none"),
        pytest.param("file:///etc/passwd", 3, "neither http nor https", id="no web address"),
        pytest.param("http://127.0.0.1:9/hook", 3, "was not reached", id="nobody there"),
        pytest.param("http://", 3, "was not reached", id="no host"),
    ],
)
def test_an_address_that_does_not_work(
    example: Path, state: Path, address: str, code: int, told: str
) -> None:
    words = ("alerts", str(example), "--since", str(state), "--webhook")
    done = run(*words, OKRSHEET_WEBHOOK=address)
    assert done.returncode == code
    assert told in done.stderr
    assert not state.exists()
