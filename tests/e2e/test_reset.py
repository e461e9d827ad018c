"""`okrsheet reset` as people run it."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from okrsheet.core.figures import figures
from okrsheet.core.model import KeyResult, Plan
from okrsheet.core.reset_words import day_text
from okrsheet.core.words import Frequency, Match, Type
from okrsheet.ooxml.changes import Changes, Content
from okrsheet.ooxml.patch import patch
from okrsheet.ooxml.read import parse_workbook
from okrsheet.workbook.load import Loaded, load, read_plan
from okrsheet.workbook.tables import TABLES
from okrsheet.workbook.view import View
from tests import books
from tests.books import Book
from tests.commands import run
from tests.dressed_up import dress_up
from tests.engines.iron import recalculate_iron
from tests.engines.libreoffice import LibreOffice
from tests.small_plan import AS_OF, small_book, small_plan

START: Final = "2027-02-03"
RESET: Final = ("--start", START)
LOCK: Final = '<workbookProtection lockStructure="1" />'
READY: Final[dict[str, Any]] = {
    "type": Type.INCREASE,
    "baseline": 280.0,
    "target": 360.0,
    "owner": "Ann Lee",
    "data_source": "HubSpot",
    "frequency": Frequency.WEEKLY,
    "access": "Sales",
    "retriever": "Bo Ek",
    "ambitious": True,
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Our OKRs.xlsx"
    path.write_bytes(small_book())
    return path


def with_key_results(*key_results: KeyResult) -> bytes:
    plan: Plan = small_plan()._replace(key_results=key_results, check_ins=(), stages=(), reviews=())
    return books.workbook(plan, as_of=AS_OF)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def backups(path: Path) -> list[Path]:
    return [each for each in path.parent.rglob("*.xlsx") if each != path]


def typed(path: Path, sheet: str, header: str, line: int, content: str) -> None:
    made = Book(path.read_bytes())
    made.type_in(sheet, header, line, content)
    path.write_bytes(made.data)


ON_DEMAND = {table.sheet for table in TABLES if table.on_demand} | {"Lists"}


def states(path: Path) -> dict[str, str]:
    sheets = parse_workbook(path.read_bytes(), "book").sheets
    return {name: sheet.state for name, sheet in sheets.items() if sheet.state != "visible"}


def test_both_sheets_are_filled_and_shown_and_the_version_before_is_kept(book: Path) -> None:
    before, parts = book.read_bytes(), members(book)
    assert states(book) == dict.fromkeys(ON_DEMAND, "hidden")
    done = run("reset", str(book), *RESET)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "from 3 February 2027 to 10 March 2027" in done.stdout
    assert [each.read_bytes() for each in backups(book)] == [before]
    assert states(book) == dict.fromkeys(ON_DEMAND - {"Reset", "Interviews"}, "hidden")
    loaded = load(book)
    assert loaded.plan is not None
    assert not [each for each in loaded.findings if each.sheet in ("Reset", "Interviews")]
    lines = loaded.plan.reset
    assert {line.week for line in lines} == {1.0, 2.0, 3.0, 4.0}
    assert lines[0].first == date(2027, 2, 3)
    assert all(line.text and line.last and line.mark for line in lines)
    assert len(loaded.plan.interviews) == 5
    changed = {name for name, data in members(book).items() if data != parts[name]}
    filled = {Book(before).sheets()[name] for name in ("Start", "Reset", "Interviews")}
    tables = {Book(before).table_parts(name)[0] for name in ("Reset", "Interviews")}
    assert changed == {*filled, *tables, "xl/workbook.xml"}


def test_it_opens_on_the_tasks(book: Path) -> None:
    run("reset", str(book), *RESET)
    made = Book(book.read_bytes())
    place = list(made.sheets()).index("Reset")
    assert f'activeTab="{place}"' in made.xml("xl/workbook.xml")
    selected = {name for name, part in made.sheets().items() if 'tabSelected="1"' in made.xml(part)}
    assert selected == {"Reset"}


def test_lines_are_as_high_as_their_texts_and_can_still_grow(book: Path) -> None:
    run("reset", str(book), *RESET)
    made = Book(book.read_bytes())
    for sheet, lowest in (("Reset", 32), ("Interviews", 48)):
        rows = re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', made.xml(made.sheets()[sheet]))
        heights = [float(height) for row, height in rows if int(row) > 4]
        assert len(heights) == len(made.rows(sheet))
        assert min(heights) == lowest
        assert "customHeight" not in re.sub(
            r'<row r="[1-4]".*?>', "", made.xml(made.sheets()[sheet])
        )
    assert max(heights) < 100


def test_empty_rows_at_the_end_of_a_table_are_no_lines(book: Path) -> None:
    made = Book(book.read_bytes())
    part = made.table_parts("Reset")[0]
    made.parts[part] = made.parts[part].replace(b":K5", b":K40")
    book.write_bytes(made.data)
    assert run("reset", str(book), *RESET).returncode == 0
    plan = load(book).plan
    assert plan is not None
    assert all(line.text for line in plan.reset)
    assert Book(book.read_bytes()).rows("Reset")[0] == 5


def test_a_dry_run_prints_the_weeks_and_writes_nothing(book: Path) -> None:
    before = book.read_bytes()
    done = run("reset", str(book), *RESET, "--dry-run", COLUMNS="80")
    assert done.returncode == 0, done.stderr
    heads = [line for line in done.stdout.splitlines() if line.startswith("Week ")]
    assert heads == [
        "Week 1: 3 February 2027 to 9 February 2027",
        "Week 2: 10 February 2027 to 16 February 2027",
        "Week 3: 17 February 2027 to 23 February 2027",
        "Week 4: 24 February 2027 to 2 March 2027",
    ]
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert done.stdout.endswith("Nothing was written.\n")
    assert book.read_bytes() == before
    assert backups(book) == []


@pytest.mark.parametrize("columns", ["40", "60", "200"])
def test_it_fits_the_terminal(book: Path, columns: str) -> None:
    done = run("reset", str(book), *RESET, "--dry-run", COLUMNS=columns)
    weeks = done.stdout.partition("Reset: ")[0].splitlines()
    assert max(len(line) for line in weeks if line.startswith(" ")) <= int(columns)


def test_the_same_reset_again_changes_nothing(book: Path) -> None:
    run("reset", str(book), *RESET)
    before = book.read_bytes()
    again = run("reset", str(book), *RESET)
    assert again.returncode == 0, again.stderr
    assert "Nothing was written." in again.stdout
    assert book.read_bytes() == before


def test_a_reset_nobody_worked_with_is_renewed(book: Path) -> None:
    run("reset", str(book), *RESET)
    long = len(load(book).rows["reset"])
    typed(book, "Key Results", "Owner", 1, books.text("Bo Ek"))
    done = run("reset", str(book), "--start", "2027-02-10")
    assert done.returncode == 0, done.stderr
    plan = load(book).plan
    assert plan is not None
    assert plan.reset[0].first == date(2027, 2, 10)
    assert len(plan.reset) == long - 1


CHANGES: Final = {
    "ticked": ("Done", 2, books.text("Yes"), "1 line done (row 7)"),
    "said no": ("Done", 2, books.text("No"), "1 line done (row 7)"),
    "something else": ("Done", 2, books.text("half"), "1 line done (row 7)"),
    "another day": ("To", 0, books.day(date(2027, 5, 1)), "1 line changed (row 5)"),
    "another person": ("Who", 1, books.text("Di Fox"), "1 line changed (row 6)"),
    "another task": ("Task", 1, books.text("Do it"), "1 line changed (row 6)"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_people_did_is_not_lost_unasked(book: Path, name: str) -> None:
    header, line, content, told = CHANGES[name]
    run("reset", str(book), *RESET)
    typed(book, "Reset", header, line, content)
    before = book.read_bytes()
    done = run("reset", str(book), *RESET)
    assert done.returncode == 3
    assert "OKR938" in done.stderr
    assert told in done.stderr
    assert book.read_bytes() == before
    forced = run("reset", str(book), *RESET, "--force")
    assert forced.returncode == 0, forced.stderr
    assert f"{told} were replaced" in forced.stderr
    assert before in [each.read_bytes() for each in backups(book)]
    assert "Nothing was written." in run("reset", str(book), *RESET).stdout


def test_a_dry_run_tells_what_would_be_refused(book: Path) -> None:
    run("reset", str(book), *RESET)
    typed(book, "Reset", "Done", 0, books.text("Yes"))
    done = run("reset", str(book), *RESET, "--dry-run")
    assert done.returncode == 3
    assert "Week 4" in done.stdout
    assert "OKR938" in done.stderr


def test_answers_stay_and_a_new_company_objective_gets_a_line(book: Path) -> None:
    run("reset", str(book), *RESET)
    typed(book, "Interviews", "Person", 1, books.text("Di Fox"))
    typed(book, "Interviews", "Priorities in their own words", 1, books.text("Plants!"))
    typed(book, "Interviews", "Same?", 1, books.text("partly"))
    made = Book(book.read_bytes())
    more = [
        {"ID": Content(f"C{n}"), "Objective": Content(f"Aim {n}"), "Level": Content("Company")}
        for n in range(2, 8)
    ]
    book.write_bytes(patch(made.data, Changes(append={"tblObjectives": more}), "book"))
    done = run("reset", str(book), "--start", "2027-03-01", "--force")
    assert done.returncode == 0, done.stderr
    assert "1 of the lines on Interviews hold something and stay" in done.stderr
    plan = load(book).plan
    assert plan is not None
    assert len(plan.interviews) == 7
    assert plan.interviews[1] == ("Di Fox", "Plants!", Match.PARTLY)


def test_an_answer_nobody_can_read_stays_too(book: Path) -> None:
    run("reset", str(book), *RESET)
    typed(book, "Interviews", "Same?", 4, books.text("perhaps"))
    before = members(book)
    part = Book(book.read_bytes()).sheets()["Interviews"]
    assert run("reset", str(book), "--start", "2027-03-01").returncode == 0
    assert members(book)[part] == before[part]


def test_a_column_somebody_added_is_not_lost_unasked(book: Path) -> None:
    run("reset", str(book), *RESET)
    made = Book(book.read_bytes())
    part, last = made.table_parts("Reset")[0], made.rows("Reset")[-1]
    made.parts[part] = made.parts[part].replace(f":K{last}".encode(), f":L{last}".encode())
    made.change(part, '<tableColumns count="11">', '<tableColumns count="12">')
    made.change(part, "</tableColumns>", '<tableColumn id="12" name="Remarks" /></tableColumns>')
    book.write_bytes(made.data)
    cells = {(4, 12): Content("Remarks"), (8, 12): Content("Late")}
    sheet = made.sheets()["Reset"]
    for (row, _), content in cells.items():
        cell = f'<c r="L{row}"{books.text(str(content.value))}'
        made.parts[sheet] = re.sub(
            rf'(<row r="{row}"[ >].*?)</row>', rf"\g<1>{cell}</row>", made.xml(sheet)
        ).encode()
    book.write_bytes(made.data)
    done = run("reset", str(book), *RESET)
    assert done.returncode == 3
    assert "1 line changed (row 8)" in done.stderr
    assert run("reset", str(book), *RESET, "--force").returncode == 0
    assert Book(book.read_bytes()).cells("Reset", 4)["L"] == "Remarks"


def test_a_deleted_sheet_is_named_with_the_way_out(book: Path) -> None:
    made = Book(book.read_bytes())
    made.change("xl/workbook.xml", 'name="Interviews"', 'name="Old talks"')
    part = made.table_parts("Old talks")[0]
    made.parts[part] = made.parts[part].replace(b"tblInterviews", b"tblOther")
    book.write_bytes(made.data)
    before = book.read_bytes()
    done = run("reset", str(book), *RESET)
    assert done.returncode == 3
    assert "OKR937" in done.stderr
    assert "Interviews with the table tblInterviews" in done.stderr
    assert "okrsheet backups list" in done.stderr
    assert book.read_bytes() == before
    assert "Week 1" in run("reset", str(book), *RESET, "--dry-run").stdout


def test_a_protected_structure_is_told_before_anything_is_written(book: Path) -> None:
    made = Book(book.read_bytes())
    made.change("xl/workbook.xml", "<workbookProtection />", LOCK)
    book.write_bytes(made.data)
    done = run("reset", str(book), *RESET)
    assert done.returncode == 3
    assert "OKR924" in done.stderr
    assert "Protect Workbook" in done.stderr
    assert book.read_bytes() == made.data


def test_shown_sheets_of_a_protected_workbook_are_filled(book: Path) -> None:
    run("reset", str(book), *RESET)
    made = Book(book.read_bytes())
    made.change("xl/workbook.xml", "<workbookProtection />", LOCK)
    book.write_bytes(made.data)
    assert run("reset", str(book), "--start", "2027-02-04").returncode == 0


def test_a_sheet_hidden_for_good_and_renamed_is_found_by_its_table(book: Path) -> None:
    made = Book(book.read_bytes())
    tab = re.search(r'<sheet name="Reset"[^>]*>', made.xml("xl/workbook.xml"))
    assert tab is not None
    new = tab[0].replace('"Reset"', '"Our four weeks"').replace('"hidden"', '"veryHidden"')
    made.change("xl/workbook.xml", tab[0], new)
    book.write_bytes(made.data)
    done = run("reset", str(book), *RESET)
    assert done.returncode == 0, done.stderr
    hidden = ("Agenda", "Planning", "Scorecard", "Lists")
    assert states(book) == dict.fromkeys(hidden, "hidden")


def test_something_below_the_table_is_in_the_way(book: Path) -> None:
    data = patch(book.read_bytes(), Changes({"Reset": {(9, 2): Content("mine")}}), "book")
    book.write_bytes(data)
    done = run("reset", str(book), *RESET)
    assert done.returncode == 3
    assert "Reset!B9" in done.stderr
    assert book.read_bytes() == data


def test_a_workbook_of_others_is_not_written(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (("Objective", "Key result", "Owner"), ("Grow", "Win 40", "Ann")):
        sheet.append(row)
    sheet.add_table(Table(displayName="KeyResults", ref="A1:C2"))
    path = tmp_path / "theirs.xlsx"
    made.save(path)
    before = path.read_bytes()
    done = run("reset", str(path), *RESET)
    assert done.returncode == 3
    assert "OKR935" in done.stderr
    assert path.read_bytes() == before


def test_a_quarter_without_dates_is_no_plan(book: Path) -> None:
    made = Book(book.read_bytes())
    made.setting("First day", books.text("soon"))
    book.write_bytes(made.data)
    done = run("reset", str(book), *RESET)
    assert done.returncode == 2
    assert "OKR0" in done.stderr
    assert book.read_bytes() == made.data


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param((), "--start", id="no start"),
        pytest.param(("--start", "3.2.2027"), "YYYY-MM-DD", id="no day"),
        pytest.param(("--start", "9999-12-31"), "2000 to 2098", id="the last day of all"),
        pytest.param(("--start", "1999-12-31"), "2000 to 2098", id="too early"),
    ],
)
def test_wrong_words(book: Path, words: tuple[str, ...], told: str) -> None:
    done = run("reset", str(book), *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert backups(book) == []


@pytest.mark.parametrize("start", ["2000-01-01", "2026-12-27", "2098-12-31"])
def test_any_day_is_a_start(book: Path, start: str) -> None:
    done = run("reset", str(book), "--start", start)
    assert done.returncode == 0, done.stderr
    plan = load(book).plan
    assert plan is not None
    assert plan.reset[0].first == date.fromisoformat(start)
    assert ("The quarter ends before the reset starts" in done.stdout) == (start > "2027")


def test_tasks_beyond_the_quarter_are_counted(book: Path) -> None:
    done = run("reset", str(book), "--start", "2027-03-01")
    plan = load(book).plan
    assert plan is not None
    ends = [task.last for task in plan.reset if task.last]
    late = sum(day > plan.quarter.end for day in ends)
    assert late
    assert f" to {day_text(max(ends))}." in done.stdout
    counted = "1 task ends" if late == 1 else f"{late} tasks end"
    assert f"on 31 March 2027: {counted} later." in done.stdout


@pytest.mark.parametrize("count", [0, 1, 200])
def test_any_number_of_gaps(count: int, tmp_path: Path) -> None:
    ready = KeyResult("C1.1", "C1", "Raise clients from 280 to 360 by 31 March")._replace(**READY)
    bare = [KeyResult(f"S1.{n}", "S1", f"Do it {n}") for n in range(1, count + 1)]
    path = tmp_path / "book.xlsx"
    path.write_bytes(with_key_results(ready, *bare))
    done = run("reset", str(path), *RESET)
    assert done.returncode == 0, done.stderr
    assert f"{count} of {count + 1} key results have tasks of their own;" in done.stdout
    loaded = load(path)
    assert loaded.plan is not None
    found = Counter(line.key_result_id for line in loaded.plan.reset)
    assert found == {"": found[""]} | {f"S1.{n}": 6 for n in range(1, count + 1)}
    assert run("refresh", str(path)).stdout.startswith("All ")
    assert "Nothing was written." in run("reset", str(path), *RESET).stdout


@pytest.mark.parametrize("macros", [False, True], ids=["xlsx", "xlsm"])
def test_what_newer_excels_put_in_stays_byte_for_byte(
    macros: bool, tmp_path: Path, sdk_errors: Callable[..., list[str]]
) -> None:
    made = Book(small_book())
    dress_up(made, macros=macros)
    path = tmp_path / ("ours.xlsm" if macros else "ours.xlsx")
    path.write_bytes(made.data)
    errors, before = Counter(sdk_errors(path)), members(path)
    done = run("reset", str(path), *RESET)
    assert done.returncode == 0, done.stderr
    after = members(path)
    assert list(after) == list(before)
    assert len({part for part in before if before[part] != after[part]}) == 6
    assert not Counter(sdk_errors(path)) - errors


def test_the_schema_is_kept(book: Path, sdk_errors: Callable[..., list[str]]) -> None:
    run("reset", str(book), *RESET)
    assert sdk_errors(book) == []


def answered(data: bytes) -> bytes:
    """A reset with answers, company objectives on all lines, and a line that names nothing."""
    aims = ("Be known", "Ship less", "Rest more", "Sell well", "Hire slowly", "Learn")
    more = [
        {"ID": Content(f"Z{n}"), "Objective": Content(aim), "Level": Content("Company")}
        for n, aim in enumerate(aims)
    ]
    return patch(data, Changes(append={"tblObjectives": more}), "book")


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "answers",
    [
        (),
        ("Yes",),
        ("Yes", "yes ", "Partly"),
        ("No", "Partly", "No", "maybe"),
        ("Yes", "Yes", "Yes"),
    ],
    ids=["none", "too few", "most", "few", "all"],
)
def test_formulas_show_what_was_written(
    answers: tuple[str, ...], book: Path, libreoffice: LibreOffice
) -> None:
    book.write_bytes(answered(book.read_bytes()))
    assert run("reset", str(book), *RESET).returncode == 0
    for line, answer in enumerate(answers):
        typed(book, "Interviews", "Same?", line, books.text(answer))
    typed(book, "Reset", "KR", 0, books.text("s1.2"))
    typed(book, "Reset", "KR", 1, books.text("gone"))
    assert run("refresh", str(book)).returncode == 0
    cached = Book(book.read_bytes()).cached()
    loaded: Loaded = read_plan(parse_workbook(book.read_bytes(), "book"))
    assert loaded.plan is not None
    view = View(figures(loaded.plan, loaded.policy, AS_OF))
    assert view.plan.reset[0].key_result_id == "s1.2"
    assert "Keep 90" in cached["Reset"].values()
    for got in (libreoffice.recalculate(book), recalculate_iron(book)):
        for sheet in ("Reset", "Interviews"):
            assert len(got[sheet]) == len(cached[sheet]) > 10
            for address, value in got[sheet].items():
                want = cached[sheet][address]
                same = (value or "") == (want or "") or value == pytest.approx(want)
                assert same, f"{sheet}!{address}: {value!r} against {want!r}"


def test_words_and_days_nobody_can_read_are_found(book: Path) -> None:
    run("reset", str(book), *RESET)
    typed(book, "Reset", "From", 0, books.text("soon"))
    typed(book, "Reset", "Done", 1, books.text("half"))
    typed(book, "Interviews", "Same?", 0, books.text("maybe"))
    done = run("check", str(book))
    for told in (
        "Reset!B5: error OKR011",
        "Reset!H6: warning OKR015",
        "Interviews!D5: warning OKR015",
    ):
        assert told in done.stdout
    examined = run("doctor", str(book))
    assert "Reset!B5" in examined.stdout
