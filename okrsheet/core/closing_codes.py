"""Findings 069 to 073: a quarter that was closed, and its record."""

from typing import Final

from okrsheet.core.findings import ERROR, WARNING, Code

_AGAIN: Final = "`okrsheet close BOOK --again` writes the record anew from the sheets as they are."

CLOSING_CODES: Final[tuple[Code, ...]] = (
    Code(
        "OKR069",
        WARNING,
        "A closed quarter that changed",
        "Something was edited after the quarter was closed: the sheets say something else than "
        "the record on Scorecard, which is what the history reads. The next quarter takes the "
        "decisions of Review as they are now.",
        f"Put back what was there; where the new figure is right, {_AGAIN}",
    ),
    Code(
        "OKR070",
        ERROR,
        "The record can't be read",
        "A hidden cell of Scorecard keeps the record of each line; one of them was changed, or "
        "lines were deleted, so nothing is taken from it.",
        f"Restore the sheet from an earlier version of the file, or: {_AGAIN}",
    ),
    Code(
        "OKR071",
        WARNING,
        "Scorecard shows something else than its record",
        "Somebody typed over a cell of Scorecard; the record behind the line counts.",
        "Correct it on the sheet it comes from (Key Results, Check-ins, Review) and run "
        "`okrsheet close BOOK --again`; or put back what stood here.",
    ),
    Code(
        "OKR072",
        WARNING,
        "On record, but open again",
        "Scorecard holds the record of a closed quarter, but Settings says that it is not closed.",
        "Say Yes in Quarter closed on Settings again, or close it anew: `okrsheet close BOOK "
        "--again`.",
    ),
)
