"""How our sheets look: one typeface, one accent, and the colours of a status.

Status colours stay apart for colour-blind readers and always come with a word and a sign.
"""

from typing import Final, NamedTuple

TYPEFACE: Final = "Calibri"
ACCENT: Final = "17506B"
ACCENT_SOFT: Final = "E6EFF3"
INK: Final = "1F2A30"
QUIET: Final = "5F6B73"
LINE: Final = "D5DCE0"
COMPUTED: Final = "F5F7F8"
PAPER: Final = "FFFFFF"
INVITING: Final = "FFF9E6"
BAR: Final = "7FB2C8"
COMPARED: Final = "B9C4CA"
ON_ACCENT: Final = "D3E3EA"

BODY: Final = 10
SMALL: Final = 9


class Paint(NamedTuple):
    """Fill and text colour of a word, and the sign shown before it."""

    fill: str
    ink: str
    sign: str = ""


PAINTS: Final[dict[str, Paint]] = {
    "Green": Paint("CDEBDD", "00523A", "\u25cf"),
    "Yellow": Paint("FFDD87", "4A3500", "\u25b2"),
    "Red": Paint("B8410B", "FFFFFF", "\u25a0"),
    "No data": Paint("E3E6E8", "3B464C", "\u25cb"),
    "Needs a call": Paint("E4DDF1", "43306B", "?"),
    "Not started": Paint("EEF1F2", "5F6B73", "\u2013"),
    "Hit": Paint("CDEBDD", "00523A", "\u25cf"),
    "Progress": Paint("FFDD87", "4A3500", "\u25b2"),
    "Missed": Paint("B8410B", "FFFFFF", "\u25a0"),
    "Yes": Paint("CDEBDD", "00523A", "\u2713"),
    "No": Paint("B8410B", "FFFFFF", "\u2717"),
    "Your call": Paint("E4DDF1", "43306B", "?"),
    "Done": Paint("CDEBDD", "00523A", "\u2713"),
    "Open": Paint("E3E6E8", "3B464C", "\u25cb"),
    "Late": Paint("FFDD87", "4A3500", "\u25b2"),
    "pass": Paint("CDEBDD", "00523A", "\u2713"),
    "warn": Paint("FFDD87", "4A3500", "\u25b2"),
    "fail": Paint("B8410B", "FFFFFF", "\u2717"),
}

RAG_WORDS: Final = ("Green", "Yellow", "Red", "No data", "Needs a call", "Not started")
BAND_WORDS: Final = ("Hit", "Progress", "Missed", "Yes", "No", "Your call", "pass", "warn", "fail")
STAGE_WORDS: Final = ("Done", "Open", "Late")
