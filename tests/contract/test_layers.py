"""The rules of the house that a reader of one module cannot see broken.

import-linter keeps the floors too; this test needs nothing but `ast`, and also knows the
clock, what openpyxl may do, names and sizes.
"""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "okrsheet"
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))
PLAIN = ("core", "ooxml")  # floors that need the standard library, and what stands in ALSO
ALSO = {"ooxml": {"filelock"}, "core": set()}  # pure Python, imported when something is saved
FLOORS = {
    "core": {"core"},
    "ooxml": {"core", "ooxml"},
    "workbook": {"core", "ooxml", "workbook"},
    "addin": {"core", "ooxml", "workbook", "addin"},
    "report": {"core", "ooxml", "workbook", "report"},
    "sources": {"core", "ooxml", "workbook", "sources"},
    "commands": {"core", "ooxml", "workbook", "addin", "report", "sources", "commands"},
    "cli": {"core", "ooxml", "workbook", "commands", "cli"},
}
READS_THE_CLOCK = ("commands", "__init__")
CLOCK_OF_THE_ADD_IN = PACKAGE / "addin" / "clock.py"  # a formula without a day is for today
CLOCK = {"now", "today", "utcnow"}
WRITES_WITH_OPENPYXL = "workbook/build*.py"
SAYS_NOTHING = ("util", "helper", "manager", "common", "misc")
MAX_LINES = 300

Rule = Callable[[str, ast.AST], Iterator[str]]


