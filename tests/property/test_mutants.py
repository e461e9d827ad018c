"""Whatever happens to a file's bytes: it opens, or it is refused in words."""

from collections import Counter
from itertools import islice
from typing import Final

import pytest

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.create import template_path
from tests.property.mutants import mutants, repacked, unpacked

MUTANTS: Final = 500
BATCHES: Final = 5


def outcome(data: bytes) -> str:
    """The code a file is refused with, or ""."""
    told = ""
    try:
        parse_workbook(data, "mutant.xlsx")
        guard(data, "mutant.xlsx", every_part=True)
    except OkrsheetFileError as error:
        told = f"{error.code} {error}"
    assert told == "" or (" mutant.xlsx" in told and told.isprintable())
    return told[:6]


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES), ids=lambda batch: f"batch {batch}")
def test_a_broken_file_opens_or_is_refused(batch: int) -> None:
    template = template_path().read_bytes()
    told = Counter(map(outcome, islice(mutants(template, batch), MUTANTS // BATCHES)))
    # Neither so broken that nothing gets past the first door, nor so little that all open.
    assert len(told) > 4
    assert 0 < told[""] < MUTANTS // BATCHES


def test_what_is_repacked_opens() -> None:
    template = template_path().read_bytes()
    parts = unpacked(template)
    assert unpacked(repacked(parts)) == parts
    assert outcome(repacked(parts)) == ""


def test_a_seed_gives_the_same_mutants() -> None:
    template = template_path().read_bytes()
    first, again, other = (list(islice(mutants(template, seed), 20)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
