"""Changes of the small parts that belong to the workbook as a whole."""

import posixpath
from typing import Final

from okrsheet.ooxml.errors import DamagedWorkbook
from okrsheet.ooxml.markup import MAIN, TRUE_WORDS, parse, qualified
from okrsheet.ooxml.refusals import NOT_XML, ChangeRefused
from okrsheet.ooxml.spans import Cut, Node, nodes_of, spliced, with_attribute

_FIRST = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences"),
)
BEFORE_NAMES: Final = frozenset(qualified(MAIN, *_FIRST))
"""What the schema puts in front of the defined names."""
_BEFORE_CALCULATION: Final = BEFORE_NAMES | frozenset(qualified(MAIN, "definedNames"))
_CALCULATION: Final = frozenset(qualified(MAIN, "calcPr"))
_CHAIN_LINK: Final = "/relationships/calcChain"
_SWITCH: Final = "fullCalcOnLoad"


def recalculating(data: bytes, where: str) -> bytes:
    """The workbook part (UTF-8) with the order to compute everything when it is opened."""
    nodes = nodes_of(data, where)
    found = next((node for node in nodes if _is_child(node, _CALCULATION)), None)
    if found is not None:
        if found.attributes.get(_SWITCH) in TRUE_WORDS:
            return data
        tag = with_attribute(data[found.start : found.head_end], _SWITCH, "1")
        return spliced(data, [(found.start, found.head_end, tag)])
    before = [node for node in nodes if _is_child(node, _BEFORE_CALCULATION)]
    at = max((node.end for node in before), default=nodes[0].head_end)
    piece = b'<%bcalcPr %b="1"/>' % (nodes[0].prefix, _SWITCH.encode())
    return spliced(data, [(at, at, piece)])


def _is_child(node: Node, names: frozenset[str]) -> bool:
    return node.parent == 0 and node.name in names


def without_chain(data: bytes, where: str, folder: str) -> tuple[bytes, str] | None:
    """The workbook's relationships (UTF-8) without the one to the calculation chain, and its part.

    Args:
        data: The part with the relationships.
        where: The file and part, for messages.
        folder: The workbook part's folder.

    Returns:
        None where there is no calculation chain.
    """
    for node in nodes_of(data, where):
        if node.parent == 0 and node.attributes.get("Type", "").endswith(_CHAIN_LINK):
            target = node.attributes.get("Target", "")
            part = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            return spliced(data, [(node.start, node.end, b"")]), part
    return None


def without_type(data: bytes, where: str, part: str) -> bytes:
    """The content types (UTF-8) without what is said about one part."""
    cuts: list[Cut] = [
        (node.start, node.end, b"")
        for node in nodes_of(data, where)
        if node.parent == 0 and node.attributes.get("PartName", "").lower() == f"/{part}".lower()
    ]
    return spliced(data, cuts)


def refuse_broken(content: bytes, where: str) -> None:
    """Let well-formed XML pass.

    Raises:
        ChangeRefused: It is none.
    """
    try:
        parse(content, where, _pass, _pass, _pass)
    except DamagedWorkbook as error:
        raise ChangeRefused(where, NOT_XML, error.what) from error


def _pass(*_: object) -> None:
    """Nothing in the XML is asked for, only that it is some."""
