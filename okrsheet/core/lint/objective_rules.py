"""The rules for objectives, as a table.

Source: semantics, section 7. An objective says where to go; the numbers stand in its key results.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from okrsheet.core.findings import ERROR, HINT, WARNING, Severity
from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.case import FILLED, left_to_fill
from okrsheet.core.lint.number import BASELINE, SCOPE, TARGET
from okrsheet.core.lint.sentence import Sentence
from okrsheet.core.lint.wording import Wording

_LONG: Final = 120
_SHORT: Final = 4
_FEW: Final = 2
_WORK: Final = frozenset({"endless-work", "launch", "activity", "counted-work", "task-sized"})


class ObjectiveRule(NamedTuple):
    """One rule: when it speaks, given the verdicts on the key results, and what to do."""

    id: str
    severity: Severity
    speaks: Callable[[Sentence, Sequence[Wording]], bool]
    why: str
    rewrite: str
    source: str


def is_unfilled(sentence: Sentence, _: Sequence[Wording]) -> bool:
    """Something is still to be filled in."""
    return left_to_fill(sentence) != FILLED


def holds_number(sentence: Sentence, _: Sequence[Wording]) -> bool:
    """A number to reach stands in the objective."""
    return any(
        number.role in (TARGET, BASELINE, SCOPE)
        and not sentence.context.is_word(number.quantity.first)
        for number in sentence.numbers
    )


def continues(sentence: Sentence, _: Sequence[Wording]) -> bool:
    """It goes on as before."""
    return bool(sentence.leads & mark.CONTINUING)


def is_small(sentence: Sentence, _: Sequence[Wording]) -> bool:
    """It promises a little more of the same."""
    return bool(sentence.held & mark.INCREMENTAL)


def is_vague(sentence: Sentence, _: Sequence[Wording]) -> bool:
    """Such as "Grow revenue": more or better of something, without why, where or for whom."""
    context = sentence.context
    content = sum(
        low[:1].isalpha() and not held & mark.SMALL
        for low, held in zip(context.lows, context.marks, strict=True)
    )
    return bool(sentence.leads & mark.PROMISE) and content < _SHORT


def is_work(sentence: Sentence, _: Sequence[Wording]) -> bool:
    """It begins with work instead of what the work is for."""
    return bool(sentence.leads & (mark.PRODUCES & ~mark.MAKE | mark.LAUNCH | mark.CHORE))


def is_long(sentence: Sentence, _: Sequence[Wording]) -> bool:
    """Nobody remembers it."""
    return len(sentence.text) > _LONG


def is_inventory(_: Sentence, key_results: Sequence[Wording]) -> bool:
    """Most of its key results are activities."""
    work = sum(any(told.rule in _WORK for told in each.remarks) for each in key_results)
    return len(key_results) >= _FEW and work * 2 > len(key_results)


OBJECTIVE_RULES: Final[tuple[ObjectiveRule, ...]] = (
    ObjectiveRule("objective-placeholder", ERROR, is_unfilled,
                  "A part is still to be filled in.", "Fill in the blank", "acceptance C1"),
    ObjectiveRule("objective-number", WARNING, holds_number,
                  "An objective is a direction; the number belongs in a key result.",
                  "Say what the number is good for, and move it to a key result", "acceptance C9"),
    ObjectiveRule("objective-continues", WARNING, continues,
                  "Going on as before needs no objective.",
                  "Say what will be different at the end of the quarter", "acceptance C6"),
    ObjectiveRule("objective-incremental", WARNING, is_small,
                  "A little more of the same moves nobody.",
                  "Say how it looks when it is really solved", "acceptance C7"),
    ObjectiveRule("objective-vague", WARNING, is_vague,
                  "It could stand in any plan of any year.",
                  "{text}: for whom, where, and why this quarter?", "acceptance C5"),
    ObjectiveRule("objective-work", WARNING, is_work,
                  "It names work instead of what the work is for.",
                  "Ask what it is for, and write that", "acceptance C4"),
    ObjectiveRule("objective-inventory", WARNING, is_inventory,
                  "Most of its key results are tasks: it is a to-do list.",
                  "Ask of each task what it shall change, and measure that", "acceptance C4"),
    ObjectiveRule("objective-long", HINT, is_long, "It is too long to be remembered.",
                  "One line people can say by heart", "semantics 7"),
)  # fmt: skip
"""All rules for objectives, the gravest first."""
