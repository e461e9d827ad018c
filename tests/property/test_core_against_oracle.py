"""The core says what an independent reading of the rules says, on thousands of nasty plans."""

from datetime import date
from typing import Any

import pytest

from okrsheet.core.figures import Figures, figures
from okrsheet.core.heat import weekly_rags
from okrsheet.core.history import histories
from okrsheet.core.talk import is_listed
from tests.oracle.generate import random_plan
from tests.oracle.oracle import judge, weekly_statuses
from tests.oracle.talk import is_on_the_list

BATCHES = 20
PLANS_A_BATCH = 150


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def _close(ours: object, theirs: object) -> bool:
    ours, theirs = _plain(ours), _plain(theirs)
    if isinstance(ours, float) or isinstance(theirs, float):
        if not isinstance(ours, (int, float)) or not isinstance(theirs, (int, float)):
            return False
        return abs(ours - theirs) <= 1e-9 * max(1.0, abs(theirs))
    return ours == theirs


def _key_results(found: Figures) -> dict[int, dict[str, object]]:
    return {
        k.row: {
            "current": k.reading.current,
            "last_check_in": k.last_check_in,
            "confidence": k.confidence,
            "progress": k.reading.progress,
            "score": k.score,
            "message": k.message,
            "met": k.met,
            "band": k.band,
            "expected": k.expected,
            "pace": k.pace,
            "automatic": k.automatic,
            "rag": k.rag,
            "reported": k.reported,
            "due": k.due,
            "owes": k.owes,
            "streak": k.streak,
            "red_since": k.red_since,
            "escalation": k.escalation,
            "weight": k.weight,
            "rollup": k.rollup,
        }
        for k in found.key_results
    }


def _objectives(found: Figures) -> dict[int, dict[str, object]]:
    return {
        o.row: {
            "score": o.score,
            "expected": o.expected,
            "rag": o.rag or "",
            "reported": o.reported,
            "due": o.due,
            "key_results": o.key_results,
            "message": o.message,
            "limit": o.limit,
            "supporting_score": o.supporting_score,
            "cascade": o.cascade,
        }
        for o in found.objectives
    }


def _groups(found: Figures) -> tuple[dict[str, dict[str, object]], dict[str, object]]:
    teams: dict[str, dict[str, object]] = {
        t.name: {
            "score": t.score,
            "rag": t.rag or "",
            "reported": t.reported,
            "due": t.due,
            "objectives": t.objectives,
            "limit": t.limit,
        }
        for t in found.teams
    }
    c = found.company
    company: dict[str, object] = {
        "score": c.score,
        "rag": c.rag or "",
        "reported": c.reported,
        "due": c.due,
        "supporting_score": c.supporting_score,
        "objectives": c.objectives,
        "limit": c.limit,
        "owes": c.owes,
        "decisions_due": c.decisions_due,
        **{word.name.lower(): count for word, count in c.counts.items()},
    }
    return teams, company


def differences(seed: int) -> list[str]:
    plan, policy, as_of = random_plan(seed)
    found, judged = figures(plan, policy, as_of), judge(plan, policy, as_of)
    teams, company = _groups(found)
    ours: dict[str, Any] = {
        "key_results": _key_results(found),
        "objectives": _objectives(found),
        "teams": teams,
        "company": {"": company},
        "check_ins": {
            row: {"rag": None if line is None else line.rag}
            for row, line in enumerate(found.check_ins)
        },
    }
    theirs: dict[str, Any] = {
        **judged,
        "company": {"": judged["company"]},
        "check_ins": {row: {"rag": rag} for row, rag in judged["check_ins"].items()},
    }
    out = []
    for part, rows in theirs.items():
        if set(rows) != set(ours[part]):
            out.append(f"seed {seed} {part}: rows {sorted(ours[part])} against {sorted(rows)}")
            continue
        out += [
            f"seed {seed} {part}[{row}].{name}: {ours[part][row].get(name)!r} against {value!r}"
            for row, values in rows.items()
            for name, value in values.items()
            if not _close(ours[part][row].get(name), value)
        ]
    return out


@pytest.mark.parametrize("batch", range(BATCHES), ids=lambda batch: f"batch {batch}")
def test_core_and_oracle_agree(batch: int) -> None:
    first = batch * PLANS_A_BATCH
    found = [line for seed in range(first, first + PLANS_A_BATCH) for line in differences(seed)]
    assert found == []


def test_the_generator_reaches_every_corner() -> None:
    seen: dict[str, set[object]] = {"rag": set(), "message": set(), "band": set(), "cascade": set()}
    days: set[str] = set()
    for seed in range(600):
        plan, policy, as_of = random_plan(seed)
        found = figures(plan, policy, as_of)
        days.add(_phase(as_of, plan.quarter.start, plan.quarter.end))
        seen["rag"] |= {k.automatic for k in found.key_results}
        seen["message"] |= {k.message.split(":")[0] for k in found.key_results}
        seen["band"] |= {k.band for k in found.key_results}
        seen["cascade"] |= {o.cascade for o in found.objectives}
    assert days == {"before", "during", "after"}
    assert len(seen["rag"]) == 6
    assert len(seen["band"]) == 4
    assert len(seen["cascade"]) == 3
    assert seen["message"] >= {
        "No target",
        "No baseline",
        "Target = baseline",
        "Bad range",
        "No stages",
        "No data",
        "Current is not a number",
        "Missed (no data)",
        "Not started",
        "awaiting final score",
        "short of commitment",
        "stale",
        "silent",
        "",
    }


def _phase(day: date, start: date, end: date) -> str:
    return "before" if day < start else "after" if day > end else "during"


@pytest.mark.parametrize("batch", range(4), ids=lambda batch: f"batch {batch}")
def test_every_week_shows_its_last_check_in(batch: int) -> None:
    for seed in range(batch * PLANS_A_BATCH, (batch + 1) * PLANS_A_BATCH):
        plan, policy, as_of = random_plan(seed)
        found = weekly_rags(figures(plan, policy, as_of))
        ours = [{day.isocalendar()[:2]: rag for day, rag in weeks.items()} for weeks in found]
        theirs = [weekly_statuses(plan, row, as_of, policy) for row in range(len(plan.key_results))]
        assert ours == theirs, seed


@pytest.mark.parametrize("batch", range(4), ids=lambda batch: f"batch {batch}")
def test_the_talk_list_holds_whom_it_should(batch: int) -> None:
    seen = set()
    for seed in range(batch * PLANS_A_BATCH, (batch + 1) * PLANS_A_BATCH):
        plan, policy, as_of = random_plan(seed)
        found, known = figures(plan, policy, as_of), histories(plan)
        for figure in found.key_results:
            listed = is_listed(figure, known[figure.row].until(as_of).latest, found)
            assert listed == is_on_the_list(plan, figure.row, policy, as_of), (seed, figure.row)
            seen.add((figure.rag, listed))
    assert len(seen) >= 7
