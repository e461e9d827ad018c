"""What a word can be, as bits of a number: asking a word costs one look.

Each bit is a word list of `Vocabulary`, in its order.
"""

from importlib import import_module
from typing import Final, NamedTuple

from okrsheet.core.lint import vocabulary
from okrsheet.core.lint.vocabulary import LANGUAGES, Vocabulary

LISTS: Final = tuple(
    name
    for name in Vocabulary._fields
    if name
    not in (
        "code",
        "blanks",
        "idioms",
        "titles",
        "adverbs",
        "ongoing",
        "done",
        "decimal_comma",
        "complete",
        "verb_last",
    )
)

(
    UP,
    DOWN,
    CHANGE,
    KEEP,
    BETTER,
    REACH,
    ENDLESS,
    WORK,
    MAKE,
    HOLDING,
    LAUNCH,
    HIRE,
    ASKING,
    CHORE,
    MADE,
    SUBJECTIVE,
    FEELINGS,
    LOWER_IS_BETTER,
    SERVICE,
    MOODS,
    DEGREES,
    INDICATORS,
    METRICS,
    EFFORTS,
    WINNING,
    PLENTY,
    SCHEMES,
    SEEKING,
    ASSURING,
    CAPABLE,
    EXISTS,
    GERUNDS,
    EVASIVE,
    INTENTIONS,
    VESSELS,
    HEADERS,
    VANITY,
    LETTERS,
    PLACEHOLDERS,
    ELSEWHERE,
    OPENERS,
    ARTICLES,
    SMALL,
    STATES,
    CLAIMING,
    SPENT,
    ORIGIN,
    FORMER,
    GOAL,
    STEP,
    NOW,
    ABOUT,
    AT_LEAST,
    AT_MOST,
    MORE,
    LESS,
    THAN,
    NEGATIONS,
    NUMBERS,
    SELDOM,
    FURTHER,
    ORDINALS,
    FRACTIONS,
    FACTORS,
    TIMES,
    SCALES,
    MONTHS,
    PERIODS,
    SHORT_PERIODS,
    WITHIN,
    PLACES,
    LABELS,
    DEADLINES,
    RANGES,
    PER,
    RHYTHMS,
    ADVERBS_OF_RHYTHM,
    AND_WORDS,
    CONTINUING,
    INCREMENTAL,
) = (1 << at for at in range(len(LISTS)))
FOREIGN: Final = 1 << len(LISTS)

PROMISE: Final = CHANGE | BETTER
BRINGS: Final = MAKE | LAUNCH
PRODUCES: Final = MAKE | WORK | ENDLESS | HIRE
JUDGING: Final = SUBJECTIVE | FEELINGS
DUTIES: Final = PRODUCES | CHORE
SPANS: Final = PERIODS | RHYTHMS
COUNTABLE: Final = NUMBERS | TIMES | FRACTIONS


class Language(NamedTuple):
    """A language: its words, and the bits of each of them."""

    words: Vocabulary
    marks: dict[str, int]


_LOADED: Final[dict[str, Language]] = {}


def language(code: str) -> Language:
    """A language by its code.

    Raises:
        KeyError: there is no data file for it.
    """
    if code not in _LOADED:
        if code not in LANGUAGES:
            raise KeyError(code)
        words = import_module(f"okrsheet.core.lint.words_{code}").WORDS
        _LOADED[code] = Language(words, _marks(words))
    return _LOADED[code]


def _marks(words: Vocabulary) -> dict[str, int]:
    marks: dict[str, int] = {}
    for at, name in enumerate(LISTS):
        for word in getattr(words, name):
            marks[word] = marks.get(word, 0) | 1 << at
    for word in vocabulary.FOREIGN:
        marks[word] = marks.get(word, 0) | FOREIGN
    return marks
