"""The history as a file: one SQLite database beside the workbooks, opened, made and refused here.

It uses SQLite's plain rollback journal, not its write-ahead log: the log keeps its index in memory
that processes share, which a network drive can't give, and a database on one may be damaged by
it. An import writes once, for a moment, so the log would win nothing. A process that is killed
leaves a journal behind, and whoever opens the history next puts the old pages back from it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError
from okrsheet.workbook.history_refusals import (
    DAMAGED_HISTORY,
    HISTORY_BUSY,
    HISTORY_UNCONFIRMED,
    HISTORY_UNREADABLE,
    HISTORY_UNWRITABLE,
    NEWER_HISTORY,
    NOT_A_HISTORY,
    HistoryBusy,
    HistoryNotWritten,
    HistoryUnusable,
    NoHistory,
)

FILE_NAME: Final = "okrsheet-history.sqlite"
APPLICATION: Final = 0x4F4B5248
"""Marks the file as ours, in the place SQLite has for it: the letters OKRH."""
VERSION: Final = 1
_PATIENCE: Final = 5.0  # seconds until another writer should be done

SCHEMA: Final = (
    """CREATE TABLE quarters (
        number INTEGER PRIMARY KEY, organisation TEXT NOT NULL, name TEXT NOT NULL,
        "start" TEXT NOT NULL, "end" TEXT NOT NULL, closed_on TEXT NOT NULL, file TEXT NOT NULL)""",
    """CREATE TABLE teams (
        organisation TEXT NOT NULL, quarter_name TEXT NOT NULL, team TEXT NOT NULL,
        quarter INTEGER NOT NULL, PRIMARY KEY (organisation, quarter_name, team)) WITHOUT ROWID""",
    """CREATE TABLE objectives (
        quarter INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
        level TEXT, team TEXT NOT NULL, owner TEXT NOT NULL, score REAL,
        number_one INTEGER NOT NULL, supports TEXT NOT NULL, weight REAL NOT NULL,
        PRIMARY KEY (quarter, place)) WITHOUT ROWID""",
    """CREATE TABLE key_results (
        quarter INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL,
        objective_id TEXT NOT NULL, text TEXT NOT NULL, owner TEXT NOT NULL, type TEXT,
        unit TEXT NOT NULL, commitment TEXT, baseline REAL, target REAL, low REAL, high REAL,
        value REAL, score REAL, final_score REAL, by_hand INTEGER NOT NULL, reason TEXT NOT NULL,
        band TEXT, met INTEGER, weight REAL NOT NULL, decision TEXT, carried INTEGER NOT NULL,
        gaps TEXT NOT NULL, foreseen REAL, why TEXT NOT NULL, replicate TEXT NOT NULL,
        went_wrong TEXT NOT NULL, differently TEXT NOT NULL, opportunities TEXT NOT NULL,
        risks TEXT NOT NULL, PRIMARY KEY (quarter, place)) WITHOUT ROWID""",
    """CREATE TABLE check_ins (
        quarter INTEGER NOT NULL, key_result INTEGER NOT NULL, place INTEGER NOT NULL,
        day TEXT NOT NULL, value REAL NOT NULL, confidence REAL,
        PRIMARY KEY (quarter, key_result, place)) WITHOUT ROWID""",
    """CREATE TABLE files (
        path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
        inode INTEGER NOT NULL, looked_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
        reader TEXT NOT NULL, code TEXT NOT NULL, what TEXT NOT NULL) WITHOUT ROWID""",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)


def history_in(place: str) -> str:
    """The file of a history, named by itself or by its folder."""
    return os.path.join(place, FILE_NAME) if os.path.isdir(place) else place


def history_beside(place: str) -> str:
    """The file of the history of a folder, or of the one a workbook lies in."""
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    return os.path.join(folder, FILE_NAME)


@contextmanager
def opened(path: str, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """The database, closed afterwards.

    Args:
        path: the file.
        make: whether it may be new; its tables are made by the first `writing`.

    Raises:
        NoHistory: there is none, and it is not to be made.
        HistoryUnusable: it is damaged, not a history, or of a newer okrsheet.
        HistoryBusy: somebody else is writing.
        HistoryNotWritten: the system refuses to write.
    """
    if not make and not os.path.lexists(path):
        raise NoHistory(path)
    with told(path), closing(sqlite3.connect(path, _PATIENCE, isolation_level=None)) as base:
        if not _is_new(base, path):
            _refuse_others(base, path)
        elif not make:
            raise NoHistory(path)
        yield base


@contextmanager
def writing(base: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all that happens in it is in the history afterwards, or nothing is."""
    # The drive has it, and the journal's end too, before anybody is told that it is done.
    base.execute("PRAGMA synchronous = EXTRA")
    base.execute("BEGIN IMMEDIATE")
    try:
        if not tables(base):
            for statement in SCHEMA:
                base.execute(statement)
        yield
        _commit(base)
    finally:
        if base.in_transaction:
            base.execute("ROLLBACK")


