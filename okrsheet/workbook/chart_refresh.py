"""The values charts keep beside their references, as the cells will show them.

Excel draws from the cells; previews and phones draw from these values. Only what a chart shows of
our computed cells is written, where it differs; the rest of it, and every other chart, is its
maker's.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from okrsheet.core.history import number as as_number
from okrsheet.ooxml.archive import Archive, read_part
from okrsheet.ooxml.cells import number, text
from okrsheet.ooxml.markup import area
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.fields import EMPTY
from okrsheet.workbook.in_file import ComputedColumn, sheet_named
from okrsheet.workbook.refresh import is_shown

Shows = Callable[[str, Sequence[tuple[int, int]]], list[object] | None]
"""What cells of a sheet will show; None where none of them is ours."""

_PART: Final = re.compile(r"xl/charts/chart\d*\.xml", re.IGNORECASE)
_REFERENCE: Final = re.compile(
    r"(?P<open><(?P<p>(?:\w+:)?)(?P<kind>num|str)Ref><(?P=p)f>(?P<place>[^<]*)</(?P=p)f>)"
    r"(?P<cache><(?P=p)(?P=kind)Cache>.*?</(?P=p)(?P=kind)Cache>)",
    re.DOTALL,
)
_POINT: Final = re.compile(r'<(?:\w+:)?pt idx="(\d+)"[^>]*>\s*<(?:\w+:)?v>([^<]*)<')
_FORMAT: Final = re.compile(r"<(?:\w+:)?formatCode>[^<]*</(?:\w+:)?formatCode>")


def refreshed_charts(
    archive: Archive, book: Workbook, sound: Sequence[ComputedColumn]
) -> dict[str, bytes]:
    """The chart parts that must change, whole.

    Args:
        archive: the workbook's file.
        book: what it holds.
        sound: the computed cells whose value is known.
    """

    def shows(sheet: str, places: Sequence[tuple[int, int]]) -> list[object] | None:
        new = _values_of(sound, sheet)
        if not any(place in new for place in places):
            return None
        cells = book.sheets[sheet].cells
        return [new.get(place, cells.get(place, EMPTY).value) for place in places]

    found = {}
    for part in archive.members.values():
        if _PART.fullmatch(part.name):
            old = read_part(archive, part.name)
            made = with_values(old, shows)
            if made != old:
                found[part.name] = made
    return found


def _values_of(sound: Iterable[ComputedColumn], sheet: str) -> dict[tuple[int, int], object]:
    """The values of a sheet's computed cells."""
    return {
        (row, column.number): value
        for column in sound
        if column.sheet == sheet
        for row, value in zip(column.rows, column.values, strict=True)
    }


def with_values(part: bytes, shows: Shows) -> bytes:
    """A chart's part with the values its references show; the same bytes where they are right."""

    def cache(found: re.Match[str]) -> str:
        values = _values(found["place"], shows)
        if values is None or _is_held(found, values):
            return found[0]
        return found["open"] + _cache(found, values)

    try:
        return _REFERENCE.sub(cache, part.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return part


def _values(place: str, shows: Shows) -> list[object] | None:
    """What a row or column of cells will show; None for any other reference."""
    sheet, _, reference = place.replace("$", "").rpartition("!")
    try:
        first_row, first_column, last_row, last_column = area(reference)
    except ValueError:
        return None
    if first_row != last_row and first_column != last_column:
        return None
    rows, columns = range(first_row, last_row + 1), range(first_column, last_column + 1)
    return shows(sheet_named(sheet), [(row, column) for row in rows for column in columns])


def _is_held(found: re.Match[str], values: Sequence[object]) -> bool:
    """Whether the chart keeps these values; what programs keep of a blank among numbers differs."""
    held = {int(place): value for place, value in _POINT.findall(found["cache"])}
    if found["kind"] == "str":
        return held == dict(_contents("str", values))
    return all(
        place in held and _is_number(held[place], float(content))
        for place, content in _contents("num", values)
    )


def _is_number(held: str, value: float) -> bool:
    try:
        return is_shown(float(held), value)
    except ValueError:
        return False


def _contents(kind: str, values: Iterable[object]) -> Iterator[tuple[int, str]]:
    for place, value in enumerate(values):
        found = as_number(value)
        if found is not None:
            yield place, number(found)
        elif kind == "str" and isinstance(value, str) and value:
            yield place, text(value)


def _cache(found: re.Match[str], values: list[object]) -> str:
    p, kind = found["p"], found["kind"]
    form = _FORMAT.search(found["cache"]) if kind == "num" else None
    points = "".join(
        f'<{p}pt idx="{place}"><{p}v>{content}</{p}v></{p}pt>'
        for place, content in _contents(kind, values)
    )
    count = f'<{p}ptCount val="{len(values)}"/>'
    return f"<{p}{kind}Cache>{form[0] if form else ''}{count}{points}</{p}{kind}Cache>"
