"""The workbook's live formulas say what the core says, in two calculation engines.

Every computed cell of every sheet is compared: figures, words, working columns, settings.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.history import first_rows
from okrsheet.core.model import UNREADABLE, CheckIn, Plan
from okrsheet.core.policy import SMB, Policy
from okrsheet.core.words import Type
from okrsheet.workbook.load import load
from tests import books
from tests.dressed import dressed, forecasts, verdicts
from tests.engines.compare import Cells, differences
from tests.engines.iron import recalculate_iron
from tests.engines.libreoffice import LibreOffice
from tests.oracle.generate import random_plan

BATCHES = 12
SEEDS_A_BATCH = 25
EVERY = 10
"""Of so many seeds, one is judged on more days than its own."""

TRIES = 60


class Case(NamedTuple):
    """A plan as both engines can read it, and what its computed cells have to show."""

    name: str
    plan: Plan
    policy: Policy
    as_of: date
    data: bytes
    data_with_booleans: bytes
    expected: Cells


def days_of(seed: int, plan: Plan, as_of: date) -> Iterator[date]:
    yield as_of
    if seed % EVERY == 0:
        start, end = plan.quarter.start, plan.quarter.end
        yield from {start - timedelta(2), start + (end - start) * 3 // 5, end + timedelta(9)}


def without_booleans(plan: Plan) -> Plan:
    """LibreOffice takes TRUE for 1; only a Yes/No key result reads both the same."""
    rows = first_rows(kr.id if kr.text else "" for kr in plan.key_results)

    def readable(check_in: CheckIn) -> CheckIn:
        row = rows.get(check_in.key_result_id.casefold())
        yes_no = row is not None and plan.key_results[row].type is Type.YES_NO
        if isinstance(check_in.value, bool) and not yes_no:
            return check_in._replace(value=UNREADABLE)
        return check_in

    return plan._replace(check_ins=tuple(map(readable, plan.check_ins)))


def with_booleans(data: bytes, plan: Plan) -> bytes:
    """The same workbook with TRUE and FALSE in Value where the plan says so."""
    found = {
        row: check_in.value
        for row, check_in in enumerate(plan.check_ins)
        if isinstance(check_in.value, bool)
    }
    if not found:
        return data
    book = books.Book(data)
    for row, value in found.items():
        book.type_in("Check-ins", "Value", row, books.boolean(value=value))
    return book.data


def case(seed: int, plan: Plan, policy: Policy, as_of: date) -> Case:
    plain, judged = without_booleans(plan), verdicts(plan, seed)
    kept = forecasts(plan, policy, as_of, seed)
    picked = Random(f"picked {seed}").choice(["", "KR99", *(kr.id for kr in plan.key_results)])
    made = books.workbook(plain, policy, as_of, judged=judged, forecasted=kept, picked=picked)
    data = books.without_print_titles(made)
    cells = books.expected(plan, policy, as_of, judged, kept, picked)
    assert cells == books.expected(plain, policy, as_of, judged, kept, picked)
    name = f"seed {seed} as of {as_of}"
    return Case(name, plan, policy, as_of, data, with_booleans(data, plan), cells)


def cases(first: int, count: int) -> Iterator[Case]:
    for seed in range(first, first + count):
        plan, policy, as_of = some_plan(seed)
        for day in days_of(seed, plan, as_of):
            yield case(seed, plan, policy, day)


def some_plan(seed: int) -> tuple[Plan, Policy, date]:
    """Every other one with the words and reviews that do not change a figure."""
    plan, policy, as_of = random_plan(seed)
    return dressed(plan, seed) if seed % 2 else plan, policy, as_of


@cache
def case_of(seed: int) -> Case:
    return case(seed, *some_plan(seed))


def stored(folder: Path, data: bytes) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.xlsx"
    path.write_bytes(data)
    return path


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("batch", range(BATCHES), ids=lambda batch: f"batch {batch}")
def test_formulas_and_core_agree(batch: int, libreoffice: LibreOffice, tmp_path: Path) -> None:
    found: list[str] = []

    def judged(each: Case, engine: str, got: Cells) -> list[str]:
        return [f"{each.name}, {engine}: {line}" for line in differences(each.expected, got)]

    with ThreadPoolExecutor(1) as office:
        for each in cases(batch * SEEDS_A_BATCH, SEEDS_A_BATCH):
            path = stored(tmp_path, each.data)
            waiting = office.submit(libreoffice.recalculate, path)
            found += judged(each, "stored", books.Book(each.data).cached())
            iron = recalculate_iron(stored(tmp_path, each.data_with_booleans))
            found += judged(each, "IronCalc", iron)
            found += judged(each, "LibreOffice", waiting.result())
    assert found == []


def test_plans_hold_true_and_false_where_numbers_belong() -> None:
    kinds = {
        isinstance(check_in.value, bool) and read.value is UNREADABLE
        for seed in range(40)
        for plan in [random_plan(seed)[0]]
        for check_in, read in zip(plan.check_ins, without_booleans(plan).check_ins, strict=True)
    }
    assert kinds == {True, False}


def planted(each: Case, old: str, new: str, sheet: str | None = None) -> bytes:
    book = books.Book(each.data)
    assert book.change_formulas(old, new, sheet) > 0
    return book.data


FAULTS = [
    pytest.param("okr_committed_green", "okr_aspirational_green", id="the other threshold"),
    pytest.param("*100+0.5+", "*100+0.6+", id="0.6 for 0.5 in rounding"),
    pytest.param("&gt;=okr_confidence_green", "&gt;okr_confidence_green", id="edge left out"),
    pytest.param("&lt;=okr_confidence_red", "&lt;okr_confidence_red", id="lower edge left out"),
    pytest.param("&gt;okr_silent_after", "&gt;=okr_silent_after", id="a day less of silence"),
    pytest.param("okr_as_of&gt;okr_end", "okr_as_of&gt;=okr_end", id="last day counted as over"),
    pytest.param("&lt;okr_first_days", "&lt;=okr_first_days", id="a day more of grace"),
    pytest.param("okr_red_weight*", "0.9*", id="a fixed share for Red"),
    pytest.param("_xlfn.MAXIFS", "_xlfn.MINIFS", id="the first value for the latest"),
    pytest.param('"Bi-weekly",14,7', '"Bi-weekly",7,7', id="one cadence for both"),
    pytest.param(
        ",okr_month_1)-okr_start", ",okr_month_1-9)-okr_start", id="another end of month 1"
    ),
    pytest.param("&lt;=okr_monthly_days", "&lt;=0", id="no grace for monthly values"),
    pytest.param("okr_no_source", "okr_no_answer", id="Excel as a data source"),
    pytest.param(
        "EXACT(tblAudit[[#This Row],[Judged text]]",
        "EXACT(tblAudit[[#This Row],[Key result]]",
        id="a verdict on another text",
    ),
    pytest.param(
        "[Based on total]]-(SUMIFS(",
        "[Based on total]]-1*(1+SUMIFS(",
        id="a forecast of other numbers",
    ),
    pytest.param("MAX(0,okr_first_days)", "0", id="a forecast from the first day"),
    pytest.param('"&gt;=-1"', '"&gt;0"', id="key results without a team not counted"),
    pytest.param("&lt;okr_no_red_before", "&lt;0", id="Red from the first week"),
]


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize(("old", "new"), FAULTS)
def test_a_planted_wrong_formula_is_caught(
    old: str, new: str, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    for seed in range(TRIES):
        each = case_of(seed)
        path = stored(tmp_path, planted(each, old, new))
        by_iron = differences(each.expected, recalculate_iron(path))
        if by_iron:
            break
    else:
        pytest.fail(f"none of {TRIES} plans shows the fault")
    assert differences(each.expected, libreoffice.recalculate(path)) == by_iron


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_wrong_formula_in_one_cell_is_caught(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = books.Book(books.example())
    address = book.address("Key Results", "Row", 4)
    book.put("Key Results", address, books.formula("ROW()-ROW(tblKeyResults[[#Headers],[ID]])+1"))
    path = stored(tmp_path, book.data)
    cells = books.expected(books.example_figures().plan, SMB, books.EXAMPLE_AS_OF)
    for got in (recalculate_iron(path), libreoffice.recalculate(path)):
        assert any(line.startswith(f"Key Results!{address}:") for line in differences(cells, got))


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_planted_wrong_stored_value_is_noticed(libreoffice: LibreOffice, tmp_path: Path) -> None:
    each = case_of(0)
    book = books.Book(each.data)
    part = book.sheets()["Key Results"]
    address = book.address("Key Results", "Weight used", 0)
    true = each.expected["Key Results"][address]
    pattern = re.compile(rf'(<c r="{address}"[^>]*><f>[^<]*</f>)<v>[^<]*</v>')
    book.parts[part] = pattern.sub(r"\1<v>0.987654</v>", book.xml(part)).encode()
    path = stored(tmp_path, book.data)
    line = f"Key Results!{address}: expected {true!r}, got 0.987654"
    assert differences(each.expected, book.cached()) == [line]
    assert line in differences(each.expected, libreoffice.as_loaded(path))
    assert differences(each.expected, libreoffice.recalculate(path)) == []
    assert differences(each.expected, recalculate_iron(path)) == []


def trimmed(plan: Plan) -> Plan:
    """Without the empty lines below the records, and what only a file keeps."""
    kept: dict[str, tuple[object, ...]] = {"known": ()}
    for field, value in zip(Plan._fields, plan, strict=True):
        if isinstance(value, tuple) and field not in ("quarter", "known"):
            rows: list[Any] = list(value)
            while rows and not any(part for part in rows[-1] if part not in ((), (None, None))):
                rows.pop()
            kept[field] = tuple(rows)
    return plan._replace(**kept)  # type: ignore[arg-type]  # every field keeps its kind


@pytest.mark.parametrize("batch", range(4), ids=lambda batch: f"batch {batch}")
def test_a_workbook_read_back_is_the_same_plan(batch: int, tmp_path: Path) -> None:
    for each in cases(batch * SEEDS_A_BATCH, SEEDS_A_BATCH):
        path = stored(tmp_path, each.data_with_booleans)
        before = path.read_bytes()
        read = load(path)
        assert read.plan is not None, each.name
        assert trimmed(read.plan) == trimmed(each.plan), each.name
        assert (read.policy, read.as_of) == (each.policy, each.as_of), each.name
        again = figures(read.plan, read.policy, each.as_of)
        assert again._replace(plan=each.plan) == figures(each.plan, each.policy, each.as_of)
        assert path.read_bytes() == before
