"""The import: what a folder's workbooks say, put into the history at one moment or not at all.

Files are read first, and only then written, in one transaction: the history is locked for a
moment, and a process that ends in between leaves it as it was.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.ooxml.errors import NO_PERMISSION
from okrsheet.sources.history_files import LeftOut, Read, look_at
from okrsheet.sources.history_scan import Found, find_workbooks
from okrsheet.sources.history_schema import opened, tables, writing
from okrsheet.sources.history_store import (
    Seen,
    Stored,
    add_quarter,
    disown_file,
    fold,
    move_quarter,
    note_files,
    others_from,
    remove_quarter,
    rivals,
    seen_files,
    teams_gone,
)
from okrsheet.workbook.history_refusals import (
    REPLACED,
    SECOND_HISTORY,
    TEAMS_GONE,
    TWO_AT_ONCE,
    TwoHistories,
)

if TYPE_CHECKING:
    from okrsheet.ooxml.errors import Cause

NEW: Final = "new"
RENEWED: Final = "closed again"
MOVED: Final = "moved"
COPY: Final = "a copy"
_MOST_TOLD: Final = 5


class Taken(NamedTuple):
    """A quarter the import put in, or found there.

    Attributes:
        file: where it came from.
        organisation, name: whose quarter, and which.
        deed: NEW, RENEWED (other figures from the same file), MOVED (the file has another place)
            or COPY (another file says the very same).
        other: the file it was moved from, is a copy of, or replaces; "" where there is none.
    """

    file: str
    organisation: str
    name: str
    deed: str
    other: str = ""


class Imported(NamedTuple):
    """What an import did.

    Attributes:
        taken: quarters from files that had to be opened.
        unchanged: how many files in the history are what they were.
        left_out: files that have no quarter for the history, and why.
    """

    taken: tuple[Taken, ...]
    unchanged: int
    left_out: tuple[LeftOut, ...]


def import_history(
    history: str,
    places: Iterable[str],
    *,
    now_ns: int,
    replace: bool = False,
    drop: Iterable[str] = (),
) -> Imported:
    """Take every closed quarter into the history.

    Args:
        history: the history; it is made where there is none and a quarter for it.
        places: folders, searched with the folders in them, and workbooks.
        now_ns: the time, in nanoseconds since 1970.
        replace: let a quarter take the place of one that another file gave before.
        drop: teams, or Company, that need not be in what takes that place.

    Raises:
        NothingToImport: a place is not there, or there are no workbooks.
        TwoHistories: two files tell different things of one quarter, or a team's part would go.
        OkrsheetFileError: the history can't be read or written.
    """
    home, asked = os.path.dirname(os.path.abspath(history)), tuple(places)
    scan = find_workbooks(asked, home)
    seen: dict[str, Seen] = {}
    if os.path.exists(history):
        with opened(history, make=True) as base:
            seen = seen_files(base) if tables(base) else {}
    known = _without_replaced(seen, scan.workbooks, asked) if replace else seen
    looked = look_at(scan.workbooks, known, now_ns)
    taken: list[Taken] = []
    if looked.read and (seen or any(each.closed is not None for each in looked.read)):
        with opened(history, make=True) as base, writing(base):
            writer = _Writer(base, history, replace=replace, drop=frozenset(map(fold, drop)))
            taken = writer.write(looked.read)
    unreadable = (
        LeftOut(where, NO_PERMISSION.code, f"it could not be read: {why}")
        for where, why in scan.unreadable
    )
    return Imported(tuple(taken), looked.unchanged, (*looked.left_out, *unreadable))


def _without_replaced(
    seen: Mapping[str, Seen], found: Iterable[Found], asked: Sequence[str]
) -> dict[str, Seen]:
    """What is known of files, but for replaced ones that are asked for by name: they come back."""
    named = {each.key for each in found if each.path in asked}
    return {
        key: each for key, each in seen.items() if key not in named or each.code != REPLACED.code
    }


class _Writer:
    """Puts quarters in, inside one transaction."""

    def __init__(
        self, base: sqlite3.Connection, history: str, *, replace: bool, drop: frozenset[str]
    ) -> None:
        self._base = base
        self._history = history
        self._replace = replace
        self._drop = drop
        self._added: set[int] = set()
        self._gone: list[tuple[Taken, Stored]] = []
        self._refused: dict[Cause, list[str]] = {}

    def write(self, read: list[Read]) -> list[Taken]:
        # First: a file that was read may be replaced by another one of the same import.
        noted = [(each.found.key, each.seen) for each in read if each.seen is not None]
        note_files(self._base, noted)
        taken = [
            self._take(each.found.key, each.closed) for each in read if each.closed is not None
        ]
        # Only now: what one file takes away, another of the same import may bring.
        for by, stored in self._gone:
            self._keep_teams(by, stored)
        for cause, told in self._refused.items():
            more = len(told) - _MOST_TOLD
            listed = "; ".join(told[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")
            raise TwoHistories(self._history, cause, listed)
        return taken

    def _take(self, file: str, closed: ClosedQuarter) -> Taken:
        known = rivals(self._base, closed)
        taken = Taken(file, closed.organisation, closed.name, NEW)
        for each in known:
            if each.closed == closed:
                return self._found_again(taken, each)
        strangers = [each for each in known if each.file != file]
        if any(self._refuses(taken, each) for each in strangers):
            return taken
        own = others_from(self._base, file, closed.name)
        for each in {stored.number: stored for stored in (*own, *strangers)}.values():
            remove_quarter(self._base, each.number)
        for each in strangers:
            disown_file(self._base, each.file, REPLACED.code, f"{REPLACED.what}: {file}")
            self._gone.append((taken, each))
        self._added.add(add_quarter(self._base, file, closed))
        others = ", ".join(each.file for each in strangers)
        return taken._replace(deed=RENEWED if own else NEW, other=others)

    def _found_again(self, taken: Taken, stored: Stored) -> Taken:
        if stored.file == taken.file:
            return taken._replace(deed=COPY)
        if os.path.exists(os.path.join(os.path.dirname(self._history), stored.file)):
            return taken._replace(deed=COPY, other=stored.file)
        move_quarter(self._base, stored.number, taken.file)
        return taken._replace(deed=MOVED, other=stored.file)

    def _refuses(self, taken: Taken, stored: Stored) -> bool:
        """Whether this other history stands in the way; then it is told in the end."""
        at_once = stored.number in self._added
        if self._replace and not at_once:
            return False
        cause = TWO_AT_ONCE if at_once else SECOND_HISTORY
        told = f"{taken.file} and {stored.file} both close {taken.name}"
        self._refused.setdefault(cause, []).append(told)
        return True

    def _keep_teams(self, by: Taken, stored: Stored) -> None:
        """Refuse that a team has no part any more in a quarter that another file gave."""
        gone = [team for team in teams_gone(self._base, stored) if fold(team) not in self._drop]
        if gone:
            told = f"{by.file} in the place of {stored.file}: {by.name} loses {', '.join(gone)}"
            self._refused.setdefault(TEAMS_GONE, []).append(told)
