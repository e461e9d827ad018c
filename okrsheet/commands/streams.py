"""What a command says, and what happens where nobody can hear it.

Results go to standard output, everything else to standard error. A reader that stops early has
enough: the command goes on without it, and its exit code stays true.
"""

import os
import sys
from errno import EINVAL

from okrsheet.commands.terminal import fitting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from okrsheet.commands.progress import Progress


class _Voice:
    """How this process speaks."""

    quiet = False
    progress: "Progress | None" = None


class OutputLost(Exception):  # noqa: N818  # named for the cause
    """The result could not be written; what the command did before stands."""

    def __init__(self, error: OSError) -> None:
        what = error.strerror or str(error)
        super().__init__(f"the output could not be written: {what}; what the command did stands.")


def open_streams(*, quiet: bool = False) -> None:
    """Make both streams fit to be written to, whatever the command was started with.

    Args:
        quiet: leave out remarks; results and complaints are said all the same.
    """
    _Voice.quiet = quiet
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        # Otherwise `print` would put on standard output what is meant for this one.
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # Signs a console can't show become ? instead of ending the command.
            reconfigure(errors="replace")


def watch(progress: "Progress | None") -> None:
    """From now on take this line away before anything is written; None where there is none."""
    _Voice.progress = progress


def doing(what: str) -> None:
    """Say what is being done, for those who wait at a terminal."""
    if _Voice.progress is not None:
        _Voice.progress.doing(what)


def hold(*, held: bool) -> None:
    """Show no progress while somebody is asked."""
    if _Voice.progress is not None:
        _Voice.progress.hold(held=held)


def say(text: str) -> None:
    """Write a line of the result, folded where the terminal is narrower.

    Raises:
        OutputLost: It could not be written, though somebody wants it.
    """
    say_data(fitting(text, sys.stdout))


def say_data(text: str) -> None:
    """Write a result that programs read: as it is, and a line break.

    Raises:
        OutputLost: It could not be written, though somebody wants it.
    """
    _make_room()
    try:
        print(text)
    except OSError as error:
        _lost(error)


def say_bytes(data: bytes) -> None:
    """Write a file as the result.

    Raises:
        OutputLost: It could not be written, though somebody wants it.
    """
    _make_room()
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _lost(error)


def finish_output() -> None:
    """Write what `say` may have kept back.

    Raises:
        OutputLost: It could not be written, though somebody wants it.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        _lost(error)


def remark(text: str) -> None:
    """Write a line beside the result that one can do without: --quiet leaves it out."""
    if not _Voice.quiet:
        complain(text)


def complain(text: str) -> None:
    """Write a line beside the result: a mistake, or what was not done; lost where it can't be."""
    _make_room()
    try:
        print(fitting(text, sys.stderr), file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: "TextIO") -> None:
    """Send what was and will be written to a stream nowhere.

    Python would try to write what is left when it ends, and complain.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _make_room() -> None:
    if _Voice.progress is not None:
        _Voice.progress.clear()


def _lost(error: OSError) -> None:
    silence(sys.stdout)
    # Windows has no error of its own for a pipe whose reader is gone.
    if not isinstance(error, BrokenPipeError) and not (os.name == "nt" and error.errno == EINVAL):
        raise OutputLost(error) from error


def _nowhere() -> "TextIO":
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  # as long as the process
