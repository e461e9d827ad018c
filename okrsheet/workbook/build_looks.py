"""How single cells look: one function for each name a `Spot` may carry."""

from collections.abc import Callable, Mapping
from typing import Final

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Protection, Side

from okrsheet.workbook import look
from okrsheet.workbook.build_rules import PAD
from okrsheet.workbook.build_table import APART, PLAIN, fill, font

Dress = Callable[[Cell], None]

_DATE: Final = "d mmm yyyy"
_GAP: Final = Side(style="thick", color=look.PAPER)
_UNDER: Final = Border(bottom=Side(style="thin", color=look.ACCENT))
_RULE: Final = Border(bottom=Side(style="thin", color=look.LINE))
TILE: Final = Border(left=_GAP, right=_GAP)
_TILE_ENDS: Final = {
    "first": Border(left=_GAP),
    "wide": Border(left=_GAP),
    "end": Border(right=_GAP),
}


def place(cell: Cell, across: str, *, wrap: bool = False, down: str = "center") -> None:
    """Align a cell; text at an edge keeps a little distance from it."""
    cell.alignment = Alignment(
        horizontal=across,
        vertical=down,
        wrap_text=wrap,
        indent=1 if across == "left" else 0,
    )
    if across == "right" and cell.number_format == "General":
        cell.number_format = f"@{PAD}"


def _text(
    size: float = look.BODY,
    colour: str = look.INK,
    *,
    bold: bool = False,
    form: str = "General",
    across: str = "left",
    wrap: bool = False,
) -> Dress:
    def dress(cell: Cell) -> None:
        cell.font = font(size, colour, bold=bold)
        cell.number_format = form
        place(cell, across, wrap=wrap)

    return dress


def _flush(size: float, colour: str, *, bold: bool = False) -> Dress:
    def dress(cell: Cell) -> None:
        cell.font = font(size, colour, bold=bold)
        cell.alignment = Alignment(horizontal="left", vertical="center")

    return dress


def _on_band(size: float, colour: str, *, bold: bool = False, form: str = "General") -> Dress:
    def dress(cell: Cell) -> None:
        cell.font = font(size, colour, bold=bold)
        cell.fill = fill(look.ACCENT)
        cell.number_format = form
        place(cell, "left", down="bottom" if size <= look.SMALL else "center")

    return dress


def _head(across: str) -> Dress:
    def dress(cell: Cell) -> None:
        cell.font = font(look.BODY, look.ACCENT, bold=True)
        cell.fill = fill(look.ACCENT_SOFT)
        cell.border = _UNDER
        place(cell, across)

    return dress


def _tile(part: str, word: str = "", form: str = "General", *, wrap: bool = False) -> Dress:
    paint = look.PAINTS.get(word, look.Paint(look.ACCENT_SOFT, look.ACCENT))
    size = {"label": look.BODY, "number": 22, "remark": look.SMALL}[part]
    down = {"label": "bottom", "number": "center", "remark": "top"}[part]

    def dress(cell: Cell) -> None:
        cell.font = font(size, paint.ink, bold=part != "remark")
        cell.fill = fill(paint.fill)
        cell.border = TILE
        cell.number_format = form
        place(cell, "center" if wrap else "centerContinuous", down=down, wrap=wrap)

    return dress


def _tiles(name: str, word: str = "", form: str = "General") -> dict[str, Dress]:
    return {
        f"{name}_label": _tile("label", word),
        f"{name}_number": _tile("number", word, form),
        f"{name}_remark": _tile("remark", word, wrap=name == "score"),
    }


def _chip(size: float) -> Dress:
    def dress(cell: Cell) -> None:
        cell.value = int(str(cell.value))
        cell.font = font(size, look.PAPER, bold=True)
        cell.fill = fill(look.ACCENT)
        cell.border = Border(top=_GAP, bottom=_GAP)
        place(cell, "center")

    return dress


def _apart(dress: Dress) -> Dress:
    """A white line below sets bars and colours of neighbouring rows apart."""

    def apart(cell: Cell) -> None:
        dress(cell)
        cell.border = APART

    return apart


def _call(part: str) -> Dress:
    def dress(cell: Cell) -> None:
        size = {"label": look.BODY, "number": 18, "text": look.BODY}[part]
        cell.font = font(size, look.ACCENT, bold=part != "text")
        cell.fill = fill(look.COMPUTED)
        if part == "label":
            place(cell, "left")
        else:
            place(cell, "center" if part == "number" else "left", wrap=part == "text")
            cell.border = Border(top=_GAP)

    return dress


