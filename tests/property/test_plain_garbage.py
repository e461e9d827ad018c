"""Whatever stands in a plain workbook: findings, never an accident."""

import json
from datetime import date
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsheet.core.checks import check
from okrsheet.core.export import document, json_text
from okrsheet.core.figures import figures
from okrsheet.core.scoreboard import lines
from tests.unit.plain_book import (
    AS_OF,
    CHECK_INS,
    CONFIG,
    KEY_RESULTS,
    OBJECTIVES,
    Error,
    Formula,
    Rows,
    Tab,
    load,
    with_cells,
)

TABLES: Final[dict[str, Rows]] = {
    "Config": CONFIG,
    "Objectives": OBJECTIVES,
    "KeyResults": KEY_RESULTS,
    "CheckIns": CHECK_INS,
}
HEADERS: Final = sorted({str(h) for rows in TABLES.values() for h in rows[0]})
# What XML can't hold is the reader's matter.
TEXTS: Final = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
)
VALUES: Final = st.one_of(
    st.none(),
    TEXTS,
    st.sampled_from(HEADERS),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-5, 60_000),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.builds(Error, st.sampled_from(["#N/A", "#REF!", "#SPILL!"])),
    st.builds(Formula, st.sampled_from(["1+1", "cmd|'/c'!A0"]), st.integers(0, 9)),
)


@st.composite
def changed(draw: st.DrawFn, rows: Rows) -> Rows:
    places = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, len(rows[0]) - 1))
    return with_cells(rows, draw(st.dictionaries(places, VALUES, max_size=8)))


@given(st.fixed_dictionaries({name: changed(rows) for name, rows in TABLES.items()}))
@settings(max_examples=150, deadline=None)
def test_garbage_never_raises(tables: dict[str, Rows]) -> None:
    loaded = load({name: Tab(rows) for name, rows in tables.items()})
    assert loaded.findings
    if loaded.plan is None:
        assert any(each.severity == "error" for each in loaded.findings)
        return
    found = figures(loaded.plan, loaded.policy, loaded.as_of or AS_OF)
    told = loaded.all_findings(check(found))
    assert json.loads(json_text(document(found, told)))
    assert list(lines(found, told))
    assert all(each.cell == "" or each.sheet for each in told)
