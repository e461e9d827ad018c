"""What our stored formulas name, and whether a workbook has it."""

import re

import pytest

from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.formula import sources, stored
from okrsheet.workbook.formula_references import resolves
from okrsheet.workbook.layout import SHORTS, SPOT_SHEETS, TABLES, defined_names
from okrsheet.workbook.sheets.engine import ENGINE
from tests.small_plan import small_book


def named_in(formula: str) -> set[tuple[str, str]]:
    """Columns by table, and defined names."""
    found = {(each.table, each.name) for each in sources(formula)}
    return {(table, name) for table, name in found if table or name.startswith("okr_")}


BOOK = parse_workbook(small_book(), "book.xlsx")
OURS = sorted(
    {stored(c.formula, t.name, SHORTS) for t in TABLES for c in t.columns if c.formula}
    | {stored(s.formula, "", SHORTS) for each in SPOT_SHEETS.values() for s in each if s.formula}
    | {stored(each.formula, "", SHORTS) for each in ENGINE}
)


@pytest.mark.parametrize(
    ("formula", "named"),
    [
        ("tblA[[#This Row],[Due by]]+1", {("tblA", "Due by")}),
        ("SUM(tblA[Value])", {("tblA", "Value")}),
        ("tblA[[#Headers],[ID]]", {("tblA", "ID")}),
        ("okr_end-okr_start", {("", "okr_end"), ("", "okr_start")}),
        ('"tblA[ID] okr_end"&B5', set()),
    ],
)
def test_what_a_formula_names(formula: str, named: set[tuple[str, str]]) -> None:
    assert named_in(formula) == named


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ('IF($P10="","",INDEX(tblA[B2],$P$11))', {"P10", "P11"}),
        ("LOG10(A1)+okr_month_1", {"A1"}),
        ('"A1"&tblA1[[#This Row],[A1]]', set()),
    ],
)
def test_the_single_cells_a_formula_reads(formula: str, cells: set[str]) -> None:
    assert {s.name for s in sources(formula) if not s.table and s.name[0] != "o"} == cells


def test_all_that_our_formulas_name_is_seen() -> None:
    for formula in OURS:
        bare = re.sub('"[^"]*"', "", formula)
        brackets = len(re.findall(r"\w\[", bare))
        words = set(re.findall(r"\bokr_\w+", bare))
        found = named_in(formula)
        assert {item for table, item in found if not table} == words
        assert bool(brackets) == any(table for table, _ in found)
        assert {table for table, _ in found if table} == set(re.findall(r"\b(tbl\w+)\[", bare))


def test_a_new_workbook_has_all_that_our_formulas_name() -> None:
    assert len(OURS) > 400
    assert all(resolves(formula, BOOK) for formula in OURS)
    assert {i for f in OURS for t, i in named_in(f) if not t} <= set(defined_names())


@pytest.mark.parametrize(
    "formula",
    [
        "tblNone[ID]",
        "tblKeyResults[Ziel]",
        "tblKeyResults[target]",
        "tblKeyResults[[#This Row],[Target ]]",
        "okr_never",
        "okr_start+okr_never",
    ],
)
def test_what_a_workbook_lacks(formula: str) -> None:
    assert not resolves(formula, BOOK)


def test_a_name_that_leads_nowhere_is_lacking() -> None:
    broken = BOOK._replace(names=dict(BOOK.names, okr_start="Lists!#REF!"))
    assert resolves("okr_start", BOOK)
    assert not resolves("okr_start", broken)
