"""What a workbook holds besides cells, as findings: listed by the reader, opened by nobody."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding
from okrsheet.ooxml.records import Fact, FactKind
from okrsheet.workbook.headers import listed

_KINDS: Final[Mapping[str, tuple[FactKind, ...]]] = {
    "OKR031": ("external link", "DDE link", "remote content"),
    "OKR032": ("embedded object", "control"),
    "OKR033": ("macros", "macro sheet", "ribbon"),
    "OKR034": ("connection", "web extension"),
}
_SAID: Final = {
    "OKR031": ("link to the outside", "links to the outside"),
    "OKR032": ("embedded object or control", "embedded objects or controls"),
    "OKR033": ("part with macros", "parts with macros"),
    "OKR034": ("connection", "connections"),
}
_CAUTIONS: Final[Mapping[FactKind, str]] = {
    "reserved": "The workbook is reserved for writing",
    "read-only recommended": "The workbook asks to be opened read-only",
    "final": "The workbook is marked as final",
    "shared workbook": "The workbook is shared in the old way",
    "signature": "The workbook is signed; any change breaks the signature",
}
_MOST: Final = 3


def fact_findings(facts: Iterable[Fact]) -> Iterator[Finding]:
    """One finding for each kind of thing, each protected sheet, each reason for caution."""
    there = tuple(facts)
    for code, kinds in _KINDS.items():
        found = [fact for fact in there if fact.kind in kinds]
        if found:
            one, many = _SAID[code]
            things = f"1 {one}" if len(found) == 1 else f"{len(found)} {many}"
            yield finding(code, f"The workbook holds {things}: {_names(found)}.")
    for fact in there:
        yield from _caution(fact)


def _names(found: Iterable[Fact]) -> str:
    """What they are called or lead to; the part they stand in where they do not say."""
    return listed((fact.detail or fact.part for fact in found), most=_MOST)


def _caution(fact: Fact) -> Iterator[Finding]:
    if fact.kind == "sheet protection" and fact.detail:
        message = f"The sheet {fact.sheet!r} is protected with a password."
        yield finding("OKR037", message)._replace(sheet=fact.sheet)
    elif fact.kind == "structure protection" and fact.detail:
        yield finding("OKR037", "The sheets of the workbook are protected with a password.")
    elif fact.kind == "other ending":
        message = f"The content is that of a {fact.detail} file, which Excel will not open."
        way_out = f"Give the file the ending {fact.detail}, or save it as .xlsx in Excel."
        yield finding("OKR039", message)._replace(way_out=way_out)
    elif fact.kind in _CAUTIONS:
        by = f" by {fact.detail!r}" if fact.detail else ""
        yield finding("OKR038", f"{_CAUTIONS[fact.kind]}{by}.")
