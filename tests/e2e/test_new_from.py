"""`okrsheet new --from`: the next quarter from the workbook of this one, as a user sees it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from okrsheet.core.model import CheckIn, Plan, ReviewLine
from okrsheet.workbook.load import load
from tests import books
from tests.books import Book
from tests.commands import run
from tests.engines.package_lint import lint
from tests.small_plan import small_plan

DECIDED = (
    *("Revise", "Continue", "Continue", "Continue"),
    *("Drop", "Done", "Continue", "Revise"),
)
ON_THE_WAY = "If it goes on as it did, 374.3 clients (359.4 to 389.1 clients) would score 0.7."
FROM = (
    "6 of 8 key results carried from old.xlsx, which was only read, with values up to 31 Mar 2027."
)
REVISED = ("C1.1", "X1.2")
CLOSED_ON = date(2027, 3, 31)


def ended() -> Plan:
    """The small plan at its end: C1.1 rose by 4 a week and is to be revised."""
    plan = small_plan()
    weekly = [
        CheckIn(CLOSED_ON - timedelta(7 * back), "C1.1", 300.0 - 4 * back) for back in range(6)
    ]
    kept = [line for line in plan.check_ins if line.key_result_id != "C1.1"]
    reviews = zip(plan.key_results, DECIDED, strict=True)
    return plan._replace(
        closed=True,
        check_ins=(*kept, *reversed(weekly)),
        reviews=tuple(ReviewLine(kr.id, decision=word) for kr, word in reviews),
    )


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.xlsx"
    path.write_bytes(books.workbook(ended(), as_of=CLOSED_ON))
    return path


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    before = hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns
    yield
    assert (hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns) == before


def test_the_next_quarter(old: Path) -> None:
    with untouched(old):
        done = run("new", "--from", "old.xlsx", cwd=old.parent)
    assert (done.returncode, done.stderr) == (0, "")
    made, dates, *told = done.stdout.splitlines()
    assert made == "Made okrs-2027-Q2.xlsx"
    assert dates.startswith("2027-Q2 runs from Thu 2027-04-01 to Wed 2027-06-30: 91 days in ")
    assert told == [
        "",
        FROM,
        "",
        "Carried",
        "  C1.1     Decided: Revise. A new target is to be set. From 300 clients. Carried 2 times.",
        "           Suggested: 422.4 clients (422.4 to 457.6 clients, high confidence).",
        f"           {ON_THE_WAY}",
        "  C1.2     Decided: Continue. Its target stays. From 40% to 20%.",
        "  S1.1     Decided: Continue. Its target stays. From 0 to 40.",
        "  S1.2     Decided: Continue. Its target stays. It stands at 88.",
        "  X1.1     Decided: Continue, with the stages that are left.",
        "  X1.2     Decided: Revise. A new target is to be set. It stands at 6.",
        "",
        "Not carried",
        "  S1.3     Decided: Drop.",
        "  S1.4     Decided: Done.",
        "",
        "To look at",
        "  C1.1     Carried 2 times now: what will be different?",
        "  C1.1     The text says 280, the baseline column 300.",
        "  C1 was the number-one priority: decide on this quarter's.",
        "  C1.1 needs Sales, by a day that is past: agree on a new one.",
    ]


def test_the_new_workbook_holds_it(old: Path) -> None:
    path = old.with_name("new.xlsx")
    assert run("new", "--from", str(old), "--out", str(path)).returncode == 0
    assert lint(path.read_bytes()) == []
    loaded = load(path)
    assert loaded.findings == ()
    plan = loaded.plan
    assert plan is not None
    first = plan.key_results[0]
    assert (first.id, first.baseline, first.target, first.carried) == ("C1.1", 300.0, None, 2.0)
    assert (first.suggested, first.trend) == (422.4, 352.0)
    assert first.suggested_why == (
        "422.4 to 457.6 clients, high confidence. The trend leads to 352 clients by 30 Jun 2027. "
        "Beyond it: the lower end of 20 to 30 %, for a median score of 0.33 is hard. "
        f"{ON_THE_WAY}"
    )
    assert plan.check_ins == ()
    assert [each.id for each in plan.objectives if each.text] == ["C1", "S1", "X1"]
    assert [kr.id for kr in plan.key_results if kr.objective_id == "S1"] == ["S1.1", "S1.2", "S1.5"]


def test_its_findings_are_those_of_a_plan_that_is_not_finished(old: Path) -> None:
    path = old.with_name("new.xlsx")
    run("new", "--from", str(old), "--out", str(path))
    told = run("check", str(path), "--as-of", "2027-03-31").stdout
    errors = (line.partition(": error ")[2] for line in told.splitlines())
    # How a text is worded is no matter of the quarter it stands in.
    new = sorted(line for line in errors if line and not line.startswith("OKR055"))
    assert [line.partition(" Complete")[0] for line in new] == [
        f"OKR025: {name} can't be scored: No target." for name in REVISED
    ]


def test_the_suggestion_is_in_sight_beside_the_target(old: Path) -> None:
    path = old.with_name("new.xlsx")
    run("new", "--from", str(old), "--out", str(path))
    assert not hidden(path, "Suggested target")
    headers = list(Book(path.read_bytes()).headers("Key Results"))
    place = headers.index("Target")
    assert headers[place : place + 4] == ["Target", "Was", "Suggested target", "Why this target"]


def test_without_a_suggestion_its_columns_are_folded_away(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    run("new", "2027-Q1", "--out", str(path))
    assert hidden(path, "Suggested target")
    assert hidden(path, "Why this target")


def hidden(path: Path, header: str) -> bool:
    book = Book(path.read_bytes())
    number = list(book.headers("Key Results")).index(header) + 1
    xml = book.xml(book.sheets()["Key Results"])
    return (
        f'<col min="{number}" max="{number}"' in xml
        and 'hidden="1"' in xml.split(f'<col min="{number}" ')[1].split("/>")[0]
    )


def test_words_go_over_the_old_workbook(old: Path) -> None:
    path = old.with_name("new.xlsx")
    said = ("--champion", "Bo Ek", "--team", "Ops", "--cadence", "bi-weekly", "--end", "2027-07-02")
    done = run("new", "2027-Q2", "--from", str(old), "--out", str(path), *said)
    assert "to Fri 2027-07-02: 93 days in 14 calendar weeks, check-ins bi-weekly." in done.stdout
    plan = load(path).plan
    assert plan is not None
    assert (plan.champion, plan.organisation) == ("Bo Ek", "Acme")
    assert "Ops" in [team.name for team in plan.teams]


def change(path: Path, label: str, content: str) -> None:
    book = Book(path.read_bytes())
    book.setting(label, content)
    path.write_bytes(book.data)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        pytest.param(("2027-Q1",), "OKR864", "2027-Q1 ends on 2027-03-31", id="the same quarter"),
        pytest.param(("2026-Q4",), "OKR864", "Name a later quarter", id="the one before"),
        pytest.param(("--out", "old.xlsx"), "OKR865", "--out", id="in its own place"),
        pytest.param(("--out", "old.xlsx", "--force"), "OKR865", "--out", id="by force, too"),
        pytest.param(("--example",), "", "leave out --from", id="an example"),
        pytest.param(("--preset", "big"), "", "'big' is not a preset", id="no such preset"),
        pytest.param(("soon",), "", "'soon' is not a quarter", id="no quarter"),
        pytest.param(("--out", "new.txt"), "", "has to end in .xlsx", id="another kind of file"),
        pytest.param(("--out", "no/where/new.xlsx"), "OKR940", "no/where", id="no such folder"),
    ],
)
def test_refused_words(old: Path, words: tuple[str, ...], code: str, told: str) -> None:
    names = set(old.parent.iterdir())
    with untouched(old):
        done = run("new", "--from", "old.xlsx", *words, cwd=old.parent)
    assert done.returncode in (2, 3)
    assert code in done.stderr
    assert told in done.stderr
    assert done.stdout == ""
    assert set(old.parent.iterdir()) == names


def test_an_open_quarter_has_to_be_closed_or_meant(old: Path) -> None:
    change(old, "Quarter closed", books.text("No"))
    with untouched(old):
        done = run("new", "--from", str(old), cwd=old.parent)
        assert done.returncode == 2
        assert "OKR862" in done.stderr
        assert "okrsheet close" in done.stderr
        assert not old.with_name("okrs-2027-Q2.xlsx").exists()
        assert run("new", "--from", str(old), "--not-closed", cwd=old.parent).returncode == 0


def test_nothing_decided_is_not_dropped(old: Path) -> None:
    book = Book(old.read_bytes())
    place = book.type_in("Review", "Decision", 1, books.blank())
    old.write_bytes(book.data)
    with untouched(old):
        done = run("new", "--from", str(old), cwd=old.parent)
        assert done.returncode == 2
        assert f"C1.2 ({place})" in done.stderr
        dropped = run("new", "--from", str(old), "--undecided", "drop", "--out", str(old.parent))
        assert "  C1.2     Nothing is decided.\n" in dropped.stdout
        going = ("--undecided", "continue", "--force", "--out", str(old.parent))
        told = run("new", "--from", str(old), *going).stdout
        assert "  C1.2     Nothing is decided: it goes on. Its target stays." in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"PK\x03\x04 cut short", "OKR90", id="damaged"),
        pytest.param(b"Objective;Target\n", "OKR912", id="no workbook"),
        pytest.param(None, "OKR901: old.xlsx: there is no such file", id="missing"),
    ],
)
def test_what_can_t_be_read(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "old.xlsx"
    if content is not None:
        path.write_bytes(content)
    done = run("new", "--from", "old.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert set(tmp_path.iterdir()) == ({path} if content is not None else set())


@pytest.mark.parametrize("option", ["--undecided=drop", "--not-closed"])
def test_words_about_the_old_quarter_need_one(tmp_path: Path, option: str) -> None:
    done = run("new", "2027-Q2", option, cwd=tmp_path)
    assert done.returncode == 2
    assert "--from BOOK" in done.stderr


def test_without_an_old_workbook_the_quarter_has_to_be_named(tmp_path: Path) -> None:
    done = run("new", cwd=tmp_path)
    assert done.returncode == 2
    assert "Which quarter?" in done.stderr
    assert list(tmp_path.iterdir()) == []
