"""Show and hide sheets and put one of them in front; all else about sheets and windows stays.

Excel opens the sheet `activeTab` names, but types into every sheet that says it is selected: so
exactly one may say it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from okrsheet.ooxml.demand_refusals import LOCKED
from okrsheet.ooxml.markup import MAIN, TRUE_WORDS, qualified
from okrsheet.ooxml.parts import Outline
from okrsheet.ooxml.refusals import STRUCTURE, ChangeRefused, Guarded
from okrsheet.ooxml.spans import TAG, Cut, Node, attribute_values, nodes_of, spliced, with_attribute

_SHEETS: Final = frozenset(qualified(MAIN, "sheets"))
_SHEET: Final = frozenset(qualified(MAIN, "sheet"))
_WINDOWS: Final = frozenset(qualified(MAIN, "bookViews"))
_WINDOW: Final = frozenset(qualified(MAIN, "workbookView"))
_CELLS: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")
_VIEW: Final = re.compile(rb"<(?:[\w.-]+:)?sheetView(?=[\s/>])")
_ACTIVE: Final = "activeTab"
_SELECTED: Final = "tabSelected"


def refuse_locked(outline: Outline, states: Mapping[str, str], name: str) -> None:
    """Let pass what changes no state of a sheet, or a workbook nobody locked.

    Raises:
        Guarded: The structure of the workbook is protected, and a sheet is to be shown or hidden.
    """
    protection = outline.marks.get("workbookProtection", {})
    if protection.get("lockStructure") in TRUE_WORDS:
        other = [tab.name for tab in outline.tabs if states.get(tab.name, tab.state) != tab.state]
        if other:
            raise Guarded(name, LOCKED, ", ".join(map(repr, other)))


def showing(data: bytes, where: str, states: Mapping[str, str], front: int) -> bytes:
    """The workbook part (UTF-8) with these sheets visible or hidden and one in front.

    Args:
        data: The part.
        where: The file and part, for messages.
        states: What each of them is to be, by its name: "visible" or "hidden".
        front: The place of the sheet in front among all sheets, from 0.

    Raises:
        ChangeRefused: The windows are stored in an unusual way.
    """
    nodes = nodes_of(data, where)
    cuts: list[Cut] = []
    for node in nodes:
        if node.name in _SHEET:
            held = node.attributes.get("state", "visible")
            state = states.get(node.attributes.get("name", ""), held)
            if state != held:
                cuts.append(_with(data, node, "state", state))
    windows = [node for node in nodes if node.name in _WINDOW]
    others = (each for each in windows if each.attributes.get(_ACTIVE, "0") != str(front))
    cuts += (_with(data, window, _ACTIVE, str(front)) for window in others)
    if not windows and front:
        cuts.append(_new_window(nodes, where, front))
    return spliced(data, cuts)


def _with(data: bytes, node: Node, name: str, value: str) -> Cut:
    tag = data[node.start : node.head_end]
    return node.start, node.head_end, with_attribute(tag, name, value)


def _new_window(nodes: Sequence[Node], where: str, front: int) -> Cut:
    at = next((node.start for node in nodes if node.parent == 0 and node.name in _SHEETS), -1)
    if at < 0 or any(node.name in _WINDOWS for node in nodes):
        raise ChangeRefused(where, STRUCTURE, "windows")
    prefix = nodes[0].prefix
    window = b'<%bworkbookView activeTab="%d"/>' % (prefix, front)
    return at, at, b"<%bbookViews>%b</%bbookViews>" % (prefix, window, prefix)


def selecting(data: bytes, where: str, *, chosen: bool) -> bytes:
    """A sheet's part (UTF-8) that says whether the sheet is selected.

    Raises:
        ChangeRefused: Its head is stored in an unusual way.
    """
    cells = _CELLS.search(data)
    head = data[: cells.start()] if cells else data
    if not chosen and _SELECTED.encode() not in head:
        return data
    if b"<!" in head:
        raise ChangeRefused(where, STRUCTURE, "remarks in front of the cells")
    cuts: list[Cut] = []
    for found in _VIEW.finditer(head):
        tag = TAG.match(head, found.start())
        if tag is not None and _says_selected(tag[0]) != chosen:
            new = with_attribute(tag[0], _SELECTED, str(int(chosen)))
            cuts.append((tag.start(), tag.end(), new))
    return spliced(data, cuts)


def _says_selected(tag: bytes) -> bool:
    return attribute_values(tag).get(_SELECTED) in TRUE_WORDS
