"""The values charts keep beside their references, as the cells will show them.

Excel draws from the cells; previews and phones draw from these values. Only a chart whose values
changed is written, and only its values.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from okrsheet.core.history import number as as_number
from okrsheet.ooxml.archive import read_part
from okrsheet.ooxml.cells import number, text
from okrsheet.ooxml.guard import guard
from okrsheet.ooxml.markup import area
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.in_file import ComputedCell

Shows = Callable[[str, tuple[int, int]], object]

_PART: Final = re.compile(r"xl/charts/chart\d*\.xml", re.IGNORECASE)
_REFERENCE: Final = re.compile(
    r"(?P<open><(?P<p>(?:\w+:)?)(?P<kind>num|str)Ref><(?P=p)f>(?P<place>[^<]*)</(?P=p)f>)"
    r"(?P<cache><(?P=p)(?P=kind)Cache>.*?</(?P=p)(?P=kind)Cache>)",
    re.DOTALL,
)
_POINT: Final = re.compile(r'<(?:\w+:)?pt idx="(\d+)"[^>]*>\s*<(?:\w+:)?v>([^<]*)<')
_FORMAT: Final = re.compile(r"<(?:\w+:)?formatCode>[^<]*</(?:\w+:)?formatCode>")


def refreshed_charts(
    data: bytes, book: Workbook, changes: Iterable[ComputedCell]
) -> dict[str, bytes]:
    """The chart parts that must change, whole.

    Args:
        data: the workbook's file.
        book: what it holds.
        changes: the cells that will show another value.
    """
    archive = guard(data, book.name)
    new = {(cell.sheet, cell.row, cell.column): cell.value for cell in changes}

    def shows(sheet: str, place: tuple[int, int]) -> object:
        stored = book.sheets[sheet].cells.get(place, EMPTY).value
        return new.get((sheet, *place), stored)

    found = {}
    for part in archive.members.values():
        if _PART.fullmatch(part.name):
            old = read_part(archive, part.name)
            made = with_values(old, shows)
            if made != old:
                found[part.name] = made
    return found


def with_values(part: bytes, shows: Shows) -> bytes:
    """A chart's part with the values its references show; the same bytes where they are right."""

    def cache(found: re.Match[str]) -> str:
        values = _values(found["place"], shows)
        if values is None or _held(found["cache"]) == _points(values):
            return found[0]
        return found["open"] + _cache(found, values)

    try:
        return _REFERENCE.sub(cache, part.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return part


def _values(place: str, shows: Shows) -> list[object] | None:
    """What a row or column of cells shows; None for any other reference.

    A sheet nobody knows is another workbook's.
    """
    sheet, _, reference = place.replace("$", "").rpartition("!")
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    try:
        first_row, first_column, last_row, last_column = area(reference)
    except ValueError:
        return None
    if first_row != last_row and first_column != last_column:
        return None
    rows, columns = range(first_row, last_row + 1), range(first_column, last_column + 1)
    try:
        return [shows(name, (row, column)) for row in rows for column in columns]
    except KeyError:
        return None


def _points(values: Iterable[object]) -> Mapping[int, str]:
    return dict(_contents(values))


def _contents(values: Iterable[object]) -> Iterator[tuple[int, str]]:
    for place, value in enumerate(values):
        found = as_number(value)
        if found is not None:
            yield place, number(found)
        elif isinstance(value, str) and value:
            yield place, text(value)


def _held(cache: str) -> Mapping[int, str]:
    return {int(place): value for place, value in _POINT.findall(cache)}


def _cache(found: re.Match[str], values: list[object]) -> str:
    p, kind = found["p"], found["kind"]
    form = _FORMAT.search(found["cache"]) if kind == "num" else None
    points = "".join(
        f'<{p}pt idx="{place}"><{p}v>{content}</{p}v></{p}pt>'
        for place, content in _contents(values)
    )
    count = f'<{p}ptCount val="{len(values)}"/>'
    return f"<{p}{kind}Cache>{form[0] if form else ''}{count}{points}</{p}{kind}Cache>"
