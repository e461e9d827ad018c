"""Files an import is asked to read: every encoding and mark, and a clear word where it can't."""

from pathlib import Path

import pytest

from okrsheet.ooxml.errors import Cause, OkrsheetFileError
from okrsheet.sources.opening import open_source
from okrsheet.sources.text_tables import read_text_table
from okrsheet.workbook import import_refusals as refusals
from okrsheet.workbook.import_refusals import ImportRefused
from tests.small_plan import small_book
from tests.unit.sources_of import book_file, proposal, shape, text_file

PLAN = "Objective;Key Result\r\nCafé ist offen;Größe zählt\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(PLAN.encode(), "utf-8", id="utf-8"),
        pytest.param(PLAN.encode("utf-8-sig"), "utf-8", id="utf-8 with a mark"),
        pytest.param(PLAN.encode("cp1252"), "cp1252", id="cp1252"),
        pytest.param(PLAN.encode("utf-16"), "utf-16", id="utf-16"),
        pytest.param(PLAN.encode("utf-16-le"), "utf-16-le", id="utf-16 little without a mark"),
        pytest.param(PLAN.encode("utf-16-be"), "utf-16-be", id="utf-16 big without a mark"),
        pytest.param(PLAN.encode("utf-32"), "utf-32", id="utf-32"),
    ],
)
def test_every_encoding_gives_the_same_plan(data: bytes, encoding: str, tmp_path: Path) -> None:
    path = text_file(tmp_path, data)
    told = open_source(str(path)).told
    assert told is not None
    assert told.encoding == encoding
    assert shape(proposal(path)) == {"Café ist offen": ["Größe zählt"]}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_mark_between_cells_is_found(mark: str) -> None:
    rows = [("Objective", "Key result", "Note"), ("Grow, and win; fast", "Win\nmore", "a|b")]
    text = "\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    book, told = read_text_table(text.encode(), "t.csv")
    assert told.mark == mark
    cells = book.sheets["Table"].cells
    assert [cells[2, column].value for column in (1, 2, 3)] == list(rows[1])


def test_a_stated_mark_counts_and_rows_keep_their_numbers() -> None:
    text = 'sep=;\nObjective;Key result\n"Grow\nmore";Win\n\nRest;Sleep, swim, sing\n'
    book, told = read_text_table(text.encode(), "t.csv")
    assert told.mark == ";"
    cells = book.sheets["Table"].cells
    assert (cells[2, 1].value, cells[3, 2].value, cells[6, 1].value) == ("Objective", "Win", "Rest")


@pytest.mark.parametrize(
    ("data", "cause", "said"),
    [
        pytest.param(b"", refusals.EMPTY, "", id="empty"),
        pytest.param(b"\xef\xbb\xbf \r\n", refusals.EMPTY, "", id="blanks"),
        pytest.param(b",,\n,,\n", refusals.EMPTY, "", id="only marks"),
        pytest.param(bytes(range(256)) * 20, refusals.NO_TEXT, "", id="binary"),
        pytest.param(b"\xff\xfea\x00b", refusals.NO_LETTERS, "", id="half a letter"),
        pytest.param(
            b'Objective,Key result\nGrow,"Win\nmore,9\n',
            refusals.QUOTES,
            "line 2: the quotes of this text table do not match: a quote is never closed",
            id="open quote",
        ),
        pytest.param(
            b'Objective,Key result\nGrow,"Win"ner\n',
            refusals.QUOTES,
            "text follows a quote",
            id="text behind a quote",
        ),
        pytest.param(
            b'"ID,Objective,Owner"\n"O1,Grow,Ann"\n', refusals.QUOTED_LINES, "", id="quoted lines"
        ),
        pytest.param(b"a\n" * 50_001, refusals.TOO_MANY_ROWS, "", id="too many rows"),
        pytest.param((b"a," * 400 + b"\n") * 1300, refusals.TOO_MANY_ROWS, "", id="too many cells"),
        pytest.param(b"," * 600 + b"a\n", refusals.TOO_MANY_ROWS, "", id="too many columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    data: bytes, cause: Cause, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefused) as refused:
        open_source(str(text_file(tmp_path, data)))
    assert (refused.value.code, refused.value.way_out) == (cause.code, cause.way_out)
    assert refused.value.what.startswith(cause.what)
    assert said in str(refused.value)


def test_a_large_text_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(ImportRefused, match="larger than 16 MiB"):
        open_source(str(path))


def test_other_files_are_refused_like_everywhere(tmp_path: Path) -> None:
    with pytest.raises(OkrsheetFileError, match="no such file"):
        open_source(str(tmp_path / "gone.csv"))
    with pytest.raises(OkrsheetFileError, match="folder"):
        open_source(str(tmp_path))
    with pytest.raises(OkrsheetFileError, match="end of the file is missing"):
        open_source(str(text_file(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)))
    with pytest.raises(OkrsheetFileError):
        open_source(str(text_file(tmp_path, b"PK\x03\x04 and no more")))


def test_a_workbook_is_read_whatever_its_name_ends_in(tmp_path: Path) -> None:
    path = book_file(tmp_path, {"Plan": [("Objective", "Key result"), ("Grow", "Win")]}, "p.csv")
    assert shape(proposal(path)) == {"Grow": ["Win"]}


def test_one_sheet_may_be_named(tmp_path: Path) -> None:
    head = ("Objective", "Key result")
    path = book_file(tmp_path, {"A": [head, ("Grow", "Win")], "B": [head, ("Rest", "Sleep")]})
    assert shape(proposal(path, sheet=" b ")) == {"Rest": ["Sleep"]}
    with pytest.raises(ImportRefused, match="no such sheet in it: 'C'; it has 'A', 'B'"):
        open_source(str(path), "C")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "Product,Sales,Plan\nA,1,2\n", "seen were 'Table' row 1: 'Product'", id="sales"
        ),
        pytest.param("KPI,Target,Actual\nCV,3,2\nICI,4,1\n", "no table", id="a list of KPIs"),
        pytest.param("kr_id,value,confidence\n1,2,3\n", "a list of check-ins", id="check-ins"),
        pytest.param("Our goal,Activities\nTo win,Playing\n", "no table", id="theory of change"),
        pytest.param("Skill,Time,Total\nWin,3,4\n", "no table", id="a matrix"),
        pytest.param("Objective,Key result\n", "no table", id="headers alone"),
        pytest.param("Objective,Key result\nTotal,\n", "no row of it", id="a total alone"),
    ],
)
def test_a_table_of_something_else_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=said):
        proposal(text_file(tmp_path, text))


def test_ten_thousand_rows_are_one_clear_line(tmp_path: Path) -> None:
    rows = "".join(f"Grow,Win {n} clients,{n}\n" for n in range(10_000))
    with pytest.raises(ImportRefused, match="1,000 key results a workbook can hold: 10,000 found"):
        proposal(text_file(tmp_path, "Objective,Key result,Target\n" + rows))


def test_a_row_with_more_cells_than_columns_is_refused(tmp_path: Path) -> None:
    found = proposal(
        text_file(tmp_path, "Objective,Key result,Target\nGrow,Win,1.234,5\nGrow,Draw,2\n")
    )
    assert shape(found) == {"Grow": ["Draw"]}
    assert "more cells than the table has columns" in found.found.outcomes[0].reasons[0]


def test_a_workbook_of_ours_is_no_table_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(small_book())
    with pytest.raises(ImportRefused, match=r"okrsheet export BOOK FILE\.csv"):
        open_source(str(path))
