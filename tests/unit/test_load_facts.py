"""What a workbook holds besides cells is said in a line each, with its way out."""

from typing import get_args

import pytest

from okrsheet.core.content_codes import CONTENT_CODES
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Fact, FactKind
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.load_facts import fact_findings
from tests import books
from tests.unit.plain_book import KEY_RESULTS, Tab, load, tabs
from tests.unit.tiny_book import workbook

PART = "xl/thing.xml"
KINDS: dict[str, tuple[FactKind, ...]] = {
    "OKR031": ("external link", "DDE link", "remote content"),
    "OKR032": ("embedded object", "control"),
    "OKR033": ("macros", "macro sheet", "ribbon"),
    "OKR034": ("connection", "web extension"),
    "OKR037": ("sheet protection", "structure protection"),
    "OKR038": ("reserved", "read-only recommended", "final", "shared workbook", "signature"),
    "OKR039": ("other ending",),
}


def told(*facts: Fact) -> list[str]:
    return [each.code for each in fact_findings(facts)]


def test_every_kind_of_fact_has_its_finding() -> None:
    assert {kind for kinds in KINDS.values() for kind in kinds} == set(get_args(FactKind))


@pytest.mark.parametrize(
    ("code", "kind"), [(code, kind) for code, kinds in KINDS.items() for kind in kinds]
)
def test_a_fact_is_a_finding(code: str, kind: FactKind) -> None:
    assert told(Fact(kind, PART, "S", "detail")) == [code]


def test_nothing_is_said_of_nothing() -> None:
    assert told() == []


@pytest.mark.parametrize("kind", KINDS["OKR037"])
def test_what_anybody_can_unlock_is_no_matter(kind: FactKind) -> None:
    assert told(Fact(kind, PART, "S", "")) == []


def test_things_of_a_kind_are_named_together_the_first_ones() -> None:
    links = [Fact("external link", f"xl/e{n}.xml", "", f"file:///{n}.xlsx") for n in range(5)]
    dde = Fact("DDE link", "xl/e9.xml", "", "cmd|/c calc")
    (found,) = fact_findings([dde, *links])
    assert "6 links to the outside: 'cmd|/c calc', 'file:///0.xlsx'" in found.message
    assert "and 3 more" in found.message
    (one,) = fact_findings([Fact("control", "xl/activeX/activeX1.xml", "", "")])
    assert "1 embedded object or control: 'xl/activeX/activeX1.xml'" in one.message


def test_a_wrong_ending_says_the_right_one() -> None:
    (found,) = fact_findings([Fact("other ending", PART, "", ".xltx")])
    assert ".xltx" in found.message
    assert ".xltx" in found.way_out


def test_facts_of_a_plain_workbook_are_found() -> None:
    lock = '<sheetProtection algorithmName="SHA-512" hashValue="a" saltValue="b" sheet="1"/>'
    parts = {"xl/embeddings/oleObject1.bin": b"x"}
    loaded = load(tabs(KeyResults=Tab(KEY_RESULTS, behind=lock)), parts)
    found = {each.code: each for each in loaded.findings}
    assert found["OKR037"].where == "KeyResults"
    assert "oleObject1.bin" in found["OKR032"].message
    assert loaded.plan is not None


def test_who_reserved_a_workbook_is_named() -> None:
    sharing = '<fileSharing readOnlyRecommended="1" userName="Ida &amp; Jon" hashValue="a"/>'
    listed = '<sheet name="S" sheetId="1" r:id="rId1"/>'
    parts = {"xl/workbook.xml": workbook(listed, before=sharing)}
    (found,) = [e for e in load({"S": Tab(KEY_RESULTS)}, parts).findings if e.code == "OKR038"]
    assert "reserved" in found.message
    assert "Ida & Jon" in found.message


def test_our_own_sheets_are_protected_without_a_password_and_nothing_is_said() -> None:
    codes = {e.code for e in read_plan(parse_workbook(books.example(), "book.xlsx")).findings}
    assert codes.isdisjoint(code.code for code in CONTENT_CODES)
