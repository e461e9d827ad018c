"""What the doctor of the add-in finds: one fault at a time on a computer where all else is well."""

from collections.abc import Callable
from pathlib import Path

import pytest

from okrsheet.addin.install import install, plan_install
from okrsheet.addin.install_checks import examined, excel_bits, obstacles
from okrsheet.addin.install_conf import Python
from okrsheet.addin.install_machine import Machine, places
from okrsheet.addin.install_seen import look
from okrsheet.addin.install_state import state
from okrsheet.addin.install_versions import XLWINGS, Marks, marks_of
from okrsheet.core.findings import Finding
from okrsheet.workbook.addin_codes import ADDIN_CODES, BY_ADDIN_CODE
from okrsheet.workbook.registry import all_codes
from tests.addin_machines import INSTALL_ROOT, NOW, addin_file, mac, told, windows, witness

ADDIN = addin_file()
SECURITY = r"Microsoft\Office\16.0\Excel\Security"
OPTIONS = r"Software\Microsoft\Office\16.0\Excel\Options"
RULES = r"Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
DISABLED = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
CLICK = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"

Change = Callable[[Machine], Machine | None]


def installed(make: Callable[[Path], Machine], folder: Path) -> Machine:
    machine = make(folder)
    install(plan_install(machine, ADDIN), machine, NOW)
    return machine


def found_on(machine: Machine, package: bytes | None = ADDIN) -> list[Finding]:
    return examined(look(machine, package))


@pytest.mark.parametrize("make", [windows, mac], ids=["Windows", "macOS"])
def test_nothing_is_wrong_after_an_installation(
    make: Callable[[Path], Machine], tmp_path: Path
) -> None:
    assert found_on(installed(make, tmp_path)) == []


def lost(name: str) -> Change:
    def change(machine: Machine) -> None:
        path = getattr(places(machine), name)
        path.unlink()

    return change


def value(name: str, text: str) -> Change:
    """The settings say something else."""

    def change(machine: Machine) -> None:
        conf = places(machine).conf
        lines = conf.read_text(encoding="cp1252").splitlines()
        kept = [line for line in lines if f'"{name}"' not in line]
        conf.write_text("\n".join([*kept, f'"{name}","{text}"\n']), encoding="cp1252")

    return change


def known(hive: str, key: str, **values: object) -> Change:
    def change(machine: Machine) -> None:
        told(machine).registry[hive, key] = values

    return change


def python_moved(machine: Machine) -> Machine:
    """Excel is told of one Python, the command runs in another one, the first is gone."""
    new = machine.home / "python.exe"
    new.write_bytes(b"MZ")
    (machine.home / f"xlwings64-{XLWINGS}.dll").write_bytes(b"MZ")
    Path(machine.python.path).unlink()
    return machine._replace(python=Python(str(new)))


def another_python(machine: Machine) -> Machine:
    new = machine.home / "python.exe"
    new.write_bytes(b"MZ")
    (machine.home / f"xlwings64-{XLWINGS}.dll").write_bytes(b"MZ")
    return machine._replace(python=Python(str(new)))


def other_xlwings(machine: Machine) -> Machine:
    return machine._replace(xlwings="0.36.0")


def no_library(machine: Machine) -> None:
    (Path(machine.python.path).parent / f"xlwings64-{XLWINGS}.dll").unlink()


def excel_of_32_bits(machine: Machine) -> None:
    told(machine).registry["HKLM", CLICK] = {"platform": "x86"}


def no_module(machine: Machine) -> None:
    told(machine).modules.clear()


def from_the_internet(machine: Machine) -> None:
    told(machine).marked.add(places(machine).addin)


def excel_runs(machine: Machine) -> None:
    told(machine).running = 1


def excels_run(machine: Machine) -> None:
    told(machine).running = 2


def file_held(machine: Machine) -> None:
    witness(machine).held["okrsheet.xlam"] = True


def two_installed(machine: Machine) -> None:
    key = INSTALL_ROOT.replace("16.0", "15.0")
    told(machine).registry["HKLM", key] = {"path": "C:/Office15"}


def second_copy(machine: Machine) -> None:
    folder = machine.home / "My start-up files"
    folder.mkdir()
    (folder / "okrsheet.xlam").write_bytes(ADDIN)
    told(machine).registry["HKCU", OPTIONS] = {"altstartup": str(folder)}


def office_copy(machine: Machine) -> None:
    folder = Path(str(told(machine).registry["HKLM", INSTALL_ROOT]["path"])) / "XLSTART"
    folder.mkdir(parents=True)
    (folder / "okrsheet.xlam").write_bytes(ADDIN)


def on_onedrive(machine: Machine) -> Machine:
    return machine._replace(environ={**machine.environ, "OneDrive": str(machine.home)})


def no_excel(machine: Machine) -> None:
    told(machine).registry.clear()


