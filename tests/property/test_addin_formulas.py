"""A formula in a cell says what `okrsheet check` says: plans with every edge of the rules."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from okrsheet.addin import functions
from okrsheet.core.audited import audited
from okrsheet.core.figures import Figures, figures
from okrsheet.core.forecast import forecasts
from okrsheet.core.history import first_rows
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import UNREADABLE
from okrsheet.core.policy import SMB
from tests import books
from tests.addin_ranges import arguments, cell, settings
from tests.oracle.generate import random_plan

BATCHES = 10
PLANS_A_BATCH = 30


def asked(found: Figures) -> list[KeyResultFigures]:
    """Key results a formula can name: with an ID that no earlier line has, all cells readable."""
    first = first_rows(kr.id if kr.text else "" for kr in found.plan.key_results)
    return [
        figure
        for figure in found.key_results
        if first.get(figure.key_result.id.lower()) == figure.row
        and UNREADABLE not in (*figure.key_result, *figure.key_result.checkpoints)
    ]


def shown(name: str, found: Figures, rows: list[KeyResultFigures]) -> list[Any]:
    """What the formula shows for each key result, asked with one range."""
    given = list(arguments(name, found, [figure.key_result for figure in rows]))
    answer: Any = getattr(functions, name)(*given)
    return [row[0] for row in answer] if isinstance(answer, list) else [answer]


def expected(name: str, found: Figures, figure: KeyResultFigures) -> object:
    """What the core says; `...` where the formula shows a text of its own."""
    reading = figure.reading
    if name == "OKR_SCORE":
        return figure.score if figure.score is not None else reading.problem or reading.gap
    if name == "OKR_PROGRESS":
        return reading.progress if reading.progress is not None else ...
    if name == "OKR_EXPECTED":
        return figure.expected
    if name == "OKR_PACE":
        return figure.pace if figure.pace is not None else ...
    if name == "OKR_RAG":
        return str(figure.rag)
    return float(figure.streak)


def differences(found: Figures) -> Iterator[tuple[object, ...]]:
    rows = asked(found)
    if not rows:
        return
    for name in ("OKR_SCORE", "OKR_PROGRESS", "OKR_EXPECTED", "OKR_PACE", "OKR_RAG", "OKR_STREAK"):
        for figure, value in zip(rows, shown(name, found, rows), strict=True):
            wanted = expected(name, found, figure)
            if not same(value, wanted):
                yield name, figure.key_result.id, value, wanted
    for figure, value in zip(rows, shown("OKR_EXPLAIN", found, rows), strict=True):
        if f"; {figure.rag} because " not in value or not value.endswith("."):
            yield "OKR_EXPLAIN", figure.key_result.id, value, figure.rag
    yield from _of_forecasts(found, rows)
    yield from _of_audits(found, rows)


def same(value: object, wanted: object) -> bool:
    if wanted is ...:
        return isinstance(value, str)
    if isinstance(wanted, float):
        return value == pytest.approx(wanted, rel=1e-12, abs=1e-12)
    return value == wanted


def _of_forecasts(found: Figures, rows: list[KeyResultFigures]) -> Iterator[tuple[object, ...]]:
    all_of_them = {
        figure.row: made for figure, made in zip(found.key_results, forecasts(found), strict=True)
    }
    for name, field in (
        ("OKR_FORECAST", "value"),
        ("OKR_CHANCE", "chance_target"),
        ("OKR_NEEDED", "needed_per_week"),
    ):
        for figure, value in zip(rows, shown(name, found, rows), strict=True):
            made = all_of_them[figure.row]
            wanted = ... if made is None else getattr(made, field)
            if not same(value, ... if wanted is None else wanted):
                yield name, figure.key_result.id, value, wanted


def _of_audits(found: Figures, rows: list[KeyResultFigures]) -> Iterator[tuple[object, ...]]:
    audits = {each.figure.row: each.audit for each in audited(found)}
    for figure, gaps, ready in zip(
        rows, shown("OKR_AUDIT", found, rows), shown("OKR_READY", found, rows), strict=True
    ):
        audit = audits[figure.row]
        if gaps != ("; ".join(audit.gaps) or "Ready") or ready != ("Yes" if audit.ready else "No"):
            yield "OKR_AUDIT", figure.key_result.id, gaps, audit.gaps


def rolled(found: Figures, what: str | None) -> list[Any]:
    """What OKR_ROLLUP shows for each objective, from the scores and words beside key results."""
    parts = found.key_results
    columns = (
        [expected("OKR_SCORE", found, part) for part in parts],
        [cell(part.key_result.weight) for part in parts],
        [str(part.reading.type) for part in parts],
        [str(part.rag) for part in parts],
        [cell(part.key_result.commitment) for part in parts],
        [part.key_result.objective_id for part in parts],
        [o.objective.id for o in found.objectives],
    )
    ranges = [tuple((value,) for value in column) for column in columns]
    answer: Any = functions.OKR_ROLLUP(*ranges, settings(found.plan, found.policy), what)
    return [row[0] for row in answer] if isinstance(answer, list) else [answer]


def of_objectives(found: Figures) -> Iterator[tuple[object, ...]]:
    for what, field in ((None, "score"), ("rag", "rag")):
        for objective, value in zip(found.objectives, rolled(found, what), strict=True):
            wanted = getattr(objective, field)
            if wanted is None:  # of what the note says only this is a reason for a gap
                wanted = "" if objective.key_results else "No key results"
            if not same(value, wanted):
                yield "OKR_ROLLUP", what, objective.objective.id, value, wanted


def can_be_rolled(found: Figures) -> bool:
    """Whether every key result has the same objective by its ID alone."""
    ids = [o.objective.id.lower() for o in found.objectives]
    return all(ids) and len(set(ids)) == len(ids) > 0 and not found.plan.closed


@pytest.mark.parametrize("batch", range(BATCHES))
def test_an_objective_is_the_roll_up_of_its_cells(batch: int) -> None:
    seeds = range(batch * PLANS_A_BATCH, (batch + 1) * PLANS_A_BATCH)
    plans = [figures(*random_plan(seed)) for seed in seeds]
    rolling = [found for found in plans if can_be_rolled(found)]
    assert len(rolling) > PLANS_A_BATCH / 3
    assert [list(of_objectives(found)) for found in rolling] == [[]] * len(rolling)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_formula_says_what_the_figures_say(batch: int) -> None:
    first = batch * PLANS_A_BATCH
    wrong = {
        seed: found
        for seed in range(first, first + PLANS_A_BATCH)
        if (found := list(differences(figures(*random_plan(seed)))))
    }
    assert wrong == {}


@pytest.mark.parametrize("days", [-3, 0, 10, 30, 56, 88, 89, 120])
def test_the_example_book_row_by_row(days: int) -> None:
    plan = books.example_figures().plan
    day = date.fromordinal(plan.quarter.start.toordinal() + days)
    found = figures(plan, SMB, day)
    assert len(asked(found)) == len(found.key_results) > 20
    assert list(differences(found)) == []
    assert list(of_objectives(found)) == []
