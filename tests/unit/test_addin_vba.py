"""The VBA of the add-in, executed and read: buttons, menus, messages, function wizard."""

import re
import runpy
from pathlib import Path
from typing import Final

import pytest
import xlwings

from okrsheet.addin import vba, vba_xlwings
from okrsheet.addin.declared import Argument, Formula
from okrsheet.addin.registry import COMMANDS, FORMULAS
from okrsheet.workbook.create import template_path
from tests.engines.excel_in_memory import ExcelInMemory
from tests.engines.vba_lint import lint_project, parse

ROOT: Final = Path(__file__).parents[2]
BUTTONS: Final = tuple(each for each in COMMANDS if each.macro != vba.INSERT)


@pytest.fixture(scope="module")
def modules() -> dict[str, str]:
    return runpy.run_path(str(ROOT / "scripts" / "build_addin.py"))["modules"]()


@pytest.fixture(scope="module")
def theirs() -> str:
    return Path(xlwings.__path__[0], vba_xlwings.SOURCE).read_text(encoding="ascii")


@pytest.fixture
def excel(modules) -> ExcelInMemory:
    return ExcelInMemory(None, modules)


def line(call: str) -> str:
    return f"import okrsheet.addin.classic; okrsheet.addin.classic.{call}"


@pytest.mark.parametrize("command", BUTTONS, ids=[each.name for each in BUTTONS])
def test_a_button_runs_its_line_of_python(excel, command):
    assert excel.press(command.macro, command.name) == [line(f"{command.name}()")]
    assert excel.told() == []


@pytest.mark.parametrize("formula", FORMULAS, ids=[each.name for each in FORMULAS])
def test_an_entry_of_the_menu_names_its_formula(excel, formula):
    noted = excel.press(vba.INSERT, formula.name)
    assert noted[-1] == line(f"insert_formula('{formula.name}')")
    assert excel.told() == []


@pytest.mark.parametrize(
    ("interpreter", "trouble", "ran", "said"),
    [
        pytest.param("", "", False, "not set up", id="never installed"),
        pytest.param("python", "start", False, "File not found: xlwings64.dll", id="no start"),
        pytest.param("python", "end", True, "Python stopped", id="an error in Python"),
    ],
)
def test_what_python_cannot_do_is_said_with_the_way_out(excel, interpreter, trouble, ran, said):
    excel.set_up(interpreter, trouble)
    assert bool(excel.press("okrsheet_refresh", "refresh")) == ran
    (message,) = excel.told()
    assert said in message
    assert "okrsheet addin doctor" in message


def test_buttons_live_in_an_okr_workbook_only(modules, excel):
    assert ExcelInMemory(template_path(), modules).asked(vba.IS_ENABLED)
    assert not excel.asked(vba.IS_ENABLED)


def test_formulas_can_be_inserted_in_any_workbook(excel):
    assert excel.asked(vba.CAN_INSERT)


def test_the_function_wizard_learns_every_formula_once(excel):
    excel.app.run("DescribeFormulas")
    excel.app.run("DescribeFormulas")
    described = [each.split("|") for each in excel.noted()]
    assert [(each[0].partition("!")[2], each[1:]) for each in described] == [
        (each.name, [each.category, each.help, *(one.help for one in each.arguments)])
        for each in FORMULAS
    ]


def test_the_function_wizard_is_told_later_when_excel_is_not_ready(excel):
    excel.set_up("python", "start")
    excel.app.run("DescribeFormulas")
    assert excel.noted() == []
    excel.set_up("python", "")
    excel.app.run("DescribeFormulas")
    assert len(excel.noted()) == len(FORMULAS)


def test_who_inserts_a_formula_has_it_described_first(excel):
    noted = excel.press(vba.INSERT, "OKR_SCORE")
    assert len(noted) == len(FORMULAS) + 1
    assert noted[-1] == line("insert_formula('OKR_SCORE')")


def test_our_modules_have_no_fault(modules):
    ours = frozenset(name for name in modules if not name.startswith("xlwings"))
    assert ours == {"ThisWorkbook", vba.RIBBON_MODULE, vba.WIZARD_MODULE}
    assert lint_project(modules, ours) == []


def test_events_reach_procedures_that_exist(modules):
    (handler, *_) = re.findall(r"WithEvents (\w+) As Application", modules["ThisWorkbook"])
    names = {each.name for each in parse(modules["ThisWorkbook"], "Windows").procedures}
    events = {"WorkbookActivate", "WorkbookDeactivate"}
    assert names == {"Workbook_Open", *(f"{handler}_{event}" for event in events)}


