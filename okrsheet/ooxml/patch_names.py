"""Set defined names that hold for the whole workbook; all else about them stays."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from okrsheet.ooxml.cell_text import LONGEST_FORMULA, units
from okrsheet.ooxml.cells import FORBIDDEN, escaped, one_kind_of_break
from okrsheet.ooxml.markup import MAIN, position, qualified
from okrsheet.ooxml.patch_book import BEFORE_NAMES
from okrsheet.ooxml.refusals import BAD_NAME, LETTER, NAME_TEXT, STRUCTURE, ChangeRefused
from okrsheet.ooxml.spans import Cut, Node, attribute_text, nodes_of, spliced
from okrsheet.ooxml.stretch import Stretch, stretched_formula

_NAMES: Final = frozenset(qualified(MAIN, "definedNames"))
_NAME: Final = frozenset(qualified(MAIN, "definedName"))
_WORD: Final = re.compile(r"(?:[^\W\d]|\\)[\w.\\?]{0,254}")
_ROW_AND_COLUMN: Final = re.compile(r"(?:R[0-9]*)?(?:C[0-9]*)?", re.IGNORECASE)


def refuse_name(name: str, text: str, where: str) -> None:
    """Let pass a text that a defined name can stand for.

    Raises:
        ChangeRefused: It is empty, too long, or no formula.
    """
    if not text or text != text.strip() or text.startswith("=") or units(text) > LONGEST_FORMULA:
        raise ChangeRefused(where, NAME_TEXT, f"{name[:60]}: {text[:20]!r}")
    found = FORBIDDEN.search(text)
    if found is not None:
        raise ChangeRefused(where, LETTER, f"{name[:60]}: U+{ord(found[0]):04X}")


def refuse_new_name(name: str, where: str) -> None:
    """Let pass what Excel takes as the name of something new.

    Raises:
        ChangeRefused: It is no word, or could be taken for a cell.
    """
    is_word = _WORD.fullmatch(name) is not None and not name.lower().startswith("_xlnm")
    if not is_word or _ROW_AND_COLUMN.fullmatch(name) or _is_cell(name):
        raise ChangeRefused(where, BAD_NAME, repr(name[:60]))


def _is_cell(name: str) -> bool:
    try:
        position(name)
    except ValueError:
        return False
    return True


def with_names(data: bytes, names: Mapping[str, str], where: str) -> bytes:
    """The workbook part (UTF-8) with these names set, or added in their place.

    Raises:
        ChangeRefused: The names are stored in an unusual way, or a new one is not possible.
    """
    nodes = nodes_of(data, where)
    lists = [at for at, node in enumerate(nodes) if node.parent == 0 and node.name in _NAMES]
    if len(lists) > 1:
        raise ChangeRefused(where, STRUCTURE, "several lists of defined names")
    found = [node for node in nodes if [node.parent] == lists and node.name in _NAME]
    cuts: list[Cut] = []
    added: list[tuple[str, bytes]] = []
    prefix = nodes[0].prefix
    for name in sorted(names, key=str.casefold):
        stored = [node for node in found if _is_named(node, name)]
        body = escaped(one_kind_of_break(names[name])).encode()
        if len(stored) > 1:
            raise ChangeRefused(where, STRUCTURE, f"the defined name {name[:60]!r} is there twice")
        if stored:
            cuts.append(_changed(data, stored[0], body))
        else:
            refuse_new_name(name, where)
            head = b'<%bdefinedName name="%b">' % (prefix, attribute_text(name))
            added.append((name, head + body + b"</%bdefinedName>" % prefix))
    around = nodes[lists[0]] if lists else None
    return spliced(data, cuts + _insertions(data, nodes, around, found, added))


def stretched_names(data: bytes, where: str, stretches: Sequence[Stretch]) -> bytes:
    """The workbook part (UTF-8) with names, also those of one sheet, that follow tables' ends."""
    cuts: list[Cut] = []
    for node in nodes_of(data, where):
        if node.name in _NAME:
            text = stretched_formula(node.text, stretches)
            if text != node.text:
                cuts.append(_changed(data, node, escaped(text).encode()))
    return spliced(data, cuts)


def _is_named(node: Node, name: str) -> bool:
    stored = node.attributes.get("name", "")
    return stored.casefold() == name.casefold() and "localSheetId" not in node.attributes


def _changed(data: bytes, node: Node, body: bytes) -> Cut:
    if not node.is_one_tag:
        return node.head_end, node.tail_start, body
    head = data[node.start : node.head_end].removesuffix(b"/>").rstrip()
    return node.start, node.end, head + b">" + body + b"</%bdefinedName>" % node.prefix


def _insertions(
    data: bytes,
    nodes: list[Node],
    around: Node | None,
    found: list[Node],
    added: list[tuple[str, bytes]],
) -> list[Cut]:
    if not added:
        return []
    if around is not None and not around.is_one_tag:
        return [(at, at, piece) for at, piece in _places(around, found, added)]
    body = b"".join(piece for _, piece in added)
    prefix = nodes[0].prefix
    if around is not None:
        head = data[around.start : around.head_end].removesuffix(b"/>").rstrip() + b">"
        return [(around.start, around.end, head + body + b"</%bdefinedNames>" % around.prefix)]
    before = [node.end for node in nodes if node.parent == 0 and node.name in BEFORE_NAMES]
    at = max(before)
    return [(at, at, b"<%bdefinedNames>%b</%bdefinedNames>" % (prefix, body, prefix))]


def _places(
    around: Node, found: list[Node], added: list[tuple[str, bytes]]
) -> list[tuple[int, bytes]]:
    stored = [(node.attributes.get("name", "").casefold(), node.start) for node in found]
    places = []
    for name, piece in added:
        behind = (start for other, start in stored if other > name.casefold())
        places.append((next(behind, around.tail_start), piece))
    return places
