"""The OKR tab as customUI XML, written from the registry."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from okrsheet.addin import vba
from okrsheet.addin.registry import Command, Formula

PART: Final = "customUI/customUI14.xml"
RELATIONSHIP: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
TAB: Final = "okrsheet_tab"


def custom_ui(commands: Iterable[Command], formulas: Iterable[Formula]) -> str:
    """The tab: a group for each `Command.group`, in the order of the commands.

    Args:
        commands: the buttons; the one whose macro is `vba.INSERT` becomes a menu.
        formulas: the entries of that menu.
    """
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    entries = tuple(formulas)
    tab = _element(
        "tab",
        (_group(name, members, entries) for name, members in groups.items()),
        id=TAB,
        label="OKR",
        keytip="K",
    )
    ribbon = _element("ribbon", [_element("tabs", [tab])])
    root = _element("customUI", [ribbon], xmlns=NAMESPACE, onLoad=_named(vba.LOADED))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'


def _group(name: str, commands: Iterable[Command], formulas: tuple[Formula, ...]) -> str:
    controls = (
        _menu(each, formulas) if each.macro == vba.INSERT else _button(each) for each in commands
    )
    return _element("group", controls, id=f"okrsheet_{name.lower()}", label=name)


def _button(command: Command) -> str:
    action = _named(command.macro)
    return _element("button", **_looks(command), onAction=action, **_enabled(command))


def _menu(command: Command, formulas: Iterable[Formula]) -> str:
    entries = [_entry(formula) for formula in formulas]
    return _element("menu", entries, **_looks(command), getEnabled=_named(vba.CAN_INSERT))


def _entry(formula: Formula) -> str:
    """A formula in the menu; its id is what the macro writes into the line of Python."""
    return _element(
        "button",
        id=formula.name,
        label=formula.name,
        screentip=formula.name,
        supertip=formula.help,
        onAction=_named(vba.INSERT),
    )


def _looks(command: Command) -> dict[str, str]:
    return {
        "id": command.name,
        "label": command.label,
        "imageMso": command.icon,
        "size": command.size,
        "keytip": command.keytip,
        "screentip": command.screentip,
        "supertip": command.supertip,
    }


def _enabled(command: Command) -> dict[str, str]:
    """Without this attribute a button is always enabled."""
    return {"getEnabled": _named(vba.IS_ENABLED)} if command.needs else {}


def _named(procedure: str) -> str:
    """A callback with its module: other workbooks may have one of the same name."""
    return f"{vba.RIBBON_MODULE}.{procedure}"


def _element(tag: str, children: Iterable[str] = (), **attributes: str) -> str:
    start = tag + "".join(_attribute(*each) for each in attributes.items())
    inside = "".join(f"\n{line}" for child in children for line in _indented(child))
    return f"<{start}>{inside}\n</{tag}>" if inside else f"<{start}/>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'


def _indented(xml: str) -> Iterator[str]:
    yield from (f"  {line}" for line in xml.split("\n"))
