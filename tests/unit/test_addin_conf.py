"""Settings for the macros: written as VBA reads them, and read as it writes them."""

import csv
from pathlib import Path

import pytest

from okrsheet.addin.install_conf import (
    MODULES,
    Python,
    as_file,
    expanded,
    from_file,
    merged,
    parsed,
    python_in,
    settings,
    without,
)
from okrsheet.addin.install_here import this_python

CONDA = Python("python", "C:\\Users\\Ann\\anaconda3", "base")


def as_vba_reads(text: str) -> dict[str, str]:
    """`Input #file, name, value`, over and over."""
    return dict(csv.reader(text.splitlines()))


@pytest.mark.parametrize(
    "python", [Python("C:\\Python311\\python.exe"), CONDA], ids=["own", "conda"]
)
def test_vba_reads_what_was_written(python: Python) -> None:
    wanted = settings(python, mac=False)
    assert as_vba_reads(merged("", wanted)) == wanted
    assert python_in(parsed(merged("", wanted)), mac=False) == python
    assert wanted["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert wanted["USE UDF SERVER"] == "True"
    assert wanted["UDF MODULES"] == MODULES


def test_a_mac_needs_one_name_for_python() -> None:
    wanted = settings(Python("/opt/python3"), mac=True)
    assert wanted["INTERPRETER_MAC"] == "/opt/python3"
    assert not {"INTERPRETER_WIN", "CONDA PATH"} & set(wanted)


@pytest.mark.parametrize(
    ("python", "path"),
    [
        pytest.param(Python("C:\\P\\python.exe"), "C:\\P\\python.exe", id="its own path"),
        pytest.param(CONDA, "C:\\Users\\Ann\\anaconda3/python.exe", id="base"),
        pytest.param(Python("python", "C:\\c", "okr"), "C:\\c/envs/okr/python.exe", id="by name"),
        pytest.param(
            Python("python", "C:\\c", "D:\\e\\okr"), "D:\\e\\okr/python.exe", id="by path"
        ),
        pytest.param(Python("C:\\p.exe", "C:\\c", "okr"), "C:\\p.exe", id="conda beside a path"),
    ],
)
def test_where_the_macros_look_for_python(python: Python, path: str) -> None:
    assert python.path == path


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        pytest.param('"A B","c"', ("A B", "c"), id="quoted"),
        pytest.param("a b , c d ", ("A B", "c d"), id="bare"),
        pytest.param('"A","b,c"', ("A", "b,c"), id="comma inside"),
        pytest.param('"A",""', ("A", ""), id="empty"),
    ],
)
def test_a_setting_is_read(line: str, pair: tuple[str, str]) -> None:
    assert parsed(f"{line}\nno setting\n\n") == dict([pair])


def test_the_first_of_two_counts() -> None:
    assert parsed('"A","1"\n"a","2"\n') == {"A": "1"}


def test_lines_of_others_stay_in_their_order() -> None:
    text = '"LICENSE_KEY","k"\n"use udf server","False"\n# a remark\n\n'
    made = merged(text, {"USE UDF SERVER": "True"})
    assert made == '"USE UDF SERVER","True"\n"LICENSE_KEY","k"\n# a remark\n'
    assert without(made, {"USE UDF SERVER": ""}) == '"LICENSE_KEY","k"\n# a remark\n'


def test_no_byte_of_another_encoding_is_lost() -> None:
    data = '"PYTHONPATH","C:\\Müller"\r\n'.encode() + b'"X","\x81"\r\n'
    assert as_file(from_file(data, "cp1252"), "cp1252", mac=False) == data


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        pytest.param("%LocalAppData%\\P\\python.exe", "C:\\L\\P\\python.exe", id="Windows"),
        pytest.param("%NOBODY%\\python.exe", "%NOBODY%\\python.exe", id="unknown"),
        pytest.param("$HOME/v/bin/python", "/Users/jörg/v/bin/python", id="macOS"),
        pytest.param("/opt/python", "/opt/python", id="plain"),
    ],
)
def test_variables_are_seen_as_the_macros_see_them(value: str, seen: str) -> None:
    assert expanded(value, {"LOCALAPPDATA": "C:\\L"}, "/Users/jörg") == seen


def test_a_home_with_unusual_letters_is_not_spelled_on_a_mac() -> None:
    home = Path("/Users/jörg")
    found = this_python({}, "/Users/jörg/v/bin/python3", home, "mac")
    assert found == Python("$HOME/v/bin/python3")
    elsewhere = this_python({}, "/opt/jörg/python3", home, "mac")
    assert elsewhere == Python("/opt/jörg/python3")


def test_a_conda_environment_is_activated_on_windows(tmp_path: Path) -> None:
    root = tmp_path / "conda"
    own = root / "envs" / "okr"
    (own / "conda-meta").mkdir(parents=True)
    environ = {
        "CONDA_EXE": str(root / "Scripts" / "conda.exe"),
        "CONDA_PREFIX": str(own),
        "CONDA_DEFAULT_ENV": "okr",
    }
    python = str(own / "python.exe")
    found = this_python(environ, python, tmp_path, "windows")
    assert found == Python("python", str(root), "okr")
    assert found.path == python
    other = {**environ, "CONDA_PREFIX": str(root)}
    assert this_python(other, python, tmp_path, "windows") == Python(python)
