"""Give rows of a sheet a height; Excel still fits them anew when somebody types into them.

A row without a noted height is fitted by Excel when it opens the file, but not by every program.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from okrsheet.ooxml.cells import HIGHEST_ROW
from okrsheet.ooxml.demand_refusals import HEIGHT, UNSTORED_ROW
from okrsheet.ooxml.markup import TRUE_WORDS
from okrsheet.ooxml.refusals import ChangeRefused
from okrsheet.ooxml.sheet_map import SheetMap
from okrsheet.ooxml.sheet_walk import on_map
from okrsheet.ooxml.spans import Cut, attribute_values, spliced, with_attribute

_HEIGHT: Final = "ht"


def with_heights(data: bytes, heights: Mapping[int, float], where: str) -> bytes:
    """A sheet's part (UTF-8) with rows of these heights; one that somebody set by hand stays.

    Args:
        data: The part.
        heights: Points, above 0 and up to `HIGHEST_ROW`, by rows that store something.
        where: The file, sheet and part, for messages.

    Raises:
        ChangeRefused: There is no such row, or no such height.
    """
    if not all(0 < height <= HIGHEST_ROW for height in heights.values()):
        raise ChangeRefused(where, HEIGHT)

    def cuts(sheet: SheetMap) -> list[Cut]:
        there = {row.number for row in sheet.rows}
        if not heights.keys() <= there:
            raise ChangeRefused(where, UNSTORED_ROW, f"row {min(heights.keys() - there)}")
        return [*_cuts(sheet, heights)]

    return spliced(data, on_map(data, where, cuts))


def _cuts(sheet: SheetMap, heights: Mapping[int, float]) -> Iterator[Cut]:
    for row in sheet.rows:
        height = heights.get(row.number)
        if height is not None:
            head = sheet.data[row.start : row.head_end]
            if attribute_values(head).get("customHeight") not in TRUE_WORDS:
                new = with_attribute(head, _HEIGHT, f"{height:g}")
                yield row.start, row.head_end, new
