"""What a command needs of the place it works in: a workbook open in Excel, or a file."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol


class Spot(NamedTuple):
    """A cell; row and column from 1."""

    sheet: str
    row: int
    column: int


class Port(Protocol):
    """A quarter's workbook and the person in front of it.

    Attributes:
        name: of the workbook, for messages.
        now: the time, aware; its day is that of the figures, where Settings names none.
    """

    name: str
    now: datetime

    @property
    def folder(self) -> Path | None:
        """Where it lies; None for one that was never saved, or whose place nobody can say."""

    def read(self) -> bytes:
        """The workbook as it is now, what was not saved yet included.

        Raises:
            OkrsheetFileError: it can't be had.
        """

    def write(self, before: bytes, after: bytes) -> None:
        """Make the workbook what a command made of it: all of it, or nothing.

        Raises:
            OkrsheetFileError: nothing was written; the message says why.
        """

    def tell(self, text: str) -> None:
        """Show a text to the person."""

    def agree(self, told: str, question: str) -> bool:
        """Show a text, ask a question below it; False where the person says no."""

    def ask(self, question: str, usual: str = "") -> str | None:
        """Let the person type an answer; None where they cancel."""

    def open(self, path: Path) -> None:
        """Open a file that was made: a workbook in Excel, a page in the browser."""

    def selected(self) -> Spot:
        """The cell they are in."""

    def go_to(self, spot: Spot) -> None:
        """Show them a cell."""

    def put(self, spot: Spot, formula: str) -> None:
        """Write a formula of an add-in, with "=", into an empty cell.

        Raises:
            OkrsheetFileError: it was not taken.
        """
