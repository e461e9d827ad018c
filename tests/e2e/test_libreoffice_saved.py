"""A workbook that was saved by LibreOffice serves as one that was not."""

from pathlib import Path

import pytest

from okrsheet.core.model import Plan
from okrsheet.workbook.load import load
from tests.commands import run
from tests.engines.libreoffice import LibreOffice
from tests.small_plan import small_book


@pytest.fixture
def saved(tmp_path: Path, libreoffice: LibreOffice) -> Path:
    made = tmp_path / "made.xlsx"
    made.write_bytes(small_book())
    return libreoffice.saved(made, tmp_path / "saved.xlsx")


def plan_of(path: Path) -> Plan:
    plan = load(path).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    "words",
    [
        ("agenda", "BOOK", "review"),
        ("planning", "BOOK"),
        ("reset", "BOOK", "--start", "2027-01-04"),
        ("refresh", "BOOK"),
        ("checkin", "BOOK", "--kr", "C1.1", "--value", "330"),
        ("close", "BOOK", "--as-of", "2027-03-31", "--no-data", "all", "--undecided"),
    ],
    ids=lambda words: words[0],
)
def test_what_writes_keeps_what_was_typed(words: tuple[str, ...], saved: Path) -> None:
    before = plan_of(saved)
    done = run(*(str(saved) if word == "BOOK" else word for word in words))
    assert done.returncode == 0, done.stderr
    after = plan_of(saved)
    assert after.objectives == before.objectives
    assert after.key_results == before.key_results
    assert after.check_ins[: len(before.check_ins)] == before.check_ins
    assert after != before or words[0] == "refresh"