@pytest.mark.parametrize("platform", ["Windows", "Mac"])
def test_every_formula_has_a_function_and_on_a_mac_a_word_instead(modules, platform):
    wrappers = {
        each.name: each for each in parse(modules[vba.WRAPPERS_MODULE], platform).procedures
    }
    assert set(wrappers) == {each.name for each in FORMULAS}
    for formula in FORMULAS:
        wrapper = wrappers[formula.name]
        assert wrapper.parameters == tuple(each.name for each in formula.arguments)
        assert (wrapper.body[0].code.strip() == f'{formula.name} = ""') == (platform == "Mac")
        called = f"Array({', '.join(wrapper.parameters)}), ActiveWorkbook, Application.Caller)"
        assert any(each.code.endswith(called) for each in wrapper.body)


def test_every_function_carries_its_help(modules):
    module = modules[vba.WRAPPERS_MODULE]
    found = re.findall(
        r"^Function (\w+).*\nAttribute (\w+)\.VB_Description = (.*)$", module, re.MULTILINE
    )
    assert sorted(found) == sorted(
        (each.name, each.name, vba.quoted(each.help)) for each in FORMULAS
    )


def test_a_formula_without_wrapper_is_refused():
    with pytest.raises(ValueError, match="no wrapper for OKR_"):
        vba.wrappers_module("Function OTHER()\nEnd Function\n", FORMULAS)


def test_help_is_short_and_plain_enough_for_the_wizard():
    for formula in FORMULAS:
        for text in (formula.help, *(each.help for each in formula.arguments)):
            assert vba.quoted(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("x" * 256, "255", id="too long"),
        pytest.param("na\u00efve", "ASCII", id="not ASCII"),
        pytest.param("two\nlines", "ASCII", id="two lines"),
    ],
)
def test_other_texts_are_refused(text, problem):
    formula = Formula("OKR_X", "Help.", (Argument("one", text, "number"),), "each", "OKR", "")
    with pytest.raises(ValueError, match=problem):
        vba.wizard_module([formula])


def test_a_quotation_mark_is_doubled():
    assert vba.quoted('say "no"') == '"say ""no"""'


def test_the_notice_of_xlwings_stays(modules, theirs):
    notice = theirs[theirs.index("'Copyright (C)") : theirs.index("SUCH DAMAGE.")]
    assert notice in modules[vba_xlwings.MODULE]
    plain = " ".join(re.sub(r"^'", "", notice, flags=re.MULTILINE).split())
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").replace(">", "")
    assert plain in " ".join(told.split())


def test_only_the_listed_changes_are_made_to_the_module_of_xlwings(theirs):
    def regardless_of_scope(source: str) -> str:
        return re.sub(r"(Public|Private) (?=Declare|Function|Sub)", "", source)

    back = regardless_of_scope(vba_xlwings.changed(theirs))
    for change in reversed(vba_xlwings.CHANGES):
        back = back.replace(regardless_of_scope(change.ours), regardless_of_scope(change.theirs))
    assert back == regardless_of_scope(theirs.partition("\n")[2])


def test_another_version_of_the_module_is_refused(theirs):
    with pytest.raises(ValueError, match="0 times instead of 1"):
        vba_xlwings.changed(theirs.replace("myaddin", "theiraddin"))


@pytest.mark.parametrize("platform", ["Windows", "Mac"])
def test_a_cell_reaches_no_function_but_the_formulas(modules, platform):
    public = {
        each.name
        for source in modules.values()
        for each in parse(source, platform).procedures
        if each.kind == "function" and each.scope == "public"
    }
    assert public - {each.name for each in FORMULAS} == vba_xlwings.FOR_OTHER_MODULES
    assert not re.search(r"^\s*(Public )?Declare", modules[vba_xlwings.MODULE], re.MULTILINE)


def test_a_workbook_has_no_say_in_which_python_starts(modules):
    module = modules[vba_xlwings.MODULE]
    assert 'PROJECT_NAME As String = "okrsheet"' in module
    assert "uses_embedded_code = True\n" not in module
    assert module.count(" -P -B -c ") == module.count(" -c ")
    calls = re.findall(r"GetConfig\((.*?)\)", module)
    assert not [each for each in calls if "sheet" in each or "directory" in each]
    assert 'Optional source As String = "user") As Variant' in module
