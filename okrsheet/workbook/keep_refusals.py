"""Why a workbook does not become the next quarter, or the current version: where, what, way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

SAME_FILE: Final = Cause(
    "OKR875",
    "the new quarter would take the place of the workbook it is made from",
    "Name another file with --out; the workbook of the old quarter stays as it is",
)
OTHER_KIND: Final = Cause(
    "OKR876",
    "the new workbook keeps the macros of the old one or has none like it, so both need the same "
    "ending",
    "Give the new file the ending of the old one",
)
OTHER_LAYOUT: Final = Cause(
    "OKR877",
    "the workbook was made by another version of okrsheet",
    "Run `okrsheet upgrade` on it first, or leave out --keep-layout",
)
NO_PLAN: Final = Cause(
    "OKR878",
    "no quarter can be read from this workbook",
    "`okrsheet check` says what is missing; put it right and try again",
)
NOT_CARRIED: Final = Cause(
    "OKR879",
    "the new workbook would not hold what is carried over, so nothing was written",
    "Leave out --keep-layout, and please report this with the workbook",
)


class NotKept(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A workbook that cannot become the next quarter as it is; nothing was written."""

    usual = NOT_CARRIED
    code = usual.code
    exit_code = 3