def _fact(part: str, form: str = "General") -> Dress:
    label = part in ("label", "first")

    def dress(cell: Cell) -> None:
        cell.font = font(look.SMALL if label else 12, look.ACCENT, bold=not label)
        cell.fill = fill(look.ACCENT_SOFT)
        cell.border = _TILE_ENDS.get(part, TILE)
        cell.number_format = form
        place(cell, "left", down="bottom" if label else "center", wrap=part == "text")

    return dress


def _key(colour: str) -> Dress:
    """The key to a bar: its sign in the bar's colour, then its name."""

    def dress(cell: Cell) -> None:
        cell.font = font(look.SMALL, look.QUIET)
        sign, name = str(cell.value)[0], str(cell.value)[1:]
        face = {"rFont": look.TYPEFACE, "sz": look.SMALL}
        cell.value = CellRichText(
            TextBlock(InlineFont(color=colour, **face), sign),
            TextBlock(InlineFont(color=look.QUIET, **face), name),
        )
        place(cell, "right")

    return dress


def _ruled(dress: Dress) -> Dress:
    def ruled(cell: Cell) -> None:
        dress(cell)
        cell.border = _RULE

    return ruled


def _pick(cell: Cell) -> None:
    """A cell people fill in on a sheet that is computed else."""
    cell.font = font(11, look.INK, bold=True)
    side = Side(style="medium", color=look.ACCENT)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.number_format = "@"
    cell.protection = Protection(locked=False)
    place(cell, "left")


LOOKS: Final[Mapping[str, Dress]] = {
    "title": _on_band(20, look.PAPER, bold=True),
    "subtitle": _on_band(look.BODY, look.ON_ACCENT),
    "band": _on_band(look.BODY, look.ON_ACCENT),
    "band_label": _on_band(look.SMALL, look.ON_ACCENT),
    "band_date": _on_band(11, look.PAPER, bold=True, form=_DATE),
    "band_number": _on_band(11, look.PAPER, bold=True, form="0"),
    "band_share": _on_band(11, look.PAPER, bold=True, form="0%"),
    "section": _flush(13, look.ACCENT, bold=True),
    "key": _key(look.ACCENT),
    "key_other": _key(look.COMPARED),
    "link": _ruled(_text(11, look.ACCENT, bold=True)),
    "more": _text(look.BODY, look.ACCENT, bold=True, across="right"),
    "fact": _ruled(_text(11)),
    "ruled": _ruled(_text(11)),
    "note": _flush(look.BODY, look.QUIET),
    "step": _chip(12),
    "stage": _apart(_text(across="center")),
    "fact_label": _fact("label"),
    "fact_first": _fact("first"),
    "fact_text": _fact("text"),
    "fact_wide": _fact("wide"),
    "fact_end": _fact("end"),
    "fact_date": _fact("date", _DATE),
    "head_left": _head("left"),
    "head_right": _head("right"),
    "head_center": _head("center"),
    "call_label": _call("label"),
    "call_number": _call("number"),
    "call_text": _call("text"),
    **_tiles("score", form="0.00"),
    **_tiles("plain"),
    **_tiles("green", "Green"),
    **_tiles("yellow", "Yellow"),
    **_tiles("red", "Red"),
    **_tiles("grey", "No data"),
    "id": _text(),
    "cell": _text(wrap=True),
    "long": _text(wrap=True),
    "score": _text(across="right", form=f"0.00{PAD}"),
    "ahead": _text(across="center", form="0.00"),
    "estimate": _text(across="right", form=f"#,##0.0{PAD};-#,##0.0{PAD};0{PAD};@{PAD}"),
    "share": _text(across="right", form=f"0%{PAD}"),
    "pick_label": _text(11, look.ACCENT, bold=True),
    "pick": _pick,
    "bar": _apart(_text(form="0.00")),
    "rag": _apart(_text(across="center")),
    "day": _text(across="right", form=f"{_DATE}{PAD};;;@{PAD}"),
    "day_left": _text(form=_DATE),
    "whole": _text(across="right", form=f"0{PAD}"),
    "whole_left": _text(11, bold=True, form="0"),
    "metric": _text(across="right", form=PLAIN),
    "more_left": _text(look.BODY, look.ACCENT, bold=True),
    "hidden": _text(look.SMALL, look.QUIET),
}
