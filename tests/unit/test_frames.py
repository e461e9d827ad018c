"""The pandas tables hold what the core says."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import okrsheet
from okrsheet.workbook.frames import Frames
from tests import books


@pytest.fixture
def frames(tmp_path: Path) -> Frames:
    path = tmp_path / "example.xlsx"
    path.write_bytes(books.example())
    return okrsheet.frames(path)


def test_every_key_result_is_a_row_with_its_figures(frames: Frames) -> None:
    figures = books.example_figures()
    assert list(frames.key_results["id"]) == [k.key_result.id for k in figures.key_results]
    scores = frames.key_results["score"]
    for shown, figure in zip(scores, figures.key_results, strict=True):
        assert (pd.isna(shown) and figure.score is None) or shown == figure.score
    assert list(frames.key_results["rag"]) == [str(k.rag) for k in figures.key_results]


def test_every_check_in_is_a_row_with_what_it_showed(frames: Frames) -> None:
    figures = books.example_figures()
    assert len(frames.check_ins) == len(figures.plan.check_ins)
    assert pd.api.types.is_datetime64_any_dtype(frames.check_ins["day"])
    assert pd.api.types.is_float_dtype(frames.check_ins["value"])
    assert frames.check_ins["rag"].notna().all()


def test_objectives_teams_audit_and_findings_are_there(frames: Frames) -> None:
    figures = books.example_figures()
    assert len(frames.objectives) == len(figures.objectives)
    assert list(frames.teams["name"]) == [t.name for t in figures.teams]
    assert len(frames.audit) == len(figures.key_results)
    assert set(frames.findings["code"]) >= {"OKR025", "OKR048"}


def test_another_day_gives_other_figures(tmp_path: Path) -> None:
    path = tmp_path / "example.xlsx"
    path.write_bytes(books.example())
    early = okrsheet.frames(path, books.QUARTER.start)
    assert set(early.key_results["rag"]) == {"No data"}


def test_a_book_without_a_quarter_says_why(tmp_path: Path) -> None:
    book = books.Book(books.example())
    book.setting("First day", books.blank())
    path = tmp_path / "book.xlsx"
    path.write_bytes(book.data)
    with pytest.raises(ValueError, match="OKR006"):
        okrsheet.frames(path)


def test_pandas_is_imported_for_frames_alone() -> None:
    code = (
        "import sys, okrsheet.cli, okrsheet.workbook.load, okrsheet.workbook.create;"
        "sys.exit('pandas' in sys.modules or 'openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
