"""Whatever happened to a file before: a change is proven, or refused in words."""

from collections import Counter
from itertools import islice
from random import Random
from typing import Final

import pytest

from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.patch import Changes, Content, Shown, patch
from tests.property.mutants import mutants
from tests.unit.table_books import ROWS, table_book
from tests.unit.test_patch_properties import PART, ROOT, STAMP
from tests.unit.tiny_book import links

MUTANTS: Final = 500
BATCHES: Final = 5
SHARED: Final = (
    '<row r="20"><c r="C20"><f t="shared" ref="C20:C21" si="0">A1*B$1</f><v>2</v></c></row>'
    '<row r="21"><c r="C21"><f t="shared" si="0"/><v>2</v></c></row>'
)
NEW: Final = {"Name": Content("d"), "Count": Content(4), "Twice": Content(8)}
TYPED: Final = Content("x", over_formula=True)
CHANGES: Final = (
    Changes({"S": {(3, 3): Content(5), (4, 4): TYPED, (9, 9): Content(1, "A1")}}, recalculate=True),
    Changes({"S": {(4, 4): Shown(5)}, "T": {(1, 1): Content(True)}}),
    Changes({"S": {(20, 3): TYPED, (3, 3): Content(5, style=3)}}, properties={"stamp": "2"}),
    Changes(append={"tblA": [NEW, NEW]}),
    Changes(remove={"tblA": [3]}),
    Changes(names={"okr_names": "S!$B$3", "zz": "1"}),
    Changes(show=("T",)),
)


def sound() -> bytes:
    rels = links(("officeDocument", "xl/workbook.xml"), ("custom-properties", PART))
    parts = {"_rels/.rels": rels, PART: f"{ROOT}{STAMP}</Properties>"}
    return table_book(ROWS + SHARED, {**parts})


def outcome(data: bytes, changes: Changes) -> str:
    """The code a change is refused with, or ""; `patch` proves what it returns."""
    told = ""
    try:
        patch(data, changes, "mutant.xlsx")
    except OkrsheetFileError as error:
        told = f"{error.code} {error}"
    assert told == "" or (" mutant.xlsx" in told and told.isprintable())
    return told[:6]


@pytest.mark.parametrize("changes", CHANGES, ids=range(len(CHANGES)))
def test_the_sound_file_is_changed(changes: Changes) -> None:
    assert outcome(sound(), changes) == ""


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES), ids=lambda batch: f"batch {batch}")
def test_a_broken_file_is_changed_or_refused(batch: int) -> None:
    random = Random(batch)
    broken = islice(mutants(sound(), batch), MUTANTS // BATCHES)
    told = Counter(outcome(data, random.choice(CHANGES)) for data in broken)
    assert len(told) > 4
    assert 0 < told[""] < MUTANTS // BATCHES
