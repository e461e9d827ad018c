"""The hidden Lists sheet: engine cells, and the words of every drop-down."""

from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.audit_gaps import GAPS
from okrsheet.core.words import (
    Cadence,
    Carry,
    Choice,
    Commitment,
    Decision,
    Frequency,
    Level,
    LogKind,
    Match,
    Rag,
    Type,
)

LISTS_SHEET: Final = "Lists"
ENGINE_AT: Final = 2
_FIRST_COLUMN: Final = 4


class WordList(NamedTuple):
    """Words under their defined name: those of a drop-down, or what formulas show."""

    name: str
    words: tuple[str, ...]


def _words(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(word) for word in kind)


WORD_LISTS: Final = (
    WordList("okr_levels", _words(Level)),
    WordList("okr_types", _words(Type)),
    WordList("okr_commitments", _words(Commitment)),
    WordList("okr_frequencies", _words(Frequency)),
    WordList("okr_cadences", _words(Cadence)),
    WordList("okr_yes_no", ("Yes", "No")),
    WordList("okr_owner_rags", (str(Rag.GREEN), str(Rag.YELLOW), str(Rag.RED))),
    WordList("okr_decisions", _words(Decision)),
    WordList("okr_carries", _words(Carry)),
    WordList("okr_log_kinds", _words(LogKind)),
    WordList("okr_matches", _words(Match)),
    WordList("okr_audit_steps", tuple(gap.step for gap in GAPS)),
    WordList("okr_choices", _words(Choice)),
)


def list_column(place: int) -> int:
    """The 1-based column of the drop-down at this place."""
    return _FIRST_COLUMN + place
