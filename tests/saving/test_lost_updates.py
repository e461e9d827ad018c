"""Several programs save one file: whoever is told "saved" finds it saved.

`python -m tests.saving.writers` runs both at full length.
"""

from pathlib import Path

import pytest

from tests.saving.writers import Outcome, together


def run(kinds: tuple[str, ...], saves: int, tmp_path: Path) -> Outcome:
    room = tmp_path / "room"
    room.mkdir()
    return together(kinds, saves, room)


@pytest.mark.slow
def test_nothing_is_lost_between_four_okrsheets(tmp_path: Path) -> None:
    outcome = run(("okrsheet",) * 4, 30, tmp_path)
    assert (outcome.saved, outcome.lost, outcome.twice) == (120, [], [])
    assert outcome.litter == []


@pytest.mark.slow
def test_nothing_is_lost_beside_a_program_that_deletes_and_renames(tmp_path: Path) -> None:
    outcome = run(("okrsheet", "excel"), 120, tmp_path)
    assert outcome.saved > 120
    assert outcome.lost == []
    assert outcome.litter == []
