"""What the Scorecard sheet of a file says: the record of a closed quarter, or what is odd about it.

The hidden record of a line counts where a visible cell says otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import TYPE_CHECKING, Final, NamedTuple

from okrsheet.core.closed_quarter import ClosedKeyResult, ClosedObjective, ClosedQuarter
from okrsheet.core.codes import finding
from okrsheet.core.findings import Finding, count_of
from okrsheet.ooxml.cells import one_kind_of_break
from okrsheet.ooxml.records import ErrorValue
from okrsheet.workbook.contract import letters
from okrsheet.workbook.fields import is_blank, trimmed
from okrsheet.workbook.scorecard_json import Header, Line, line_of
from okrsheet.workbook.scorecard_lines import ScorecardLine, line_for
from okrsheet.workbook.sheets.scorecard import RECORD, SCORECARD

if TYPE_CHECKING:
    from okrsheet.ooxml.records import CellValue
    from okrsheet.workbook.load_grid import Grid

UNREADABLE: Final = "OKR070"
DIFFERS: Final = "OKR071"
_VISIBLE: Final = {c.header: c.field for c in SCORECARD.columns if c.header != RECORD}
_CLOSE: Final = 1e-9
_TOLD: Final = 40


class OnRecord(NamedTuple):
    """What a Scorecard sheet says.

    Attributes:
        quarter: None where nothing is on record, or it can't be read as a whole.
        findings: what is odd, with cells; the record counts where a visible cell says otherwise.
    """

    quarter: ClosedQuarter | None
    findings: tuple[Finding, ...] = ()


NOTHING: Final = OnRecord(None)


def read_record(grid: "Grid | None") -> OnRecord:
    """What the Scorecard sheet of a file keeps; older files, and open quarters, keep nothing."""
    rows = {} if grid is None else dict(_used_rows(grid))
    if grid is None or not rows:
        return NOTHING
    found: list[Finding] = []
    lines = dict(_read_lines(grid, rows, found))
    quarter = _assembled(grid, tuple(lines.values()), found)
    if quarter is None:
        return OnRecord(None, tuple(found))
    for row, line in lines.items():
        found += _differences(grid, row, line_for(line, quarter))
    return OnRecord(quarter, tuple(found))


def is_filled(grid: "Grid") -> bool:
    """Whether anything stands on the sheet, readable or not."""
    return any(True for _ in _used_rows(grid))


def _used_rows(grid: "Grid") -> Iterator[tuple[int, str]]:
    """The rows in which anything stands, each with its record; "" where that is gone."""
    for row in grid.body:
        if not all(is_blank(grid.cell(row, column.header)) for column in grid.typed):
            value = grid.cell(row, RECORD).value
            yield row, value if isinstance(value, str) else ""


def _read_lines(
    grid: "Grid", rows: Mapping[int, str], found: list[Finding]
) -> Iterator[tuple[int, Line]]:
    for row, text in rows.items():
        try:
            yield row, line_of(text)
        except ValueError as error:
            found.append(_at(grid, row, RECORD, finding(UNREADABLE, f"The record {error}.")))


def _assembled(grid: "Grid", lines: Sequence[Line], found: list[Finding]) -> ClosedQuarter | None:
    """The quarter, where all of its lines are there and none of them twice."""
    headers = [each for each in lines if isinstance(each, Header)]
    objectives = tuple(each for each in lines if isinstance(each, ClosedObjective))
    key_results = tuple(each for each in lines if isinstance(each, ClosedKeyResult))
    if found:
        return None
    told = ""
    if len(headers) != 1:
        told = f"{count_of(len(headers), 'line')} for the quarter itself, not 1"
    elif len(objectives) != headers[0].objectives:
        told = f"{_counted(objectives, 'objective')}, not {headers[0].objectives}"
    elif len(key_results) != headers[0].key_results:
        told = f"{_counted(key_results, 'key result')}, not {headers[0].key_results}"
    if told:
        message = f"The record of the quarter has {told}."
        found.append(_at(grid, grid.body.start, "ID", finding(UNREADABLE, message)))
        return None
    return ClosedQuarter(*headers[0][:5], objectives, key_results)


def _counted(lines: Sequence[Line], thing: str) -> str:
    return count_of(len(lines), thing)


def _differences(grid: "Grid", row: int, line: ScorecardLine) -> Iterator[Finding]:
    for header, field in _VISIBLE.items():
        if header not in grid.columns:
            continue
        held, kept = grid.cell(row, header).value, getattr(line, field)
        if not _is_same(held, kept):
            message = f"{header} shows {_told(held)}, but {_told(kept)} went on record."
            yield _at(grid, row, header, finding(DIFFERS, message))


def _is_same(held: "CellValue", kept: float | str | None) -> bool:
    if isinstance(held, float) and isinstance(kept, float):
        return isclose(held, kept, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return _text(held) == _text(kept)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.15g}"
    return trimmed(one_kind_of_break(_shown(value)))


def _shown(value: object) -> str:
    if isinstance(value, ErrorValue):
        return value.text
    return "" if value is None else str(value)


def _told(value: object) -> str:
    text = _text(value)
    return repr(text if len(text) <= _TOLD else f"{text[:_TOLD]}\u2026") if text else "nothing"


def _at(grid: "Grid", row: int, header: str, made: Finding) -> Finding:
    column = grid.columns.get(header, grid.table.first_column)
    return made._replace(sheet=grid.sheet.name, cell=f"{letters(column)}{row}")
