"""What okrsheet last knew of baselines and targets, as hidden cells of the Audit sheet keep it.

They stand there with the ID of their key result: lines may be sorted or written anew. Numbers are
kept as text, so that a blank cell and 0 stay apart.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from okrsheet.core.changes import FIELDS, known_now
from okrsheet.core.history import number
from okrsheet.core.model import Known
from okrsheet.ooxml.cell_text import units
from okrsheet.ooxml.cells import FORBIDDEN, LONGEST
from okrsheet.workbook.view import View

if TYPE_CHECKING:
    from okrsheet.workbook.load_grid import Grid

ID: Final = "Known KR"
HEADERS: Final = (ID, *(f"Known {name}" for name in FIELDS))


def read_known(grid: "Grid | None") -> tuple[Known, ...]:
    """What the Audit sheet of a file keeps; older files keep nothing."""
    return () if grid is None or ID not in grid.columns else tuple(_lines(grid))


def _lines(grid: "Grid") -> Iterator[Known]:
    for row in grid.body:
        name = grid.cell(row, ID).value
        if isinstance(name, str) and name:
            values = (_number(grid.cell(row, header).value) for header in HEADERS[1:])
            yield Known(name, *values)


def _number(value: object) -> float | None:
    try:
        return number(float(str(value)))
    except ValueError:
        return None


def known(header: str) -> Callable[[View, int], object]:
    """One of the cells that keep it."""
    place = HEADERS.index(header)

    def value(view: View, row: int) -> object:
        found = _known_of(view, row)
        return None if found is None else _text(found[place])

    return value


def _text(value: str | float | None) -> str | None:
    return value if value is None or isinstance(value, str) else repr(value)


def _known_of(view: View, row: int) -> Known | None:
    if row not in view.known_now:
        made = known_now(view.plan, view.key_result(row), view.known_before)
        view.known_now[row] = made if made and _is_kept(made.key_result_id) else None
    return view.known_now[row]


def _is_kept(text: str) -> bool:
    return FORBIDDEN.search(text) is None and "\r" not in text and units(text) <= LONGEST
