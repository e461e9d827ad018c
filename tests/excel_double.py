"""An Excel that is none: xlwings drives it, openpyxl holds the cells.

It behaves as the desktop does where that has cost people their data: what is assigned is read like
typing, a locked cell of a protected sheet refuses, a block that spans hidden lines is taken for
its first value, a formula with the prefixes of files is no formula, one in a cell for texts is a
text, and so is a number, a table keeps one line and fills its formulas into lines that come, a
hidden sheet does not come to the front, a protected structure keeps sheets hidden. As Excel 2019
it has no `formula2`; as a newer one it has, and shows what is written otherwise with an `@`.
"""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import xlwings as xw
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes as base

_NUMBER: Final = re.compile(r"[-+]?[\d.,]+ ?%?")
_NEWER: Final = re.compile(r"\b(?:MAXIFS|MINIFS|IFS|TEXTJOIN|CONCAT)\(")
"""Functions that files, and files only, write with a prefix."""
_DAY: Final = re.compile(r"\d+[-/.]\d+([-/.]\d+)?|\d+:\d+|\d* ?(jan|may|dec)\w* \d+", re.IGNORECASE)


class Refused(Exception):  # noqa: N818  # named for what happens
    """What pywin32 raises: a tuple with what Excel says deep inside."""

    def __init__(self, said: str) -> None:
        self.excepinfo = (0, "Microsoft Excel", said, "xlmain11.chm", 0, -2146827284)
        super().__init__(-2147352567, "Exception occurred.", self.excepinfo, None)


