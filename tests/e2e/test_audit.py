"""`okrsheet audit` and `okrsheet publish` as people run them."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from okrsheet.core.model import Dependency, KeyResult, Objective, Plan, Team
from okrsheet.core.words import Frequency, Level, Type
from tests import books
from tests.books import Book
from tests.commands import run
from tests.small_plan import small_book, small_plan

READY = KeyResult(
    "C1.1",
    "C1",
    "Raise clients from 280 to 360",
    Type.INCREASE,
    owner="Ann Lee",
    baseline=280.0,
    target=360.0,
    data_source="HubSpot",
    frequency=Frequency.WEEKLY,
    access="Sales",
    retriever="Bo Ek",
    ambitious=True,
    wording_fine=True,
)
FIRST = Objective(
    "C1", "Become the adviser plants call first", Level.COMPANY, owner="Ann Lee", number_one=True
)
SOUND = Plan(
    small_plan().quarter,
    champion="Ann Lee",
    objectives=(FIRST,),
    key_results=(READY, READY._replace(id="C1.2")),
)
BEFORE = date(2026, 12, 28)


def put(path: Path, plan: Plan) -> Path:
    path.write_bytes(books.workbook(plan, as_of=BEFORE))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(small_book())
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return put(tmp_path / "sound.xlsx", SOUND)


def backups(path: Path) -> list[Path]:
    return [each for each in path.parent.rglob("*.xlsx") if each != path]


def setting(path: Path, label: str) -> books.Shown:
    made = Book(path.read_bytes())
    row = made.row_of("Settings", "Setting", label)
    return made.cells("Settings", made.rows("Settings")[row]).get(made.headers("Settings")["Value"])


def test_the_audit_says_what_is_missing_and_changes_nothing(book: Path) -> None:
    before = book.read_bytes()
    done = run("audit", str(book), COLUMNS="80")
    assert done.returncode == 0
    assert "1 of 8 key results ready. A draft: not published yet." in done.stdout
    assert "- data source not named: Name the system or report" in done.stdout
    assert "WHAT FAILS" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout
    assert book.read_bytes() == before
    assert backups(book) == []


def test_the_width_asked_for_is_kept(book: Path) -> None:
    done = run("audit", str(book), COLUMNS="62")
    assert max(map(len, done.stdout.splitlines())) <= 62


@pytest.mark.parametrize(
    ("fail_on", "code"), [("never", 0), ("not-ready", 1)], ids=["never", "not ready"]
)
def test_the_exit_code_asked_for(fail_on: str, code: int, book: Path, sound: Path) -> None:
    assert run("audit", str(book), "--fail-on", fail_on).returncode == code
    assert run("audit", str(sound), "--fail-on", fail_on).returncode == 0
    assert run("audit", str(book), "--fail-on", fail_on, "--json").returncode == code


def test_the_audit_of_one_team(book: Path) -> None:
    done = run("audit", str(book), "--team", "SALES")
    assert "Acme, 2027-Q1, Sales" in done.stdout
    assert "S1.1" in done.stdout
    assert "C1.1" not in done.stdout


def test_a_team_nobody_knows(book: Path) -> None:
    done = run("audit", str(book), "--team", "Sails")
    assert done.returncode == 2
    assert "There is no team 'Sails'" in done.stderr
    assert "Teams: Sales, Product." in done.stderr
    assert "Sales" in done.stderr


def test_the_audit_as_json(book: Path) -> None:
    told = json.loads(run("audit", str(book), "--json").stdout)
    assert (told["key_results"], told["ready"]) == (8, 1)
    assert [each["id"] for each in told["audit"]] == [kr.id for kr in small_plan().key_results]
    first = told["audit"][0]
    assert (first["passed"], first["answered"], first["gaps"]) == (6, 4, [])
    assert told["patterns"][0]["name"] == "All teams"
    assert told["patterns"][0]["failures"]["data_source"] == 7
    assert told["owners"][-1] == {"owner": "", "key_results": 7}
    text = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    names = {*told, *told["patterns"][0], *told["patterns"][0]["failures"], *first}
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_the_audit_reads_workbooks_of_others(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "KeyResults"
    sheet.append(["KR ID", "Key Result", "Owner", "Start", "Target", "Current", "Data source"])
    sheet.append(["K1", "Win 9 plants", "Ann Lee", 0, 9, 3, "TBD"])
    config = made.create_sheet("Config")
    config.append(["Quarter", "2027-Q1"])
    made.save(path)
    before = path.read_bytes()
    done = run("audit", str(path))
    assert done.returncode == 0, done.stderr
    assert "data source not named" in done.stdout
    assert "It has no columns for some of the answers" in done.stderr
    assert "OKR054" not in run("check", str(path)).stdout
    refused = run("publish", str(path))
    assert refused.returncode == 3
    assert "was not made by okrsheet" in refused.stderr
    assert path.read_bytes() == before


def test_publishing_lists_what_is_not_ready_and_marks_the_quarter(book: Path) -> None:
    before = book.read_bytes()
    done = run("publish", str(book), "--as-of", "2026-12-30")
    assert done.returncode == 0, done.stderr
    assert "NOT READY" in done.stdout
    assert "Published on 2026-12-30 by Ann Lee." in done.stdout
    assert [each.read_bytes() for each in backups(book)] == [before]
    assert setting(book, "Published on") == books.serial(date(2026, 12, 30))
    assert setting(book, "Published by") == "Ann Lee"
    assert Book(book.read_bytes()).cells("Start", 5)["B"] == "2027-Q1"
    assert "already show" in run("refresh", str(book)).stdout
    assert "Published on 2026-12-30 by Ann Lee." in run("audit", str(book)).stdout


def test_a_draft_says_so(book: Path) -> None:
    assert Book(book.read_bytes()).cells("Start", 5)["B"] == "2027-Q1 \u00b7 draft"


def test_publishing_twice_changes_nothing(book: Path) -> None:
    run("publish", str(book), "--as-of", "2026-12-30", "--by", "Bo Ek")
    before = book.read_bytes()
    done = run("publish", str(book), "--as-of", "2027-01-30")
    assert done.returncode == 0
    assert "Already published on 2026-12-30 by Bo Ek. Nothing was written." in done.stdout
    assert book.read_bytes() == before
    assert len(backups(book)) == 1


def test_the_strict_publish_nothing_that_is_not_ready(book: Path) -> None:
    before = book.read_bytes()
    done = run("publish", str(book), "--strict")
    assert done.returncode == 1
    assert "NOT READY" in done.stdout
    assert "Not published: 7 key results are not ready.\nNothing was written.\n" in done.stdout
    assert book.read_bytes() == before
    assert backups(book) == []


def test_the_strict_publish_what_is_ready(sound: Path) -> None:
    done = run("publish", str(sound), "--strict", "--as-of", "2026-12-30")
    assert done.returncode == 0, done.stdout
    assert "NOT READY" not in done.stdout
    assert setting(sound, "Published by") == "Ann Lee"


def test_the_strict_hear_what_else_is_in_the_way(tmp_path: Path) -> None:
    open_still = Dependency("C1.1", "Sales", "A list", date(2027, 3, 1), agreed=False)
    path = put(tmp_path / "open.xlsx", SOUND._replace(dependencies=(open_still,)))
    done = run("publish", str(path), "--strict", "--as-of", "2026-12-30")
    assert done.returncode == 1
    assert "NOT READY" not in done.stdout
    told = done.stdout.partition("Not published: ")[2].splitlines()
    assert told[0] == "1 finding is in the way:"
    assert told[1].startswith("  Dependencies!")
    assert told[-1] == "Nothing was written."


@pytest.mark.parametrize("word", ["1890-01-01", "2025-12-29", "2028-04-02", "2400-01-01"])
def test_a_day_nobody_can_mean_is_refused(word: str, book: Path) -> None:
    before = book.read_bytes()
    done = run("publish", str(book), "--as-of", word)
    assert done.returncode == 2
    assert f"--as-of {word} lies " in done.stderr
    assert done.stdout == ""
    assert book.read_bytes() == before


@pytest.mark.parametrize("word", ["2026-01-02", "2027-06-30"])
def test_a_day_months_away_may_be_meant(word: str, book: Path) -> None:
    assert run("publish", str(book), "--as-of", word).returncode == 0


@pytest.mark.parametrize("word", ["--strict", "--dry-run", "--as-of=2026-12-30"])
def test_a_closed_quarter_is_not_opened(word: str, tmp_path: Path) -> None:
    path = put(tmp_path / "closed.xlsx", SOUND._replace(closed=True))
    before = path.read_bytes()
    done = run("publish", str(path), word)
    assert done.returncode == 3
    assert "OKR856" in done.stderr
    assert "okrsheet new NEXT --from BOOK" in done.stderr
    assert done.stdout == ""
    assert path.read_bytes() == before
    assert backups(path) == []


def test_a_closed_quarter_says_when_it_was_published(tmp_path: Path) -> None:
    gone = SOUND._replace(closed=True, published=date(2026, 12, 30))
    done = run("publish", str(put(tmp_path / "closed.xlsx", gone)))
    assert done.returncode == 0
    assert "Already published on 2026-12-30. Nothing was written." in done.stdout


def test_a_name_of_blanks_is_none(book: Path) -> None:
    run("publish", str(book), "--as-of", "2026-12-30", "--by", "   ")
    assert setting(book, "Published by") == "Ann Lee"


def test_a_quarter_without_key_results_is_not_published(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    run("new", "2027-Q1", "--out", str(path))
    before = path.read_bytes()
    for words in ((), ("--strict",)):
        done = run("publish", str(path), "--as-of", "2026-12-30", *words)
        assert done.returncode == 1
        assert "There is no key result yet." in done.stdout
        assert "Nothing was written." in done.stdout
    assert path.read_bytes() == before


def test_a_dry_run_lists_the_cells_and_writes_nothing(book: Path) -> None:
    before = book.read_bytes()
    done = run("publish", str(book), "--dry-run", "--as-of", "2026-12-30")
    assert done.returncode == 0
    assert " Published on: blank -> " in done.stdout
    assert "Would be published on 2026-12-30 by Ann Lee. Nothing was written." in done.stdout
    assert book.read_bytes() == before
    assert backups(book) == []


def test_an_open_workbook_is_not_published(book: Path) -> None:
    before = book.read_bytes()
    name = "Ann Lee"
    owner = bytes([len(name)]) + name.encode() + b" " * (54 - len(name))
    owner += len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    (book.parent / f"~${book.name}").write_bytes(owner.ljust(165, b" "))
    assert run("publish", str(book)).returncode == 4
    assert book.read_bytes() == before


def test_settings_without_these_lines_are_told(book: Path) -> None:
    made = Book(book.read_bytes())
    row = made.row_of("Settings", "Setting", "Published on")
    made.type_in("Settings", "Setting", row, books.text("Something else"))
    book.write_bytes(made.data)
    done = run("publish", str(book))
    assert done.returncode == 3
    assert "Settings, Published on: the sheet Settings has no line of this name" in done.stderr
    assert book.read_bytes() == made.data


def test_a_formula_in_the_place_of_the_day_is_not_lost(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("Published on", books.formula('""', ""))
    book.write_bytes(made.data)
    done = run("publish", str(book))
    assert done.returncode == 3
    assert "holds a formula, which would be lost" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["", "=1+1", "\U0001f3af \u05d9\u05e2\u05d3: 5", "<b>Grow</b>\nmore", "x" * 32_767],
    ids=["blank", "a formula as text", "emoji, right to left", "markup and a line break", "long"],
)
def test_odd_texts_are_audited(text: str, tmp_path: Path) -> None:
    odd = READY._replace(text=text, owner=text[:200], data_source=text[:200], wording_fine=None)
    path = put(tmp_path / "odd.xlsx", SOUND._replace(key_results=(odd, READY)))
    assert run("audit", str(path)).returncode == 0
    assert run("audit", str(path), "--json").returncode == 0
    assert run("publish", str(path), "--as-of", "2026-12-30").returncode == 0
    assert "already show" in run("refresh", str(path)).stdout


def test_300_key_results(tmp_path: Path) -> None:
    teams = tuple(Team(f"Team {number}") for number in range(20))
    objectives = tuple(
        Objective(f"T{n}", "Go", Level.TEAM, team.name, supports=("C1",))
        for n, team in enumerate(teams)
    )
    key_results = tuple(
        READY._replace(id=f"K{n}", objective_id=f"T{n % 20}", access="" if n % 3 else "Ann")
        for n in range(300)
    )
    plan = SOUND._replace(teams=teams, objectives=(FIRST, *objectives), key_results=key_results)
    path = put(tmp_path / "large.xlsx", plan)
    told = json.loads(run("audit", str(path), "--json").stdout)
    assert (told["key_results"], told["ready"]) == (300, 100)
    assert len(told["patterns"]) == 21
    assert told["patterns"][0]["fails_most"] == "Access (200 of 300)"


def test_without_the_audit_sheets_both_commands_work(book: Path) -> None:
    made = Book(book.read_bytes())
    for sheet in ("Audit", "Audit Summary"):
        part = made.table_parts(sheet)[0]
        made.change(part, 'displayName="tblAudit', 'displayName="tblElse')
    book.write_bytes(made.data)
    assert "1 of 8 key results ready" in run("audit", str(book)).stdout
    assert run("publish", str(book), "--as-of", "2026-12-30").returncode == 0
    assert setting(book, "Published on") == books.serial(date(2026, 12, 30))


@pytest.mark.parametrize("command", ["audit", "publish"])
def test_what_is_no_workbook_of_a_quarter(command: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_bytes(b"Just text")
    assert run(command, str(path)).returncode == 2
    made = Book(small_book())
    made.setting("First day", books.text("soon"))
    path.write_bytes(made.data)
    done = run(command, str(path))
    assert done.returncode == 2
    assert "OKR006" in done.stderr
    assert path.read_bytes() == made.data
