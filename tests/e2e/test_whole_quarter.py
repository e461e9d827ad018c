"""Thirteen weeks of the example, reported through the command line, each figure that of core."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from okrsheet.core.figures import figures
from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.policy import SMB
from okrsheet.core.rag import DECIDE
from okrsheet.core.words import Rag
from okrsheet.workbook.example import example_plan
from tests import books
from tests.books import Book
from tests.commands import run
from tests.engines.libreoffice import LibreOffice
from tests.figures_in_files import assert_figures_of_core, assert_figures_of_libreoffice

WEEKS = 13
RED = "C1.1"
SILENT = 4
"""The week in which nobody reports."""
OVERRIDDEN = 8
"""The week in which the owner sees it differently, with a reason."""
PLANNED = 11
"""The week in which a recovery plan is written, and the target of another key result changed."""
LOOKED_AT = (2, OVERRIDDEN, PLANNED, WEEKS - 1)
"""The weeks whose figures LibreOffice computes too."""

pytestmark = pytest.mark.slow


def emptied() -> Plan:
    """The example before its first week, without the recovery plans and decisions of later ones."""
    plan = example_plan(books.QUARTER)
    return plan._replace(
        check_ins=(),
        stages=tuple(stage._replace(done=None) for stage in plan.stages),
        key_results=tuple(
            kr._replace(recovery_action="", decision=None) for kr in plan.key_results
        ),
    )


def weekly(plan: Plan, week: int, day: date) -> list[CheckIn]:
    """What everybody reports in a week: halfway to the target, one key result falling behind."""
    found = []
    for number, kr in enumerate(plan.key_results):
        low = kr.baseline if isinstance(kr.baseline, float) else 0.0
        high = kr.target if isinstance(kr.target, float) else low
        share = 0.0 if kr.id == RED else (week + 1) / WEEKS * (0.4 + number % 5 / 6)
        value = round(low + (high - low) * share, 4)
        confidence = float((week + number) % 11)
        found.append(CheckIn(day, kr.id, value, confidence, next_step=f"Week {week}: =go"))
    return found


def as_csv(lines: Sequence[CheckIn], plan: Plan) -> str:
    kinds = {kr.id: str(kr.type) for kr in plan.key_results}
    rows = ["Confidence,KR,Value,Next step"]
    for line in lines:
        value = "" if kinds[line.key_result_id] == "Milestones" else f"{line.value:.10g}"
        if kinds[line.key_result_id] == "Yes/No":
            value = "No"
        rows.append(f"{line.confidence:g},{line.key_result_id},{value},{line.next_step}")
    return "\n".join(rows) + "\n"


def plan_a_recovery(path: Path) -> None:
    """What leadership types once the key result has been Red for too long."""
    book = Book(path.read_bytes())
    row = book.row_of("Key Results", "ID", RED)
    for header, content in (
        ("Recovery action", books.text("Two sellers more")),
        ("Recovery owner", books.text("Ada Novak")),
        ("Recovery due", books.day(books.QUARTER.end)),
    ):
        book.type_in("Key Results", header, row, content)
    book.type_in("Key Results", "Target", row + 1, books.number(9))
    path.write_bytes(book.data)


def report(path: Path, *words: str) -> str:
    done = run("checkin", str(path), *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.libreoffice
def test_a_quarter_of_check_ins(tmp_path: Path, libreoffice: LibreOffice) -> None:
    plan, path, week_file = emptied(), tmp_path / "q.xlsx", tmp_path / "week.csv"
    book = Book(books.workbook(plan, SMB, books.QUARTER.start))
    book.setting("As of", books.blank())
    path.write_bytes(book.data)
    told: list[tuple[Rag, str]] = []
    for week in range(WEEKS):
        if week == SILENT:
            continue
        day = books.QUARTER.start + timedelta(7 * week + 3)
        when = ("--date", str(day), "--as-of", str(day), "--locale", "en")
        week_file.write_text(as_csv(weekly(plan, week, day), plan), encoding="utf-8")
        if week == PLANNED:
            plan_a_recovery(path)
        said = report(path, "--from", str(week_file), *when)
        if week == OVERRIDDEN:
            own = ("--rag", "Yellow", "--reason", "Two contracts are signed, not booked")
            said = report(path, "--kr", RED, *own, "--replace", *when)
        now = assert_figures_of_core(path, day)
        assert len(now.check_ins) == len(plan.key_results) * (week + (week < SILENT))
        found = figures(now, SMB, day)
        figure = next(each for each in found.key_results if each.key_result.id == RED)
        told.append((figure.rag, figure.escalation))
        if week in LOOKED_AT:
            assert_figures_of_libreoffice(path, day, libreoffice)
        assert (f"{RED}: Red for" in said) is (figure.escalation == DECIDE)
    red, decide, running = (Rag.RED, ""), (Rag.RED, DECIDE), (Rag.RED, "Red 3+, plan running")
    assert all(rag is not Rag.RED for rag, _ in told[:3])
    # Weeks 3, 5 and 6 are Red: the missing one neither adds nor resets.
    assert told[3:7] == [red, red, decide, decide]
    assert told[7:] == [(Rag.YELLOW, ""), red, red, running, running]
