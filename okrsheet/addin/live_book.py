"""A workbook that is open in Excel, through xlwings."""

import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from okrsheet.addin.addin_file import ADDIN
from okrsheet.addin.com_errors import is_busy, told
from okrsheet.addin.differences import Difference, difference
from okrsheet.addin.live_steps import Step, steps
from okrsheet.addin.port import Spot
from okrsheet.addin.vba import SAVE_COPY
from okrsheet.ooxml.errors import Cause
from okrsheet.ooxml.read import parse_workbook, read_file
from okrsheet.workbook.excel_refusals import (
    BUSY,
    CLOSED,
    HALF_TAKEN,
    MEANWHILE,
    NO_ANSWER,
    NO_COPY,
    NO_SHEET,
    NOT_TAKEN,
    READ_ONLY,
    ExcelRefused,
)

if TYPE_CHECKING:
    import xlwings as xw

TITLE: Final = "OKR"
_TEXT: Final = 2
"""Excel's number for an answer that is a text."""
_LONGEST: Final = 1000
"""Letters of a dialog; longer ones reach beyond small screens."""


class LiveBook:
    """A workbook that is open in Excel; see `okrsheet.addin.port.Port`."""

    def __init__(self, book: "xw.Book", now: datetime, copies: Path) -> None:
        """`copies` is a folder Excel may write copies to; they are gone once read."""
        self.name: str = book.name
        self.now = now
        self._book = book
        self._app = book.app
        self._copies = copies

    @property
    def folder(self) -> Path | None:
        """Where it lies; None for a book never saved, or one whose place nobody can say."""
        with suppress(Exception):  # xlwings looks for the folder of a cloud, and may find none
            path = Path(self._book.fullname)
            return path.parent if path.is_absolute() else None
        return None

    def read(self) -> bytes:
        """The workbook as it is now."""
        with TemporaryDirectory(prefix="okrsheet-", dir=self._copies) as folder:
            copy = Path(folder) / f"copy{Path(self.name).suffix or '.xlsx'}"
            with self._asking(NO_COPY):
                self._save_copy(str(copy))
            if not copy.exists():
                raise ExcelRefused(self.name, NO_COPY)
            return read_file(copy)

    def _save_copy(self, path: str) -> None:
        if sys.platform == "darwin":  # AppleScript has no word for it, VBA has
            self._app.macro(f"'{ADDIN}'!{SAVE_COPY}")(self.name, path)
        else:
            self._book.api.SaveCopyAs(path)

    def write(self, before: bytes, after: bytes) -> None:
        """Write what differs; after a refusal every cell is as it was."""
        change = self._difference(before, after)
        if not change:
            return
        if self._is_read_only():
            raise ExcelRefused(self.name, READ_ONLY)
        if self._difference(before, self.read()):
            raise ExcelRefused(self.name, MEANWHILE)
        undo: list[Step] = []
        try:
            with _quiet(self._app):
                _take(steps(self._book, change), undo)
        except Exception as error:  # as above
            if self._is_closed():
                raise ExcelRefused(self.name, CLOSED) from error
            with _quiet(self._app):
                cause = NOT_TAKEN if _take_back(undo) else HALF_TAKEN
            raise ExcelRefused(self.name, cause, told(error)) from error
        with suppress(Exception):  # everything is written; Excel computes when it can
            self._app.calculate()

    def _is_read_only(self) -> bool:
        with self._asking(NO_ANSWER):
            if sys.platform == "darwin":
                return bool(self._book.api.read_only.get())
            return bool(self._book.api.ReadOnly)

    @contextmanager
    def _asking(self, cause: Cause) -> Iterator[None]:
        """Give what Excel raises the words of a cause."""
        try:
            yield
        except Exception as error:  # xlwings lets through whatever Excel's interface raises
            if self._is_closed():
                raise ExcelRefused(self.name, CLOSED) from error
            if is_busy(error):
                raise ExcelRefused(self.name, BUSY) from error
            raise ExcelRefused(self.name, cause, told(error)) from error

    def _is_closed(self) -> bool:
        with suppress(Exception):  # Excel that does not answer says nothing about the workbook
            return self.name not in [each.name for each in self._app.books]
        return False

    def _difference(self, before: bytes, after: bytes) -> Difference:
        return difference(parse_workbook(before, self.name), parse_workbook(after, self.name))

    def tell(self, text: str) -> None:
        """Show a text in a dialog."""
        self._app.alert(_cut(text), TITLE)

    def agree(self, told: str, question: str) -> bool:
        """Ask in a dialog with Yes and No."""
        text = f"{_cut(told)}\n\n{question}"
        return self._app.alert(text, TITLE, "yes_no") == "yes"

    def ask(self, question: str, usual: str = "") -> str | None:
        """Ask in a dialog with a line to type in."""
        with self._asking(NO_ANSWER):
            if sys.platform == "darwin":
                return _asked_on_a_mac(self._app.pid, question, usual)
            answer = self._app.api.InputBox(question, TITLE, usual, Type=_TEXT)
        return None if answer is False else str(answer)

    def open(self, path: Path) -> None:
        """Open a workbook in this Excel, a page in the browser."""
        if path.suffix == ".html":
            webbrowser.open(path.as_uri())
            return
        with self._asking(NO_ANSWER):
            self._app.books.open(str(path))

    def selected(self) -> Spot:
        """The cell they are in; A1 of the sheet in front where there is none, as on a chart."""
        with self._asking(NO_ANSWER):
            sheet = self._book.sheets.active.name
        with suppress(Exception):  # a sheet that is a chart has no cell to ask for
            if sys.platform == "darwin":
                chosen = self._book.selection
                return Spot(sheet, chosen.row, chosen.column) if chosen else Spot(sheet, 1, 1)
            cell = self._app.api.ActiveCell
            return Spot(sheet, cell.Row, cell.Column)
        return Spot(sheet, 1, 1)

    def go_to(self, spot: Spot) -> None:
        """Show a cell."""
        try:
            sheet = self._book.sheets[spot.sheet]
            sheet.activate()
            sheet.range((spot.row, spot.column)).select()
        except Exception as error:  # as above; a sheet that is hidden or gone, most of the time
            raise ExcelRefused(f"{self.name}: {spot.sheet}", NO_SHEET, told(error)) from error

    def put(self, spot: Spot, formula: str) -> None:
        """Write a formula into an empty cell: one that may give a column, where Excel knows such.

        Without `formula2` newer versions show it as `=@OKR_SCORE(...)`.
        """
        with self._asking(NOT_TAKEN), _quiet(self._app):
            cell = self._book.sheets[spot.sheet].range((spot.row, spot.column))
            form = cell.number_format
            if form == "@":
                cell.number_format = "General"
            try:
                setattr(cell, "formula2" if _gives_columns(cell) else "formula", formula)
            except Exception:
                cell.number_format = form
                raise


