"""The OKR tab: what customUI14 allows, one macro for each control, keys without conflict."""

import re
from itertools import permutations
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from okrsheet.addin import ribbon, vba
from okrsheet.addin.declared import Command
from okrsheet.addin.registry import COMMANDS, FORMULAS, GROUPS
from tests.engines.vba_lint import parse

ROOT: Final = Path(__file__).parents[2]
CHANGES_MUCH: Final = {"as_of"}  # left out of the 20 minutes
SPACE: Final = f"{{{ribbon.NAMESPACE}}}"
CONTROL: Final = {"id", "label", "imageMso", "size", "keytip", "screentip", "supertip"}
# [MS-CUSTOMUI2]: what may stand in each element, and which attributes it may have.
INSIDE: Final = {
    "customUI": {"ribbon"},
    "ribbon": {"tabs"},
    "tabs": {"tab"},
    "tab": {"group"},
    "group": {"button", "menu"},
    "menu": {"button"},
    "button": set(),
}
ATTRIBUTES: Final = {
    "customUI": {"onLoad"},
    "ribbon": set(),
    "tabs": set(),
    "tab": {"id", "label", "keytip"},
    "group": {"id", "label"},
    "menu": {*CONTROL, "getEnabled"},
    "button": {*CONTROL, "getEnabled", "onAction"},
}


def tree() -> ET.Element:
    return ET.fromstring(ribbon.custom_ui(COMMANDS, FORMULAS))


def tag(element: ET.Element) -> str:
    return element.tag.removeprefix(SPACE)


def callbacks() -> dict[str, tuple[str, ...]]:
    """The public procedures of the module behind the ribbon, with their parameters."""
    source = vba.ribbon_module(COMMANDS)
    return {
        each.name: each.parameters
        for each in parse(source, "Windows").procedures
        if each.scope == "public"
    }


def named(element: ET.Element, attribute: str) -> str:
    module, _, procedure = element.attrib[attribute].partition(".")
    assert module == vba.RIBBON_MODULE
    return procedure


def test_elements_and_attributes_are_those_of_the_schema():
    for element in tree().iter():
        assert {tag(child) for child in element} <= INSIDE[tag(element)]
        assert set(element.attrib) <= ATTRIBUTES[tag(element)]


def test_ids_are_unique_and_names():
    ids = [each.attrib["id"] for each in tree().iter() if "id" in each.attrib]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][\w.]{0,1023}", each) for each in ids)


def test_texts_have_the_lengths_excel_takes():
    for element in tree().iter():
        for attribute in ("label", "screentip", "supertip", "imageMso"):
            text = element.get(attribute)
            assert text is None or 1 <= len(text) <= 1024
        assert element.get("size") in {None, "normal", "large"}


def test_keys_are_short_and_none_is_the_beginning_of_another():
    keys = [each.attrib["keytip"] for each in tree().iter() if "keytip" in each.attrib]
    assert all(re.fullmatch(r"[A-Z0-9]{1,3}", key) for key in keys)
    on_the_tab = keys[1:]  # the tab's own is pressed before
    assert not [pair for pair in permutations(on_the_tab, 2) if pair[1].startswith(pair[0])]


def test_every_button_has_a_picture_and_says_what_it_does():
    for group in tree().iter(f"{SPACE}group"):
        assert len(group) >= 1
        for control in group:
            assert {*CONTROL, tag(control)} <= {*control.attrib, "button", "menu"}


def test_the_groups_and_buttons_are_those_of_the_registry_in_their_order():
    groups = list(tree().iter(f"{SPACE}group"))
    assert tuple(each.attrib["label"] for each in groups) == GROUPS
    shown = [each.attrib["id"] for group in groups for each in group]
    assert shown == [each.name for name in GROUPS for each in COMMANDS if each.group == name]


def test_the_menu_offers_every_formula():
    (menu,) = tree().iter(f"{SPACE}menu")
    assert [each.attrib["id"] for each in menu] == [each.name for each in FORMULAS]
    assert {named(each, "onAction") for each in menu} == {vba.INSERT}


def test_buttons_and_macros_match_one_to_one():
    pressed = {
        each.attrib["id"]: named(each, "onAction")
        for group in tree().iter(f"{SPACE}group")
        for each in group
        if tag(each) == "button"
    }
    assert pressed == {name: f"okrsheet_{name}" for name in pressed}
    asked = {
        named(each, attribute)
        for each in tree().iter()
        for attribute in ("getEnabled", "onLoad")
        if attribute in each.attrib
    }
    assert asked == {vba.IS_ENABLED, vba.CAN_INSERT, vba.LOADED}
    others = ("RefreshRibbon", vba.SAVE_COPY)
    mine = {name: each for name, each in callbacks().items() if name not in others}
    assert set(mine) == {*pressed.values(), *asked, vba.INSERT}
    assert {mine[name] for name in (*pressed.values(), vba.INSERT)} == {("Control",)}
    assert {mine[vba.IS_ENABLED], mine[vba.CAN_INSERT]} == {("Control", "Enabled")}
    assert mine[vba.LOADED] == ("Ribbon",)


def test_what_needs_an_okr_workbook_asks_for_one():
    for command in COMMANDS:
        (control,) = (each for each in tree().iter() if each.get("id") == command.name)
        if command.macro == vba.INSERT:
            assert named(control, "getEnabled") == vba.CAN_INSERT
        elif command.needs:
            assert named(control, "getEnabled") == vba.IS_ENABLED
        else:
            assert "getEnabled" not in control.attrib


def test_help_and_the_formulas_are_always_there():
    always = {each.name for each in COMMANDS if not each.needs}
    assert always == {"help", "insert_formula"}


@pytest.mark.parametrize("text", ['Q&A <"today">', "it's 5 > 4"])
def test_any_text_can_stand_on_a_button(text):
    command = Command("x", text, "Week", "large", "Help", "X", text, text)
    (button,) = ET.fromstring(ribbon.custom_ui([command], [])).iter(f"{SPACE}button")
    assert (button.attrib["label"], button.attrib["supertip"]) == (text, text)


def test_the_checklist_for_a_real_excel_names_every_button_and_counts_well():
    page = (ROOT / "docs" / "excel_checklist.md").read_text(encoding="utf-8")
    steps = re.findall(r"^- \[ \] \*\*(\d+)\.\*\*", page, re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert page.count("*Expected:*") >= len(steps) - 1  # one only prepares
    pressed = {each.label for each in COMMANDS if each.name not in CHANGES_MUCH}
    assert {label for label in pressed if label not in page} == set()
