"""okrsheet.xlam: built from the registry, valid, read back by others, part of the package."""

import json
import runpy
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest
import xlwings
from pyopenvba import ExcelFile

from okrsheet import __version__
from okrsheet.addin import addin_file, ribbon, vba
from okrsheet.addin.registry import COMMANDS, FORMULAS
from okrsheet.ooxml.packing import pack, unpack

ROOT: Final = Path(__file__).parents[2]
RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# A program of its own: oletools brings warnings of its own.
OLEVBA: Final = """
import json, sys
from oletools.olevba import VBA_Parser
parser = VBA_Parser(sys.argv[1])
print(json.dumps({name: code for _, _, name, code in parser.extract_macros()}))
"""


@pytest.fixture(scope="module")
def build() -> dict[str, Callable]:
    return runpy.run_path(str(ROOT / "scripts" / "build_addin.py"))


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return unpack(addin_file.addin_path().read_bytes())


def test_the_committed_file_is_what_a_rebuild_gives(build):
    assert addin_file.addin_path().read_bytes() == build["build"]()


def test_the_schema_is_kept(sdk_errors):
    assert sdk_errors(addin_file.addin_path()) == []


@pytest.mark.parametrize(
    ("there", "planted"),
    [
        pytest.param(b'keytip="', b'keytipp="', id="attribute"),
        pytest.param(b'size="large"', b'size="huge"', id="size"),
        pytest.param(b"<tabs>", b"<tabs><button id='x' label='x'/>", id="element"),
    ],
)
def test_the_schema_check_reads_the_ribbon(parts, there, planted, tmp_path, sdk_errors):
    broken = {**parts, ribbon.PART: parts[ribbon.PART].replace(there, planted, 1)}
    path = tmp_path / addin_file.ADDIN
    path.write_bytes(pack(broken))
    assert any("customUI" in each for each in sdk_errors(path))


def test_the_ribbon_is_that_of_the_registry_and_found(parts):
    assert parts[ribbon.PART].decode() == ribbon.custom_ui(COMMANDS, FORMULAS)
    links = ET.fromstring(parts["_rels/.rels"]).iter(f"{RELATIONSHIPS}Relationship")
    assert [each.attrib["Target"] for each in links if "extensibility" in each.attrib["Type"]] == [
        ribbon.PART
    ]


def test_pyopenvba_reads_every_module_back(build):
    with ExcelFile(addin_file.addin_path()) as book:
        assert book.validate() == []
        modules = book.vba_project().modules
        found = {each.name: each.body.replace("\r\n", "\n") for each in modules}
    assert found == {**build["modules"](), "Sheet1": ""}


def test_olevba_reads_every_module_back(build):
    command = [sys.executable, "-W", "ignore", "-c", OLEVBA, str(addin_file.addin_path())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    for name, source in build["modules"]().items():
        kind = "cls" if name == "ThisWorkbook" else "bas"
        read = found[f"{name}.{kind}"].replace("\r\n", "\n").split("\n")
        assert "\n".join(each for each in read if not each.startswith("Attribute VB_")) == source


def test_the_project_knows_the_library_of_the_ribbon():
    with ExcelFile(addin_file.addin_path()) as book:
        assert {each.name for each in book.references()} >= {"Office", "stdole"}
        assert (
            book.vba_project()
            .get_module(vba.RIBBON_MODULE)
            .source.startswith(f'Attribute VB_Name = "{vba.RIBBON_MODULE}"\r\n')
        )


def properties(part: bytes) -> dict[str, str]:
    """The custom document properties, as any reader sees them."""
    return {each.attrib["name"]: "".join(each.itertext()) for each in ET.fromstring(part)}


def test_it_names_the_versions_it_works_with(parts):
    versions = properties(parts[addin_file.PART])
    assert versions == {"okrsheet": __version__, "xlwings": xlwings.__version__}
    pinned = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"xlwings=={xlwings.__version__}" in pinned["dependencies"]


def test_any_version_can_be_named():
    part = addin_file.versions_part(addin_file.Versions("1.0 <&> 2", "0.37.8"))
    assert properties(part.encode()) == {"okrsheet": "1.0 <&> 2", "xlwings": "0.37.8"}


def test_nobody_is_named_as_its_author_but_okrsheet(parts):
    assert b"<dc:creator>okrsheet<" in parts["docProps/core.xml"]
    assert b"William" not in b"".join(parts.values())
    with zipfile.ZipFile(addin_file.addin_path()) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_wheel_takes_it_along():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = told["tool"]["hatch"]["build"]["targets"]["wheel"]
    folder = addin_file.addin_path().parent
    assert wheel["force-include"][folder.name] == f"okrsheet/{folder.name}"
    assert "THIRD_PARTY.md" in told["project"]["license-files"]
    assert "THIRD_PARTY.md" in told["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
