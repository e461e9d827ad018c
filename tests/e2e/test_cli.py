"""The command line as a person meets it, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.codes import CODES
from okrsheet.workbook.load import load
from tests import books
from tests.engines.libreoffice import LibreOffice

ROOT: Final = Path(__file__).parents[2]


def run(*words: str, cwd: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "okrsheet", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | environ,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    assert run("new", "2027-Q1", "--example", "--out", str(folder)).returncode == 0
    return folder / "okrs-2027-Q1.xlsx"


def test_new_makes_a_workbook_with_lines_for_the_teams(tmp_path: Path) -> None:
    words = ("--org", "Acme", "--champion", "Ann", "--team", "Sales", "--team", "Support")
    done = run("new", "2027-Q2", "--out", str(tmp_path), *words, "--cadence", "bi-weekly")
    assert (done.returncode, done.stderr) == (0, "")
    loaded = load(tmp_path / "okrs-2027-Q2.xlsx")
    assert loaded.plan is not None
    assert loaded.plan.organisation == "Acme"
    assert loaded.plan.champion == "Ann"
    assert [team.name for team in loaded.plan.teams if team.name] == ["Sales", "Support"]
    ids = [o.id for o in loaded.plan.objectives]
    assert ids == ["C1", "C2", "C3", "S1", "S2", "SU1", "SU2"]
    assert len({kr.id for kr in loaded.plan.key_results}) == 21
    assert loaded.policy.cadence_days == 14
    assert loaded.findings == ()


def test_a_new_quarter_is_clean_and_says_what_comes_first(tmp_path: Path) -> None:
    run("new", "2027-Q2", "--out", str(tmp_path))
    done = run("check", str(tmp_path / "okrs-2027-Q2.xlsx"))
    assert done.returncode == 0
    assert "Nothing is planned yet" in done.stdout
    assert "FINDINGS: none" in done.stdout


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        pytest.param(("2027-Q1",), "2027-01-01", "2027-03-31", id="calendar year"),
        pytest.param(("2027-Q1", "--fiscal-start", "4"), "2026-04-01", "2026-06-30", id="April"),
        pytest.param(("2027Q3", "--start", "2027-07-05"), "2027-07-05", "2027-10-04", id="start"),
        pytest.param(("2027-q4", "--end", "2027-12-24"), "2027-10-01", "2027-12-24", id="end"),
    ],
)
def test_quarters_have_the_dates_asked_for(
    words: tuple[str, ...], start: str, end: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    assert run("new", *words, "--out", str(path)).returncode == 0
    shown = json.loads(run("check", str(path), "--json").stdout)["quarter"]
    assert (shown["start"], shown["end"]) == (start, end)


@pytest.mark.parametrize(
    ("presets", "edge", "most"),
    [
        (("smb",), 0.5, 3),
        (("doerr",), 0.5, 5),
        (("google",), 0.4, 3),
        (("scala", "google"), 0.4, 5),
    ],
    ids=["smb", "doerr", "google", "scala and google"],
)
def test_presets_set_bands_and_limits(
    presets: tuple[str, ...], edge: float, most: int, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    words = [word for name in presets for word in ("--preset", name)]
    assert run("new", "2027-Q1", "--out", str(path), *words).returncode == 0
    policy = load(path).policy
    assert policy.aspirational_progress == edge
    assert policy.company_objectives.pass_to == most


def test_an_organisation_keeps_its_defaults_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "okrsheet.toml").write_text(
        'organisation = "Acme"\nteams = ["Sales"]\nfiscal_start = 4\npreset = ["google"]\n'
        "[settings]\ncommitted_green = 0.9\nteam_objectives = { pass_to = 3 }\n",
        encoding="utf-8",
    )
    assert run("new", "2027-Q1", cwd=tmp_path).returncode == 0
    loaded = load(tmp_path / "okrs-2027-Q1.xlsx")
    assert loaded.plan is not None
    assert loaded.plan.organisation == "Acme"
    assert loaded.plan.quarter.start.isoformat() == "2026-04-01"
    assert loaded.policy.committed_green == 0.9
    assert loaded.policy.team_objectives.pass_to == 3
    assert loaded.policy.aspirational_yellow == 0.4


@pytest.mark.parametrize(
    "text",
    ["not toml at all", "colour = 1", "[settings]\nbravery = 1", "[settings]\nfirst_days = 'x'"],
)
def test_a_settings_file_that_makes_no_sense_is_one_clear_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    done = run("new", "2027-Q1", "--settings", str(path), "--out", str(tmp_path))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_team_called_like_an_error_stays_a_name(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert run("new", "2027-Q1", "--out", str(path), "--team", "#N/A").returncode == 0
    loaded = load(path)
    assert loaded.plan is not None
    assert loaded.plan.teams[0].name == "#N/A"
    assert loaded.findings == ()


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"mine")
    done = run("new", "2027-Q1", "--out", str(path))
    assert done.returncode == 3
    assert "--force" in done.stderr
    assert path.read_bytes() == b"mine"
    assert run("new", "2027-Q1", "--out", str(path), "--force").returncode == 0
    assert path.read_bytes()[:2] == b"PK"
    assert {each.name for each in tmp_path.iterdir()} == {"book.xlsx", ".okrsheet-backup"}
    assert [each.read_bytes() for each in (tmp_path / ".okrsheet-backup").iterdir()] == [b"mine"]
    assert run("backups", "restore", str(path)).returncode == 0
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("new", "2027-Q5"), 2, id="no such quarter"),
        pytest.param(("new", "spring"), 2, id="not a quarter"),
        pytest.param(("new", "2027-Q1", "--fiscal-start", "13"), 2, id="no such month"),
        pytest.param(("new", "2027-Q1", "--preset", "steve"), 2, id="no such preset"),
        pytest.param(("new", "2027-Q1", "--team", "A", "--team", "a"), 2, id="a team twice"),
        pytest.param(("new", "2027-Q1", "--end", "2026-01-01"), 2, id="ends before it starts"),
        pytest.param(("new", "2027-Q1", "--out", "no/such/folder/b.xlsx"), 3, id="no folder"),
        pytest.param(("new", "2027-Q1", "--out", "file.txt/b.xlsx"), 3, id="below a file"),
        pytest.param(("check", "missing.xlsx"), 2, id="no file"),
        pytest.param(("check", "file.txt"), 2, id="not a workbook"),
        pytest.param(("check", "."), 2, id="a folder"),
        pytest.param(("explain", "OKR000"), 2, id="no such code"),
        pytest.param(("sing",), 2, id="no such command"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").write_text("hello", encoding="utf-8")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


def test_check_shows_the_scoreboard_without_colour_in_a_pipe(example: Path) -> None:
    before = example.read_bytes()
    done = run("check", str(example))
    assert done.returncode == 1
    assert "\033" not in done.stdout
    for word in ("OBJECTIVES", "WHAT NEEDS A PERSON", "Leadership decides on C2.3", "OKR025"):
        assert word in done.stdout
    assert example.read_bytes() == before


@pytest.mark.parametrize(
    ("level", "code"), [("error", 1), ("warning", 1), ("hint", 1), ("never", 0)]
)
def test_fail_on_sets_the_exit_code(level: str, code: int, example: Path) -> None:
    assert run("check", str(example), "--fail-on", level).returncode == code


def test_json_says_what_the_core_says(example: Path) -> None:
    shown = json.loads(run("check", str(example), "--json").stdout)
    figures = books.example_figures()
    assert shown["as_of"] == "2027-02-26"
    assert [k["id"] for k in shown["key_results"]] == [k.key_result.id for k in figures.key_results]
    assert [k["score"] for k in shown["key_results"]] == [k.score for k in figures.key_results]
    assert shown["company"]["score"] == figures.company.score
    assert {f["code"] for f in shown["findings"]} >= {"OKR025", "OKR048", "OKR049"}


def test_another_day_can_be_asked_for(example: Path) -> None:
    shown = json.loads(run("check", str(example), "--json", "--as-of", "2027-01-01").stdout)
    assert shown["as_of"] == "2027-01-01"
    assert {k["rag"] for k in shown["key_results"]} == {"No data"}


@pytest.mark.libreoffice
def test_the_sheet_shows_what_check_says(example: Path, libreoffice: LibreOffice) -> None:
    cells = libreoffice.recalculate(example)["Key Results"]
    book = books.Book(example.read_bytes())
    shown = json.loads(run("check", str(example), "--json").stdout)["key_results"]
    for row, figure in enumerate(shown):
        score = cells[book.address("Key Results", "Score", row)]
        assert (score or None) == pytest.approx(figure["score"] or None)
        assert cells[book.address("Key Results", "RAG", row)] == figure["rag"]


def test_every_finding_can_be_explained() -> None:
    listed = run("explain").stdout
    for code in CODES:
        assert code.code in listed
    done = run("explain", "okr048")
    assert done.returncode == 0
    assert "recovery plan" in done.stdout


def test_help_names_every_command_and_version_is_short() -> None:
    text = run("--help").stdout
    for command in ("new", "check", "explain"):
        assert command in text
    assert run("--version").stdout.strip() == "okrsheet 0.1.0"


def test_a_broken_pipe_is_no_mistake(example: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "okrsheet", "check", str(example)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()
