"""What a word or a sign can be, as bits of a number: asking a word costs one look.

The bits are the kinds of `SIGNS` and the word lists of `Vocabulary`, in their order. Those asked
beside every number come first: small numbers are quick.
"""

from importlib import import_module
from typing import Final, NamedTuple

from okrsheet.core.lint import vocabulary
from okrsheet.core.lint.signs import SIGNS
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
    CURRENCY,
    PERCENT,
    KIND_OF_DAY,
    ARROW,
    ABOVE,
    BELOW,
    MINUS,
    PLUS,
    ROUGHLY,
    NO_AMOUNT,
    JOINT,
    BRACKET,
    COMMA,
    LOOSE,
    RANK,
    TURN,
    ONE,
    WHOLE,
) = (1 << at for at in range(len(SIGNS)))
(
    ORIGIN,
    GOAL,
    STEP,
    ABOUT,
    AT_LEAST,
    AT_MOST,
    THAN,
    ARTICLES,
    PLACES,
    PERIODS,
    SCALES,
    AND_WORDS,
    SMALL,
    RANGES,
    MONTHS,
    MORE,
    LESS,
    UP,
    DOWN,
    CHANGE,
    BETTER,
    NOW,
    FORMER,
    METRICS,
    LABELS,
    STATES,
    OPENERS,
    PER,
    WITHIN,
    DEADLINES,
    TIMES,
    NEGATIONS,
    KEEP,
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
    MEETINGS,
    PERFORMING,
    SUBJECTIVE,
    FEELINGS,
    LOWER_IS_BETTER,
    SERVICE,
    MOODS,
    DEGREES,
    INDICATORS,
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
    CLAIMING,
    SPENT,
    NUMBERS,
    SELDOM,
    FURTHER,
    ORDINALS,
    FRACTIONS,
    FACTORS,
    FOLDS,
    SHORT_PERIODS,
    RHYTHMS,
    ADVERBS_OF_RHYTHM,
    CONTINUING,
    INCREMENTAL,
) = (1 << at for at in range(len(SIGNS), len(SIGNS) + len(LISTS)))
FOREIGN: Final = 1 << len(SIGNS) + len(LISTS)
WORDS: Final = 2 * FOREIGN - (1 << len(SIGNS))
"""What a word of a list can be, and no sign."""

PROMISE: Final = CHANGE | BETTER
BRINGS: Final = MAKE | LAUNCH
PRODUCES: Final = MAKE | WORK | ENDLESS | HIRE
JUDGING: Final = SUBJECTIVE | FEELINGS
DUTIES: Final = PRODUCES | CHORE
SPANS: Final = PERIODS | RHYTHMS
COUNTABLE: Final = NUMBERS | TIMES | FRACTIONS | FOLDS


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
    lists = [getattr(words, name) for name in LISTS]
    for at, listed in enumerate((*SIGNS.values(), *lists, vocabulary.FOREIGN)):
        for word in listed:
            marks[word] = marks.get(word, 0) | 1 << at
    for word in words.periods:  # also "5 days' notice"
        for sign in "'\u2019":
            marks[word + sign] = marks.get(word + sign, 0) | PERIODS
    return marks
