"""A plan that was exported and imported again is the plan; garbage never breaks the importer."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from okrsheet.core.model import CheckIn, KeyResult, Objective, Plan
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Commitment, Decision, Frequency, Level, Rag, Type
from okrsheet.sources.importing import Wish, propose, proposed_reading
from okrsheet.sources.mapping import EXPORT
from okrsheet.sources.mapping_file import mapping_text, read_mapping, refuse_changed
from okrsheet.sources.opening import Source
from okrsheet.sources.plan_table import plan_table
from okrsheet.sources.text_tables import read_text_table
from okrsheet.sources.told import as_json, as_text
from okrsheet.workbook.import_refusals import ImportRefused

QUARTER: Final = parse_quarter("2027-Q1")
EMPTY: Final = Plan(QUARTER)
NUMBERS: Final = st.none() | st.floats(-1e90, 1e90).filter(lambda x: abs(x) > 1e-90 or x == 0)
DAYS: Final = st.none() | st.dates(date(2027, 1, 1), date(2027, 12, 31))
CHARACTERS: Final = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Cf")) | st.sampled_from(
    "=+-@'\",;|\n1."
)
TEXTS: Final = st.text(CHARACTERS, max_size=20).map(
    lambda t: " ".join(t.strip().split(" ")).strip()
)
NAMED: Final = st.text(CHARACTERS, min_size=1, max_size=20).map(lambda t: f"a{t}z")
LABELLED: Final = st.sampled_from(
    [
        "KR1: Win 5",
        "Objective 2: Rest",
        "- Win\n- Draw",
        "=1+1",
        "'x",
        "Total",
        "n/a",
        "from 3 to 9",
    ]
)
FLAGS: Final = st.none() | st.booleans()


def results(name: str, objective: str) -> st.SearchStrategy[KeyResult]:
    return st.builds(
        KeyResult,
        id=st.just(name),
        objective_id=st.just(objective),
        text=NAMED | LABELLED,
        type=st.none() | st.sampled_from(Type),
        unit=TEXTS,
        commitment=st.none() | st.sampled_from(Commitment),
        owner=TEXTS,
        weight=NUMBERS,
        due=DAYS,
        baseline=NUMBERS,
        target=NUMBERS,
        low=NUMBERS,
        high=NUMBERS,
        red_line=NUMBERS,
        checkpoints=st.tuples(NUMBERS, NUMBERS),
        data_source=TEXTS,
        frequency=st.none() | st.sampled_from(Frequency),
        access=TEXTS,
        retriever=TEXTS,
        trend=NUMBERS,
        ambitious=FLAGS,
        wording_fine=FLAGS,
        proxy_for=TEXTS,
        proxy_reason=TEXTS,
        suggested=NUMBERS,
        suggested_why=TEXTS,
        carried=st.none() | st.integers(0, 9).map(float),
        recovery_action=TEXTS,
        recovery_owner=TEXTS,
        recovery_due=DAYS,
        decision=st.none() | st.sampled_from(Decision),
        decided_by=TEXTS,
        decided_on=DAYS,
    )


def objectives(name: str) -> st.SearchStrategy[Objective]:
    return st.builds(
        Objective,
        id=st.just(name),
        text=NAMED | LABELLED,
        level=st.none() | st.sampled_from(Level),
        team=TEXTS,
        owner=TEXTS,
        why=TEXTS,
        supports=st.sampled_from([(), ("O1",), ("O1", "O2"), ("", "O2")]),
        number_one=st.booleans(),
        director=st.booleans(),
        strategy=TEXTS,
        weight=NUMBERS,
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = [f"O{n}" for n in range(1, draw(st.integers(1, 3)) + 1)]
    made = [
        draw(results(f"{name}.{n}", name))
        for name in names
        for n in range(1, draw(st.integers(0, 2)) + 1)
    ]
    lines = [
        CheckIn(
            draw(st.dates(date(2027, 1, 1), date(2027, 3, 31))),
            kr.id,
            draw(NUMBERS | st.booleans()),
            draw(st.sampled_from([None, 3.0, 7.0])),
            draw(st.none() | st.sampled_from([Rag.GREEN, Rag.RED])),
        )
        for kr in made
    ]
    told = tuple(each for each in lines if each.value is not None or each.confidence is not None)
    return EMPTY._replace(
        objectives=tuple(draw(objectives(name)) for name in names),
        key_results=tuple(made),
        check_ins=told,
    )


def differences(found: Sequence[NamedTuple], wanted: Sequence[NamedTuple]) -> Iterator[object]:
    """Each field that differs, with both values."""
    for one, other in zip(found, wanted, strict=True):
        for name in one._fields:
            if getattr(one, name) != getattr(other, name):
                yield name, getattr(one, name), getattr(other, name)


def source_of(text: bytes) -> Source:
    return Source(*read_text_table(text, "plan.csv"))


@settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(plans())
def test_export_and_import_give_the_same_plan(plan: Plan) -> None:
    source = source_of(plan_table(plan, date.max).encode())
    reading, _ = proposed_reading(source, Wish(), "2027-Q1")
    assert [each.layout for each in reading.blocks] == [EXPORT]
    found = propose(source, reading, EMPTY, None).found
    for records in ("objectives", "key_results", "check_ins"):
        assert list(differences(getattr(found, records), getattr(plan, records))) == []
    assert {each.state for each in found.outcomes} <= {"taken", "taken with a question"}


HEADERS: Final = st.sampled_from(
    [
        "Objective",
        "Key result",
        "Goal",
        "KR",
        "Title",
        "Type",
        "Start",
        "Target",
        "Current",
        "Date",
        "Owner",
        "Parent ID",
        "ID",
        "Due",
        "Weight",
        "Confidence",
        "Status",
        "Quarter",
        "",
        "Notes",
        "Objective / Key Result",
        "Meta",
        "Level",
        "Data source",
    ]
)
CELLS: Final = st.text(max_size=12) | st.sampled_from(
    [
        "Objective",
        "Key result",
        "KR 1: Win",
        "O1: Rest",
        "1.234,5",
        "12,5 %",
        "$3K",
        "2027-02-01",
        "03/04/2027",
        "n/a",
        "=1+1",
        "Win\nDraw",
        "- Win\n- Draw",
        "Total",
        "Q3 2026",
        "yes",
        "-",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(HEADERS, min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=8),
    st.sampled_from(",;\t|"),
    st.booleans(),
)
def test_garbled_tables_are_taken_or_refused(
    headers: list[str], rows: list[list[str]], mark: str, quoted: bool
) -> None:
    lines = [headers, *rows]
    cells = [['"' + c.replace('"', '""') + '"' if quoted else c for c in row] for row in lines]
    tried("\n".join(mark.join(row) for row in cells).encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: f"Objective,KR\n{t}".encode()))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    tried(data)


def tried(data: bytes) -> None:
    try:
        source = source_of(data)
        reading, _ = proposed_reading(source, Wish(), "2027-Q1")
        found = propose(source, reading, EMPTY, date(2027, 2, 1))
    except ImportRefused:
        return
    again = read_mapping(mapping_text(reading).encode(), "m.toml")
    refuse_changed(again, source.book)
    assert propose(source, again, EMPTY, date(2027, 2, 1)).found == found.found
    assert list(as_text(source, found, EMPTY, 80, every=True))
    assert as_json(source, found, EMPTY)
    ids = [each.id for each in found.found.objectives]
    ids += [each.id for each in found.found.key_results]
    assert len(set(map(str.casefold, ids))) == len(ids)
    assert all(ids)


def test_an_export_is_found_in_a_file_too(tmp_path: Path) -> None:
    plan = EMPTY._replace(objectives=(Objective("O1", "Rest"),))
    source = source_of(plan_table(plan, date.max).encode("utf-8-sig"))
    reading, _ = proposed_reading(source, Wish(), "2027-Q1")
    assert propose(source, reading, EMPTY, None).found.objectives == plan.objectives
