"""Random check-ins into random plans: what is told is what stands in the file, and nothing else."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.history import reports
from okrsheet.core.model import KeyResult, Plan
from okrsheet.core.words import Type
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.checking_in import checked_in
from okrsheet.workbook.given import Given, differences
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.rewrite import refreshed
from okrsheet.workbook.sheets.check_ins import TABLE
from okrsheet.workbook.taking import Terms, last_lines
from tests import books
from tests.dressed import TEXTS, dressed
from tests.oracle.generate import random_plan

SEEDS = range(60)
VALUES = ("", "0", "1", "45%", "0.45", "298", "1.234", "-3", "yes", "No", "many", "1e9", "9,5")
CONFIDENCES = (*("",) * 4, *map(str, range(11)), "11")
RAGS = (*("",) * 6, "Green", "red", "yellow", "Amber")


def read(data: bytes) -> Loaded:
    return read_plan(parse_workbook(data, "book.xlsx"))


def fitting(rng: Random, kr: KeyResult) -> str:
    """A value of the key result's kind, four times of five."""
    if rng.random() < 0.2:
        return rng.choice(VALUES)
    if kr.type is Type.MILESTONES:
        return ""
    if kr.type is Type.YES_NO:
        return rng.choice(["Yes", "no"])
    return f"{rng.randint(0, 120)}%" if "%" in kr.unit else f"{rng.randint(0, 4000) / 10:g}"


def some(rng: Random, plan: Plan, as_of: date) -> Iterator[Given]:
    written = [kr for kr in plan.key_results if kr.text and kr.id] or [KeyResult("KR1", "O", "x")]
    for number in range(rng.randint(1, 8)):
        kr = rng.choice(written)
        stages = [each.text for each in plan.stages if each.key_result_id == kr.id]
        yield Given(
            rng.choice([*[kr.id] * 8, kr.id.lower(), "KR404"]),
            max(as_of - timedelta(rng.randint(-2, 20)), plan.quarter.start - timedelta(1)),
            fitting(rng, kr),
            rng.choice(CONFIDENCES),
            rng.choice(RAGS),
            reason=rng.choice(["", *TEXTS]),
            in_the_way=rng.choice(["", *TEXTS]),
            next_step=rng.choice(["", *TEXTS]),
            by=rng.choice(["", *TEXTS]),
            where=f"line {number}",
            stage=rng.choice(["", *stages]),
        )


def unreported(plan: Plan) -> Plan:
    """A plan without what a check-in may change, and without the numbers okrsheet kept of it."""
    return plan._replace(check_ins=(), stages=(), known=())


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_told_stands_in_the_file(seed: int) -> None:
    rng = Random(f"check-ins {seed}")
    plan, policy, as_of = random_plan(seed)
    plan = dressed(plan, seed)
    data = books.workbook(plan, policy, as_of, spare={TABLE.name: rng.randint(0, 4)})
    before = read(data)
    assert before.plan is not None
    terms = Terms(as_of + timedelta(1), replace=rng.random() < 0.5, partial=True)
    given = list(some(rng, plan, as_of))
    made = checked_in(data, "book.xlsx", given, terms)
    assert len(made.taken) + len(made.refused) == len(given)
    after = read(made.data)
    assert after.plan is not None
    assert made.after is not None
    kept = made.after.plan.known
    assert made.after == figures(after.plan._replace(known=kept), after.policy, as_of)
    assert refreshed(made.data, "book.xlsx", as_of).changes == ()
    last = last_lines(after.plan)
    lines = [each for each in made.taken if reports(each.line)]
    for each in lines:
        there = after.plan.check_ins[last[each.line.key_result_id.lower(), each.line.day]]
        assert differences(each.line, there) == {}
    # What is reported in the same words twice makes one line.
    new = len({(e.line.key_result_id, e.line.day) for e in lines if e.corrects is None})
    assert len(after.plan.check_ins) == len(before.plan.check_ins) + new
    assert unreported(after.plan) == unreported(before.plan)
    again = [each for each in given if each.where in {taken.where for taken in made.taken}]
    assert checked_in(made.data, "book.xlsx", again, terms).data == made.data
