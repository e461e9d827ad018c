"""`okrsheet import` as people use it: shown, asked, written, replayed, refused."""

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests import books
from tests.books import Book
from tests.commands import COMMAND, environment, run
from tests.small_plan import small_book

PLAN = (
    "Goal;Key result;Start;Target;Current;Owner;Team;Date\n"
    "Win Europe;Revenue per month;1.200,5;2 Mio;1.500.000;Ann Lee;Sales;2027-02-10\n"
    ";Onboarding time;93 days;30 days;80 days;Bo Ek;Sales;2027-02-10\n"
    ";Increase NPS from 31 to 45;;;;Bo Ek;Sales;\n"
    ";;;;;Bo Ek;;\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_nothing_is_written_until_somebody_says_yes(plan: Path, tmp_path: Path) -> None:
    before = sha256(plan.read_bytes()).digest()
    words = ("import", "plan.csv", "--to", "new.xlsx", "--quarter", "2027-Q1")
    shown = run(*words, cwd=tmp_path)
    assert shown.returncode == 0
    assert "Found for 2027-Q1: 1 objective, 3 key results, 2 check-ins" in shown.stdout
    assert "B4: O1.3 question: from its text: baseline 31 and target 45; right?" in shown.stdout
    assert "F5: refused: it names neither an objective nor a key result" in shown.stdout
    assert "Add --yes to write it." in shown.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["plan.csv"]
    made = run(*words, "--yes", cwd=tmp_path)
    assert "Made new.xlsx: 1 objective and 3 key results, 2 check-ins." in made.stdout
    assert sha256(plan.read_bytes()).digest() == before
    checked = json.loads(
        run("check", "new.xlsx", "--json", "--as-of", "2027-02-20", cwd=tmp_path).stdout
    )
    rows = {each["id"]: each for each in checked["key_results"]}
    assert (rows["O1.1"]["baseline"], rows["O1.1"]["target"]) == (1200.5, 2e6)
    assert (rows["O1.2"]["current"], rows["O1.2"]["unit"]) == (80.0, "days")


def test_the_same_table_again_changes_nothing(plan: Path, tmp_path: Path) -> None:
    words = ("import", "plan.csv", "--to", "b.xlsx", "--quarter", "2027-Q1", "--yes")
    run(*words, cwd=tmp_path)
    before = (tmp_path / "b.xlsx").read_bytes()
    again = run(*words, cwd=tmp_path)
    assert "There is nothing new in it. Nothing was written." in again.stdout
    assert "it is in the workbook already, as O1.2; it is left as it is" in again.stdout
    assert (tmp_path / "b.xlsx").read_bytes() == before


def test_more_goes_into_a_workbook_that_is_there(plan: Path, tmp_path: Path) -> None:
    run("new", "2027-Q1", "--team", "Sales", "--out", "b.xlsx", cwd=tmp_path)
    made = run("import", "plan.csv", "--to", "b.xlsx", "--yes", cwd=tmp_path)
    assert "Wrote into b.xlsx: 1 objective and 3 key results, 2 check-ins." in made.stdout
    assert "The version before:" in made.stdout
    (tmp_path / "more.csv").write_text(
        "Objective,Key result,Start,Target\nWin Europe,Partners,3,9\nRest,Hours slept,5,8\n"
    )
    added = run("import", "more.csv", "--to", "b.xlsx", "--yes", cwd=tmp_path)
    assert "S1  Win Europe (in the workbook)" in added.stdout
    assert "Wrote into b.xlsx: 1 objective and 2 key results" in added.stdout
    shown = run("check", "b.xlsx", "--json", cwd=tmp_path)
    objectives = {each["text"] for each in json.loads(shown.stdout)["objectives"]}
    assert objectives >= {"Win Europe", "Rest"}


def test_a_mapping_is_kept_edited_and_used(plan: Path, tmp_path: Path) -> None:
    words = ("import", "plan.csv", "--to", "b.xlsx", "--quarter", "2027-Q1", "--mapping", "m.toml")
    first = run(*words, cwd=tmp_path)
    mapping = tmp_path / "m.toml"
    assert "The mapping is in m.toml" in first.stderr
    text = mapping.read_text(encoding="utf-8")
    assert 'decimal = ","' in text
    again = run(*words, "--json", cwd=tmp_path)
    assert len(json.loads(again.stdout)["check_ins"]) == 2
    mapping.write_text(text.replace('E = "current"\n', ""), encoding="utf-8")
    edited = run(*words, "--json", cwd=tmp_path)
    assert json.loads(edited.stdout)["check_ins"] == []
    assert mapping.read_text(encoding="utf-8") == text.replace('E = "current"\n', "")


def test_the_proposal_as_json_names_cells_and_fields(plan: Path, tmp_path: Path) -> None:
    words = ("import", "plan.csv", "--to", "b.xlsx", "--quarter", "2027-Q1", "--json")
    shown = json.loads(run(*words, cwd=tmp_path).stdout)
    assert shown["delimiter"] == ";"
    [table] = shown["tables"]
    assert table["columns"][0] == {
        "column": "A",
        "header": "Goal",
        "field": "objective",
        "why": "its header may mean it",
        "samples": ["Win Europe"],
    }
    assert [row["state"] for row in shown["rows"]] == [
        "taken",
        "taken",
        "taken with a question",
        "refused",
    ]


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--to", "b.xlsx"), "OKR827: b.xlsx: nothing says which quarter", 2),
        (("--to", "b.xlsx", "--quarter", "soon"), "'soon' is not a quarter", 2),
        (("--to", "b.csv", "--quarter", "2027-Q1"), "its name has to end in .xlsx", 2),
        (("--to", "b.xlsx", "--sheet", "No", "--quarter", "2027-Q1"), "no such sheet", 2),
        (("--to", "b.xlsx", "--locale", "klingon", "--quarter", "2027-Q1"), "no locale", 2),
    ],
)
def test_words_that_make_no_sense(
    words: tuple[str, ...], said: str, code: int, plan: Path, tmp_path: Path
) -> None:
    done = run("import", "plan.csv", *words, cwd=tmp_path)
    assert (said in done.stderr, done.returncode) == (True, code), done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["plan.csv"]


