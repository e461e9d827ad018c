"""`okrsheet addin` on the command line: files laid out on Linux, computers that are not here."""

import json
from pathlib import Path
from typing import Final

import pytest

from okrsheet import __version__, cli
from okrsheet.addin import install_here
from okrsheet.addin.install_machine import Machine, places
from okrsheet.addin.install_versions import XLWINGS, Marks, marks_of
from okrsheet.ooxml.errors import FileMissing
from tests.addin_machines import MACHINES, addin_file, witness
from tests.commands import run

ADDIN = addin_file()
PYTHON = "C:/Program Files/Python311/python.exe"


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small add-in file in the place of the real one."""
    path = tmp_path / "okrsheet.xlam"
    path.write_bytes(ADDIN)
    monkeypatch.setattr("okrsheet.addin.addin_file.addin_path", lambda: path)
    return path


@pytest.fixture(params=list(MACHINES))
def machine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Machine:
    """A computer with Excel, in the place of this one."""
    made: Machine = MACHINES[request.param](tmp_path)
    monkeypatch.setattr(install_here, "this_machine", lambda: made)
    monkeypatch.setattr(install_here, "native_system", lambda: made.system)
    return made


def say(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code of a command and all it says."""
    code = cli.main(["addin", *words])
    told = capsys.readouterr()
    return code, told.out + told.err


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_person_installs_looks_and_removes(machine: Machine, capsys) -> None:
    before = files_in(machine.home)
    code, text = say(capsys, "status")
    assert code == 1
    code, text = say(capsys, "doctor")
    assert (code, "OKR960" in text) == (1, True)
    code, text = say(capsys, "install")
    assert code == 0
    assert f"Wrote {places(machine).addin} (new)" in text
    assert "To undo: okrsheet addin remove" in text
    code, text = say(capsys, "doctor")
    assert code == 0, text
    code, text = say(capsys, "status")
    assert code == 0
    assert "as in this package" in text
    code, text = say(capsys, "remove")
    assert code == 0
    assert f"{places(machine).addin}: deleted" in text
    assert files_in(machine.home) == before
    code, text = say(capsys, "remove")
    assert (code, "nothing to remove" in text) == (0, True)


def test_a_dry_run_shows_each_file_and_changes_none(machine: Machine, capsys) -> None:
    before = files_in(machine.home)
    code, text = say(capsys, "install", "--dry-run")
    assert code == 0
    assert f"Would write {places(machine).addin} (new)" in text
    assert f"Would write {places(machine).conf} (new)" in text
    assert files_in(machine.home) == before
    say(capsys, "install")
    before = files_in(machine.home)
    code, text = say(capsys, "remove", "--dry-run")
    assert f"{places(machine).addin}: would be deleted" in text
    assert files_in(machine.home) == before


def test_excel_that_holds_the_add_in_is_told(machine: Machine, capsys) -> None:
    say(capsys, "install")
    witness(machine).held["okrsheet.xlam"] = True
    for deed in ("install", "remove"):
        code, text = say(capsys, deed)
        assert code == 4
        assert "OKR945" in text
        assert places(machine).addin.read_bytes() == ADDIN


