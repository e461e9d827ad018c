"""Why a pack is not merged: where, what, the way out."""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError
from okrsheet.ooxml.records import Workbook
from okrsheet.workbook.pack import IDENTITY, TABLE

_NEW: Final = "Make a new one with `okrsheet pack BOOK --owner NAME`"

NO_PACK: Final = Cause("OKR939", "this is no pack made by okrsheet", _NEW)
A_PACK: Final = Cause(
    "OKR939",
    "this is an owner's pack, not the workbook of the quarter",
    "Once it is filled in, take it into the workbook it was made from: `okrsheet merge BOOK PACK`",
)
OTHER_VERSION: Final = Cause(
    "OKR939",
    "this pack was made by another version of okrsheet",
    f"{_NEW}, or merge it with that version",
)
OTHER_QUARTER: Final = Cause(
    "OKR939",
    "this pack is for another quarter",
    "Merge it into the workbook of its own quarter, or make a new one from this workbook",
)
OTHER_ORGANISATION: Final = Cause(
    "OKR939",
    "this pack is from the workbook of another organisation",
    "Merge it into that workbook",
)
STRANGERS: Final = Cause(
    "OKR939",
    "this pack reports key results that the workbook does not have",
    "Make a new one from this workbook, or put them back on Key Results",
)


class PackRefused(OkrsheetFileError):  # noqa: N818  # named for the cause
    """A pack and a workbook do not go together; nothing was changed."""

    usual = NO_PACK
    code = usual.code


def refuse_pack(book: Workbook) -> None:
    """Let pass what is no pack.

    Raises:
        PackRefused: it is one, and was meant to be a quarter.
    """
    if TABLE in book.tables and IDENTITY in book.sheets:
        raise PackRefused(book.name, A_PACK)