def test_a_workbook_of_another_quarter_or_of_somebody_else_is_refused(
    plan: Path, tmp_path: Path
) -> None:
    run("new", "2027-Q2", "--out", "b.xlsx", cwd=tmp_path)
    words = ("import", "plan.csv", "--to", "b.xlsx", "--yes")
    done = run(*words, "--quarter", "2027-Q1", cwd=tmp_path)
    assert "OKR827: b.xlsx: the workbook is for another quarter: 2027-Q2" in done.stderr
    (tmp_path / "other.xlsx").write_bytes(b"PK no workbook")
    assert run("import", "plan.csv", "--to", "other.xlsx", cwd=tmp_path).returncode == 2


def test_a_table_of_something_else_says_what_was_seen(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text("Product,Region,Sales\nTug,North,3\n")
    done = run("import", "sales.csv", "--to", "b.xlsx", "--quarter", "2027-Q1", cwd=tmp_path)
    assert "OKR823" in done.stderr
    assert "seen were 'Table' row 1: 'Product', 'Region', 'Sales'" in done.stderr
    assert "--mapping FILE" in done.stderr


def test_what_is_exported_can_be_imported_again(plan: Path, tmp_path: Path) -> None:
    run("import", "plan.csv", "--to", "a.xlsx", "--quarter", "2027-Q1", "--yes", cwd=tmp_path)
    made = run("export", "a.xlsx", "a.csv", cwd=tmp_path)
    assert made.stdout == "Made a.csv: 3 key results.\n"
    words = ("import", "a.csv", "--to", "b.xlsx", "--quarter", "2027-Q1", "--yes")
    assert "Rows: 3 taken\n" in run(*words, cwd=tmp_path).stdout
    run("export", "b.xlsx", "b.csv", cwd=tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    early = run("export", "a.xlsx", "-", "--as-of", "2020-01-01", cwd=tmp_path).stdout
    assert len(early.splitlines()) == 4
    shown = run("export", "a.xlsx", "-", cwd=tmp_path).stdout
    assert "\ufeff" + shown == (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert "OKR942" in run("export", "a.xlsx", "b.csv", cwd=tmp_path).stderr
    assert run("export", "a.xlsx", "b.csv", "--force", cwd=tmp_path).returncode == 0
    assert "has to end in .csv" in run("export", "a.xlsx", "b.xls", cwd=tmp_path).stderr
    assert "OKR823" in run("import", "a.xlsx", "--to", "b.xlsx", cwd=tmp_path).stderr


@pytest.mark.parametrize(("answer", "made"), [("yes", True), ("no", False), ("q", False)])
def test_at_a_terminal_it_asks(answer: str, made: bool, plan: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    words = ("import", "plan.csv", "--to", "b.xlsx", "--quarter", "2027-Q1")
    with subprocess.Popen(
        [*COMMAND, *words],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    ) as asked:
        os.write(mine, f"{answer}\n".encode())
        _, told = asked.communicate(timeout=120)
    os.close(theirs)
    os.close(mine)
    assert b"Write this into b.xlsx? (yes or no)" in told
    assert (tmp_path / "b.xlsx").exists() is made


def test_nothing_goes_into_a_closed_quarter(plan: Path, tmp_path: Path) -> None:
    book = Book(small_book())
    book.setting("Quarter closed", books.text("Yes"))
    (tmp_path / "b.xlsx").write_bytes(book.data)
    done = run("import", "plan.csv", "--to", "b.xlsx", "--yes", cwd=tmp_path)
    assert done.returncode == 2
    assert "OKR826: b.xlsx: the quarter of this workbook is closed" in done.stderr
    assert (tmp_path / "b.xlsx").read_bytes() == book.data
