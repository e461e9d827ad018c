"""Which column of a table is which field, by its header and by what it holds."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from okrsheet.sources.content import Profile, suits
from okrsheet.sources.fields import Field, fields
from okrsheet.workbook.headers import term_of

SURE: Final = "its header says so"
LIKELY: Final = "its header may mean it"
WITHIN: Final = "its header names it"
_LONGEST: Final = 60
_HALF: Final = 0.5
_ENDINGS: Final = (".lookupvalue", ".title", ".displayname", ".value", ".name")
_NEVER: Final = (".lookupid", ".id", ".claims", ".email")
"""How SharePoint names what stands behind a person or a choice."""
_OF_OBJECTIVES: Final = ("objective", "objective id", "objective owner", "objective weight")


class Meant(NamedTuple):
    """A column that was understood: its field and why."""

    field: str
    why: str


def header_word(text: str) -> str:
    """A header as it is looked up; "" for none."""
    word = term_of(text)
    for ending in _NEVER:
        if word.endswith(ending):
            return ""
    for ending in _ENDINGS:
        word = word.removesuffix(ending)
    return word if len(word) <= _LONGEST else ""


def match_columns(headers: Mapping[int, str], held: Callable[[int], Profile]) -> dict[int, Meant]:
    """The columns that mean something: the surest first, each field once, from the left.

    Args:
        headers: the texts of the row of headers, by column.
        held: what a column holds below.
    """
    words = {column: header_word(text) for column, text in headers.items()}
    meant: dict[int, Meant] = {}
    for why, says in ((SURE, _sure), (LIKELY, _likely), (WITHIN, _within)):
        for column, word in words.items():
            if word and column not in meant:
                field = _field(word, says, {each.field for each in meant.values()}, held, column)
                if field:
                    meant[column] = Meant(field, why)
    return meant


def _field(
    word: str,
    says: Callable[[Field, str], bool],
    taken: set[str],
    held: Callable[[int], Profile],
    column: int,
) -> str:
    asked = [each for each in fields().values() if says(each, word) and each.name not in taken]
    fitting = (each for each in asked if suits(each, held(column)))
    return next((each.name for each in fitting if not _is_amount(each, word, held(column))), "")


def _is_amount(field: Field, word: str, held: Profile) -> bool:
    """Whether numbers stand below a word that means a target as well as an objective's ID."""
    may_be_both = field.name == "objective id" and word in fields()["target"].likely
    return may_be_both and held.numbers > _HALF


def _sure(field: Field, word: str) -> bool:
    return word in field.sure


def _likely(field: Field, word: str) -> bool:
    return word in field.likely


def _within(field: Field, word: str) -> bool:
    """A header such as "exact data source": a term of two words inside it."""
    if field.name in _OF_OBJECTIVES:
        return False
    return any(" " in term and _holds(word, term) for term in field.sure)


def _holds(word: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", word) is not None
