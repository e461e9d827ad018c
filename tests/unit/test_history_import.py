"""Taking closed quarters into the history: what is taken, left out, refused, and never lost."""

import os
import sqlite3
import time
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.words import Commitment, Type
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.sources import history_files
from okrsheet.sources.history_import import COPY, MOVED, NEW, RENEWED, Imported, import_history
from okrsheet.sources.history_scan import Found
from okrsheet.sources.history_schema import FILE_NAME
from okrsheet.sources.history_store import (
    closed_quarters,
    past_scores,
    scores_before,
    stored_quarters,
)
from okrsheet.workbook.history_refusals import (
    DAMAGED_HISTORY,
    HISTORY_BUSY,
    HISTORY_UNREADABLE,
    HISTORY_UNWRITABLE,
    NEWER_HISTORY,
    NO_FOLDER,
    NO_HISTORY,
    NO_RECORD,
    NO_WORKBOOKS,
    NOT_A_HISTORY,
    NOT_CLOSED,
    NOT_MADE_HERE,
    OPEN_AGAIN,
    REPLACED,
    SECOND_HISTORY,
    TEAMS_GONE,
    TWO_AT_ONCE,
)
from tests import books
from tests.closed_books import SHEETS, closed_file, closed_parts, put, quarter
from tests.unit.test_scorecard_record import closed_book
from tests.unit.tiny_book import tiny_book, workbook

LATER: Final = 10_000_000_000


def imported(
    folder: Path,
    *places: Path,
    replace: bool = False,
    drop: tuple[str, ...] = (),
    wait: int = LATER,
) -> Imported:
    return import_history(
        str(folder / FILE_NAME),
        [str(each) for each in places or (folder,)],
        now_ns=time.time_ns() + wait,
        replace=replace,
        drop=drop,
    )


def deeds(done: Imported) -> list[tuple[str, str]]:
    return [(each.file, each.deed) for each in done.taken]


def left_out(done: Imported) -> dict[str, str]:
    return {each.file: each.code for each in done.left_out}


def age(path: Path, seconds: int = 60) -> None:
    """As if the file had been saved some time ago."""
    then = time.time_ns() - seconds * 1_000_000_000
    os.utime(path, ns=(then, then))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_closed_quarter_of_a_folder_and_the_folders_in_it_is_taken(tmp_path: Path) -> None:
    first, second = quarter(), quarter("2027-Q2", score=0.4)
    put(tmp_path, "b.xlsx", second)
    put(tmp_path, "old/a.xlsm", first)
    done = imported(tmp_path)
    assert deeds(done) == [("b.xlsx", NEW), ("old/a.xlsm", NEW)]
    assert closed_quarters(str(tmp_path)) in ((first, second), (second, first))
    assert {each.file for each in stored_quarters(str(tmp_path / FILE_NAME))} == {
        "b.xlsx",
        "old/a.xlsm",
    }


def test_quarters_come_oldest_first(tmp_path: Path) -> None:
    made = [
        quarter(f"202{year}-Q1", start=quarter().start.replace(year=2020 + year))
        for year in (3, 1, 2)
    ]
    for at, each in enumerate(made):
        put(tmp_path, f"{at}.xlsx", each)
    imported(tmp_path)
    assert [each.name for each in closed_quarters(str(tmp_path))] == [
        "2021-Q1",
        "2022-Q1",
        "2023-Q1",
    ]


