"""What a rule looks at: a sentence, what it measures, and what is known besides."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context
from okrsheet.core.lint.kinds import ENDLESS, MEASURED, UNMEASURED, VAGUE, kind_of
from okrsheet.core.lint.measure import measure, target_of
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.unnumbered import DONE_OR_NOT, DUTY, is_duty, to_come
from okrsheet.core.lint.vocabulary import listed

_NAMED: Final = listed("date name metric product month quarter year team person company insert")

_COUNTING: Final = mark.PRODUCES | mark.REACH | mark.WINNING
_LONG: Final = 200
FILLED: Final = 0
UNNAMED: Final = 1
BLANK: Final = 2

ALWAYS: Final = 0
OPEN: Final = 1
NUMBER: Final = 2
LEFT: Final = 4
VAGUE_VERB: Final = 8 | OPEN
ENDLESS_WORK: Final = 16 | OPEN
UNMEASURABLE: Final = 32 | OPEN
CHANGE: Final = 64 | NUMBER
SEVERAL: Final = 128 | NUMBER
ASKS: Final = 256
LONG: Final = 512
"""The states of a case: no number and none to come (and what kind of text that is), a number (a
change by it, one of several), something left to fill in, a question mark, many letters."""
_OF_KIND: Final = {
    MEASURED: OPEN,
    VAGUE: VAGUE_VERB,
    ENDLESS: ENDLESS_WORK,
    UNMEASURED: UNMEASURABLE,
}


class Case:
    """One text before the rules; never changed.

    Attributes:
        target: the number it wants to reach, None without one.
        left: what still has to be filled in: nothing, a name, or a number.
        kind: of a text without a number, and none to come (see `kinds`); None of others.
        state: what is the case, as bits.
        target_known: type and target stand in columns of their own.
        dated: the quarter it belongs to is known.
    """

    __slots__ = (
        "dated",
        "kind",
        "left",
        "measure",
        "sentence",
        "state",
        "target",
        "target_known",
    )

    def __init__(
        self,
        sentence: Sentence,
        target_known: bool,  # noqa: FBT001  # a name doubles the time of a call
        dated: bool,  # noqa: FBT001
    ) -> None:
        self.sentence = sentence
        self.target_known = target_known
        self.dated = dated
        self.target = target_of(sentence)
        self.measure = measure(sentence, self.target)
        self.left = left_to_fill(sentence)
        self.kind: str | None = None
        if self.target is not None:
            state = CHANGE if self.measure.relative else NUMBER
            if len(sentence.numbers) > 1:
                state |= SEVERAL
        elif self.left == BLANK:
            state = 0
            self.measure = to_come(sentence, self.measure)
        else:
            self.kind = kind_of(sentence, target_known=target_known)
            state = _OF_KIND[self.kind]
            if state == OPEN:
                self.measure = DUTY if is_duty(sentence) else DONE_OR_NOT
        if self.left:
            state |= LEFT
        if "?" in sentence.text:
            state |= ASKS
        if len(sentence.text) > _LONG:
            state |= LONG
        self.state = state


def left_to_fill(sentence: Sentence) -> int:
    """What still has to be filled in: a number ("X %", "[number]", "$N"), or a name ("<Team>")."""
    if sentence.held & mark.PLACEHOLDERS:
        return BLANK
    text = sentence.text
    bracketed = "<" in text or "{" in text or "[" in text
    if not bracketed and not sentence.held & mark.LETTERS:
        return FILLED
    context, found = sentence.context, FILLED
    for at, sign in enumerate(context.lows):
        if len(sign) > 2 and sign[0] in "<{[":  # noqa: PLR2004  # brackets around something
            inside = sign[1:-1].split()
            blanks = sentence.words.blanks | sentence.words.placeholders
            if not blanks.isdisjoint(inside) or not sign.strip("<{[]}># "):
                return BLANK
            if sign[0] in "<{" or not _NAMED.isdisjoint(inside):
                found = UNNAMED
        elif context.marks[at] & mark.LETTERS and _is_amount(context, at):
            return BLANK
    return found


def _is_amount(context: Context, at: int) -> bool:
    """Such as "X %", "$N", "from X to Y", "below X", "Hire x engineers"."""
    before, behind = context.marks[at - 1], context.lows[at + 1]
    if context.marks[at + 1] & mark.PERCENT or before & mark.CURRENCY:
        return True
    if before & (mark.ORIGIN | mark.GOAL | mark.AT_LEAST | mark.AT_MOST | mark.THAN):
        return True
    if context.lows[at - 1] == "with" and behind.endswith("s"):
        return True
    if context.lows[at - 1] == "of" and context.pieces[at].islower():
        return True
    if context.is_word(at + 1):
        counted = context.pieces[at].islower() or behind.endswith("s")
        return bool(before & _COUNTING) and counted and at == 1
    return bool(before & (mark.STEP | mark.PLACES))