def typed(value: Any) -> Any:
    """What a cell holds when this is assigned to it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if value.startswith("="):
        raise Refused("a formula was assigned as a value")
    if value.upper() in ("TRUE", "FALSE"):
        return value.upper() == "TRUE"
    if _NUMBER.fullmatch(value):
        return float(value.strip("% ").replace(",", "")) / (100 if "%" in value else 1)
    return 12345.0 if _DAY.fullmatch(value) else value or None


def in_rows(value: Any) -> Any:
    """What is assigned, as rows; a value alone is for one cell."""
    return value if isinstance(value, (list, tuple)) else [[value]]


class Engine:
    name, type = "double", "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def clean_value_data(data: Any, *_: Any) -> Any:
        return data

    @staticmethod
    def prepare_xl_data_element(element: Any, _options: Any) -> Any:
        return element


class Apps(base.Apps):
    """The programs that run: the one started last."""

    def __init__(self) -> None:
        self.started: list[App] = []

    def keys(self) -> list[int]:
        return [each.pid for each in self.started]

    def __iter__(self) -> "Iterator[App]":
        return iter(self.started)

    def __len__(self) -> int:
        return len(self.started)

    def __getitem__(self, _: int) -> "App":
        return self.started[0]


class App(base.App):
    """Says nothing aloud; `told` holds its dialogs, `answer` is what the person clicks."""

    pid = -1
    screen_updating = enable_events = True
    calculation = "automatic"

    def __init__(self) -> None:
        self.told: list[str] = []
        self.answer = "yes"
        self.typed: str | None = ""
        self.book: Book | None = None
        self.opened: list[str] = []
        self.calculated = 0
        self.gives_columns = False
        self.listed: list[Book] = []
        self.AutoCorrect = SimpleNamespace(AutoExpandListRange=True, AutoFillFormulasInLists=True)
        self.fails_at = 0
        self.fails_on = 0
        self.writes = 0

    @property
    def engine(self) -> Engine:
        return ENGINE

    def alert(self, prompt: str, _title: str, buttons: str, *_: Any) -> str:
        self.told.append(prompt)
        return self.answer if buttons == "yes_no" else "ok"

    def activate(self, steal_focus: bool = False) -> None:
        """It is in front always."""

    @property
    def api(self) -> "App":
        return self

    @property
    def ActiveCell(self) -> "Range | None":  # noqa: N802  # Excel's name for it
        return self.selection

    def InputBox(self, question: str, _title: str, usual: str, Type: int) -> Any:  # noqa: N802, N803  # Excel's names
        """The person types `typed`, nothing for the usual answer, None where they cancel."""
        assert Type == 2, "a text"
        self.told.append(question)
        return False if self.typed is None else self.typed or usual

    @property
    def selection(self) -> "Range":
        assert self.book is not None
        name, *place = self.book.cell
        return Range(Sheet(self.book, name), tuple(place))

    @property
    def books(self) -> "Books":
        return Books(self)

    def close(self) -> None:
        """The person closes the workbook."""
        self.listed.clear()

    def calculate(self) -> None:
        self.calculated += 1

    def count_write(self) -> None:
        """Every write counts; `fails_at` is to fail, and as many behind it as `fails_on`."""
        if not self.listed:
            raise Refused("Object required")
        self.writes += 1
        if self.fails_at and 0 <= self.writes - self.fails_at <= self.fails_on:
            raise Refused("Excel is busy")


class Books(base.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    def __call__(self, name_or_index: Any) -> "Book":
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.app.listed)

    def __iter__(self) -> "Iterator[Book]":
        return iter(self.app.listed)

    def open(self, fullname: str, *_: Any, **__: Any) -> "Book":
        self.app.opened.append(fullname)
        return Book(Path(fullname))


class Book(base.Book):
    def __init__(self, path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it drops bars and sparklines, which nobody reads here
            self.held = load_workbook(BytesIO(path.read_bytes()))
        self.path = path
        self.app_impl = App()
        self.app_impl.book = self
        self.app_impl.listed = [self]
        self.cell = ("Start", 1, 1)
        self.ReadOnly = False

    api = property(lambda self: self)
    name = property(lambda self: self.path.name)
    fullname = property(lambda self: str(self.path))
    app = property(lambda self: self.app_impl)

    @property
    def sheets(self) -> "Sheets":
        return Sheets(self)

    @property
    def names(self) -> "Names":
        return Names(self)

    def activate(self) -> None:
        """It is in front always."""

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802  # Excel's name for it
        if not self.app_impl.listed:
            raise Refused("Object required")
        self.held.save(path)


class Sheets(base.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    active = property(lambda self: Sheet(self.book, self.book.cell[0]))

    def __call__(self, key: Any) -> "Sheet":
        name = key if isinstance(key, str) else self.book.held.sheetnames[key - 1]
        if name not in self.book.held.sheetnames:
            raise Refused(f"no sheet {name}")
        return Sheet(self.book, name)

    def __len__(self) -> int:
        return len(self.book.held.sheetnames)

    def __iter__(self) -> Iterator["Sheet"]:
        return (Sheet(self.book, name) for name in self.book.held.sheetnames)


class Sheet(base.Sheet):
    def __init__(self, book: Book, name: str) -> None:
        self._book, self._name = book, name
        self.held = book.held[name]

    book = property(lambda self: self._book)
    name = property(lambda self: self._name)

    @property
    def tables(self) -> "Tables":
        return Tables(self)

    @property
    def visible(self) -> bool:
        return bool(self.held.sheet_state == "visible")

    @visible.setter
    def visible(self, value: bool) -> None:
        self._show("visible" if value else "hidden")

    def _show(self, state: Any) -> None:
        self._book.app.count_write()
        if self._book.held.security.lockStructure:
            raise Refused("Unable to set the Visible property of the Worksheet class")
        self.held.sheet_state = state

    @property
    def api(self) -> "Sheet":
        return self

    def __setattr__(self, name: str, value: Any) -> None:
        """Excel's own Visible takes numbers: 2 is hidden from the list of hidden sheets, too."""
        if name == "Visible":
            self._show({-1: "visible", 0: "hidden", 2: "veryHidden"}[value])
        else:
            super().__setattr__(name, value)

    def range(self, first: Any, last: Any = None) -> "Range":
        return Range(self, first, last)

    def activate(self) -> None:
        if self.held.sheet_state != "visible":
            raise Refused("Activate method of Worksheet class failed")
        self._book.cell = (self._name, 1, 1)


