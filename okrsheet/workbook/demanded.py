"""What every sheet on demand begins with: a workbook that is ours, its plan and its figures."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from okrsheet.core.figures import Figures, figures
from okrsheet.core.findings import Finding
from okrsheet.ooxml.read import parse_workbook
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.contract import TableSpec
from okrsheet.workbook.fields import is_blank
from okrsheet.workbook.load import Loaded, read_plan
from okrsheet.workbook.on_demand import Lost, has_more, is_used
from okrsheet.workbook.rewrite import refuse_others

_Line = TypeVar("_Line")


class Opened(NamedTuple):
    """A workbook whose sheet on demand is to be filled.

    Attributes:
        data: the whole file.
        book: what it holds.
        loaded: our tables in it.
        found: the figures of its plan.
    """

    data: bytes
    book: Workbook
    loaded: Loaded
    found: Figures


def opened(data: bytes, name: str, today: date) -> Opened | tuple[Finding, ...]:
    """A workbook of ours with its figures.

    Args:
        data: the whole file.
        name: the file, for messages.
        today: the day of the figures, where Settings names none.

    Returns:
        The findings instead, where they leave no plan to work with.

    Raises:
        NotOurs: somebody else made the workbook.
        OtherEpoch: the workbook counts its days from 1904.
        Guarded: it is signed, marked as final, or has a password for changing it.
        OkrsheetFileError: the file can't be read.
    """
    book = parse_workbook(data, name)
    loaded = read_plan(book)
    refuse_others(book, loaded)
    if loaded.plan is None:
        return loaded.findings
    return Opened(data, book, loaded, figures(loaded.plan, loaded.policy, loaded.as_of or today))


def lost(
    loaded: Loaded,
    table: TableSpec,
    lines: Sequence[_Line],
    answers: Collection[str],
    is_changed: Callable[[_Line], bool],
) -> Lost:
    """What people did on a sheet on demand.

    Args:
        loaded: the workbook.
        table: the table of the sheet, which the workbook has.
        lines: what stands in it.
        answers: the columns people fill in.
        is_changed: whether a line is not what was written.
    """
    grid = loaded.tables[table.name]
    rows = zip(loaded.rows.get(grid.records, ()), lines, strict=True)
    used = [(row, line) for row, line in rows if is_used(grid, row)]
    done = tuple(
        row for row, _ in used if not all(is_blank(grid.cell(row, header)) for header in answers)
    )
    changed = (row for row, line in used if is_changed(line) or has_more(grid, row))
    return Lost(done, tuple(row for row in changed if row not in done))
