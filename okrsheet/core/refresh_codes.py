"""Findings about computed cells that are not as okrsheet made them."""

from typing import Final

from okrsheet.core.findings import ERROR, HINT, WARNING, Code

NAME_BROKEN: Final = "OKR007"
FORMULA_CHANGED: Final = "OKR008"
SHEET_REARRANGED: Final = "OKR009"
LEFT_ALONE: Final = "OKR063"
UNFIT: Final = "OKR064"
LINES_MISSING: Final = "OKR065"
NOT_OFFERED: Final = "OKR066"

REFRESH_CODES: Final[tuple[Code, ...]] = (
    Code(
        NAME_BROKEN,
        ERROR,
        "A defined name is broken",
        "Formulas and drop-downs find settings and words by names; one of them is gone or leads "
        "elsewhere.",
        "Correct it in Formulas > Name Manager; `okrsheet doctor` says whether --repair can do it.",
    ),
    Code(
        FORMULA_CHANGED,
        WARNING,
        "A formula was changed",
        "A computed cell holds another formula than ours; what it shows may not be what the rules "
        "say.",
        "Where nobody meant it, `okrsheet doctor` says whether --repair can put ours back.",
    ),
    Code(
        SHEET_REARRANGED,
        HINT,
        "A sheet was rearranged",
        "Cells of a sheet without a table were moved, so okrsheet can't tell which is which. "
        "Excel still computes them.",
        "Nothing needs to be done; previews may show older values on this sheet.",
    ),
    Code(
        LEFT_ALONE,
        ERROR,
        "Values were left alone",
        "Cells depend on something that is not as okrsheet made it: a formula that was typed over, "
        "a column or a name that is gone, a formula without a stored value. What they show is for "
        "Excel to say.",
        "Run `okrsheet doctor` to see what it is; after a repair refresh again.",
    ),
    Code(
        UNFIT,
        WARNING,
        "A value no cell can hold",
        "A computed cell would show a control letter, as they come with text from other programs, "
        "or more than 32,767 letters; what is stored was left alone.",
        "Take the letter out of the text it comes from, or shorten that.",
    ),
    Code(
        LINES_MISSING,
        WARNING,
        "A sheet shows too few lines",
        "Line n of this sheet shows line n of another one, which has grown; the lines at its end "
        "are shown nowhere.",
        "Run `okrsheet refresh`, which adds them; if it can't, clear the cells below the table.",
    ),
    Code(
        NOT_OFFERED,
        WARNING,
        "The next check-ins could not be prepared",
        "A refresh puts a line for each key result that is due this week at the end of Check-ins; "
        "something there is in its way. Nothing else is missing, and nothing was lost.",
        "Clear the cells below the table, then refresh again; or type the lines yourself.",
    ),
)