def test_what_could_not_work_is_not_installed(
    machine: Machine, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = machine._replace(xlwings="0.36.0")
    monkeypatch.setattr(install_here, "this_machine", lambda: other)
    before = files_in(machine.home)
    code, text = say(capsys, "install")
    assert code == 3
    assert "error OKR964: The add-in needs xlwings 0.37.8; installed is 0.36.0." in text
    assert "nothing was written" in text
    assert files_in(machine.home) == before


def test_a_package_without_its_add_in_is_told(
    machine: Machine, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Path:
        raise FileMissing("okrsheet.xlam")

    monkeypatch.setattr("okrsheet.addin.addin_file.addin_path", missing)
    code, text = say(capsys, "install")
    assert (code, "OKR901" in text) == (2, True)


def test_json_says_the_same(machine: Machine, capsys) -> None:
    code, text = say(capsys, "doctor", "--json")
    assert code == 1
    found = json.loads(text)
    assert [each["code"] for each in found["findings"]] == ["OKR960"]
    say(capsys, "install")
    code, text = say(capsys, "status", "--json")
    shown = json.loads(text)
    assert shown["format"] == 1
    assert shown["add-in"] == str(places(machine).addin)


@pytest.mark.parametrize("system", ["windows", "mac"])
def test_files_are_laid_out_for_another_computer(system: str, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "made"
    interpreter = PYTHON if system == "windows" else "/opt/okr/bin/python3"
    where = ("--target", system, "--into", str(folder), "--python", interpreter)
    code, text = say(capsys, "install", *where)
    assert code == 0, text
    names = [Path(name).name for name in files_in(folder)]
    assert {"okrsheet.xlam", "okrsheet.conf"} <= set(names)
    assert ("xlwings-0.37.8.applescript" in names) is (system == "mac")
    assert say(capsys, "doctor", *where)[0] == 0
    assert f"To undo: okrsheet addin remove --target {system} --into {folder}" in text
    assert say(capsys, "remove", *where)[0] == 0
    assert files_in(tmp_path) == ["okrsheet.xlam"]


REAL: Final = Path(__file__).parents[2] / "workbook_templates" / "okrsheet.xlam"


@pytest.mark.skipif(not REAL.is_file(), reason="the add-in file is not built")
@pytest.mark.parametrize("system", ["windows", "mac"])
def test_the_add_in_of_the_package_is_laid_out_by_the_command(system: str, tmp_path: Path) -> None:
    assert marks_of(REAL.read_bytes()) == Marks(__version__, XLWINGS)
    interpreter = PYTHON if system == "windows" else "/opt/okr/bin/python3"
    where = ("--target", system, "--into", "made", "--python", interpreter)
    assert run("addin", "install", *where, cwd=tmp_path).returncode == 0
    found = list((tmp_path / "made").rglob("okrsheet.xlam"))
    assert [path.read_bytes() for path in found] == [REAL.read_bytes()]
    done = run("addin", "doctor", *where, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "Nothing is wrong" in done.stdout
    assert run("addin", "remove", *where, cwd=tmp_path).returncode == 0
    assert files_in(tmp_path) == ["okrsheet.xlam"]


@pytest.mark.parametrize(
    ("system", "wrong"), [("windows", "/usr/bin/python3"), ("mac", r"C:\okr\python.exe")]
)
def test_the_python_of_another_computer_is_asked_for(
    system: str, wrong: str, tmp_path: Path, capsys
) -> None:
    where = ("--target", system, "--into", str(tmp_path / "made"))
    for words in ((), ("--python", wrong), ("--dry-run",)):
        code, text = say(capsys, "install", *where, *words)
        assert (code, "Which Python is Excel to run there?" in text) == (2, True)
        assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("system", "right", "wrong"),
    [
        ("windows", PYTHON, "/usr/bin/python3"),
        ("mac", "/opt/okr/bin/python3", r"C:\okr\python.exe"),
    ],
)
def test_a_python_that_can_only_be_elsewhere_is_found(
    system: str, right: str, wrong: str, tmp_path: Path, capsys
) -> None:
    where = ("--target", system, "--into", str(tmp_path))
    say(capsys, "install", *where, "--python", right)
    assert say(capsys, "doctor", *where)[0] == 0
    (conf,) = tmp_path.rglob("okrsheet.conf")
    conf.write_bytes(conf.read_bytes().replace(right.encode(), wrong.encode()))
    code, text = say(capsys, "doctor", *where)
    assert (code, "OKR962" in text, wrong in text) == (1, True, True)


@pytest.mark.parametrize("system", ["windows", "mac"])
def test_status_names_the_script_where_one_is_needed(system: str, tmp_path: Path, capsys) -> None:
    _, text = say(capsys, "status", "--target", system, "--into", str(tmp_path))
    assert ("script:" in text) is (system == "mac")


@pytest.mark.parametrize("deed", ["install", "status", "remove", "doctor"])
def test_on_linux_it_says_where_add_ins_run_and_what_to_use(deed: str) -> None:
    done = run("addin", deed)
    assert done.returncode == 2
    assert "Windows and Mac only" in done.stderr
    assert "okrsheet refresh BOOK" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--target", "windows"), id="no folder"),
        pytest.param(("--into", "somewhere"), id="no target"),
        pytest.param(("--python", "python"), id="another Python here"),
    ],
)
def test_words_that_belong_together_are_asked_for(words: tuple[str, ...]) -> None:
    done = run("addin", "install", *words)
    assert done.returncode == 2
    assert "--target" in done.stderr


def test_a_code_of_the_add_in_is_explained() -> None:
    done = run("explain", "OKR968")
    assert done.returncode == 0
    assert "came from the internet" in done.stdout
