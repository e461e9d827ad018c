"""What a rule looks at: a sentence, what it measures, and what is known besides."""

from typing import Final, NamedTuple

from okrsheet.core.lint.quantities import CURRENCIES, PERCENT
from okrsheet.core.lint.roles import Number
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.tokens import NUMBER, SIGN
from okrsheet.core.lint.wording import Measure

_NAMELESS: Final = frozenset("xyzn")
_NAMED: Final = frozenset(
    "number no amount percent percentage x y z n m date name metric target baseline value product "
    "month quarter year insert add tbd # ... …".split()
)


class Case(NamedTuple):
    """One text before the rules.

    Attributes:
        target: the number it wants to reach, None without one.
        target_known: type and target stand in columns of their own.
        dated: the quarter it belongs to is known.
    """

    sentence: Sentence
    target: Number | None
    measure: Measure
    target_known: bool
    dated: bool

    @property
    def verb(self) -> str:
        """The word that leads the text."""
        return self.sentence.verb

    @property
    def numberless(self) -> bool:
        """Whether no number says when it is reached."""
        return self.target is None


def has_placeholder(sentence: Sentence) -> bool:
    """Whether a number still has to be filled in: "X %", "[number]", "$N", "TBD"."""
    if sentence.present & sentence.words.placeholders:
        return True
    pieces = sentence.context.pieces
    for at, piece in enumerate(pieces):
        sign = piece[SIGN]
        if len(sign) > 2 and _is_blank(sign):  # noqa: PLR2004  # brackets around something
            return True
        if sentence.context.lows[at] in _NAMELESS and _is_amount(sentence, at):
            return True
    return False


def _is_blank(sign: str) -> bool:
    if sign[0] in "<{":
        return True
    inside = sign[1:-1].lower().split()
    return sign[0] == "[" and any(word in _NAMED for word in inside)


def _is_amount(sentence: Sentence, at: int) -> bool:
    """ "X %", "$N", "from X to Y"."""
    context = sentence.context
    around = (context.sign(at - 1), context.sign(at + 1))
    if around[1] == PERCENT or around[0] in CURRENCIES:
        return True
    return context.low(at - 1) in context.words.origin | context.words.goal


def joined_targets(case: Case) -> int:
    """How many numbers a text wants to reach."""
    return sum(number.role == "target" for number in case.sentence.numbers)


def has_digits(sentence: Sentence) -> bool:
    """Whether any piece of a text is a number, whatever it is there for."""
    return any(piece[NUMBER] for piece in sentence.context.pieces)
