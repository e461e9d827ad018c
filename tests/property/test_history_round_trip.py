"""Any closed quarter comes out of the history as it went in, to the last digit."""

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsheet.core.closed_quarter import (
    ClosedKeyResult,
    ClosedObjective,
    ClosedQuarter,
    Lesson,
    Report,
)
from okrsheet.core.words import Band, Carry, Commitment, Level, Type
from okrsheet.sources.history_rows import COLUMNS
from okrsheet.sources.history_schema import writing
from okrsheet.sources.history_store import add_quarter, load_quarters, remove_quarter, rivals

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
# Nobody sees the sign of a zero, and SQLite keeps none.
NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)
SHARES = st.floats(0, 1).map(abs)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
SOME = {
    str: TEXTS,
    float: NUMBERS,
    int: st.integers(0, 999),
    bool: st.booleans(),
    date: DAYS,
}


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


REPORTS = st.builds(Report, DAYS, NUMBERS, maybe(NUMBERS))
KEY_RESULTS = st.builds(
    ClosedKeyResult,
    id=TEXTS,
    objective_id=st.sampled_from(["", "O1", "o1", "O2"]),
    text=TEXTS,
    owner=TEXTS,
    type=maybe(st.sampled_from(Type)),
    unit=TEXTS,
    commitment=maybe(st.sampled_from(Commitment)),
    **dict.fromkeys(("baseline", "target", "low", "high", "value"), maybe(NUMBERS)),
    **dict.fromkeys(("score", "final_score", "foreseen"), maybe(SHARES)),
    by_hand=st.booleans(),
    reason=TEXTS,
    band=maybe(st.sampled_from(Band)),
    met=maybe(st.booleans()),
    weight=NUMBERS,
    decision=maybe(st.sampled_from(Carry)),
    carried=st.integers(0, 999),
    gaps=st.lists(TEXTS, max_size=3).map(tuple),
    lesson=st.builds(Lesson, *[TEXTS] * len(Lesson._fields)),
    reports=st.lists(REPORTS, max_size=4).map(tuple),
    stages=st.none(),  # what only workbooks keep
)
OBJECTIVES = st.builds(
    ClosedObjective,
    id=st.sampled_from(["", "O1", "O2"]),
    text=TEXTS,
    level=maybe(st.sampled_from(Level)),
    team=TEXTS,
    owner=TEXTS,
    score=maybe(SHARES),
    number_one=st.booleans(),
    supports=st.lists(TEXTS, max_size=2).map(tuple),
    weight=NUMBERS,
)
QUARTERS = st.builds(
    ClosedQuarter,
    TEXTS,
    TEXTS,
    DAYS,
    DAYS,
    DAYS,
    st.lists(OBJECTIVES, max_size=3).map(tuple),
    st.lists(KEY_RESULTS, max_size=4).map(tuple),
)


def memory() -> sqlite3.Connection:
    """A history on no disk."""
    return sqlite3.connect(":memory:", isolation_level=None)


@settings(max_examples=100, deadline=None)
@given(QUARTERS)
def test_what_goes_in_comes_out(closed: ClosedQuarter) -> None:
    with closing(memory()) as base:
        with writing(base):
            add_quarter(base, "a.xlsx", closed)
        [stored] = load_quarters(base)
        assert stored.closed == closed
        assert repr(stored.closed) == repr(closed), "words are words, flags are flags"
        assert [each.number for each in rivals(base, closed)] == [stored.number]


@settings(max_examples=25, deadline=None)
@given(QUARTERS, QUARTERS)
def test_taking_one_out_leaves_the_other(one: ClosedQuarter, other: ClosedQuarter) -> None:
    first, second = one._replace(organisation="A"), other._replace(organisation="B")
    with closing(memory()) as base:
        with writing(base):
            number = add_quarter(base, "a.xlsx", first)
            add_quarter(base, "b.xlsx", second)
            remove_quarter(base, number)
        assert [each.closed for each in load_quarters(base)] == [second]
        for table in ("teams", *COLUMNS):
            rows = base.execute(f"SELECT quarter FROM {table}")  # noqa: S608  # a name of ours
            assert (number,) not in rows.fetchall()


def test_the_tables_have_a_column_for_every_field() -> None:
    with closing(memory()) as base:
        with writing(base):
            pass
        for table, columns in COLUMNS.items():
            found = base.execute(f"PRAGMA table_info({table})").fetchall()
            assert [row[1] for row in found] == list(columns)
