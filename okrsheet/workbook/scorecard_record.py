"""What the Scorecard sheet of a file says: the record of a closed quarter, or what is odd about it.

The hidden record of a line counts where a visible cell says otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def quarter_from(texts: Iterable[str]) -> ClosedQuarter | None:
    """The quarter in the records of a Scorecard's lines; None where that is not a whole one."""
    try:
        lines = tuple(map(line_of, texts))
    except ValueError:
        return None
    return None if _lacking(lines) else _quarter(lines)


def read_record(grid: "Grid | None", *, compared: bool = True) -> OnRecord:
    """What the Scorecard sheet of a file keeps; older files, and open quarters, keep nothing.

    Args:
        grid: the sheet's table; None where it is not there.
        compared: whether visible cells are held against the record.
    """
    rows = {} if grid is None else dict(_used_rows(grid))
    if grid is None or not rows:
        return NOTHING
    found: list[Finding] = []
    lines = dict(_read_lines(grid, rows, found))
    quarter = _assembled(grid, tuple(lines.values()), found)
    if quarter is None:
        return OnRecord(None, tuple(found))
    for row, line in lines.items() if compared else ():
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
    if found:
        return None
    told = _lacking(lines)
    if told:
        message = f"The record of the quarter has {told}."
        found.append(_at(grid, grid.body.start, "ID", finding(UNREADABLE, message)))
        return None
    return _quarter(lines)


def _lacking(lines: Sequence[Line]) -> str:
    """What a record that is not whole has; "" where it is."""
    headers = [each for each in lines if isinstance(each, Header)]
    if len(headers) != 1:
        return f"{count_of(len(headers), 'line')} for the quarter itself, not 1"
    [header] = headers
    objectives, key_results = _count(lines, ClosedObjective), _count(lines, ClosedKeyResult)
    if objectives != header.objectives:
        return f"{count_of(objectives, 'objective')}, not {header.objectives}"
    if key_results != header.key_results:
        return f"{count_of(key_results, 'key result')}, not {header.key_results}"
    return ""


def _count(lines: Sequence[Line], kind: type[Line]) -> int:
    return sum(isinstance(each, kind) for each in lines)


def _quarter(lines: Sequence[Line]) -> ClosedQuarter:
    """The quarter of a whole record."""
    [header] = [each for each in lines if isinstance(each, Header)]
    return ClosedQuarter(
        *header[:5],
        tuple(each for each in lines if isinstance(each, ClosedObjective)),
        tuple(each for each in lines if isinstance(each, ClosedKeyResult)),
    )


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
