"""Every table of `okrsheet.frames` holds the rows of the core, with kinds pandas can work with."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import okrsheet
from okrsheet.core import export
from okrsheet.core.forecast import Forecast
from okrsheet.core.model import Plan
from okrsheet.workbook.frames import Frames
from tests import books
from tests.small_plan import AS_OF, small_book
from tests.unit import plain_book

ROOT = Path(__file__).parents[2]
DATES = {
    "key_results": {"last_check_in", "red_since", "forecast_projected_from"},
    "check_ins": {"day"},
    "milestones": {"due", "done"},
    "dependencies": {"by_when"},
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("frames") / "example.xlsx"
    path.write_bytes(books.example())
    return path


@pytest.fixture(scope="module")
def frames(path: Path) -> Frames:
    return okrsheet.frames(path)


def rows_of_core(name: str) -> Sequence[Mapping[str, object]]:
    found = books.example_figures()
    rows: dict[str, Sequence[Mapping[str, object]]] = {
        "objectives": [export.objective_row(each) for each in found.objectives],
        "key_results": [flat(each) for each in export.key_result_rows(found)],
        "milestones": [export.fields(each) for each in found.plan.stages],
        "dependencies": [export.fields(each) for each in found.plan.dependencies],
        "teams": [export.team_row(each) for each in found.teams],
        "audit": export.audit_rows(found),
    }
    return rows[name]


def flat(row: Mapping[str, object]) -> Mapping[str, object]:
    """A row with the forecast's fields beside the others."""
    ahead = row["forecast"]
    known = ahead if isinstance(ahead, dict) else {}
    rest = {name: value for name, value in row.items() if name != "forecast"}
    return rest | {f"forecast_{name}": known.get(name) for name in Forecast._fields}


def same(seen: object, want: object) -> bool:
    if want is None or seen is None:
        return want is None and (seen is None or bool(pd.isna(seen)))  # type: ignore[call-overload]
    if isinstance(seen, pd.Timestamp):
        return isinstance(want, str) and seen.date() == date.fromisoformat(want)
    return bool(seen == want)


@pytest.mark.parametrize(
    "name", ["objectives", "key_results", "milestones", "dependencies", "teams", "audit"]
)
def test_a_table_holds_the_rows_of_the_core(name: str, frames: Frames) -> None:
    frame, rows = getattr(frames, name), rows_of_core(name)
    assert frame.shape == (len(rows), len(rows[0]))
    assert list(frame.columns) == list(rows[0])
    wrong = [
        f"{name}[{place}].{field}: {frame[field].iloc[place]!r} against {value!r}"
        for place, row in enumerate(rows)
        for field, value in row.items()
        if not same(frame[field].iloc[place], value)
    ]
    assert wrong == []


def test_check_ins_hold_what_was_typed_and_what_it_showed(frames: Frames) -> None:
    found = books.example_figures()
    assert len(frames.check_ins) == len(found.plan.check_ins)
    for place, (typed, line) in enumerate(zip(found.plan.check_ins, found.check_ins, strict=True)):
        row = frames.check_ins.iloc[place]
        assert row["day"].date() == typed.day
        assert row["key_result_id"] == typed.key_result_id
        value = float(typed.value) if isinstance(typed.value, (bool, float, int)) else None
        assert same(row["value"], value)
        assert line is not None
        assert same(row["progress"], line.reading.progress)
        assert same(row["expected"], line.expected)
        assert row["rag"] == str(line.rag)


def test_findings_stand_in_cells(frames: Frames) -> None:
    assert {"code", "severity", "message", "sheet", "cell"} <= set(frames.findings.columns)
    assert frames.findings["sheet"].ne("").all()


@pytest.mark.parametrize("name", DATES)
def test_dates_are_dates(name: str, frames: Frames) -> None:
    frame = getattr(frames, name)
    for column in DATES[name]:
        assert pd.api.types.is_datetime64_any_dtype(frame[column]), column