class Range(base.Range):
    first: tuple[int, int]
    last: tuple[int, int]

    def __init__(self, sheet: Sheet, first: Any, last: Any = None) -> None:
        last = last or first
        self.sheet = sheet
        self.first = first.first if isinstance(first, Range) else first
        self.last = last.last if isinstance(last, Range) else last

    api = property(lambda self: self)
    row = property(lambda self: self.first[0])
    column = property(lambda self: self.first[1])
    shape = property(
        lambda self: (self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1)
    )

    def __len__(self) -> int:
        return int(self.shape[0] * self.shape[1])

    def __call__(self, arg1: Any, arg2: Any = None) -> "Range":
        return Range(self.sheet, (self.first[0] + arg1 - 1, self.first[1] + arg2 - 1))

    def select(self) -> None:
        assert self.sheet.book.cell[0] == self.sheet.name, "only cells of the sheet in front"
        self.sheet.book.cell = (self.sheet.name, *self.first)

    @property
    def address(self) -> str:
        start, end = (f"{get_column_letter(c)}{r}" for r, c in (self.first, self.last))
        return f"{start}:{end}"

    def _put(self, rows: Any, *, formulas: bool) -> None:
        held = self.sheet.held
        self.sheet.book.app.count_write()
        there = range(self.first[0], self.last[0] + 1)
        assert (len(rows), len(rows[0])) == self.shape, "a block of another shape"
        if len(there) > 1 and any(held.row_dimensions[row].hidden for row in there):
            rows = [rows[0] for _ in rows]
        for row, values in zip(there, rows, strict=True):
            for column, value in enumerate(values, self.first[1]):
                cell = held.cell(row, column)
                if held.protection.sheet and cell.protection.locked:
                    raise Refused("The cell is protected")
                if formulas and "_xl" in value:
                    raise Refused("no such function")
                held_now = _NEWER.sub(r"_xlfn.\g<0>", value) if formulas else typed(value)
                if cell.number_format == "@" and held_now is not None:
                    held_now = f"'{value}" if formulas else str(held_now)
                cell.value = held_now
                if isinstance(cell.value, str) and not formulas:
                    cell.data_type = "s"

    @property
    def raw_value(self) -> Any:
        cells = self.sheet.held.iter_rows(self.first[0], self.last[0], self.first[1], self.last[1])
        return [[cell.value for cell in row] for row in cells]

    @raw_value.setter
    def raw_value(self, rows: Any) -> None:
        """A text of more than 8,203 letters is too long for a block, not for a cell alone."""
        assert not isinstance(rows, tuple) or all(len(str(row[0])) <= 8203 for row in rows)
        self._put(in_rows(rows), formulas=False)

    @property
    def number_format(self) -> str | None:
        cells = self.sheet.held.iter_rows(self.first[0], self.last[0], self.first[1], self.last[1])
        found = {cell.number_format for row in cells for cell in row}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, form: str) -> None:
        self.sheet.book.app.count_write()
        for row in range(self.first[0], self.last[0] + 1):
            for column in range(self.first[1], self.last[1] + 1):
                self.sheet.held.cell(row, column).number_format = form

    def clear_contents(self) -> None:
        for row in range(self.first[0], self.last[0] + 1):
            for column in range(self.first[1], self.last[1] + 1):
                self.sheet.held.cell(row, column).value = None

    Row = property(lambda self: self.first[0])
    Column = property(lambda self: self.first[1])

    @property
    def formula(self) -> None:
        """Nobody reads it."""

    @formula.setter
    def formula(self, text: Any) -> None:
        """One value: where it may be several, newer versions show that with an `@`."""
        one = re.compile(r"^=(?=OKR_)") if self.sheet.book.app.gives_columns else None
        rows = [[one.sub("=@", each) if one else each for each in row] for row in in_rows(text)]
        self._put(rows, formulas=True)

    @property
    def formula2(self) -> str:
        if not self.sheet.book.app.gives_columns:
            raise Refused("Unknown name")
        return ""

    @formula2.setter
    def formula2(self, text: Any) -> None:
        self._put(in_rows(text), formulas=True)


class Tables(base.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __call__(self, key: Any) -> "Table":
        return Table(self.sheet, key)


class Table(base.Table):
    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet, self.held = sheet, sheet.held.tables[name]

    def resize(self, area: xw.Range) -> None:
        """Lines that come get the table's formulas, as Excel fills them in."""
        self.sheet.book.app.count_write()
        if self.sheet.held.protection.sheet:
            raise Refused("The sheet is protected")
        first, top, last, bottom = (int(each or 0) for each in range_boundaries(self.held.ref))
        wanted: Range = area.impl
        assert (wanted.first, wanted.last[1]) == ((top, first), last), "the headers stay"
        assert wanted.last[0] > top, "a table keeps one line"
        self.held.ref = wanted.address
        if self.held.autoFilter:
            self.held.autoFilter.ref = wanted.address
        for place, column in enumerate(self.held.tableColumns, first):
            formula = column.calculatedColumnFormula
            for row in range(bottom + 1, wanted.last[0] + 1):
                new = self.sheet.held.cell(row, place)
                new.number_format = self.sheet.held.cell(bottom, place).number_format
                if formula is not None:
                    new.value = f"={formula.attr_text}"


class Names(base.Names):
    def __init__(self, book: Book) -> None:
        self.held = book.held.defined_names

    def contains(self, name: str) -> bool:
        return name in self.held

    def add(self, name: str, refers_to: str) -> None:
        self.held[name] = DefinedName(name, attr_text=refers_to.removeprefix("="))

    def __call__(self, name: str) -> "Name":
        return Name(self.held, name)


class Name(base.Name):
    def __init__(self, held: Any, name: str) -> None:
        self.held, self.key = held, name

    def delete(self) -> None:
        del self.held[self.key]


ENGINE: Final = Engine()


def opened(path: Path) -> xw.Book:
    """A workbook, open in this Excel, which is the one xlwings looks at from now on."""
    book = Book(path)
    ENGINE.apps.started = [book.app_impl]
    if ENGINE.name not in [each.name for each in xw.engines]:
        xw.engines.add(xw.Engine(impl=ENGINE))
    xw.engines[ENGINE.name].activate()
    return xw.Book(impl=book)
