"""What the macros of the add-in call: one function for each button, named as in the registry."""

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import xlwings as xw

from okrsheet import __version__
from okrsheet.addin import actions
from okrsheet.addin.clock import now
from okrsheet.addin.closing import close_quarter
from okrsheet.addin.com_errors import told
from okrsheet.addin.live_book import LiveBook
from okrsheet.addin.makers import MAKERS
from okrsheet.addin.port import Port
from okrsheet.addin.registry import COMMANDS, FORMULAS
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.workbook.excel_refusals import NO_ANSWER, ExcelRefused

_TRIES: Final = 100_000
"""Some seconds."""
_MAC_FOLDER: Final = "Library/Group Containers/UBF8T346G9.Office"
"""Below the home folder: where Excel may write on a Mac without asking."""


def about(port: Port) -> None:
    """Say what the buttons do, and which version this is."""
    lines = (f"{each.label}: {each.screentip}" for each in COMMANDS)
    version = f"okrsheet {__version__}. Type =OKR_ in a cell to see the formulas."
    port.tell("\n".join([version, "", *lines]))


def _inserting(port: Port, name: str) -> None:
    formula = next(each for each in FORMULAS if each.name == name)
    actions.insert_formula(port, formula)


BUTTONS: Final[dict[str, Callable[..., None]]] = {
    **actions.ACTIONS,
    **MAKERS,
    "close_quarter": close_quarter,
    "insert_formula": _inserting,
    "help": about,
}


def press(name: str, *words: str) -> None:
    """Do what a button does to the workbook it was pressed in; what goes wrong is said there.

    Args:
        name: of the button, as in the registry.
        words: what was chosen in its menu.
    """
    _give_up_in_time()
    port = _port()
    try:
        BUTTONS[name](port, *words)
    except OkrsheetFileError as error:
        _say(port, str(error))
    except Exception as error:  # noqa: BLE001  # Excel would show a stack of calls instead
        log = Path(gettempdir()) / "okrsheet-error.txt"
        with suppress(OSError):
            log.write_text(traceback.format_exc(), encoding="utf-8")
        _say(
            port,
            f"okrsheet made a mistake (OKR999): {error}. Nothing more was written. Please send "
            f"{log} to whoever looks after okrsheet.",
        )


def _port() -> LiveBook:
    """The workbook the button was pressed in, in the Excel it was pressed in.

    Raises:
        XlwingsError: Excel does not hand it over. There is nobody to show a dialog then; the macro
            does.
    """
    try:
        return LiveBook(xw.Book.caller(), now(), _copies())
    except Exception as error:  # noqa: BLE001  # as told above
        raise xw.XlwingsError(str(ExcelRefused("Excel", NO_ANSWER, told(error)))) from None


def _say(port: Port, text: str) -> None:
    """Show a text; where Excel shows no dialog the macro does.

    Raises:
        XlwingsError: as said.
    """
    try:
        port.tell(text)
    except Exception:  # noqa: BLE001  # whatever Excel's interface raises
        raise xw.XlwingsError(text) from None


def _give_up_in_time() -> None:
    """Otherwise xlwings asks for ever where Excel is busy, or does not know a word."""
    if sys.platform == "win32":
        from xlwings import _xlwindows  # noqa: PLC0415  # only Windows has it

        _xlwindows.N_COM_ATTEMPTS = _TRIES


def _copies() -> Path:
    if sys.platform == "darwin":
        return Path.home() / _MAC_FOLDER
    return Path(gettempdir())


globals().update({each.name: partial(press, each.name) for each in COMMANDS})