def group_missing(machine: Machine) -> Machine:
    return machine._replace(home=machine.home / "nobody")


def kept_out(machine: Machine) -> None:
    told(machine).barred.add(places(machine).conf.parent)


def crashed(machine: Machine) -> None:
    text = b"\x02\0\0\0" + "c:\\users\\ann\\xlstart\\OKRSHEET.xlam\0".encode("utf-16-le")
    told(machine).registry["HKCU", DISABLED] = {"a1b2": text, "c3": 7}


def store_python(machine: Machine) -> Machine:
    path = machine.home / "AppData/Local/Microsoft/WindowsApps/PythonSoftware.3.11/python.exe"
    return machine._replace(python=Python(str(path)))


def greek_python(machine: Machine) -> Machine:
    return machine._replace(python=Python("C:\\Users\\Άννα\\python.exe"))


def blank_python(machine: Machine) -> Machine:
    return machine._replace(python=Python("/Users/ann/My Python/bin/python3"))


def blank_home(machine: Machine) -> Machine:
    return machine._replace(python=Python("$HOME/v/python3"), home=Path("/Users/jörg b"))


def accented_python(machine: Machine) -> Machine:
    return machine._replace(python=Python("/opt/döner/bin/python3"))


WINDOWS_FAULTS = [
    ("OKR960", lost("addin"), "no add-in"),
    ("OKR961", lost("conf"), "no settings"),
    ("OKR961", value("ADD_WORKBOOK_TO_PYTHONPATH", "True"), "code beside a workbook is run"),
    ("OKR961", value("UDF MODULES", "pandas"), "other formulas"),
    ("OKR962", python_moved, "Python moved"),
    ("OKR962", value("INTERPRETER_WIN", ""), "no Python named"),
    ("OKR963", another_python, "another Python"),
    ("OKR964", other_xlwings, "xlwings of another version"),
    ("OKR966", no_library, "no DLL"),
    ("OKR966", excel_of_32_bits, "Excel of 32 bits, DLL of 64"),
    ("OKR967", no_module, "no pywin32"),
    ("OKR968", from_the_internet, "from the internet"),
    ("OKR969", excel_runs, "Excel runs"),
    ("OKR969", file_held, "Excel holds the file"),
    (
        "OKR970",
        known("HKCU", f"Software\\{SECURITY}", requireaddinsig=1),
        "add-ins must be signed",
    ),
    (
        "OKR970",
        known("HKCU", f"Software\\Policies\\{SECURITY}", disablealladdins=1),
        "no add-ins by policy",
    ),
    (
        "OKR970",
        known("HKCU", f"Software\\{SECURITY}\\Trusted Locations", alllocationsdisabled=1),
        "no trusted locations",
    ),
    (
        "OKR970",
        known(
            "HKCU",
            r"Software\Policies\Microsoft\Office\16.0\Common\Security",
            requirealwaysonmacrosig=1,
        ),
        "macros always on must be signed",
    ),
    (
        "OKR971",
        known(
            "HKLM",
            f"SOFTWARE\\Policies\\{RULES}",
            **{"d4f940ab-401b-4efc-aadc-ad5f3c50688a": "1"},
        ),
        "no other programs, by policy",
    ),
    (
        "OKR971",
        known("HKLM", f"SOFTWARE\\{RULES}", **{"92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": 6}),
        "no calls to Windows",
    ),
    ("OKR972", second_copy, "a copy in the other start-up folder"),
    ("OKR972", office_copy, "a copy in the folder of Office"),
    ("OKR973", excels_run, "two Excels run"),
    ("OKR973", two_installed, "two Excels are installed"),
    ("OKR974", on_onedrive, "on OneDrive"),
    ("OKR977", no_excel, "no Excel"),
    ("OKR978", crashed, "switched off after a crash"),
]
MAC_FAULTS = [
    ("OKR960", lost("addin"), "no add-in"),
    ("OKR961", lost("conf"), "no settings"),
    ("OKR962", value("INTERPRETER_MAC", "/gone/python3"), "Python moved"),
    ("OKR966", lost("script"), "no script"),
    ("OKR967", no_module, "no appscript"),
    ("OKR968", from_the_internet, "from the internet"),
    ("OKR973", excels_run, "two Excels run"),
    ("OKR976", kept_out, "not let in"),
]
FAULTS = [
    *((windows, *each) for each in WINDOWS_FAULTS),
    *((mac, *each) for each in MAC_FAULTS),
]


@pytest.mark.parametrize(
    ("make", "code", "change"),
    [pytest.param(*each[:3], id=f"{each[0].__name__}: {each[3]}") for each in FAULTS],
)
def test_one_fault_is_found_and_nothing_else(
    make: Callable[[Path], Machine], code: str, change: Change, tmp_path: Path
) -> None:
    machine = installed(make, tmp_path)
    changed = change(machine) or machine
    found = found_on(changed)
    assert [each.code for each in found] == [code]
    assert found[0].way_out == BY_ADDIN_CODE[code].way_out


