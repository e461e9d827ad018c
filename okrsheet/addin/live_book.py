"""A workbook that is open in Excel, through xlwings."""

import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from okrsheet.addin.addin_file import ADDIN
from okrsheet.addin.cell_words import formula_said, said
from okrsheet.addin.differences import Difference, Held, Run, difference
from okrsheet.addin.port import Spot
from okrsheet.addin.vba import SAVE_COPY
from okrsheet.ooxml.read import parse_workbook, read_file
from okrsheet.ooxml.records import Table
from okrsheet.workbook.excel_refusals import (
    HALF_TAKEN,
    NO_COPY,
    NO_SHEET,
    NOT_TAKEN,
    ExcelRefused,
)

if TYPE_CHECKING:
    import xlwings as xw

TITLE: Final = "OKR"
_TEXT: Final = 2
"""Excel's number for an answer that is a text."""
_LONGEST: Final = 1000
"""Letters of a dialog; Excel cuts longer ones without a word."""

Step = Callable[[], object]


class LiveBook:
    """A workbook that is open in Excel; see `okrsheet.addin.port.Port`."""

    def __init__(self, book: "xw.Book", now: datetime, folder: Path) -> None:
        """`folder` is one Excel may write copies to; they are gone once read."""
        self.name: str = book.name
        self.now = now
        self.folder = _folder_of(book.fullname)
        self._book = book
        self._folder = folder

    def read(self) -> bytes:
        """The workbook as it is now."""
        ending = Path(self.name).suffix or ".xlsx"
        copy = self._folder / f"okrsheet-copy{ending}"
        copy.unlink(missing_ok=True)
        try:
            self._save_copy(str(copy))
            return read_file(copy)
        except Exception as error:  # xlwings lets through whatever Excel's own interface raises
            raise ExcelRefused(self.name, NO_COPY, _first_line(error)) from error
        finally:
            copy.unlink(missing_ok=True)

    def _save_copy(self, path: str) -> None:
        if sys.platform == "darwin":  # AppleScript has no word for it, VBA has
            self._book.app.macro(f"'{ADDIN}'!{SAVE_COPY}")(self.name, path)
        else:
            self._book.api.SaveCopyAs(path)

    def write(self, before: bytes, after: bytes) -> None:
        """Write what differs; after a refusal every cell is as it was."""
        change = difference(parse_workbook(before, self.name), parse_workbook(after, self.name))
        if change:
            with _quiet(self._book.app):
                self._take(_steps(self._book, change))
            self._book.app.calculate()

    def _take(self, steps: "Iterator[tuple[Step, Step]]") -> None:
        undo: list[Step] = []
        try:
            for do, back in steps:
                undo.append(back)
                do()
        except Exception as error:  # as above
            told = _first_line(error)
            cause = NOT_TAKEN if _take_back(undo) else HALF_TAKEN
            raise ExcelRefused(self.name, cause, told) from error

    def tell(self, text: str) -> None:
        """Show a text in a dialog."""
        self._book.app.alert(_cut(text), TITLE)

    def agree(self, question: str) -> bool:
        """Ask in a dialog with Yes and No."""
        return self._book.app.alert(_cut(question), TITLE, "yes_no") == "yes"

    def ask(self, question: str, usual: str = "") -> str | None:
        """Ask in a dialog with a line to type in."""
        if sys.platform == "darwin":
            return _asked_on_a_mac(self._book.app.pid, question, usual)
        answer = self._book.app.api.InputBox(question, TITLE, usual, Type=_TEXT)
        return None if answer is False else str(answer)

    def open(self, path: Path) -> None:
        """Open a workbook in this Excel, a page in the browser."""
        if path.suffix == ".html":
            webbrowser.open(path.as_uri())
        else:
            self._book.app.books.open(str(path))

    def selected(self) -> Spot:
        """The cell they are in; A1 of the sheet in front where something else is selected."""
        chosen = self._book.selection
        sheet = self._book.sheets.active.name
        return Spot(sheet, chosen.row, chosen.column) if chosen else Spot(sheet, 1, 1)

    def go_to(self, spot: Spot) -> None:
        """Show a cell."""
        if spot.sheet not in {each.name for each in self._book.sheets}:
            raise ExcelRefused(f"{self.name}: {spot.sheet}", NO_SHEET)
        sheet = self._book.sheets[spot.sheet]
        sheet.activate()
        sheet.range((spot.row, spot.column)).select()

    def put(self, spot: Spot, formula: str) -> None:
        """Write a formula into an empty cell."""
        cell = self._book.sheets[spot.sheet].range((spot.row, spot.column))
        try:
            cell.formula = formula
        except Exception as error:  # as above
            raise ExcelRefused(self.name, NOT_TAKEN, _first_line(error)) from error


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


