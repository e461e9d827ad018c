"""The cell formats of one workbook put behind those of another: no format there changes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from okrsheet.ooxml.markup import MAIN, qualified
from okrsheet.ooxml.refusals import STRUCTURE, ChangeRefused
from okrsheet.ooxml.spans import Cut, Node, nodes_of, spliced, with_attribute

LISTS: Final = ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs")
"""What cells and rules refer to by number; numbers of the first are said, the others are places."""
_ORDER: Final = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
_OWN_FORMATS: Final = 164
_REFERENCES: Final = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


class Moved(NamedTuple):
    """The formats of the one workbook as the other one counts them.

    Attributes:
        styles: the part with all formats, in UTF-8.
        cells: what to add to the number of a cell format.
        rules: what to add to the number of a format of a rule.
    """

    styles: bytes
    cells: int
    rules: int


class _List(NamedTuple):
    """One list of formats: the element, None where there is none, and what stands in it."""

    element: Node | None
    children: tuple[Node, ...]


def with_formats(old: bytes, more: bytes, where: str) -> Moved:
    """The formats of a workbook, with those of another one behind them.

    Args:
        old: the part with the formats (UTF-8).
        more: the same part of the other workbook, one that okrsheet made.
        where: the file and part, for messages.

    Raises:
        ChangeRefused: they are stored in an unusual way.
    """
    nodes, others = nodes_of(old, where), nodes_of(more, where)
    if not nodes[0].name.startswith(MAIN[0]):
        raise ChangeRefused(where, STRUCTURE, "formats in other words")
    held = {name: _list_of(nodes, name) for name in LISTS}
    new = {name: _list_of(others, name) for name in LISTS}
    numbers = _numbers(held["numFmts"].children, new["numFmts"].children)
    counts = {name: len(held[name].children) for name in LISTS}
    cuts: list[Cut] = []
    for name in LISTS:
        pieces = [_child(more, node, name, counts, numbers) for node in new[name].children]
        if pieces:
            cuts.append(_insertion(nodes, held[name], name, _spelled(nodes[0], pieces)))
            cuts += _counted(old, held[name], len(pieces))
    return Moved(spliced(old, _joined(cuts)), counts["cellXfs"], counts["dxfs"])


def _list_of(nodes: Sequence[Node], name: str) -> _List:
    names = frozenset(qualified(MAIN, name))
    found = [at for at, node in enumerate(nodes) if node.parent == 0 and node.name in names]
    if not found:
        return _List(None, ())
    children = tuple(node for node in nodes if node.parent == found[0])
    return _List(nodes[found[0]], children)


def _numbers(held: Sequence[Node], new: Sequence[Node]) -> Mapping[str, str]:
    """Numbers for the number formats that nobody uses yet, by those they have."""
    taken = [int(node.attributes.get("numFmtId", "0")) for node in held]
    first = max([*taken, _OWN_FORMATS - 1]) + 1
    ids = [node.attributes["numFmtId"] for node in new]
    return {name: str(number) for number, name in enumerate(ids, first)}


def _child(
    data: bytes, node: Node, name: str, counts: Mapping[str, int], numbers: Mapping[str, str]
) -> bytes:
    """An element of a list, with the numbers it has in the other workbook."""
    head, rest = data[node.start : node.head_end], data[node.head_end : node.end]
    if name in ("numFmts", "cellXfs"):
        number = node.attributes.get("numFmtId", "0")
        head = with_attribute(head, "numFmtId", numbers.get(number, number))
    if name == "cellXfs":
        for attribute, other in _REFERENCES.items():
            place = int(node.attributes.get(attribute, "0")) + counts[other]
            head = with_attribute(head, attribute, str(place))
    return head + rest


def _spelled(root: Node, pieces: Sequence[bytes]) -> bytes:
    """The elements as words of the other part, whose own may carry a prefix."""
    if not root.prefix:
        return b"".join(pieces)
    space = b' xmlns="%b"' % MAIN[0].encode()
    return b"".join(_with_space(piece, space) for piece in pieces)


def _with_space(piece: bytes, space: bytes) -> bytes:
    end = min(at for at in (piece.find(mark) for mark in (b" ", b">", b"/>")) if at > 0)
    return piece[:end] + space + piece[end:]


def _insertion(nodes: Sequence[Node], held: _List, name: str, pieces: bytes) -> Cut:
    around = held.element
    if around is not None and not around.is_one_tag:
        return around.tail_start, around.tail_start, pieces
    prefix = nodes[0].prefix
    made = b"<%b%b>%b</%b%b>" % (prefix, name.encode(), pieces, prefix, name.encode())
    if around is not None:
        return around.start, around.end, made
    return _behind(nodes, name), _behind(nodes, name), made


def _behind(nodes: Sequence[Node], name: str) -> int:
    """Where a list belongs that is not there: behind all that comes before it."""
    before = takewhile(lambda each: each != name, _ORDER)
    names = {full for each in before for full in qualified(MAIN, each)}
    ends = [node.end for node in nodes if node.parent == 0 and node.name in names]
    return max(ends, default=nodes[0].head_end)


def _counted(old: bytes, held: _List, more: int) -> Iterator[Cut]:
    around = held.element
    if around is not None and not around.is_one_tag and "count" in around.attributes:
        head = old[around.start : around.head_end]
        count = str(len(held.children) + more)
        yield around.start, around.head_end, with_attribute(head, "count", count)


def _joined(cuts: Sequence[Cut]) -> list[Cut]:
    """The changes, those at one place put together in their order."""
    found: dict[tuple[int, int], bytes] = {}
    for start, end, piece in cuts:
        found[start, end] = found.get((start, end), b"") + piece
    return [(start, end, piece) for (start, end), piece in found.items()]


def are_behind(old: bytes, new: bytes, where: str) -> bool:
    """Whether every format of a workbook is still there, at its number."""
    nodes, others = nodes_of(old, where), nodes_of(new, where)
    for name in (*LISTS, "cellStyleXfs", "cellStyles"):
        before = [old[n.start : n.end] for n in _list_of(nodes, name).children]
        after = [new[n.start : n.end] for n in _list_of(others, name).children]
        if after[: len(before)] != before:
            return False
    return True
