"""What takes longer than a second says so on a terminal: what is being done, and for how long.

One line on standard error, which is gone before anything else is written there or on standard
output. It is shown on terminals alone: no pipe and no file ever gets a sign of it.
"""

import sys
from contextlib import contextmanager
from threading import Event, RLock, Thread
from time import monotonic

from okrsheet.commands import streams
from okrsheet.commands.terminal import terminal_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_PATIENCE = 1.0
_PAUSE = 0.2
_WIDTH = 80


class Progress:
    """The line and the clock beside it.

    Args:
        stream: a terminal.
        patience: seconds before the line is shown for the first time.
    """

    def __init__(self, stream: "TextIO", patience: float = _PATIENCE) -> None:
        self._stream = stream
        self._patience = patience
        self._what = "working"
        self._since = monotonic()
        self._length = 0
        self._held = False
        self._over = Event()
        self._lock = RLock()
        self._clock = Thread(target=self._tick, daemon=True)
        self._clock.start()

    def doing(self, what: str) -> None:
        """Say what is being done from now on."""
        with self._lock:
            self._what = what

    def clear(self) -> None:
        """Take the line away, until the clock shows it again."""
        with self._lock:
            if self._length:
                self._write(f"\r{' ' * self._length}\r")
                self._length = 0

    def hold(self, *, held: bool) -> None:
        """Show nothing while somebody is asked; afterwards the patience begins anew."""
        with self._lock:
            self.clear()
            self._held = held
            self._since = monotonic()

    def end(self) -> None:
        """Take the line away for good."""
        self._over.set()
        self._clock.join()
        self.clear()

    def _tick(self) -> None:
        while not self._over.wait(_PAUSE if self._patience else 0.01):
            with self._lock:
                passed = monotonic() - self._since
                if passed >= self._patience and not self._held:
                    self._show(passed)

    def _show(self, passed: float) -> None:
        line = f"okrsheet: {self._what} ({passed:.0f} s)"
        line = line[: terminal_width(_WIDTH, self._stream) - 1]
        self._write(f"\r{line.ljust(self._length)}")
        self._length = len(line)

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            # The terminal is gone; nobody looks any more.
            self._over.set()


@contextmanager
def shown() -> "Iterator[None]":
    """Show progress on standard error, which is a terminal, until this is over."""
    line = Progress(sys.stderr)
    streams.watch(line)
    try:
        yield
    finally:
        streams.watch(None)
        line.end()