def _folder_of(fullname: str) -> Path | None:
    """The folder of a book that lies on a disk; its name alone means it was never saved."""
    if "://" in fullname:
        return None
    path = Path(fullname)
    return path.parent if path.is_absolute() else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


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
    """No flicker, no macros of others, no computing between the cells; all as before at the end."""
    kept = app.screen_updating, app.enable_events, app.calculation
    app.screen_updating, app.enable_events, app.calculation = False, False, "manual"
    try:
        yield
    finally:
        with suppress(Exception):  # Excel may be gone by now; its settings went with it
            app.screen_updating, app.enable_events, app.calculation = kept


def _steps(book: "xw.Book", change: Difference) -> Iterator[tuple[Step, Step]]:
    """Each write with its undoing: tables grow before their cells come, and shrink afterwards."""
    grown = [each for each in change.tables if each.new.last_row > each.old.last_row]
    for each in grown:
        yield _resizing(book, each.old, each.new), _resizing(book, each.new, each.old)
    for run in change.runs:
        yield _writing(book, run, run.new), _writing(book, run, run.old)
    for each in change.tables:
        if each not in grown:
            yield _resizing(book, each.old, each.new), _resizing(book, each.new, each.old)
    for named in change.names:
        yield _naming(book, named.name, named.new), _naming(book, named.name, named.old)
    for sheet in change.shown:
        yield _showing(book, sheet, seen=True), _showing(book, sheet, seen=False)


def _resizing(book: "xw.Book", old: Table, new: Table) -> Step:
    def resize() -> None:
        sheet = book.sheets[old.sheet]
        first, last = (new.first_row, new.first_column), (new.last_row, new.last_column)
        sheet.tables[old.name].resize(sheet.range(first, last))

    return resize


def _writing(book: "xw.Book", run: Run, held: tuple[Held, ...]) -> Step:
    def write() -> None:
        sheet = book.sheets[run.sheet]
        for start, stop, formulas in _alike(held):
            first, last = (run.row + start, run.column), (run.row + stop - 1, run.column)
            cells = sheet.range(first, last)
            if formulas:
                cells.formula2 = [[formula_said(each.formula or "")] for each in held[start:stop]]
            else:
                cells.raw_value = tuple((said(each),) for each in held[start:stop])

    return write


def _alike(held: tuple[Held, ...]) -> Iterator[tuple[int, int, bool]]:
    """Neighbours that all hold a formula, or all none: from, to, which."""
    start = 0
    for place in range(1, len(held) + 1):
        is_formula = held[start].formula is not None
        if place == len(held) or (held[place].formula is not None) != is_formula:
            yield start, place, is_formula
            start = place


def _naming(book: "xw.Book", name: str, text: str) -> Step:
    def call() -> None:
        if name in book.names:
            book.names[name].delete()
        if text:
            book.names.add(name, f"={text}")

    return call


def _showing(book: "xw.Book", sheet: str, *, seen: bool) -> Step:
    def show() -> None:
        book.sheets[sheet].visible = seen

    return show