def imported(node: ast.AST) -> list[str]:
    """Dotted names a statement imports; a relative import starts with a dot."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        start = "." * node.level + (node.module or "")
        return [f"{start}.{alias.name}" for alias in node.names]
    return []


def outside_the_standard_library(floor: str, node: ast.AST) -> Iterator[str]:
    if floor in PLAIN:
        allowed = sys.stdlib_module_names | {"okrsheet"} | ALSO[floor]
        yield from (name for name in imported(node) if name.split(".")[0] not in allowed)


def from_a_higher_floor(floor: str, node: ast.AST) -> Iterator[str]:
    allowed = FLOORS[floor] | (set() if floor == "core" else {"__version__"})
    for name in imported(node):
        package, _, rest = name.partition(".")
        if package == "" or (package == "okrsheet" and rest.split(".")[0] not in allowed):
            yield name


def reads_the_clock(floor: str, node: ast.AST) -> Iterator[str]:
    if floor in READS_THE_CLOCK:
        return
    if isinstance(node, ast.Attribute):
        owner = ast.unparse(node.value)
        if owner.split(".")[-1] in {"date", "datetime"} and node.attr in CLOCK:
            yield f"{owner}.{node.attr}"
        if (owner, node.attr) == ("time", "time"):
            yield "time.time"
    yield from (name for name in imported(node) if name == "time.time")


def opens_or_saves_with_a_library(_floor: str, node: ast.AST) -> Iterator[str]:
    banned = {"load_workbook", "read_excel", "to_excel", "ExcelFile", "ExcelWriter"}
    for name in imported(node):
        if name.split(".")[-1] in banned or "calamine" in name.lower():
            yield name
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in banned:
            yield name
        case ast.Call(func=ast.Attribute(attr="save") as called):
            yield ast.unparse(called)


def broken(rule: Rule, floor: str, source: str) -> list[str]:
    """`line: what` for every place of a module where the rule is broken."""
    return [
        f"{getattr(node, 'lineno', 0)}: {what}"
        for node in ast.walk(ast.parse(source))
        for what in rule(floor, node)
    ]


def floor_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def everywhere(rule: Rule, paths: tuple[Path, ...]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{place}"
        for path in paths
        if floor_of(path) in FLOORS
        and not (rule is reads_the_clock and path == CLOCK_OF_THE_ADD_IN)
        for place in broken(rule, floor_of(path), path.read_text(encoding="utf-8"))
    ]


def test_every_module_stands_on_a_floor_we_know():
    known = {*FLOORS, "__init__", "__main__"}
    assert {floor_of(path) for path in MODULES} <= known
    assert {"core", "ooxml", "workbook", "cli"} <= {floor_of(path) for path in MODULES}


@pytest.mark.parametrize(
    "rule", [outside_the_standard_library, from_a_higher_floor, reads_the_clock]
)
def test_no_module_breaks(rule):
    assert everywhere(rule, MODULES) == []


def test_only_the_builder_opens_or_saves_with_a_library():
    builders = set(PACKAGE.glob(WRITES_WITH_OPENPYXL))
    others = tuple(path for path in MODULES if path not in builders)
    assert everywhere(opens_or_saves_with_a_library, others) == []


@pytest.mark.parametrize(
    ("rule", "floor", "source"),
    [
        pytest.param(outside_the_standard_library, "core", "import numpy.linalg", id="numpy"),
        pytest.param(
            outside_the_standard_library,
            "ooxml",
            "def late():\n    from lxml import etree",
            id="lxml inside a function",
        ),
        pytest.param(from_a_higher_floor, "core", "from okrsheet import __version__", id="up"),
        pytest.param(from_a_higher_floor, "ooxml", "from okrsheet import workbook", id="floor"),
        pytest.param(from_a_higher_floor, "report", "import okrsheet.sources.csv", id="sideways"),
        pytest.param(from_a_higher_floor, "core", "from .model import Plan", id="relative"),
        pytest.param(reads_the_clock, "core", "date.today()", id="today"),
        pytest.param(reads_the_clock, "ooxml", "datetime.datetime.now(UTC)", id="now"),
        pytest.param(reads_the_clock, "ooxml", "import time\ntime.time()", id="time"),
        pytest.param(reads_the_clock, "ooxml", "from time import time", id="time by name"),
        pytest.param(
            opens_or_saves_with_a_library, "cli", "openpyxl.load_workbook(p)", id="load_workbook"
        ),
        pytest.param(
            opens_or_saves_with_a_library,
            "sources",
            "from pandas import read_excel",
            id="read_excel",
        ),
        pytest.param(opens_or_saves_with_a_library, "workbook", "book.save(p)", id="save"),
        pytest.param(
            opens_or_saves_with_a_library,
            "workbook",
            "from python_calamine import CalamineWorkbook",
            id="calamine",
        ),
        pytest.param(opens_or_saves_with_a_library, "report", "frame.to_excel(p)", id="to_excel"),
    ],
)
def test_the_rule_sees(rule, floor, source):
    assert len(broken(rule, floor, source)) == 1


@pytest.mark.parametrize(
    ("rule", "floor", "source"),
    [
        pytest.param(outside_the_standard_library, "core", "import re", id="standard library"),
        pytest.param(outside_the_standard_library, "workbook", "import openpyxl", id="openpyxl"),
        pytest.param(
            from_a_higher_floor, "workbook", "from okrsheet.core import model", id="downwards"
        ),
        pytest.param(from_a_higher_floor, "workbook", "from okrsheet import __version__", id="ver"),
        pytest.param(reads_the_clock, "commands", "date.today()", id="clock at the border"),
        pytest.param(reads_the_clock, "core", "today = quarter.today", id="a field called today"),
    ],
)
def test_the_rule_lets_pass(rule, floor, source):
    assert broken(rule, floor, source) == []


def test_names_say_what_a_module_does():
    assert [path for path in MODULES if any(word in path.stem for word in SAYS_NOTHING)] == []


def test_modules_stay_short():
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (*MODULES, *(ROOT / "scripts").glob("*.py"))
    }
    assert {path: count for path, count in lines.items() if count > MAX_LINES} == {}


def test_the_command_line_starts_without_heavy_libraries():
    program = "import sys, okrsheet.cli; print(*sorted({n.split('.')[0] for n in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "okrsheet" in loaded
    assert {"lxml", "numpy", "openpyxl", "pandas", "xlwings"}.isdisjoint(loaded)
