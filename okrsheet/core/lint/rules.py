"""The rules for key results, as a table.

Source: semantics, section 7.
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from okrsheet.core.findings import ERROR, HINT, WARNING, Severity
from okrsheet.core.lint import marks as mark
from okrsheet.core.lint import verdicts
from okrsheet.core.lint.case import (
    ALWAYS,
    ASKS,
    CHANGE,
    ENDLESS_WORK,
    LEFT,
    LONG,
    NUMBER,
    OPEN,
    SEVERAL,
    UNMEASURABLE,
    VAGUE_VERB,
    Case,
)
from okrsheet.core.lint.wording import Remark


class Rule(NamedTuple):
    """One rule: when it speaks, why it matters, how to say it better.

    Attributes:
        asked: the state of a case it is asked in at all; looking at that is quick.
        words: it is asked where a text holds one of these (bits of `marks`); 0 is no condition.
        rewrite: may hold {text}, the text without its full stop, and {rest}, the text behind its
            verb.
        source: where the rule comes from.
    """

    id: str
    severity: Severity
    speaks: Callable[[Case], bool]
    asked: int
    words: int
    why: str
    rewrite: str
    source: str


Asked = tuple[Callable[[Case], bool], Remark, bool]
"""A rule as the loop over all of them needs it: question, remark, whether it quotes."""

_MEASURED: Final = "{text} from X to Y as measured by Z"
_THROUGH: Final = "Reach X by Y (what shall change?) through: {text}"

RULES: Final[tuple[Rule, ...]] = (
    Rule("question", ERROR, verdicts.is_question, ASKS, 0,
         "A question can't be scored.",
         "Say what shall be true at the end: from X to Y as measured by Z", "acceptance C2"),
    Rule("placeholder", ERROR, verdicts.is_unfilled, LEFT, 0,
         "The number is still to be filled in.",
         "Put the number in the place of the blank", "acceptance C1"),
    Rule("vague-verb", ERROR, verdicts.is_vague, VAGUE_VERB, 0,
         "It says more, less or better, and no number in it says how much.",
         _MEASURED, "semantics 7"),
    Rule("endless-work", ERROR, verdicts.is_endless, ENDLESS_WORK, 0,
         "It names work that is never finished, and no number says what it changes.",
         _THROUGH, "acceptance C3"),
    Rule("no-measure", ERROR, verdicts.is_unmeasured, UNMEASURABLE, 0,
         "No number and no end state says when it is reached.",
         _MEASURED, "acceptance C1"),
    Rule("launch", ERROR, verdicts.is_launch, OPEN, mark.LAUNCH,
         "Bringing something out is work; nothing says what it shall change.",
         "Reach X [users, orders, leads] from {rest}", "acceptance C3"),
    Rule("contrary", WARNING, verdicts.is_contrary, NUMBER, mark.UP | mark.DOWN,
         "The verb and the numbers point in opposite directions.",
         "Exchange the two numbers, or the verb", "semantics 1"),
    Rule("activity", WARNING, verdicts.is_work,
         ALWAYS, mark.PRODUCES | mark.HOLDING | mark.MEETINGS | mark.PERFORMING,
         "It names work; it can be done and nothing has changed.",
         _THROUGH, "acceptance C3"),
    Rule("counted-work", WARNING, verdicts.is_counted_work, NUMBER, 0,
         "It counts what is produced, not what that changes.",
         _THROUGH, "acceptance C3"),
    Rule("task-sized", WARNING, verdicts.is_chore, ALWAYS, mark.CHORE,
         "It is a task for a day, not a result of a quarter.",
         "Say what the task is for: from X to Y as measured by Z", "acceptance C13"),
    Rule("placeholder-left", WARNING, verdicts.is_half_filled, LEFT, 0,
         "A part is still to be filled in.",
         "Put the name or the number in the place of the blank", "acceptance C1"),
    Rule("target-elsewhere", WARNING, verdicts.is_elsewhere, OPEN, mark.ELSEWHERE,
         "The number stands in another document, where it can change unseen.",
         "{text}: write its number here", "acceptance A5"),
    Rule("change-of-unknown", WARNING, verdicts.is_change_of_unknown, CHANGE, 0,
         "A change without its start: by that much of what?",
         "from X to Y instead of a change", "semantics 7"),
    Rule("compound", WARNING, verdicts.is_compound, SEVERAL, mark.AND_WORDS | mark.COMMA,
         "Two results in one: half of it can be reached.",
         "Make it two key results", "semantics 7"),
    Rule("subjective", WARNING, verdicts.is_subjective, ALWAYS, mark.JUDGING,
         "Two honest people could disagree about a word of it.",
         "Put a number in the place of the word", "semantics 7"),
    Rule("vanity", HINT, verdicts.is_vanity, ALWAYS, mark.VANITY,
         "This number can grow while nothing gets better.",
         "Measure what people do next: sign up, buy, come back", "acceptance C8"),
    Rule("long", HINT, verdicts.is_long, LONG, 0,
         "It is too long to be remembered.",
         "One metric, from X to Y, in one line", "acceptance C11"),
    Rule("no-date", HINT, verdicts.is_timeless, ALWAYS, 0,
         "No deadline and no quarter says by when.",
         "Name the day, or the end of the quarter", "acceptance C12"),
)  # fmt: skip
"""All rules for key results, the gravest first."""

SPOKEN: Final = {rule.id: Remark(rule.id, rule.severity, rule.why, rule.rewrite) for rule in RULES}
"""What each rule says; its rewrite still without the words of a text."""

_ASKED_WORDS: Final = reduce(or_, (rule.words for rule in RULES))
_ASKED: Final[dict[tuple[int, int], tuple[Asked, ...]]] = {}


def asked_in(state: int, held: int) -> tuple[Asked, ...]:
    """The rules asked in a state of a case whose words can be `held`, the gravest first."""
    key = (state, held & _ASKED_WORDS)
    asked = _ASKED.get(key)
    if asked is None:
        asked = _ASKED[key] = tuple(
            (rule.speaks, SPOKEN[rule.id], "{" in rule.rewrite)
            for rule in RULES
            if not rule.asked & ~state and (held & rule.words or not rule.words)
        )
    return asked