class _Unconfirmed(Exception):  # noqa: N818 - named for the cause
    """The drive failed at the last step, when all may have been written."""


def _commit(base: sqlite3.Connection) -> None:
    try:
        base.execute("COMMIT")
    except sqlite3.Error as error:
        if _kind_of(error) == sqlite3.SQLITE_IOERR:
            raise _Unconfirmed(str(error)) from error
        raise


def _is_new(base: sqlite3.Connection, path: str) -> bool:
    """Whether nothing is in it yet: it was just made, or whoever made it was killed."""
    marks = (_pragma(base, "application_id"), _pragma(base, "user_version"))
    return marks == (0, 0) and not tables(base) and _is_empty(path)


def _is_empty(path: str) -> bool:
    return not os.path.exists(path) or os.path.getsize(path) == 0


def _refuse_others(base: sqlite3.Connection, path: str) -> None:
    if _pragma(base, "application_id") != APPLICATION:
        raise HistoryUnusable(path, NOT_A_HISTORY)
    if _pragma(base, "user_version") > VERSION:
        raise HistoryUnusable(path, NEWER_HISTORY)
    if _pragma(base, "user_version") < VERSION:
        raise HistoryUnusable(path, DAMAGED_HISTORY)


def _pragma(base: sqlite3.Connection, name: str) -> int:
    (found,) = base.execute(f"PRAGMA {name}").fetchone()
    return int(found)


def tables(base: sqlite3.Connection) -> int:
    """How many tables there are; none in a file that was just made."""
    (count,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(count)


@contextmanager
def told(path: str) -> Iterator[None]:
    """Say what SQLite says in words of ours.

    Raises:
        OkrsheetFileError: it failed.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _refusal(path, error) from error
    except _Unconfirmed as error:
        raise HistoryNotWritten(path, HISTORY_UNCONFIRMED, str(error)) from error
    except OSError as error:
        raise HistoryUnusable(path, HISTORY_UNREADABLE, error.strerror or str(error)) from error


def _refusal(path: str, error: sqlite3.Error) -> OkrsheetFileError:
    number = _kind_of(error)
    if number in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return HistoryBusy(path, HISTORY_BUSY)
    if number in _UNWRITABLE:
        return HistoryNotWritten(path, HISTORY_UNWRITABLE, str(error))
    return HistoryUnusable(path, _BY_NUMBER.get(number, DAMAGED_HISTORY), str(error))


def _kind_of(error: sqlite3.Error) -> int:
    # The lowest byte is the kind, the others say more.
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF


_UNWRITABLE: Final = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOLFS,
)
_BY_NUMBER: Final[dict[int, Cause]] = {
    sqlite3.SQLITE_NOTADB: NOT_A_HISTORY,
    sqlite3.SQLITE_CANTOPEN: HISTORY_UNREADABLE,
    sqlite3.SQLITE_PERM: HISTORY_UNREADABLE,
    sqlite3.SQLITE_AUTH: HISTORY_UNREADABLE,
}