@pytest.mark.parametrize("column", ["score", "progress", "expected", "pace", "weight", "rollup"])
def test_figures_are_floats(column: str, frames: Frames) -> None:
    assert pd.api.types.is_float_dtype(frames.key_results[column])


def test_some_key_results_of_the_example_have_a_forecast(frames: Frames) -> None:
    table = frames.key_results
    known = table["forecast_value"].notna()
    assert 0 < known.sum() < len(table)
    assert table.loc[known, "forecast_chance_hit"].between(0, 1).all()
    assert (table.loc[known, "forecast_low"] <= table.loc[known, "forecast_high"]).all()


def test_tables_join(frames: Frames) -> None:
    joined = frames.key_results.merge(
        frames.objectives, left_on="objective", right_on="id", suffixes=("", "_objective")
    )
    assert len(joined) == len(frames.key_results)
    means = joined[joined["rollup"].notna()].groupby("objective")["rollup"].mean()
    assert means.between(0, 1).all()


def test_an_empty_quarter_has_empty_tables(tmp_path: Path) -> None:
    plan = books.example_figures().plan._replace(
        objectives=(),
        key_results=(),
        check_ins=(),
        stages=(),
        dependencies=(),
        teams=(),
        reviews=(),
    )
    path = tmp_path / "empty.xlsx"
    path.write_bytes(books.workbook(plan))
    frames = okrsheet.frames(path)
    assert [len(frame) for frame in frames] == [0] * len(frames)


def test_yes_no_and_unreadable_values_are_numbers_or_missing(tmp_path: Path) -> None:
    book = books.Book(small_book())
    book.type_in("Check-ins", "Value", 0, books.text("about 300"))
    path = tmp_path / "small.xlsx"
    path.write_bytes(book.data)
    frames = okrsheet.frames(path, AS_OF)
    assert pd.isna(frames.check_ins["value"].iloc[0])
    assert frames.check_ins["value"].iloc[5] == 0.0
    assert pd.api.types.is_float_dtype(frames.check_ins["value"])


def test_only_frames_imports_pandas() -> None:
    program = (
        "import importlib, pkgutil, sys, okrsheet;"
        "names = [m.name for m in pkgutil.walk_packages(okrsheet.__path__, 'okrsheet.')"
        " if m.name != 'okrsheet.__main__' and not m.name.endswith('frames')];"
        "sys.modules['numpy'] = None;"
        "skipped = ('okrsheet.addin.', 'okrsheet.workbook.build');"
        "found = [n for n in names if not n.startswith(skipped)];"
        "[importlib.import_module(n) for n in found];"
        "print(len(found), 'pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    count, imported = done.stdout.split()
    assert int(count) > 40
    assert imported == "False"


def test_empty_tables_have_the_columns_of_full_ones(tmp_path: Path, frames: Frames) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(books.workbook(Plan(books.QUARTER)))
    empty = okrsheet.frames(path, AS_OF)
    for name in Frames._fields:
        table = getattr(empty, name)
        assert list(table.columns) == list(getattr(frames, name).columns), name
        assert len(table) == 0, name
        for column in DATES.get(name, ()):
            assert pd.api.types.is_datetime64_any_dtype(table[column]), (name, column)
    assert list(empty.key_results[["id", "score", "rag"]]["score"]) == []


def test_a_plain_workbook_gives_the_same_tables(tmp_path: Path, frames: Frames) -> None:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(plain_book.book(plain_book.tabs()))
    plain = okrsheet.frames(path, plain_book.AS_OF)
    assert list(plain.key_results["id"]) == ["A1", "A2", "B1"]
    assert list(plain.key_results.columns) == list(frames.key_results.columns)
    assert plain.key_results["score"].round(2).tolist() == [0.4, 0.2, 0.2]
    assert list(plain.teams["name"]) == ["Harbour"]
    assert "OKR062" in set(plain.findings["code"])
