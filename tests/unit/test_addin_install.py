"""Putting the add-in in place on computers that are not here, and taking it away again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.addin.addin_file import addin_path
from okrsheet.addin.install import (
    LEAVE,
    install,
    plan_install,
    plan_removal,
    remove,
)
from okrsheet.addin.install_machine import Machine, places
from okrsheet.addin.install_record import FILE, NOTHING, read_record
from okrsheet.ooxml.errors import FileMissing, FolderReadOnly, OkrsheetFileError, UnreadableFile
from okrsheet.ooxml.save_errors import OpenElsewhere, SaveFailed
from tests.addin_machines import MACHINES, NOW, SCRIPT, addin_file, mac, windows, witness
from tests.saving.stand_ins import Witness

ADDIN = addin_file()
NEWER = addin_file("0.2.0", content=b"newer macros")


@pytest.fixture(params=list(MACHINES))
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    made: Machine = MACHINES[request.param](tmp_path)
    return made


def put_on(machine: Machine, data: bytes = ADDIN) -> None:
    install(plan_install(machine, data), machine, NOW)


def take_off(machine: Machine, *, force: bool = False) -> dict[str, str]:
    removals = plan_removal(machine, ADDIN, force=force)
    remove(removals, machine, NOW)
    return {each.path.name: each.deed for each in removals}


def content(machine: Machine) -> dict[str, bytes]:
    """Every file and folder below the user's folder."""
    return {
        str(path.relative_to(machine.home)): path.read_bytes() if path.is_file() else b""
        for path in sorted(machine.home.rglob("*"))
    }


def conf_of(machine: Machine) -> list[str]:
    return places(machine).conf.read_bytes().decode("cp1252").splitlines()


