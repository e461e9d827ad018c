"""Set custom document properties that are texts."""

from collections.abc import Mapping
from typing import Final

from okrsheet.ooxml.cell_text import escaped_text, units
from okrsheet.ooxml.cells import FORBIDDEN, LONGEST
from okrsheet.ooxml.markup import qualified, whole_number
from okrsheet.ooxml.parts import PROPERTIES
from okrsheet.ooxml.refusals import (
    BAD_PROPERTY,
    LETTER,
    NO_TEXT,
    STRUCTURE,
    ChangeRefused,
)
from okrsheet.ooxml.spans import Cut, Node, attribute_text, nodes_of, spliced

_TYPES: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
)
_TEXTS: Final = frozenset(qualified(_TYPES, "lpwstr", "lpstr", "bstr"))
_PROPERTY: Final = frozenset(qualified(PROPERTIES, "property"))
_FORMAT: Final = b"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST_NAME: Final = 255


def refuse_property(name: str, text: str, where: str) -> None:
    """Let pass a text a property can hold.

    Raises:
        ChangeRefused: It is too long, begins or ends with a blank, or holds what none can hold.
    """
    is_name = 0 < units(name) <= _LONGEST_NAME and name == name.strip()
    if not is_name or text != text.strip() or units(text) > LONGEST:
        raise ChangeRefused(where, BAD_PROPERTY, f"{name[:60]!r}: {text[:20]!r}")
    found = FORBIDDEN.search(name + text)
    if found is not None:
        raise ChangeRefused(where, LETTER, f"U+{ord(found[0]):04X}")


def with_properties(data: bytes, texts: Mapping[str, str], where: str) -> bytes:
    """The part (UTF-8) with these properties set, or added behind the others.

    Raises:
        ChangeRefused: One holds no text, or the part is built in an unusual way.
    """
    nodes = nodes_of(data, where)
    found = {at: node for at, node in enumerate(nodes) if node.name in _PROPERTY}
    cuts: list[Cut] = []
    number = max((_number(node) for node in found.values()), default=1)
    added = b""
    for name, text in texts.items():
        stored = [at for at, node in found.items() if node.attributes.get("name") == name]
        if len(stored) > 1:
            raise ChangeRefused(where, STRUCTURE, f"the property {name[:60]!r} is there twice")
        if stored:
            values = [node for node in nodes if node.parent == stored[0]]
            cuts.append(_changed(data, values, text, where))
        else:
            number += 1
            added += _added(nodes[0].prefix, name, text, number)
    return spliced(data, [*cuts, *_insertion(data, nodes[0], added)])


def _number(node: Node) -> int:
    try:
        return whole_number(node.attributes.get("pid", ""))
    except ValueError:
        return 1


def _changed(data: bytes, values: list[Node], text: str, where: str) -> Cut:
    if [node.name in _TEXTS for node in values] != [True]:
        raise ChangeRefused(where, NO_TEXT)
    (node,) = values
    body = escaped_text(text)
    if not node.is_one_tag:
        return node.head_end, node.tail_start, body
    head = data[node.start : node.head_end].removesuffix(b"/>").rstrip()
    end = data[node.start + 1 : node.head_end].split(maxsplit=1)[0].removesuffix(b"/>")
    return node.start, node.end, head + b">" + body + b"</" + end + b">"


def _added(prefix: bytes, name: str, text: str, number: int) -> bytes:
    head = b'<%bproperty fmtid="%b" pid="%d" name="%b">' % (
        *(prefix, _FORMAT, number, attribute_text(name)),
    )
    space = f'xmlns:vt="{_TYPES[0]}"'.encode()
    value = b"<vt:lpwstr %b>%b</vt:lpwstr>" % (space, escaped_text(text))
    return head + value + b"</%bproperty>" % prefix


def _insertion(data: bytes, root: Node, added: bytes) -> list[Cut]:
    if not added:
        return []
    if not root.is_one_tag:
        return [(root.tail_start, root.tail_start, added)]
    head = data[root.start : root.head_end].removesuffix(b"/>").rstrip() + b">"
    return [(root.start, root.end, head + added + b"</%bProperties>" % root.prefix)]