def _gives_columns(cell: "xw.Range") -> bool:
    """Whether this Excel has formulas that give a column: to read one fails at once in others."""
    try:
        return cell.formula2 is not None
    except Exception:  # noqa: BLE001  # as above
        return False


def _asked_on_a_mac(pid: int, question: str, usual: str) -> str | None:
    """The same with the dialog of the system, as xlwings shows its own there."""
    import osax  # noqa: PLC0415  # only a Mac has it
    from appscript import k  # noqa: PLC0415  # as above
    from appscript.reference import CommandError  # noqa: PLC0415  # as above

    try:
        answer = osax.OSAX(pid=pid).display_dialog(question, default_answer=usual)
    except CommandError:  # the person cancelled
        return None
    return str(answer[k.text_returned])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"


def _take(each: Iterator[tuple[Step, Step]], undo: list[Step]) -> None:
    for do, back in each:
        undo.append(back)
        do()


def _take_back(undo: list[Step]) -> bool:
    """Undo what was done, last first; whether all of it could be.

    The step that failed may have written nothing: its own undoing says the same again.
    """
    done = True
    for place, back in enumerate(reversed(undo)):
        try:
            back()
        except Exception:  # noqa: BLE001  # whatever it is, the others can still be taken back
            done = done and place == 0
    return done


@contextmanager
def _quiet(app: "xw.App") -> Iterator[None]:
    """No flicker, no macros of others, no computing, no table that grows or fills by itself.

    All is as before at the end. What Excel does not let us switch stays as it is.
    """
    kept: list[tuple[object, str, object]] = []
    try:
        for owner, name, value in _noises(app):
            with suppress(Exception):
                before = getattr(owner, name)
                setattr(owner, name, value)
                kept.append((owner, name, before))
        yield
    finally:
        for owner, name, before in reversed(kept):
            with suppress(Exception):
                setattr(owner, name, before)


def _noises(app: "xw.App") -> Iterator[tuple[object, str, object]]:
    yield app, "screen_updating", False
    yield app, "enable_events", False
    yield app, "calculation", "manual"
    if sys.platform != "darwin":
        correct = app.api.AutoCorrect
        yield correct, "AutoExpandListRange", False
        yield correct, "AutoFillFormulasInLists", False
