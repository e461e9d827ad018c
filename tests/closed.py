"""Closed quarters made of what a test is about, and nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import days_after, parse_quarter
from okrsheet.core.scoring import band_for
from okrsheet.core.words import Level

NAMES: Final = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2")


def key_result(final_score: float | None = None, text: str = "", **more: Any) -> ClosedKeyResult:
    """A key result of objective O1; its band follows from its score."""
    commitment = more.get("commitment")
    found = None if final_score is None else band_for(final_score, commitment, SMB)
    given = {"id": "K", "objective_id": "O1", "band": found, **more}
    return ClosedKeyResult(text=text, final_score=final_score, **given)


def objective(name: str = "O1", team: str = "Sales", **more: Any) -> ClosedObjective:
    """A team's objective that scored 0.5; the company's without a team."""
    level = Level.TEAM if team else Level.COMPANY
    return ClosedObjective(
        **{"id": name, "text": name, "level": level, "team": team, "score": 0.5, **more}
    )


def quarter(
    name: str,
    key_results: Sequence[ClosedKeyResult] = (),
    objectives: Sequence[ClosedObjective] = (),
    organisation: str = "Acme",
    start: date | None = None,
) -> ClosedQuarter:
    """A closed quarter; with the objective O1 of Sales where none is named."""
    days = parse_quarter(name, start=start)
    return ClosedQuarter(
        organisation,
        days.name,
        days.start,
        days.end,
        days_after(days.end, 3),
        tuple(objectives) or (objective(),),
        tuple(key_results),
    )


def scored(*scores: Sequence[float | None], **more: Any) -> list[ClosedQuarter]:
    """Quarters without a gap in which the key results of Sales ended at these scores."""
    return [
        quarter(name, [key_result(each, f"{name} {n}", **more) for n, each in enumerate(values)])
        for name, values in zip(NAMES, scores, strict=False)
    ]
