"""The audit says what a second reading of the rules says, whatever the lint thinks of a wording."""

from random import Random

import pytest

from okrsheet.core.audit import Audit, audit
from okrsheet.core.audit_patterns import patterns
from okrsheet.core.figures import figures
from okrsheet.core.history import histories
from okrsheet.core.model import Plan
from tests.dressed import dressed
from tests.oracle.audit import failures, judge_audits
from tests.oracle.generate import random_plan

BATCHES = 10
PLANS_A_BATCH = 120


def audits_of(plan: Plan, wordings: dict[int, bool | None]) -> dict[int, Audit]:
    past = histories(plan)
    return {
        row: audit(kr, past[row], wording=wordings[row])
        for row, kr in enumerate(plan.key_results)
        if kr.text
    }


def plain(found: Audit) -> dict[str, object]:
    own = found._asdict()
    del own["defined"], own["wording"]
    return {
        **own,
        "passed": found.passed,
        "answered": found.answered,
        "ready": found.ready,
        "gaps": len(found.gaps),
    }


@pytest.mark.parametrize("batch", range(BATCHES), ids=lambda batch: f"batch {batch}")
def test_core_and_oracle_agree(batch: int) -> None:
    first = batch * PLANS_A_BATCH
    for seed in range(first, first + PLANS_A_BATCH):
        made, policy, as_of = random_plan(seed)
        plan, rng = dressed(made, seed), Random(seed)
        wordings = {row: rng.choice([True, False, None]) for row in range(len(plan.key_results))}
        ours, theirs = audits_of(plan, wordings), judge_audits(plan, wordings)
        for row, each in theirs.items():
            assert plain(ours[row]) == each, (seed, plan.key_results[row])
        assert set(ours) == set(theirs)
        found = [(k.key_result, ours[k.row]) for k in figures(plan, policy, as_of).key_results]
        said = patterns(plan, found)
        without = ((None, said.no_team), ("Company", said.company))
        for line, pattern in (*without, *enumerate(said.by_team)):
            counts = tuple(failures(plan, theirs, line).values())
            assert pattern.failures == counts, (seed, line)
        every = [sum(a[name] != "Yes" for a in theirs.values()) for name in Audit._fields[:8]]
        assert said.all.failures == tuple(every)


def test_the_plans_reach_every_verdict() -> None:
    seen: dict[str, set[object]] = {}
    for seed in range(300):
        plan = dressed(random_plan(seed)[0], seed)
        wording = None if seed % 3 else seed % 2 == 0
        wordings: dict[int, bool | None] = dict.fromkeys(range(len(plan.key_results)), wording)
        for each in judge_audits(plan, wordings).values():
            for name, value in each.items():
                seen.setdefault(name, set()).add(value)
    assert seen["measurable"] == seen["ambitious"] == {"Yes", "No", "Your call"}
    for name in ("data_source", "baseline", "frequency", "owner", "access", "retriever"):
        assert seen[name] == {"Yes", "No"}, name
    assert len(seen["hint"]) == 5
    assert len(seen["trackable"]) == 4
    assert seen["passed"] >= set(range(1, 7))