def test_a_second_import_opens_nothing_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.xlsx", quarter())
    (tmp_path / "other.xlsx").write_bytes(b"text, text")
    first = imported(tmp_path)
    before = bytes_of(tmp_path)

    def refuse(*_: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(history_files, "_read", refuse)
    again = imported(tmp_path)
    assert (again.unchanged, deeds(again)) == (1, [])
    assert again.left_out == first.left_out
    assert bytes_of(tmp_path) == before


def test_a_copied_folder_is_recognised_by_content(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", quarter())
    imported(tmp_path)
    age(path)
    again = imported(tmp_path)
    assert (again.unchanged, deeds(again)) == (1, [])


def test_a_file_changed_right_after_it_was_read_is_opened_again(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", quarter(score=0.4))
    status = path.stat()
    imported(tmp_path, wait=0)
    data = closed_file(quarter(score=0.5))
    assert len(data) == status.st_size, "the sizes must not give it away"
    path.write_bytes(data)
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert deeds(imported(tmp_path)) == [("a.xlsx", RENEWED)]


def test_a_quarter_closed_again_takes_the_place_of_what_its_file_said(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", quarter(score=0.4))
    imported(tmp_path)
    put(tmp_path, "a.xlsx", quarter(score=0.55, organisation="Acme Ltd"))
    assert deeds(imported(tmp_path)) == [("a.xlsx", RENEWED)]
    assert closed_quarters(str(tmp_path)) == (quarter(score=0.55, organisation="Acme Ltd"),)


def test_a_file_saved_again_with_the_same_record_is_no_news(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", quarter())
    imported(tmp_path)
    path.write_bytes(closed_file(quarter(), shared=True))
    assert deeds(imported(tmp_path)) == [("a.xlsx", COPY)]
    assert len(closed_quarters(str(tmp_path))) == 1


def test_a_file_used_for_the_next_quarter_leaves_the_old_one_in_the_history(tmp_path: Path) -> None:
    put(tmp_path, "okrs.xlsx", quarter())
    imported(tmp_path)
    put(tmp_path, "okrs.xlsx", quarter("2027-Q2"))
    assert deeds(imported(tmp_path)) == [("okrs.xlsx", NEW)]
    assert {each.name for each in closed_quarters(str(tmp_path))} == {"2027-Q1", "2027-Q2"}


def test_a_deleted_file_leaves_its_quarter_in_the_history(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", quarter())
    put(tmp_path, "b.xlsx", quarter("2027-Q2"))
    imported(tmp_path)
    (tmp_path / "a.xlsx").unlink()
    imported(tmp_path)
    assert len(closed_quarters(str(tmp_path))) == 2


def test_a_moved_file_is_followed(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", quarter())
    imported(tmp_path)
    (tmp_path / "old").mkdir()
    path.rename(tmp_path / "old" / "b.xlsx")
    done = imported(tmp_path)
    assert [(each.file, each.deed, each.other) for each in done.taken] == [
        ("old/b.xlsx", MOVED, "a.xlsx")
    ]
    assert [each.file for each in stored_quarters(str(tmp_path / FILE_NAME))] == ["old/b.xlsx"]


def test_a_copy_is_told_and_not_counted_twice(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", quarter())
    put(tmp_path, "b.xlsx", quarter())
    done = imported(tmp_path)
    assert [(each.file, each.deed, each.other) for each in done.taken] == [
        ("a.xlsx", NEW, ""),
        ("b.xlsx", COPY, "a.xlsx"),
    ]
    assert len(closed_quarters(str(tmp_path))) == 1


class TestTwoHistories:
    """Two files that tell different things of one quarter."""

    def test_the_second_is_refused_with_both_names_and_nothing_is_written(
        self, tmp_path: Path
    ) -> None:
        put(tmp_path, "a.xlsx", quarter(score=0.4))
        imported(tmp_path)
        put(tmp_path, "b.xlsx", quarter(score=0.9))
        put(tmp_path, "c.xlsx", quarter("2027-Q2"))
        before = bytes_of(tmp_path)
        with pytest.raises(OkrsheetFileError) as refused:
            imported(tmp_path)
        assert (refused.value.code, refused.value.exit_code) == (SECOND_HISTORY.code, 3)
        assert "b.xlsx and a.xlsx both close 2027-Q1" in str(refused.value)
        assert "--replace" in str(refused.value)
        assert bytes_of(tmp_path) == before

    def test_two_in_one_import_are_refused_also_with_replace(self, tmp_path: Path) -> None:
        put(tmp_path, "a.xlsx", quarter(score=0.4))
        put(tmp_path, "b.xlsx", quarter(score=0.9))
        for replace in (False, True):
            with pytest.raises(OkrsheetFileError) as refused:
                imported(tmp_path, replace=replace)
            assert refused.value.code == TWO_AT_ONCE.code
            assert "b.xlsx and a.xlsx both close 2027-Q1" in str(refused.value)
        with pytest.raises(OkrsheetFileError, match=NO_HISTORY.what):
            closed_quarters(str(tmp_path))

    def test_replace_takes_the_named_one_and_leaves_the_other_in_peace(
        self, tmp_path: Path
    ) -> None:
        put(tmp_path, "a.xlsx", quarter(score=0.4))
        imported(tmp_path)
        right = put(tmp_path, "b.xlsx", quarter(score=0.9))
        done = imported(tmp_path, right, replace=True)
        assert [(each.file, each.other) for each in done.taken] == [("b.xlsx", "a.xlsx")]
        assert closed_quarters(str(tmp_path)) == (quarter(score=0.9),)
        again = imported(tmp_path)
        assert left_out(again) == {"a.xlsx": REPLACED.code}
        assert "b.xlsx" in again.left_out[0].what
        assert again.unchanged == 1

    def test_a_file_that_was_read_and_replaced_at_once_is_told_from_then_on(
        self, tmp_path: Path
    ) -> None:
        first = put(tmp_path, "a.xlsx", quarter(score=0.4))
        imported(tmp_path)
        put(tmp_path, "b.xlsx", quarter(score=0.9))
        age(first)
        done = imported(tmp_path, replace=True)
        assert [(each.file, each.other) for each in done.taken] == [("b.xlsx", "a.xlsx")]
        for _ in range(2):
            again = imported(tmp_path)
            assert (left_out(again), again.unchanged) == ({"a.xlsx": REPLACED.code}, 1)

    def test_a_replaced_file_comes_back_when_it_is_named(self, tmp_path: Path) -> None:
        old = put(tmp_path, "a.xlsx", quarter(score=0.4))
        imported(tmp_path)
        right = put(tmp_path, "b.xlsx", quarter(score=0.9))
        imported(tmp_path, right, replace=True)
        assert left_out(imported(tmp_path, replace=True)) == {"a.xlsx": REPLACED.code}
        done = imported(tmp_path, old, replace=True)
        assert [(each.file, each.other) for each in done.taken] == [("a.xlsx", "b.xlsx")]
        assert closed_quarters(str(tmp_path)) == (quarter(score=0.4),)
        assert left_out(imported(tmp_path)) == {"b.xlsx": REPLACED.code}

    def test_replace_takes_no_other_team_out_of_the_quarter(self, tmp_path: Path) -> None:
        put(tmp_path, "all.xlsx", quarter(teams=("", "Sales", "People")))
        imported(tmp_path)
        own = put(tmp_path, "sales.xlsx", quarter(teams=("Sales",), score=0.9))
        before = bytes_of(tmp_path)
        with pytest.raises(OkrsheetFileError) as refused:
            imported(tmp_path, own, replace=True, drop=("Company",))
        assert (refused.value.code, refused.value.exit_code) == (TEAMS_GONE.code, 3)
        assert "sales.xlsx in the place of all.xlsx: 2027-Q1 loses People" in str(refused.value)
        assert "--drop TEAM" in str(refused.value)
        assert bytes_of(tmp_path) == before

    def test_replace_lets_teams_go_that_are_named(self, tmp_path: Path) -> None:
        put(tmp_path, "all.xlsx", quarter(teams=("", "Sales", "People")))
        imported(tmp_path)
        sales = quarter(teams=("Sales",), score=0.9)
        own = put(tmp_path, "sales.xlsx", sales)
        done = imported(tmp_path, own, replace=True, drop=("company", " PEOPLE "))
        assert [(each.file, each.other) for each in done.taken] == [("sales.xlsx", "all.xlsx")]
        assert closed_quarters(str(tmp_path)) == (sales,)

    def test_a_file_for_each_team_takes_the_place_of_one_for_all(self, tmp_path: Path) -> None:
        put(tmp_path, "all.xlsx", quarter(teams=("", "Sales")))
        imported(tmp_path)
        places = [
            put(tmp_path, "company.xlsx", quarter(teams=("",))),
            put(tmp_path, "sales.xlsx", quarter(teams=("Sales",))),
        ]
        assert len(imported(tmp_path, *places, replace=True).taken) == 2
        assert len(closed_quarters(str(tmp_path))) == 2

    def test_teams_of_one_quarter_may_have_a_file_each(self, tmp_path: Path) -> None:
        put(tmp_path, "sales.xlsx", quarter(teams=("Sales",)))
        put(tmp_path, "people.xlsx", quarter(teams=("People",)))
        put(tmp_path, "company.xlsx", quarter(teams=("",)))
        assert len(imported(tmp_path).taken) == 3

    def test_an_objective_that_only_others_support_is_nobodys_history(self, tmp_path: Path) -> None:
        both = quarter(teams=("", "Sales"), score=0.2)
        put(tmp_path, "sales.xlsx", both._replace(key_results=both.key_results[1:]))
        put(tmp_path, "company.xlsx", quarter(teams=("",)))
        assert len(imported(tmp_path).taken) == 2

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param({"organisation": " ACME "}, id="organisation in other letters"),
            pytest.param({"name": "2027-q1"}, id="quarter in other letters"),
            pytest.param({"teams": ("SALES",)}, id="team in other letters"),
        ],
    )
    def test_capitals_and_blanks_make_no_difference(
        self, tmp_path: Path, other: dict[str, str]
    ) -> None:
        put(tmp_path, "a.xlsx", quarter(score=0.4))
        put(tmp_path, "b.xlsx", quarter(**other))  # type: ignore[arg-type]  # by name
        with pytest.raises(OkrsheetFileError, match="both close"):
            imported(tmp_path)

    def test_many_are_counted(self, tmp_path: Path) -> None:
        for number in range(8):
            put(tmp_path, f"{number}.xlsx", quarter(score=number / 10))
        with pytest.raises(OkrsheetFileError, match="; and 2 more"):
            imported(tmp_path)

    def test_two_organisations_do_not_meet(self, tmp_path: Path) -> None:
        put(tmp_path, "a.xlsx", quarter(score=0.4))
        put(tmp_path, "b.xlsx", quarter(organisation="Bolt"))
        assert len(imported(tmp_path).taken) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(closed_parts("", 0), NOT_CLOSED.code, id="not closed"),
        pytest.param(
            closed_parts("", 0, parts={"xl/workbook.xml": workbook(SHEETS)}),
            NOT_MADE_HERE.code,
            id="a table of that name in somebody's workbook",
        ),
        pytest.param(tiny_book(), NOT_MADE_HERE.code, id="not ours"),
        pytest.param(b"", "OKR910", id="empty"),
        pytest.param(b"hello", "OKR912", id="text"),
        pytest.param(closed_file(quarter())[:-30], "OKR903", id="cut"),
        pytest.param(
            closed_parts('<row r="5"><c r="A5" t="inlineStr"><is><t>x</t></is></c></row>', 1),
            NO_RECORD.code,
            id="record gone",
        ),
    ],
)
def test_other_files_are_left_out_with_the_reason(tmp_path: Path, data: bytes, code: str) -> None:
    put(tmp_path, "good.xlsx", quarter())
    (tmp_path / "odd.xlsx").write_bytes(data)
    done = imported(tmp_path)
    assert left_out(done) == {"odd.xlsx": code}
    assert deeds(done) == [("good.xlsx", NEW)]
    assert left_out(imported(tmp_path)) == {"odd.xlsx": code}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param(books.text("Yes"), None, id="closed"),
        pytest.param(books.text(" YES "), None, id="closed, in other letters"),
        pytest.param(' t="str"><f>"Yes"</f><v>Yes</v></c>', None, id="closed by a formula"),
        pytest.param(books.text("No"), OPEN_AGAIN.code, id="open again"),
        pytest.param(books.blank(), OPEN_AGAIN.code, id="blank"),
        pytest.param(books.text("maybe"), OPEN_AGAIN.code, id="nobody knows"),
    ],
)
def test_a_record_counts_while_settings_says_that_the_quarter_is_closed(
    tmp_path: Path, said: str, code: str | None
) -> None:
    book = books.Book(closed_book())
    book.setting("Quarter closed", said)
    (tmp_path / "okrs.xlsx").write_bytes(book.data)
    done = imported(tmp_path)
    assert left_out(done) == ({} if code is None else {"okrs.xlsx": code})
    assert deeds(done) == ([("okrs.xlsx", NEW)] if code is None else [])


def test_a_quarter_opened_again_stays_in_the_history_until_it_is_closed_anew(
    tmp_path: Path,
) -> None:
    book = books.Book(closed_book())
    (tmp_path / "okrs.xlsx").write_bytes(book.data)
    imported(tmp_path)
    before = closed_quarters(str(tmp_path))
    book.setting("Quarter closed", books.text("No"))
    (tmp_path / "okrs.xlsx").write_bytes(book.data)
    done = imported(tmp_path)
    assert left_out(done) == {"okrs.xlsx": OPEN_AGAIN.code}
    assert "okrsheet close BOOK --again" in done.left_out[0].what
    assert closed_quarters(str(tmp_path)) == before


def test_what_another_okrsheet_left_out_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "good.xlsx", quarter())
    (tmp_path / "odd.xlsx").write_bytes(tiny_book())
    monkeypatch.setattr(history_files, "__version__", "0.0.1")
    imported(tmp_path)
    monkeypatch.undo()
    opened: list[str] = []
    real = history_files._read

    def note(found: Found, *rest: object) -> object:
        opened.append(found.key)
        return real(found, *rest)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(history_files, "_read", note)
    imported(tmp_path)
    assert opened == ["odd.xlsx"]


def test_what_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    put(tmp_path, "good.xlsx", quarter())
    (tmp_path / "gone.xlsx").symlink_to(tmp_path / "nowhere")
    shut = put(tmp_path, "shut.xlsx", quarter("2027-Q2"))
    os.mkfifo(tmp_path / "pipe.xlsx")
    if os.geteuid():
        shut.chmod(0)
    done = imported(tmp_path)
    assert left_out(done)["gone.xlsx"] == "OKR908"
    assert "pipe.xlsx" not in left_out(done)
    if os.geteuid():
        assert left_out(done)["shut.xlsx"] == "OKR908"
        shut.chmod(0o600)
        assert deeds(imported(tmp_path)) == [("shut.xlsx", NEW)]


def test_links_lead_nowhere_in_circles(tmp_path: Path) -> None:
    put(tmp_path, "books/a.xlsx", quarter())
    (tmp_path / "books" / "loop").symlink_to(tmp_path / "books")
    (tmp_path / "books" / "self.xlsx").symlink_to(tmp_path / "books" / "self.xlsx")
    done = imported(tmp_path)
    assert deeds(done) == [("books/a.xlsx", NEW)]
    assert left_out(done) == {"books/self.xlsx": "OKR908"}


def test_lock_files_backups_and_other_files_are_not_even_told(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", quarter())
    put(tmp_path, ".okrsheet-backup/a.xlsx", quarter(score=0.1))
    put(tmp_path, ".hidden.xlsx", quarter(score=0.1))
    put(tmp_path, "a.docx", quarter(score=0.1))
    (tmp_path / "~$a.xlsx").write_bytes(b"Ann")
    done = imported(tmp_path)
    assert (deeds(done), left_out(done)) == ([("a.xlsx", NEW)], {})


def test_a_file_elsewhere_is_known_by_its_whole_path(tmp_path: Path) -> None:
    path = put(tmp_path, "away/a.xlsx", quarter())
    (tmp_path / "home").mkdir()
    done = imported(tmp_path / "home", path)
    assert deeds(done) == [(path.resolve().as_posix(), NEW)]


def test_a_history_moves_with_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "one/a.xlsx", quarter())
    imported(tmp_path / "one")
    (tmp_path / "one").rename(tmp_path / "two")
    assert imported(tmp_path / "two").unchanged == 1


@pytest.mark.parametrize(
    ("place", "cause"),
    [
        pytest.param("missing", NO_FOLDER, id="missing folder"),
        pytest.param("empty", NO_WORKBOOKS, id="empty folder"),
    ],
)
def test_a_folder_without_workbooks_is_refused(tmp_path: Path, place: str, cause) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(OkrsheetFileError) as refused:
        imported(tmp_path, tmp_path / place)
    assert (refused.value.code, refused.value.exit_code) == (cause.code, 2)
    assert cause.what in str(refused.value)


def test_no_history_is_made_where_nothing_is_closed(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(closed_parts("", 0))
    imported(tmp_path)
    assert not (tmp_path / FILE_NAME).exists()


def test_megabytes_of_garbage_are_refused_at_once(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", quarter())
    with (tmp_path / "big.xlsx").open("wb") as file:
        file.write(b"garbage ")
        file.truncate(200 << 20)
    begun = time.process_time()
    assert left_out(imported(tmp_path)) == {"big.xlsx": "OKR911"}
    assert time.process_time() - begun < 5


class TestTheFile:
    """The database itself: another program's, damaged, newer, busy, read-only."""

    def refused(self, folder: Path) -> OkrsheetFileError:
        before = (folder / FILE_NAME).read_bytes()
        with pytest.raises(OkrsheetFileError) as found:
            imported(folder)
        assert (folder / FILE_NAME).read_bytes() == before
        return found.value

    def test_text_is_no_history(self, tmp_path: Path) -> None:
        put(tmp_path, "a.xlsx", quarter())
        (tmp_path / FILE_NAME).write_text("my notes " * 500)
        assert self.refused(tmp_path).what.startswith(NOT_A_HISTORY.what)

    def test_somebody_elses_database_is_left_alone(self, tmp_path: Path) -> None:
        put(tmp_path, "a.xlsx", quarter())
        with sqlite3.connect(tmp_path / FILE_NAME) as base:
            base.execute("CREATE TABLE theirs (a)")
        base.close()
        assert self.refused(tmp_path).what == NOT_A_HISTORY.what

    @pytest.mark.parametrize(
        ("version", "cause"),
        [
            pytest.param(2, NEWER_HISTORY, id="newer"),
            pytest.param(0, DAMAGED_HISTORY, id="none"),
        ],
    )
    def test_another_version_is_left_alone(self, tmp_path: Path, version: int, cause) -> None:
        put(tmp_path, "a.xlsx", quarter())
        imported(tmp_path)
        base = sqlite3.connect(tmp_path / FILE_NAME)
        base.execute(f"PRAGMA user_version = {version}")
        base.close()
        assert self.refused(tmp_path).what == cause.what

    def test_a_damaged_history_is_told_and_not_touched(self, tmp_path: Path) -> None:
        put(tmp_path, "a.xlsx", quarter())
        imported(tmp_path)
        path = tmp_path / FILE_NAME
        data = path.read_bytes()
        path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
        put(tmp_path, "b.xlsx", quarter("2027-Q2"))
        assert self.refused(tmp_path).what.startswith(DAMAGED_HISTORY.what)
        with pytest.raises(OkrsheetFileError, match="the history is damaged"):
            closed_quarters(str(tmp_path))

    def test_a_file_of_no_bytes_is_what_a_killed_import_left(self, tmp_path: Path) -> None:
        put(tmp_path, "a.xlsx", quarter())
        (tmp_path / FILE_NAME).touch()
        with pytest.raises(OkrsheetFileError, match=NO_HISTORY.what):
            closed_quarters(str(tmp_path))
        assert len(imported(tmp_path).taken) == 1

    def test_another_writer_is_waited_for_and_then_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("okrsheet.sources.history_schema._PATIENCE", 0.05)
        put(tmp_path, "a.xlsx", quarter())
        imported(tmp_path)
        put(tmp_path, "b.xlsx", quarter("2027-Q2"))
        other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OkrsheetFileError) as found:
            imported(tmp_path)
        other.close()
        assert (found.value.what, found.value.exit_code) == (HISTORY_BUSY.what, 4)
        assert len(imported(tmp_path).taken) == 1

    def test_a_full_disk_leaves_the_history_as_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path, "a.xlsx", quarter())
        imported(tmp_path)
        put(tmp_path, "b.xlsx", quarter("2027-Q2"))

        def full(*_: object) -> None:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        monkeypatch.setattr("okrsheet.sources.history_import.note_files", full)
        error = self.refused(tmp_path)
        assert (error.code, error.exit_code) == (HISTORY_UNWRITABLE.code, 3)
        assert closed_quarters(str(tmp_path)) == (quarter(),)

    def test_a_folder_cannot_be_a_history(self, tmp_path: Path) -> None:
        put(tmp_path, "a.xlsx", quarter())
        (tmp_path / FILE_NAME).mkdir()
        with pytest.raises(OkrsheetFileError, match=HISTORY_UNREADABLE.what):
            imported(tmp_path)

    def test_there_may_be_none(self, tmp_path: Path) -> None:
        with pytest.raises(OkrsheetFileError) as found:
            closed_quarters(str(tmp_path))
        assert found.value.what == NO_HISTORY.what
        assert list(tmp_path.iterdir()) == []


def test_past_scores_are_a_teams_own_oldest_first(tmp_path: Path) -> None:
    start = quarter().start
    put(tmp_path, "b.xlsx", quarter("2027-Q2", score=0.9, start=start.replace(month=4)))
    put(tmp_path, "a.xlsx", quarter(score=0.5))
    put(tmp_path, "c.xlsx", quarter(organisation="Bolt", score=0.1))
    imported(tmp_path)
    place = str(tmp_path)
    assert past_scores(place, "sales", "ACME") == (0.5, 0.9)
    assert past_scores(place, "", "acme") == (0.5, 0.9)
    assert sorted(past_scores(place, "Sales")) == [0.1, 0.5, 0.9]
    assert past_scores(place, "Legal") == ()
    assert scores_before(place, "acme", start.replace(month=4)) == {"": (0.5,), "sales": (0.5,)}
    assert scores_before(place, "acme", start) == {}


def test_past_scores_are_of_what_a_team_aims_at(tmp_path: Path) -> None:
    made = quarter(teams=("Sales", "Sales", "Sales"))
    first, second, third = made.key_results
    second = second._replace(commitment=Commitment.COMMITTED)
    third = third._replace(type=Type.KEEP_ABOVE)
    put(tmp_path, "a.xlsx", made._replace(key_results=(first, second, third)))
    imported(tmp_path)
    assert past_scores(str(tmp_path), "Sales") == (0.7,)
