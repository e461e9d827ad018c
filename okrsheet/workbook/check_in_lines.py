"""Lines of the Check-ins sheet as changes of cells."""

from collections.abc import Sequence
from typing import NamedTuple

from okrsheet.core.model import CheckIn
from okrsheet.ooxml.changes import Changes
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.load import Loaded
from okrsheet.workbook.sheets.check_ins import TABLE
from okrsheet.workbook.table_lines import Line, table_changes


class Entry(NamedTuple):
    """A line to write; `instead_of` is the place, in the plan, of the one it corrects."""

    line: CheckIn
    instead_of: int | None = None


def line_changes(book: Workbook, loaded: Loaded, entries: Sequence[Entry]) -> Changes:
    """What is to be changed so that the sheet holds these lines.

    An empty line in the middle stays empty: of two reports of one day the lower counts.

    Raises:
        ChangeRefused: the sheet lacks the table, or a column that is needed.
    """
    rows = loaded.rows.get("check_ins", ())
    lines = [Line(line, None if place is None else rows[place]) for line, place in entries]
    return table_changes(book, loaded, TABLE, lines)
