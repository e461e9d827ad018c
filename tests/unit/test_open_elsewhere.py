"""Signs that somebody has a workbook open: believed, seen through, and waited for."""

from pathlib import Path

import pytest

from okrsheet.ooxml.open_elsewhere import (
    Opened,
    excel_user,
    find_opened,
    libreoffice_user,
    refuse_open,
    wait_until_closed,
)
from okrsheet.ooxml.save_errors import OpenElsewhere
from tests.saving.stand_ins import Witness
from tests.saving.versions import book_in, excel_sign


def office_sign(user: str = "Ann Lee", machine: str = "here") -> bytes:
    """A lock file as LibreOffice writes it."""
    return f",{user},{machine},05.01.2027 09:12,file:///home/ann/.config;".encode()


def found(path: Path, disk: Witness | None = None) -> Opened | None:
    return find_opened(str(path), disk or Witness())


def test_a_workbook_without_a_sign_is_closed(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / "~$other.xlsx").write_bytes(excel_sign("Ann Lee"))
    (tmp_path / ".~lock.other.xlsx#").write_bytes(office_sign())
    assert found(path) is None


def test_the_sign_of_excel_tells_who(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / "~$book.xlsx").write_bytes(excel_sign("Zoë Łuk"))
    opened = found(path)
    assert opened is not None
    assert (opened.program, opened.user, opened.sign) == ("Excel", "Zoë Łuk", "~$book.xlsx")
    assert str(opened).startswith("in Excel by Zoë Łuk since 2")


def test_the_sign_of_libreoffice_tells_who(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / ".~lock.book.xlsx#").write_bytes(office_sign("Bo Ray", "elsewhere"))
    opened = found(path)
    assert opened is not None
    assert (opened.program, opened.user) == ("LibreOffice", "Bo Ray")


@pytest.mark.parametrize(
    ("held", "open_"),
    [(True, True), (None, True), (False, False)],
    ids=["held by Excel", "cannot be known", "left by a crash"],
)
def test_a_sign_of_excel_counts_unless_nobody_holds_it(
    held: bool | None, open_: bool, tmp_path: Path
) -> None:
    path = book_in(tmp_path)
    (tmp_path / "~$book.xlsx").write_bytes(excel_sign("Ann Lee"))
    disk = Witness()
    disk.held["~$book.xlsx"] = held
    assert (found(path, disk) is not None) == open_


@pytest.mark.parametrize(
    ("machine", "running", "open_"),
    [
        ("here", True, True),
        ("here", None, True),
        ("here", False, False),
        ("elsewhere", False, True),
    ],
    ids=["running", "cannot be known", "left by a crash", "another computer"],
)
def test_a_sign_of_libreoffice_counts_unless_it_is_ours_and_nothing_runs(
    machine: str, running: bool | None, open_: bool, tmp_path: Path
) -> None:
    path = book_in(tmp_path)
    (tmp_path / ".~lock.book.xlsx#").write_bytes(office_sign(machine=machine))
    assert (found(path, Witness(running=running)) is not None) == open_


def test_a_shortened_sign_counts_only_where_it_can_be_ours(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / "~$ok.xlsx").write_bytes(excel_sign("Ann Lee"))
    assert found(path) is not None
    book_in(tmp_path, "ok.xlsx")
    assert found(path) is None


def test_a_sign_that_is_no_file_counts(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / "~$book.xlsx").mkdir()
    opened = found(path)
    assert opened is not None
    assert opened.user == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"\x07Ann", b"\xff" * 165, b"\x05Ann  " + b"\xff" * 200],
    ids=["empty", "zero", "short", "all ones", "garbage"],
)
def test_a_damaged_sign_still_counts(data: bytes, tmp_path: Path) -> None:
    path = book_in(tmp_path)
    (tmp_path / "~$book.xlsx").write_bytes(data)
    (tmp_path / ".~lock.book.xlsx#").write_bytes(data)
    assert found(path) is not None


@pytest.mark.parametrize(
    ("data", "user"),
    [
        (excel_sign("Ann Lee"), "Ann Lee"),
        (excel_sign("N" * 54), "N" * 54),
        (b"\x03Ann".ljust(55), "Ann"),
        (b"", ""),
        (b"\xff" * 165, ""),
    ],
    ids=["as Excel writes it", "the longest", "one byte a letter", "empty", "garbage"],
)
def test_the_name_in_a_sign_of_excel(data: bytes, user: str) -> None:
    assert excel_user(data) == user


@pytest.mark.parametrize(
    ("data", "user"),
    [
        (office_sign("Ann Lee"), "Ann Lee"),
        (b"Ann,ann,here", "Ann"),
        (b"", ""),
        (b"\xff\xfe", "\ufffd\ufffd"),
    ],
    ids=["account", "name first", "empty", "garbage"],
)
def test_the_name_in_a_sign_of_libreoffice(data: bytes, user: str) -> None:
    assert libreoffice_user(data) == user


def test_a_sign_beside_the_file_behind_a_link_counts(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = book_in(tmp_path / "real")
    (tmp_path / "real" / "~$book.xlsx").write_bytes(excel_sign("Ann Lee"))
    with pytest.raises(OpenElsewhere, match="Ann Lee"):
        refuse_open(str(tmp_path / "link.xlsx"), str(path), Witness())


def test_a_file_that_is_held_is_open_without_any_sign(tmp_path: Path) -> None:
    path = book_in(tmp_path)
    disk = Witness()
    disk.held["book.xlsx"] = True
    with pytest.raises(OpenElsewhere, match="holds the file") as caught:
        refuse_open(str(path), str(path), disk)
    assert (caught.value.code, caught.value.exit_code) == ("OKR945", 4)


class Clock:
    """Counts what is slept, and does something after so many seconds."""

    def __init__(self, at: float, sign: Path) -> None:
        self.slept: list[float] = []
        self._at = at
        self._sign = sign

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if sum(self.slept) >= self._at:
            self._sign.unlink()


@pytest.fixture
def sign(tmp_path: Path) -> Path:
    made = tmp_path / "~$book.xlsx"
    made.write_bytes(excel_sign("Ann Lee"))
    return made


def test_waiting_ends_when_the_file_is_closed(sign: Path) -> None:
    path, clock = book_in(sign.parent), Clock(3, sign)
    wait_until_closed(path, clock.sleep, 60, Witness())
    assert clock.slept == [1, 1, 1]


def test_waiting_ends_when_the_time_is_up(sign: Path) -> None:
    path, clock = book_in(sign.parent), Clock(100, sign)
    with pytest.raises(OpenElsewhere, match="Ann Lee"):
        wait_until_closed(path, clock.sleep, 2.5, Witness())
    assert clock.slept == [1, 1, 0.5]


def test_no_time_looks_once(sign: Path) -> None:
    path, clock = book_in(sign.parent), Clock(100, sign)
    with pytest.raises(OpenElsewhere):
        wait_until_closed(path, clock.sleep, 0, Witness())
    assert clock.slept == []


def test_a_closed_file_is_not_waited_for(tmp_path: Path) -> None:
    clock = Clock(100, tmp_path)
    wait_until_closed(book_in(tmp_path), clock.sleep, 60, Witness())
    assert clock.slept == []
