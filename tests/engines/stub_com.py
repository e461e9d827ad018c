"""The user-defined functions of xlwings as Windows runs them, without Windows.

`xlwings.udfs` is the real module: its decorators, its VBA writer, its way of handing cells over.
Only what it imports from pywin32 is a stand-in that does nothing, and a range of cells holds the
values COM would give: rows of floats, texts, dates, None, and whole numbers for errors.
"""

import importlib
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import xlwings as xw

MODULE: Final = "okrsheet.addin.functions"
MISSING: Final = -2147352572
"""What COM hands over for an argument that was left out."""
OF_ERROR: Final = -2146828288

_MISSING_HERE: Final = (
    *("pythoncom", "pywintypes", "win32com", "win32com.client"),
    *("xlwings._xlwindows", "xlwings.com_server"),
)
_ENGINE: Final = SimpleNamespace(name="excel", type="desktop")


class Cells:
    """A range as COM knows it: a single cell gives its value, more give rows."""

    max_cells_per_read = None

    def __init__(self, *rows: Sequence[object]) -> None:
        one = len(rows) == 1 and len(rows[0]) == 1
        self.raw_value: object = rows[0][0] if one else tuple(map(tuple, rows)) or None
        app = SimpleNamespace(engine=_ENGINE, pid=1)
        self.sheet = SimpleNamespace(book=SimpleNamespace(app=app))


def column(*values: object) -> Cells:
    """A range of one column."""
    return Cells(*([value] for value in values))


def _stand_ins() -> dict[str, ModuleType]:
    made: dict[str, Any] = {name: ModuleType(name) for name in _MISSING_HERE}
    made["pythoncom"].CoInitialize = lambda: None
    made["pywintypes"].com_error = OSError
    made["win32com.client"].Dispatch = lambda given, **_: given
    made["xlwings._xlwindows"].Range = lambda xl: Cells() if xl is None else xl
    made["xlwings._xlwindows"].is_range_instance = lambda given: isinstance(given, Cells)
    made["xlwings.com_server"].loop = None
    return made


@contextmanager
def _in_place_of(stand_ins: dict[str, ModuleType]) -> Iterator[None]:
    """The stand-ins and a fresh start for what meets them; other modules are imported for good.

    Were all of them forgotten at the end, the next test would get a second copy of each.
    """
    names = (*stand_ins, "xlwings.udfs", MODULE)
    before = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(before)


@contextmanager
def windows() -> Iterator[Any]:
    """The module `xlwings.udfs`; okrsheet's functions are registered with it."""
    stand_ins = _stand_ins()
    with (
        _in_place_of(stand_ins),
        patch.object(xw, "_xlwindows", stand_ins["xlwings._xlwindows"], create=True),
        patch.object(xw, "engines", {"excel": SimpleNamespace(impl=_ENGINE)}),
    ):
        udfs = importlib.import_module("xlwings.udfs")
        names = {"func": udfs.xlfunc, "arg": udfs.xlarg, "ret": udfs.xlret}
        with patch.multiple(xw, **names):
            importlib.import_module(MODULE)
            yield udfs


def wrappers(udfs: Any, workbook: str = "okrsheet.xlam") -> str:
    """The VBA xlwings writes for all functions."""
    written = io.StringIO()
    book = SimpleNamespace(Name=workbook)
    udfs.generate_vba_wrapper(MODULE, sys.modules[MODULE], written, book)
    return written.getvalue()
