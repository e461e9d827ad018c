"""Commands that add to a workbook: where somebody else saved meanwhile, they do it once more.

A second try reads the new version and adds to that, so nothing of anybody is lost.
"""

from okrsheet.commands.saving import read_for_change, write_back

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

    from okrsheet.workbook.checking_in import CheckedIn

_LONGEST_TRY = 60.0
_SHORTEST_PAUSE = 0.02
_LONGEST_PAUSE = 0.4


def added(
    parsed: "Namespace", make: "Callable[[bytes, str], CheckedIn]", why: str
) -> "tuple[CheckedIn, Path | None]":
    """What was made of a workbook, and the backup; none where nothing was to be written.

    After a minute of others saving all the time, the last refusal is told.

    Args:
        parsed: the words of the command line, with `book`, `wait` and `dry_run`.
        make: makes the new version of the bytes and the name of a workbook.
        why: the command, for the name of the backup.

    Raises:
        OkrsheetFileError: nothing was saved; the message says why.
    """
    from time import monotonic

    from okrsheet.ooxml.save_errors import Busy, Conflict

    end = monotonic() + _LONGEST_TRY
    while True:
        try:
            data, before = read_for_change(parsed)
            made = make(data, before.path)
            if made.data == data or parsed.dry_run:
                return made, None
            return made, write_back(parsed, made.data, before, why)
        except (Conflict, Busy):
            if monotonic() > end:
                raise
            # What was not saved is known: nothing of ours stands in the file.
            parsed.saving = False
            _pause()


def _pause() -> None:
    """Wait a moment, each process another one, so that they don't meet again and again."""
    import time
    from random import uniform

    time.sleep(uniform(_SHORTEST_PAUSE, _LONGEST_PAUSE))  # noqa: S311  # no secret
