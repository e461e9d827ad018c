"""What the history holds: quarters, and what is known of the files they came from."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.closed_lines import side
from okrsheet.core.closed_quarter import ClosedObjective, ClosedQuarter
from okrsheet.core.suggestion import aims_high
from okrsheet.core.words import Level
from okrsheet.sources.history_rows import COLUMNS, Row, Rows, quarter_of, quarter_row, rows_of
from okrsheet.sources.history_schema import history_in, opened

_QUARTER: Final = 'number, file, organisation, name, "start", "end", closed_on'
_INSERTS: Final = {
    table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
    for table, columns in COLUMNS.items()
}


class Stored(NamedTuple):
    """A quarter in the history: its number there, the file it came from, and its record."""

    number: int
    file: str
    closed: ClosedQuarter


class Seen(NamedTuple):
    """What is known of a file since it was last read.

    Attributes:
        size, mtime_ns, inode: what the system said of it before it was read.
        looked_ns: when it was read, in nanoseconds since 1970.
        sha256: of its content.
        reader: the okrsheet that read it.
        code, what: why it was not taken; "" where it was.
    """

    size: int
    mtime_ns: int
    inode: int
    looked_ns: int
    sha256: str
    reader: str
    code: str
    what: str


def closed_quarters(place: str) -> tuple[ClosedQuarter, ...]:
    """All quarters of a history, the oldest first.

    Args:
        place: the folder with the history, or the history itself.

    Raises:
        OkrsheetFileError: there is none, or it can't be read.
    """
    return tuple(each.closed for each in stored_quarters(history_in(place)))


def stored_quarters(path: str) -> list[Stored]:
    """All quarters of a history with the files they came from, the oldest first.

    Raises:
        OkrsheetFileError: there is none, or it can't be read.
    """
    with opened(path) as base:
        return load_quarters(base)


def past_scores(place: str, team: str, organisation: str = "") -> tuple[float, ...]:
    """The final scores of a team's key results so far (0-1), the oldest quarter first.

    Those of committed key results and of Keep types say nothing about how high a team aims.

    Args:
        place: the folder with the history, or the history itself.
        team: its name, in any case; "" for the company's own.
        organisation: whose team it is; "" for any.

    Raises:
        OkrsheetFileError: the history can't be read.
    """
    asked, whose = fold(team), fold(organisation)
    return tuple(
        score
        for each in closed_quarters(place)
        if not whose or fold(each.organisation) == whose
        for score in _scores(each, asked)
    )


def scores_before(place: str, organisation: str, start: date) -> dict[str, tuple[float, ...]]:
    """The scores of `past_scores` for each team, from the quarters that ended before a day.

    Args:
        place: the folder with the history, or the history itself.
        organisation: whose teams.
        start: the day.

    Returns:
        By the name of the team in small letters; "" is the company.

    Raises:
        OkrsheetFileError: the history can't be read.
    """
    found: dict[str, tuple[float, ...]] = {}
    for closed in closed_quarters(place):
        if closed.end < start and fold(closed.organisation) == fold(organisation):
            for team in {each.team.lower() for each in closed.objectives}:
                found[team] = (*found.get(team, ()), *_scores(closed, fold(team)))
    return found


def _scores(closed: ClosedQuarter, team: str) -> Iterable[float]:
    theirs = {each.id.lower() for each in closed.objectives if fold(each.team) == team}
    for each in closed.key_results:
        aims = each.objective_id.lower() in theirs and aims_high(each.commitment, each.type)
        if aims and each.final_score is not None:
            yield each.final_score


def fold(name: str) -> str:
    """A name as it is compared: capitals and blanks at the ends make no difference."""
    return name.strip().casefold()


def teams_of(closed: ClosedQuarter) -> tuple[str, ...]:
    """Whose quarter it is, each once, sorted; "" is the company.

    An objective without key results stands there only because others support it.
    """
    counted = {each.objective_id.lower() for each in closed.key_results}
    own = [each for each in closed.objectives if each.id.lower() in counted] or closed.objectives
    return tuple(sorted({_team_of(each) for each in own})) or ("",)


def _team_of(objective: ClosedObjective) -> str:
    return "" if objective.level is Level.COMPANY else fold(objective.team)


def teams_gone(base: sqlite3.Connection, stored: Stored) -> list[str]:
    """The teams of a quarter that was taken out which have no part any more in that quarter.

    Args:
        base: the history.
        stored: what was taken out.

    Returns:
        As people call them; the company is Company.
    """
    found = base.execute(
        "SELECT team FROM teams WHERE organisation = ? AND quarter_name = ?",
        (fold(stored.closed.organisation), fold(stored.closed.name)),
    )
    left = {team for (team,) in found}
    names = {_team_of(each): side(each) for each in stored.closed.objectives}
    return [names.get(team, team) for team in teams_of(stored.closed) if team not in left]


def load_quarters(base: sqlite3.Connection, numbers: Iterable[int] = ()) -> list[Stored]:
    """The quarters of these numbers, or all; the oldest first."""
    only = tuple(numbers)
    where = f" WHERE {{}} IN ({', '.join('?' * len(only))})" if only else ""
    tables = {
        table: _by_quarter(
            base.execute(f"SELECT * FROM {table}{where.format('quarter')} ORDER BY 1, 2, 3", only)
        )
        for table in COLUMNS
    }
    found = base.execute(
        f"SELECT {_QUARTER} FROM quarters{where.format('number')} "
        'ORDER BY "end", "start", organisation, name, number',
        only,
    )
    return [
        Stored(row[0], row[1], quarter_of(row[2:], _rows(tables, row[0])))
        for row in found.fetchall()
    ]


def _by_quarter(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    return grouped


def _rows(tables: dict[str, dict[int, list[Row]]], number: int) -> Rows:
    return Rows(*(tables[table].get(number, []) for table in COLUMNS))


def rivals(base: sqlite3.Connection, closed: ClosedQuarter) -> list[Stored]:
    """The quarters in the history that are of the same organisation, name and some same team."""
    teams = teams_of(closed)
    found = base.execute(
        "SELECT DISTINCT quarter FROM teams WHERE organisation = ? AND quarter_name = ? "
        f"AND team IN ({', '.join('?' * len(teams))})",
        (fold(closed.organisation), fold(closed.name), *teams),
    )
    numbers = [number for (number,) in found]
    return load_quarters(base, numbers) if numbers else []


def others_from(base: sqlite3.Connection, file: str, name: str) -> list[Stored]:
    """The quarters of this name that came from this file."""
    found = base.execute("SELECT number, name FROM quarters WHERE file = ?", (file,))
    numbers = [number for number, its_name in found if fold(its_name) == fold(name)]
    return load_quarters(base, numbers) if numbers else []


def add_quarter(base: sqlite3.Connection, file: str, closed: ClosedQuarter) -> int:
    """Put a quarter in; inside `writing`. Its number."""
    number = (
        base.execute(
            "INSERT INTO quarters VALUES (NULL, ?, ?, ?, ?, ?, ?)", (*quarter_row(closed), file)
        ).lastrowid
        or 0
    )
    name = (fold(closed.organisation), fold(closed.name))
    base.executemany(
        "INSERT INTO teams VALUES (?, ?, ?, ?)",
        [(*name, team, number) for team in teams_of(closed)],
    )
    for table, rows in zip(COLUMNS, rows_of(number, closed), strict=True):
        base.executemany(_INSERTS[table], rows)
    return number


def remove_quarter(base: sqlite3.Connection, number: int) -> None:
    """Take a quarter out; inside `writing`."""
    base.execute("DELETE FROM quarters WHERE number = ?", (number,))
    for table in ("teams", *COLUMNS):
        base.execute(f"DELETE FROM {table} WHERE quarter = ?", (number,))


def move_quarter(base: sqlite3.Connection, number: int, file: str) -> None:
    """Note that the file of a quarter has another name now; inside `writing`."""
    base.execute("UPDATE quarters SET file = ? WHERE number = ?", (file, number))


def seen_files(base: sqlite3.Connection) -> dict[str, Seen]:
    """What is known of files, by their key."""
    return {row[0]: Seen(*row[1:]) for row in base.execute("SELECT * FROM files")}


def note_files(base: sqlite3.Connection, files: Sequence[tuple[str, Seen]]) -> None:
    """Remember files as they were read; inside `writing`."""
    base.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(key, *seen) for key, seen in files],
    )


def disown_file(base: sqlite3.Connection, file: str, code: str, what: str) -> None:
    """Note why a file that was taken no longer counts; inside `writing`."""
    base.execute("UPDATE files SET code = ?, what = ? WHERE path = ?", (code, what, file))
