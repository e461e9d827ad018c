"""What shall change in a workbook, as records; `patch` carries it out."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from okrsheet.ooxml.records import CellValue


class Content(NamedTuple):
    """What a cell shall hold from now on.

    Attributes:
        value: What it shows. Without a formula, None or "" empty the cell; its format stays.
        formula: Without "=", in the words of the file (`_xlfn.`, `tblA[[#This Row],[B]]`).
        style: Index into the cell formats; None keeps the one there is, or takes that of the row
            or column for a new cell.
        over_formula: Let a typed value take the place of a formula.
    """

    value: CellValue
    formula: str | None = None
    style: int | None = None
    over_formula: bool = False


class Shown(NamedTuple):
    """The cell keeps its formula; what it shows is this value."""

    value: CellValue


CellChange = Content | Shown
CellChanges = Mapping[tuple[int, int], CellChange]
Row = Mapping[str, Content]

EMPTY: Final = Content(None)
_NO_CELLS: Final[Mapping[str, CellChanges]] = MappingProxyType({})
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
_NO_ROWS: Final[Mapping[str, Sequence[Row]]] = MappingProxyType({})
_NO_NUMBERS: Final[Mapping[str, Collection[int]]] = MappingProxyType({})
_NO_HEIGHTS: Final[Mapping[str, Mapping[int, float]]] = MappingProxyType({})
_NO_PARTS: Final[Mapping[str, bytes]] = MappingProxyType({})


class Changes(NamedTuple):
    """All that shall change in a workbook.

    Attributes:
        cells: By sheet, then by (row, column), both from 1.
        recalculate: Excel computes every formula anew when it opens the file.
        names: Texts of defined names that hold for the whole workbook, without "="; one that is
            not there is added.
        parts: New bytes of parts by their names, such as those of a chart; not of parts that hold
            cells or say what the workbook consists of.
        append: By table, the rows to put below its last one, each by the headers of its columns.
            Cells look like those of the last row; calculated columns get their formula, and show
            the value given here.
        remove: By table, the rows of the sheet to take out of its body. Rows below move up; what
            stands below the table stays.
        properties: Texts of custom document properties; one that is not there is added.
        show: Sheets to show, however well they are hidden; the first one is in front when the
            workbook is opened.
        heights: By sheet, heights in points of rows that store something; not of rows that are
            removed or move in the same step. A height somebody set by hand stays.
        hide: Sheets to hide; one that is to be in front must be named in `show`.
    """

    cells: Mapping[str, CellChanges] = _NO_CELLS
    recalculate: bool = False
    names: Mapping[str, str] = _NO_NAMES
    parts: Mapping[str, bytes] = _NO_PARTS
    append: Mapping[str, Sequence[Row]] = _NO_ROWS
    remove: Mapping[str, Collection[int]] = _NO_NUMBERS
    properties: Mapping[str, str] = _NO_NAMES
    show: Sequence[str] = ()
    heights: Mapping[str, Mapping[int, float]] = _NO_HEIGHTS
    hide: Sequence[str] = ()
