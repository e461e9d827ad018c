"""What a column holds, where its header alone does not say what it means."""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from okrsheet.ooxml.records import CellValue
from okrsheet.sources.fields import Field
from okrsheet.workbook.amounts_in_text import amount_in
from okrsheet.workbook.contract import Kind
from okrsheet.workbook.fields import WORDS as OURS
from okrsheet.workbook.headers import word_of
from okrsheet.workbook.plain_languages import (
    KEY_RESULT_WORDS,
    NOTHING,
    OBJECTIVE_WORDS,
    OTHER_WORDS,
    WORDS,
)
from okrsheet.workbook.typed_text import day_in

MOST: Final = 200
_HALF: Final = 0.5
_SHORT: Final = 40
_LONG_TEXT: Final = 4
_DAY: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[T ][\d:.Z+-]+)?")
_ID: Final = re.compile(
    r"(?:(?:o|kr|okr|obj|id|no|nr) |[a-z]{0,8}[._#-]?)\d+(?:[._-]\d+)*[a-z]?", re.IGNORECASE
)
_LINKS: Final = frozenset({"supports", "also supports"})
"""Fields that name an objective, by its ID or by its text."""
_KINDS: Final = OBJECTIVE_WORDS | KEY_RESULT_WORDS | OTHER_WORDS


class Profile(NamedTuple):
    """A column's first cells that hold something, and shares (0-1) of them."""

    values: tuple[CellValue, ...]
    numbers: float = 0.0
    dates: float = 0.0
    ids: float = 0.0
    sentences: float = 0.0


def profile(values: Iterable[CellValue], *, days: int) -> Profile:
    """What a column holds.

    Args:
        values: of its cells, from the top; blank ones are left out.
        days: how many of the first of them are numbers that their cell shows as a day.
    """
    held = tuple(value for value in values if word_of(str(value or "")) not in NOTHING)[:MOST]
    if not held:
        return Profile(())
    texts = [each for each in held if isinstance(each, str)]
    plain = sum(isinstance(each, float) for each in held) - days
    shares = (
        plain + sum(_is_amount(each) for each in texts),
        days + sum(is_day(each) for each in texts),
        sum(bool(_ID.fullmatch(_shown(each))) for each in held),
        sum(len(each.split()) >= _LONG_TEXT and not _is_amount(each) for each in texts),
    )
    return Profile(held, *(found / len(held) for found in shares))


def _shown(value: CellValue) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).strip()


def _is_amount(text: str) -> bool:
    return amount_in(text, decimal=".").value is not None


def is_day(text: str) -> bool:
    """Whether a text may be a day, whatever the order of its numbers."""
    return bool(_DAY.fullmatch(text.strip())) or day_in(text) is not None


def kind_of(text: str) -> str:
    """What a word that tells rows apart says: objective, key result, other; "" for nothing."""
    word = re.sub(r"[\s\d.:#_-]+$", "", word_of(text).replace("_", " ")).strip()
    if word in OBJECTIVE_WORDS:
        return "objective"
    if word in KEY_RESULT_WORDS:
        return "key result"
    return "other" if word in OTHER_WORDS else ""


def word_in(choices: str, text: str) -> object:
    """The word of a drop-down list that a text stands for; None for none."""
    word = word_of(text.replace("_", " "))
    ours = {each.casefold(): each for each in OURS.get(choices, ())}
    return ours.get(word) or WORDS.get(choices, {}).get(word)


def suits(field: Field, held: Profile) -> bool:
    """Whether a column may be this field, by what it holds."""
    if not held.values:
        return field.name not in ("kind", "commitment", "type")
    if field.name == "kind":
        return _share(held, lambda text: bool(kind_of(text))) > _HALF
    if field.choices in ("okr_types", "okr_commitments"):
        return _share(held, lambda text: word_in(field.choices, text) is not None) > _HALF
    if field.kind is Kind.DATE:
        return held.dates > _HALF
    return held.dates <= _HALF and _suits_kind(field, held)


def _suits_kind(field: Field, held: Profile) -> bool:
    if field.kind in (Kind.METRIC, Kind.NUMBER, Kind.WHOLE):
        return held.sentences <= _HALF or held.numbers > 0
    if field.kind is Kind.ID and field.name not in _LINKS:
        return _share(held, lambda text: len(text) <= _SHORT and len(text.split()) == 1) > _HALF
    if field.name in ("objective", "key result", "text"):
        return held.numbers <= _HALF and held.ids <= _HALF
    return True


def _share(held: Profile, test: Callable[[str], bool]) -> float:
    return sum(test(_shown(each)) for each in held.values) / len(held.values)
