"""Which files changed since they were last read, and what the changed ones say.

Size, time of change and identity are asked first: where they are what they were, the file is not
opened. Where one differs, the content decides, by its SHA-256. A file that was changed within
moments of being read is opened again: it may have changed once more without a new time.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet import __version__
from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.ooxml.errors import FileMissing, OkrsheetFileError, UnreadableFile
from okrsheet.sources.history_scan import Found
from okrsheet.sources.history_store import Seen
from okrsheet.workbook.history_refusals import REPLACED

_COARSEST_NS: Final = 2_000_000_000
"""Some drives keep times to two seconds."""


class LeftOut(NamedTuple):
    """A file that is not in the history: where, which code, what is wrong, the way out."""

    file: str
    code: str
    what: str


class Read(NamedTuple):
    """A file that had to be opened.

    Attributes:
        found: the file.
        seen: what to remember of it; None where it could not be opened, so that it is tried again.
        closed: its quarter; None where it was left out, or holds what it held.
    """

    found: Found
    seen: Seen | None
    closed: ClosedQuarter | None = None


class Looked(NamedTuple):
    """What a look at all files found.

    Attributes:
        unchanged: how many of those in the history are what they were.
        read: those that had to be opened.
        left_out: those that have no quarter for the history.
    """

    unchanged: int
    read: list[Read]
    left_out: list[LeftOut]


def look_at(files: Iterable[Found], seen: Mapping[str, Seen], now_ns: int) -> Looked:
    """Open what may have changed.

    Args:
        files: all files, in the order they are told in.
        seen: what is known of them, by their keys.
        now_ns: the time, in nanoseconds since 1970.
    """
    unchanged, read, left_out = 0, [], []
    for found in files:
        known = seen.get(found.key)
        if known is None or not _is_untouched(found, known):
            opened = _read(found, known, now_ns)
            read.append(opened.read)
            told = opened.left_out
            unchanged += opened.unchanged
        else:
            told = _why_not(found, known)
            unchanged += told is None
        if told is not None:
            left_out.append(told)
    return Looked(unchanged, read, left_out)


def _is_untouched(found: Found, known: Seen) -> bool:
    same = found[2:] == known[:3]
    return same and known.looked_ns - known.mtime_ns > _COARSEST_NS and _is_settled(known)


def _is_settled(known: Seen) -> bool:
    """Whether another okrsheet could not find more in it."""
    return known.code in ("", REPLACED.code) or known.reader == __version__


def _why_not(found: Found, known: Seen) -> LeftOut | None:
    return LeftOut(found.key, known.code, known.what) if known.code else None


class _Opened(NamedTuple):
    read: Read
    left_out: LeftOut | None = None
    unchanged: bool = False


def _read(found: Found, known: Seen | None, now_ns: int) -> _Opened:
    # The first is not needed where nothing changed, the second is most of what is imported.
    from okrsheet.ooxml.save_errors import Busy  # noqa: PLC0415  # see above
    from okrsheet.ooxml.snapshot import snapshot  # noqa: PLC0415  # see above

    try:
        data, shot = snapshot(Path(found.path))
    except (FileMissing, UnreadableFile, Busy) as error:
        return _Opened(Read(found, None), LeftOut(found.key, error.code, error.what))
    except OkrsheetFileError as error:
        return _refused(found, _seen(found, now_ns, ""), error)
    seen = _seen(found, now_ns, shot.sha256)
    if known is not None and known.sha256 == shot.sha256 and _is_settled(known):
        same = seen._replace(code=known.code, what=known.what)
        return _Opened(Read(found, same), _why_not(found, same), not known.code)
    return _quarter_in(found, data, seen)


def _quarter_in(found: Found, data: bytes, seen: Seen) -> _Opened:
    from okrsheet.sources.history_reading import closed_quarter_in  # noqa: PLC0415  # see above

    try:
        return _Opened(Read(found, seen, closed_quarter_in(data, found.path)))
    except OkrsheetFileError as error:
        return _refused(found, seen, error)


def _refused(found: Found, seen: Seen, error: OkrsheetFileError) -> _Opened:
    what = f"{error.what}. {error.way_out}"
    noted = seen._replace(code=error.code, what=what)
    return _Opened(Read(found, noted), LeftOut(found.key, error.code, what))


def _seen(found: Found, now_ns: int, sha256: str) -> Seen:
    return Seen(
        found.size, found.mtime_ns, found.inode, now_ns, sha256, __version__, code="", what=""
    )
