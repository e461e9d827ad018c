"""Whatever is typed, anywhere, nothing raises and the JSON stays JSON."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsheet.core.checks import check
from okrsheet.core.export import document
from okrsheet.core.figures import figures
from okrsheet.core.scoreboard import lines
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.expect import computed_cells
from okrsheet.workbook.layout import TABLES
from okrsheet.workbook.load import read_plan
from okrsheet.workbook.sheets.settings import SETTINGS
from okrsheet.workbook.view import View
from tests import books
from tests.books import Book
from tests.small_plan import AS_OF, small_book, small_plan

SEEDS: Final = 80
CELLS_A_BOOK: Final = 30
LAST: Final = 2_958_465  # 31 Dec 9999, the last day a workbook knows
WORDS: Final = (
    *(
        "x",
        "360 clients",
        "1,5",
        "12 %",
        "ΣΑΣ",
        "\U0001f3af\U0001f468\u200d\U0001f469",
        "\u202egnp",
    ),
    *("=cmd|' /C calc'!A1", "+1", "-1", "@SUM(A1)", "'", '"', "a\tb\nc", "nan", "inf", "1e999"),
    *("Yes", "no", "TRUE", "C1.1", "c1", "*", "?", "~*", " C1.1 ", "Ann & Bo", "y" * 32_767),
    *("Green", "Committed", "Milestones", "Keep in range", "Yes/No", "Company", "Bi-weekly"),
)
NUMBERS: Final = (
    *("0", "-0", "1", "-1", "0.1", "5E-324", "-5E-324", "1E-300", "1E+15", "1E+100", "1E+300"),
    *("1.7976931348623157E+308", "-1.7976931348623157E+308", "0.999999999999", "1E-9", "12"),
    *("60", "61", "61.5", "46388", "46477.99", "100000", str(LAST), f"{LAST}.99", str(LAST + 1)),
)
CONTENT: Final = (
    *map(books.text, WORDS),
    *map(books.number, NUMBERS),
    *(books.number(2.0**power) for power in range(-3, 60, 9)),
    *(books.error(each) for each in ("#N/A", "#REF!", "#DIV/0!", "#SPILL!", "#CALC!")),
    *(books.boolean(value=each) for each in (True, False)),
    *(books.formula("1+1", shown) for shown in (None, "", "2", "1E+300")),
    books.blank(),
)


def refuse(word: str) -> NoReturn:
    raise AssertionError(f"{word} is not JSON")


def survives(data: bytes) -> None:
    """Reading, figures, checks, scoreboard, export and the twins of all formulas."""
    loaded = read_plan(parse_workbook(data, "garbage.xlsx"))
    assert all(str(each) for each in loaded.findings)
    if loaded.plan is None:
        return
    found = figures(loaded.plan, loaded.policy, loaded.as_of or AS_OF)
    findings = loaded.all_findings(check(found))
    shown = json.dumps(document(found, findings))
    json.loads(shown, parse_constant=refuse)
    for width in (60, 100):
        assert list(lines(found, findings, width))
    assert computed_cells(View(found), {})
    assert all(k.score is None or 0 <= k.score <= 1 for k in found.key_results)


def columns(kinds: frozenset[Kind] | None = None) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        for column in table.columns:
            if not column.computed and (kinds is None or column.kind in kinds):
                yield table.sheet, column.header


def garbled(rng: Random, places: list[tuple[str, str]], contents: tuple[str, ...]) -> bytes:
    book = Book(small_book())
    for _ in range(CELLS_A_BOOK):
        sheet, header = rng.choice(places)
        row = rng.randrange(len(book.rows(sheet)))
        book.type_in(sheet, header, row, rng.choice(contents))
    return book.data


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(4), ids=lambda batch: f"batch {batch}")
def test_garbage_in_many_cells(batch: int) -> None:
    places = [each for each in columns() if each[0] != "Settings"]
    for seed in range(batch * SEEDS // 4, (batch + 1) * SEEDS // 4):
        survives(garbled(Random(seed), places, CONTENT))


@pytest.mark.slow
def test_odd_numbers_wherever_a_number_or_a_date_belongs() -> None:
    numeric = frozenset({Kind.METRIC, Kind.NUMBER, Kind.WHOLE, Kind.DATE})
    contents = tuple(map(books.number, NUMBERS))
    for seed in range(40):
        survives(garbled(Random(f"numbers {seed}"), list(columns(numeric)), contents))


@pytest.mark.slow
def test_garbage_in_settings() -> None:
    for seed in range(40):
        rng = Random(f"settings {seed}")
        book = Book(small_book())
        for setting in rng.sample(SETTINGS, 12):
            book.setting(setting.label, rng.choice(CONTENT))
        survives(book.data)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(61, 62, id="the first days there are"),
        pytest.param(61, LAST, id="all days there are"),
        pytest.param(LAST - 1, LAST, id="the last days there are"),
        pytest.param(LAST - 89, LAST, id="the last quarter there is"),
        pytest.param(LAST - 20, LAST, id="three weeks before the end"),
    ],
)
@pytest.mark.parametrize("as_of", [61, 46444, LAST])
def test_quarters_at_the_ends_of_the_calendar(start: int, end: int, as_of: int) -> None:
    book = Book(small_book())
    book.setting("First day", books.number(start))
    book.setting("Last day", books.number(end))
    book.setting("As of", books.number(as_of))
    survives(book.data)


@pytest.mark.parametrize(
    "value", ["0", "-1", "1E+300", "0.5", "99999999"], ids=lambda value: f"all {value}"
)
def test_one_number_in_every_setting(value: str) -> None:
    book = Book(small_book())
    for setting in SETTINGS:
        if setting.kind in (Kind.WHOLE, Kind.SCORE, Kind.SHARE, Kind.NUMBER):
            book.setting(setting.label, books.number(value))
    survives(book.data)


@pytest.mark.slow
@pytest.mark.parametrize("header", ["Date", "KR", "Value", "Confidence"])
def test_the_same_garbage_in_a_whole_column_of_check_ins(header: str) -> None:
    for content in CONTENT[::2]:
        book = Book(small_book())
        for row in range(0, len(book.rows("Check-ins")), 3):
            book.type_in("Check-ins", header, row, content)
        survives(book.data)


FLOATS: Final = st.floats(allow_nan=False, allow_infinity=False)
DAYS: Final = st.dates(date(1900, 3, 2), date(9999, 12, 31))


@settings(max_examples=100, deadline=None)
@given(
    baseline=FLOATS,
    target=FLOATS,
    value=FLOATS,
    points=st.tuples(FLOATS, FLOATS),
    day=DAYS,
    as_of=DAYS,
)
def test_any_number_and_any_day(
    baseline: float,
    target: float,
    value: float,
    points: tuple[float, float],
    day: date,
    as_of: date,
) -> None:
    plan = small_plan()
    first = plan.key_results[0]._replace(baseline=baseline, target=target, checkpoints=points)
    check_in = plan.check_ins[0]._replace(value=value, day=day)
    changed = plan._replace(
        key_results=(first, *plan.key_results[1:]), check_ins=(check_in, *plan.check_ins[1:])
    )
    found = figures(changed, read_plan(parse_workbook(small_book(), "x")).policy, as_of)
    json.loads(json.dumps(document(found, check(found))), parse_constant=refuse)
    assert list(lines(found, check(found)))
    assert computed_cells(View(found), {})
    assert found.key_results[0].score is None or 0 <= found.key_results[0].score <= 1


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_comes_back(text: str) -> None:
    plan = small_plan()
    first = plan.key_results[0]._replace(text=text, owner=text)
    written = plan._replace(key_results=(first, *plan.key_results[1:]))
    data = books.workbook(written, as_of=AS_OF + timedelta(1))
    loaded = read_plan(parse_workbook(data, "x.xlsx"))
    assert loaded.plan is not None
    kept = "".join(sign for sign in text if sign not in "\ufffe\uffff")
    assert loaded.plan.key_results[0].owner.split() == kept.split()


@pytest.mark.parametrize(
    "text",
    ["_x0041_", "_x005F_", "<b>&amp;\"'", "line\nbreak", "a\tb", "=1+1", "#N/A!", "1e5", "TRUE"],
)
def test_texts_a_file_has_its_own_way_of_writing_come_back(text: str) -> None:
    plan = small_plan()
    first = plan.key_results[0]._replace(text=text, owner=text, data_source=text)
    data = books.workbook(plan._replace(key_results=(first, *plan.key_results[1:])), as_of=AS_OF)
    loaded = read_plan(parse_workbook(data, "x.xlsx"))
    assert loaded.plan is not None
    read = loaded.plan.key_results[0]
    assert [read.text, read.owner, read.data_source] == [text] * 3
