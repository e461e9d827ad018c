"""How the Meeting sheet looks, with openpyxl: heights, colours of words, forms of numbers."""

from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from okrsheet.workbook import look
from okrsheet.workbook.build_rules import metric_forms, paint_words, rule_off
from okrsheet.workbook.sheets import meeting_lists as lists

_LINE: Final = 20.0
_TALK: Final = 43.0
_HEIGHTS: Final = {
    3: 8.0,
    **dict.fromkeys(range(lists.OWING_AT, lists.OWING_AT + lists.OWING_ROWS), 31.0),
    lists.OWING_AT + lists.OWING_ROWS: 10.0,
    **dict.fromkeys(range(lists.TALK_AT, lists.TALK_AT + lists.TALK_ROWS), _TALK),
    lists.TALK_AT + lists.TALK_ROWS + 1: 8.0,
    **dict.fromkeys(range(lists.PRIORITIES_AT, lists.PRIORITIES_AT + lists.PRIORITY_ROWS), _TALK),
}


def fill_meeting(sheet: Worksheet) -> None:
    """Everything but its cells."""
    for first in (lists.OWING_AT, lists.TALK_AT, lists.PRIORITIES_AT):
        sheet.row_dimensions[first - 2].height = 24
        sheet.row_dimensions[first - 1].height = _LINE
    for row, height in _HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    first, last = lists.TALK_AT, lists.TALK_AT + lists.TALK_ROWS - 1
    metrics = f"E{first}:F{last}"
    metric_forms(sheet, metrics, f"E{first}", f"${lists.UNIT}{first}", ruled=True)
    rule_off(sheet, metrics, f"$B{first}")
    for first, count, left, right in (
        (lists.OWING_AT, lists.OWING_ROWS, "B", "F"),
        (lists.OWING_AT, lists.OWING_ROWS, "J", "L"),
        (lists.TALK_AT, lists.TALK_ROWS, "B", "D"),
        (lists.TALK_AT, lists.TALK_ROWS, "H", "L"),
        (lists.PRIORITIES_AT, lists.PRIORITY_ROWS, "C", "D"),
        (lists.PRIORITIES_AT, lists.PRIORITY_ROWS, "I", "K"),
    ):
        key = left if left in "CIJ" else "B"
        rule_off(sheet, f"{left}{first}:{right}{first + count - 1}", f"${key}{first}")
    _words(sheet, "G", lists.TALK_AT, lists.TALK_ROWS, look.RAG_WORDS)
    _words(sheet, "H", lists.OWING_AT, lists.OWING_ROWS, look.RAG_WORDS)
    _words(sheet, "B", lists.PRIORITIES_AT, lists.PRIORITY_ROWS, look.STAGE_WORDS)
    for column in (lists.HELPER, lists.UNIT):
        sheet.column_dimensions[column].hidden = True


def _words(sheet: Worksheet, column: str, first: int, count: int, words: tuple[str, ...]) -> None:
    area = f"{column}{first}:{column}{first + count - 1}"
    paint_words(sheet, area, words, f"{column}{first}")
