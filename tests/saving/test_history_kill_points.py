"""An import ended and disturbed at every call by which it changes its folder.

After each the history is whole, and holds what it held, or that and the new quarters: nothing
between. What was told is true, and the next import works.
"""

import errno
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.sources.history_import import import_history
from okrsheet.sources.history_schema import FILE_NAME
from okrsheet.sources.history_store import closed_quarters
from okrsheet.workbook.history_refusals import NoHistory
from tests.closed_books import closed_file, put, quarter
from tests.saving.points import BOOK, Command, Left, Point, Runner, build_shim

pytestmark = pytest.mark.slow

OLD: Final = tuple(
    quarter(f"{year}-Q1", start=quarter().start.replace(year=year)) for year in (2021, 2022)
)
NEW: Final = quarter("2027-Q1")
Held = tuple[ClosedQuarter, ...]
SAID_NOTHING: Final = ("nothing was written", "stands as it was")


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    if sys.platform != "linux":
        pytest.skip("the shim is for Linux")
    if not shutil.which("cc"):
        if os.environ.get("CI"):
            pytest.fail("no C compiler: apt-get install gcc libc6-dev")
        pytest.skip("no C compiler")
    shim = build_shim(tmp_path_factory.mktemp("shim"))
    made = Runner(shim, tmp_path_factory.mktemp("points").resolve())
    yield made
    made.close()


def history_of(folder: Path) -> bytes:
    """A history of the old quarters."""
    for at, each in enumerate(OLD):
        put(folder, f"{at}.xlsx", each)
    import_history(str(folder / FILE_NAME), [str(folder)], now_ns=0)
    return (folder / FILE_NAME).read_bytes()


def points(calls: list[str]) -> Iterator[Point]:
    for at, call in enumerate(calls, 1):
        yield Point(at, call, "kill")
        yield Point(at, call, str(errno.EIO))
        if call == "write":
            yield Point(at, call, "tear")
            yield Point(at, call, str(errno.ENOSPC), "write")


def faults(left: Left, room: Path, point: Point, before: Held) -> Iterator[str]:
    held = held_in(room)
    if held not in (before, (*before, NEW)):
        yield f"it holds {held}"
    yield from whole(room / FILE_NAME)
    if point.ends:
        if left.code != -signal.SIGKILL:
            yield f"it ended with {left.code}"
    else:
        yield from lies(left, before, held)
    import_history(str(room / FILE_NAME), [str(room)], now_ns=0)
    if held_in(room) != (*before, NEW):
        yield "the next import does not work"


def held_in(room: Path) -> Held:
    """The quarters of the history; none where it was not begun."""
    try:
        return closed_quarters(str(room))
    except NoHistory:
        return ()


def whole(path: Path) -> Iterator[str]:
    if path.exists():
        with closing(sqlite3.connect(path)) as base:
            if base.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                yield "it is not whole"


def lies(left: Left, before: Held, held: Held) -> Iterator[str]:
    if left.code == 0 and held != (*before, NEW):
        yield "it said it was taken"
    if held != before and left.code and any(each in left.told for each in SAID_NOTHING):
        yield "it said nothing was written"
    if left.code not in (0, 2, 3, 4) or "Traceback" in left.told or "OKR999" in left.told:
        yield f"it ended with {left.code}"


@pytest.mark.parametrize("begun", [pytest.param(False, id="first"), pytest.param(True, id="later")])
def test_the_history_is_whole_at_every_point(
    runner: Runner, tmp_path: Path, *, begun: bool
) -> None:
    before = {BOOK: closed_file(NEW)} | ({FILE_NAME: history_of(tmp_path)} if begun else {})
    command = Command(("okrsheet", "history", "import", "{book}"), before)
    calls, done = runner.calls(command)
    assert done.code == 0, done.told
    assert calls.count("write") >= 4, "the shim must see what SQLite writes"
    wrong = []
    for point in points(calls):
        disturbed = {"SHIM_AT": str(point.at), "SHIM_DO": point.deed, "SHIM_STAYS": point.stays}
        with runner.run(command, **disturbed) as (left, room):
            found = faults(left, room, point, OLD if begun else ())
            wrong += [f"{point}: {each}; it said {left.told.strip()!r}" for each in found]
    assert wrong == []