def test_on_windows_the_files_stand_where_excel_and_its_macros_look(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    put_on(machine)
    assert (machine.home / "AppData/Roaming/Microsoft/Excel/XLSTART/okrsheet.xlam").is_file()
    assert (machine.home / ".okrsheet/okrsheet.conf").read_bytes().splitlines() == [
        f'"INTERPRETER_WIN","{tmp_path}/Python311/python.exe"'.encode(),
        b'"CONDA PATH",""',
        b'"CONDA ENV",""',
        b'"ADD_WORKBOOK_TO_PYTHONPATH","False"',
        b'"UDF MODULES","okrsheet.addin.functions"',
        b'"USE UDF SERVER","True"',
    ]


def test_on_a_mac_the_files_stand_where_excel_and_its_macros_look(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    put_on(machine)
    library = machine.home / "Library"
    start = "Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    assert (library / start / "okrsheet.xlam").read_bytes() == ADDIN
    scripts = library / "Application Scripts/com.microsoft.Excel"
    assert (scripts / "xlwings-0.37.8.applescript").read_bytes() == SCRIPT
    conf = library / "Containers/com.microsoft.Excel/Data/okrsheet.conf"
    assert conf.read_bytes().startswith(f'"INTERPRETER_MAC","{tmp_path}/venv/bin/'.encode())
    assert b"\r" not in conf.read_bytes()


def test_nothing_else_is_left_in_the_folders_of_excel(machine: Machine) -> None:
    put_on(machine)
    put_on(machine, NEWER)
    assert [path.name for path in places(machine).addin.parent.iterdir()] == ["okrsheet.xlam"]
    assert [path.name for path in places(machine).conf.parent.iterdir()] == ["okrsheet.conf"]


def test_removing_puts_everything_back(machine: Machine) -> None:
    before = content(machine)
    put_on(machine)
    assert content(machine) != before
    take_off(machine)
    assert content(machine) == before


def test_removing_after_two_installations_puts_everything_back(machine: Machine) -> None:
    before = content(machine)
    put_on(machine)
    put_on(machine, NEWER)
    assert places(machine).addin.read_bytes() == NEWER
    take_off(machine)
    assert content(machine) == before


def test_removing_twice_finds_nothing(machine: Machine) -> None:
    put_on(machine)
    take_off(machine)
    assert take_off(machine) == {}


def test_what_stood_there_before_comes_back(machine: Machine) -> None:
    found = places(machine)
    for path in (found.addin, found.conf):
        path.parent.mkdir(parents=True, exist_ok=True)
    found.addin.write_bytes(b"somebody else's okrsheet.xlam")
    found.conf.write_bytes(b'"INTERPRETER_WIN","C:\\Old\\python.exe"\r\n"LICENSE_KEY","abc"\r\n')
    before = content(machine)
    put_on(machine)
    put_on(machine, NEWER)
    assert any('"LICENSE_KEY","abc"' in line for line in conf_of(machine))
    take_off(machine)
    assert content(machine) == before


def test_the_script_of_xlwings_itself_stays(tmp_path: Path) -> None:
    machine = mac(tmp_path)
    script = places(machine).script
    assert script
    script.parent.mkdir(parents=True)
    script.write_bytes(SCRIPT)
    put_on(machine)
    take_off(machine)
    assert script.read_bytes() == SCRIPT


def test_lines_a_person_added_stay(machine: Machine) -> None:
    put_on(machine)
    conf = places(machine).conf
    conf.write_bytes(conf.read_bytes() + '"PYTHONPATH","C:\\Müller"\n'.encode("cp1252"))
    assert take_off(machine)["okrsheet.conf"].startswith("kept")
    assert conf.read_bytes().strip() == '"PYTHONPATH","C:\\Müller"'.encode("cp1252")


def test_a_setting_a_person_had_before_comes_back_among_lines_added_later(
    machine: Machine,
) -> None:
    conf = places(machine).conf
    conf.parent.mkdir(parents=True, exist_ok=True)
    conf.write_text('"UDF MODULES","mine"\n', encoding="ascii")
    put_on(machine)
    conf.write_bytes(conf.read_bytes() + b'"SHOW CONSOLE","True"\n')
    take_off(machine)
    assert conf_of(machine) == ['"UDF MODULES","mine"', '"SHOW CONSOLE","True"']


def test_an_add_in_changed_in_excel_is_left_unless_forced(machine: Machine) -> None:
    put_on(machine)
    places(machine).addin.write_bytes(b"saved in Excel")
    assert take_off(machine)["okrsheet.xlam"] == LEAVE
    assert places(machine).addin.read_bytes() == b"saved in Excel"
    take_off(machine, force=True)
    assert not places(machine).addin.exists()


@pytest.mark.parametrize(
    ("data", "goes"),
    [
        pytest.param(ADDIN, True, id="the file of this package"),
        pytest.param(addin_file("0.0.1"), True, id="an older one of ours"),
        pytest.param(b"a file of that name", False, id="something else"),
    ],
)
def test_without_a_record_our_add_in_is_known_by_what_it_says(
    machine: Machine, data: bytes, goes: bool
) -> None:
    addin = places(machine).addin
    addin.parent.mkdir(parents=True)
    addin.write_bytes(data)
    take_off(machine)
    assert addin.exists() is not goes


def test_a_lost_record_leaves_settings_of_a_person(machine: Machine) -> None:
    put_on(machine)
    (places(machine).record / FILE).write_bytes(b"{ not a record")
    assert read_record(places(machine).record) == NOTHING
    conf = places(machine).conf
    conf.write_bytes(conf.read_bytes() + b'"SHOW CONSOLE","True"\n')
    take_off(machine)
    assert conf_of(machine) == ['"SHOW CONSOLE","True"']
    assert not places(machine).addin.exists()


def test_a_plan_changes_nothing_and_says_each_deed(machine: Machine) -> None:
    before = content(machine)
    assert {step.deed for step in plan_install(machine, ADDIN)} == {"new"}
    assert content(machine) == before
    put_on(machine)
    deeds = {step.path.name: step.deed for step in plan_install(machine, NEWER)}
    assert (deeds["okrsheet.conf"], deeds["okrsheet.xlam"]) == ("as it is", "replaced")
    before = content(machine)
    plan_removal(machine, ADDIN, force=False)
    assert content(machine) == before


def test_an_add_in_that_excel_holds_is_not_replaced_and_nothing_else_is(machine: Machine) -> None:
    put_on(machine)
    before = content(machine)
    witness(machine).held["okrsheet.xlam"] = True
    moved = machine._replace(python=machine.python._replace(interpreter="/other/python"))
    with pytest.raises(OpenElsewhere) as caught:
        put_on(moved, NEWER)
    assert caught.value.exit_code == 4
    assert content(machine) == before


def test_an_add_in_that_excel_holds_is_not_removed_and_nothing_else_is(machine: Machine) -> None:
    put_on(machine)
    before = content(machine)
    witness(machine).held["okrsheet.xlam"] = True
    with pytest.raises(OpenElsewhere):
        take_off(machine)
    assert content(machine) == before


class Full(Witness):
    """A disk that is full when a file of this name is to be written."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_refused = name

    def rename_new(self, path: str, to: str) -> bool:
        if to.endswith(self.name_refused):
            raise OSError(28, "No space left on device")
        return bool(super().rename_new(path, to))


@pytest.mark.parametrize("name", [FILE, "okrsheet.conf", "okrsheet.xlam"])
def test_an_installation_that_fails_on_its_way_leaves_nothing(machine: Machine, name: str) -> None:
    before = content(machine)
    with pytest.raises(OkrsheetFileError):
        put_on(machine._replace(disk=Full(name)))
    assert content(machine) == before


def test_an_installation_that_fails_over_another_leaves_that_one(machine: Machine) -> None:
    found = places(machine)
    found.addin.parent.mkdir(parents=True, exist_ok=True)
    found.addin.write_bytes(b"somebody else's")
    before = content(machine)
    with pytest.raises(OkrsheetFileError):
        put_on(machine._replace(disk=Full("okrsheet.conf")))
    assert content(machine) == before


def refusing(error: OSError) -> Callable[..., None]:
    def refuse(_self: Path, **_more: object) -> None:
        raise error

    return refuse


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        pytest.param(PermissionError(13, "Permission denied"), FolderReadOnly, id="no right"),
        pytest.param(OSError(28, "No space left on device"), SaveFailed, id="full"),
    ],
)
def test_a_folder_that_cant_be_made_is_told(
    machine: Machine,
    error: OSError,
    kind: type[OkrsheetFileError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "mkdir", refusing(error))
    with pytest.raises(kind) as caught:
        put_on(machine)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(PermissionError(13, "Permission denied"), 4, id="held"),
        pytest.param(OSError(5, "Input/output error"), 3, id="drive"),
    ],
)
def test_a_file_that_cant_be_deleted_is_told(
    machine: Machine, error: OSError, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on(machine)
    monkeypatch.setattr(Path, "unlink", refusing(error))
    with pytest.raises(OkrsheetFileError) as caught:
        take_off(machine)
    assert caught.value.exit_code == code


def test_a_file_that_cant_be_read_is_told(machine: Machine) -> None:
    places(machine).addin.mkdir(parents=True)
    with pytest.raises(UnreadableFile):
        plan_install(machine, ADDIN)


def test_a_packaged_file_is_found_or_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "okrsheet" / "workbook" / "packaged.py"
    monkeypatch.setattr("okrsheet.workbook.packaged.__file__", str(module))
    with pytest.raises(FileMissing, match=r"okrsheet\.xlam"):
        addin_path()
    path = tmp_path / "workbook_templates" / "okrsheet.xlam"
    path.parent.mkdir()
    path.write_bytes(ADDIN)
    assert addin_path() == path


def test_an_xlwings_without_its_script_is_told(tmp_path: Path) -> None:
    machine = mac(tmp_path)._replace(package=None)
    with pytest.raises(FileMissing, match="applescript"):
        put_on(machine)


@pytest.mark.parametrize("make", [windows, mac], ids=["Windows", "macOS"])
def test_a_record_can_name_no_file_outside_its_folder(
    make: Callable[[Path], Machine], tmp_path: Path
) -> None:
    machine = make(tmp_path)
    put_on(machine)
    victim = tmp_path / "diary.txt"
    victim.write_bytes(b"dear diary")
    record = places(machine).record / FILE
    text = record.read_text(encoding="utf-8").replace('"before": ""', '"before": "../../diary.txt"')
    record.write_text(text, encoding="utf-8")
    take_off(machine)
    assert victim.read_bytes() == b"dear diary"
