"""What a rule looks at: a sentence, what it measures, and what is known besides."""

from typing import Final, NamedTuple

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.quantities import CURRENCIES, PERCENT
from okrsheet.core.lint.roles import TARGET, Number
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.vocabulary import listed
from okrsheet.core.lint.wording import Measure

_NAMED: Final = listed("date name metric product month quarter year team person company insert")

FILLED: Final = 0
UNNAMED: Final = 1
BLANK: Final = 2

ALWAYS: Final = 0
OPEN: Final = 1
NUMBER: Final = 2
LEFT: Final = 4
"""The states of a case: no number and none to come, a number, something left to fill in."""


class Case(NamedTuple):
    """One text before the rules.

    Attributes:
        target: the number it wants to reach, None without one.
        left: what still has to be filled in: nothing, a name, or a number.
        kind: of a text without a number, and none to come (see `kinds`); None of others.
        target_known: type and target stand in columns of their own.
        dated: the quarter it belongs to is known.
    """

    sentence: Sentence
    target: Number | None
    measure: Measure
    left: int
    kind: str | None
    target_known: bool
    dated: bool

    @property
    def state(self) -> int:
        """What is the case, as bits."""
        number = OPEN if self.kind is not None else 0 if self.target is None else NUMBER
        return number | LEFT if self.left else number

    @property
    def joined_targets(self) -> int:
        """How many numbers it wants to reach."""
        return sum(number.role == TARGET for number in self.sentence.numbers)


def left_to_fill(sentence: Sentence) -> int:
    """What still has to be filled in: a number ("X %", "[number]", "$N"), or a name ("<Team>")."""
    if sentence.held & mark.PLACEHOLDERS:
        return BLANK
    if not sentence.held & mark.LETTERS and not _has_brackets(sentence.text):
        return FILLED
    context, found = sentence.context, FILLED
    for at, sign in enumerate(context.lows):
        if len(sign) > 2 and sign[0] in "<{[":  # noqa: PLR2004  # brackets around something
            inside = sign[1:-1].split()
            if not sentence.words.blanks.isdisjoint(inside) or not sign.strip("<{[]}># "):
                return BLANK
            if sign[0] in "<{" or not _NAMED.isdisjoint(inside):
                found = UNNAMED
        elif context.marks[at] & mark.LETTERS and _is_amount(context, at):
            return BLANK
    return found


def _has_brackets(text: str) -> bool:
    return "<" in text or "{" in text or "[" in text


def _is_amount(context: Context, at: int) -> bool:
    """Such as "X %", "$N", "from X to Y"."""
    if context.lows[at + 1] == PERCENT or context.lows[at - 1] in CURRENCIES:
        return True
    return bool(context.marks[at - 1] & (mark.ORIGIN | mark.GOAL))