@pytest.mark.parametrize(
    ("make", "change"),
    [
        pytest.param(windows, store_python, id="Python of the Microsoft Store"),
        pytest.param(windows, greek_python, id="Greek letters, western Windows"),
        pytest.param(mac, blank_python, id="blank"),
        pytest.param(mac, blank_home, id="blank in the user's folder"),
        pytest.param(mac, accented_python, id="umlaut outside the user's folder"),
    ],
)
def test_a_python_that_excel_cant_start_is_told_before_anything_is_written(
    make: Callable[[Path], Machine], change: Change, tmp_path: Path
) -> None:
    machine = make(tmp_path)
    found = obstacles(look(change(machine) or machine, ADDIN))
    assert "OKR975" in {each.code for each in found}


def test_a_mac_on_which_excel_was_never_started_is_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    found = obstacles(look(group_missing(mac(tmp_path)), ADDIN))
    assert [each.code for each in found] == ["OKR977", "OKR977"]


def test_a_windows_without_excel_is_no_obstacle(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    no_excel(machine)
    assert obstacles(look(machine, ADDIN)) == []


def test_a_start_up_folder_on_a_network_is_told(tmp_path: Path) -> None:
    machine = windows(tmp_path)
    far = machine._replace(environ={**machine.environ, "APPDATA": "\\\\server\\profiles\\Ann"})
    assert "OKR974" in {each.code for each in found_on(far)}


@pytest.mark.parametrize(
    ("there", "words"),
    [
        pytest.param(addin_file("0.0.9"), "okrsheet 0.0.9 with xlwings 0.37.8", id="older"),
        pytest.param(addin_file("0.0.9", "0.30.0"), "xlwings 0.30.0", id="of an older xlwings"),
        pytest.param(addin_file("", ""), "does not say its version", id="without versions"),
        pytest.param(b"cut short", "does not say its version", id="damaged"),
    ],
)
def test_another_add_in_file_is_named(there: bytes, words: str, tmp_path: Path) -> None:
    machine = installed(windows, tmp_path)
    places(machine).addin.write_bytes(there)
    found = found_on(machine)
    assert [each.code for each in found] == ["OKR965"]
    assert words in found[0].message


def test_a_package_built_for_another_xlwings_is_not_installed(tmp_path: Path) -> None:
    found = obstacles(look(windows(tmp_path), addin_file(xlwings="0.36.0")))
    assert [each.code for each in found] == ["OKR964"]


def test_the_marks_of_an_add_in_are_read_back() -> None:
    assert marks_of(addin_file("1.2.3", "0.37.8")) == Marks("1.2.3", "0.37.8")
    assert marks_of(b"") == Marks()


def test_the_pinned_xlwings_is_the_one_of_the_package() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'"xlwings=={XLWINGS}"' in text


@pytest.mark.parametrize(
    ("key", "values", "bits"),
    [
        pytest.param(CLICK, {"platform": "x64"}, 64, id="Microsoft 365"),
        pytest.param(r"SOFTWARE\Microsoft\Office\16.0\Outlook", {"bitness": "x86"}, 32, id="MSI"),
        pytest.param(CLICK, {"platform": "arm"}, None, id="something new"),
    ],
)
def test_the_bits_of_excel(
    key: str, values: dict[str, object], bits: int | None, tmp_path: Path
) -> None:
    machine = windows(tmp_path)
    told(machine).registry["HKLM", key] = values
    assert excel_bits(machine) == bits


def test_status_says_where_everything_is(tmp_path: Path) -> None:
    machine = installed(windows, tmp_path)
    rows = state(look(machine, ADDIN))
    assert rows["add-in"] == str(places(machine).addin)
    assert rows["built for"] == "okrsheet 0.1.0 with xlwings 0.37.8, as in this package"
    assert rows["Python"] == machine.python.path
    Path(machine.python.path).unlink()
    rows = state(look(machine, addin_file("0.2.0")))
    assert rows["built for"].endswith("not the one of this package")
    assert rows["Python"].endswith("(not there)")


def test_status_of_nothing_is_empty(tmp_path: Path) -> None:
    rows = state(look(mac(tmp_path), None))
    assert {rows[name] for name in ("add-in", "built for", "settings", "Python", "script")} == {""}


def test_every_code_of_the_add_in_is_tried_here_and_can_be_explained() -> None:
    told_apart = Path(__file__).read_text(encoding="utf-8")
    for code in ADDIN_CODES:
        assert all_codes()[code.code] is code
        assert f'"{code.code}"' in told_apart
        assert code.why.endswith(".")
        assert code.way_out.endswith(".")
