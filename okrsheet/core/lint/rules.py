"""The rules for key results, as a table.

Source: semantics, section 7. Calling a good key result bad is the worse mistake: what the words
do not show is not held against a text.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from okrsheet.core.findings import ERROR, HINT, WARNING, Severity
from okrsheet.core.lint.case import Case, has_placeholder, joined_targets
from okrsheet.core.lint.measure import DECREASE, INCREASE

_LONG: Final = 200
_BARE: Final = 8
_NEXT: Final = 2


class Rule(NamedTuple):
    """One rule: when it speaks, why it matters, how to say it better.

    `rewrite` may hold {text}, the text without its full stop, and {rest}, the text behind its
    verb.
    """

    id: str
    severity: Severity
    speaks: Callable[[Case], bool]
    why: str
    rewrite: str
    source: str


def is_question(case: Case) -> bool:
    """A question has no answer that could be scored."""
    return case.sentence.text.rstrip().endswith("?")


def is_unfilled(case: Case) -> bool:
    """The number is still to come."""
    return case.numberless and has_placeholder(case.sentence)


def is_half_filled(case: Case) -> bool:
    """One number is there, another is still to come."""
    return not case.numberless and has_placeholder(case.sentence)


def is_vague(case: Case) -> bool:
    """More, less or better, and no number."""
    words = case.sentence.words
    return _unmeasured(case) and case.verb in words.change | words.better


def is_endless(case: Case) -> bool:
    """Work that is never finished, and neither a number nor a rhythm."""
    words = case.sentence.words
    return (
        _unmeasured(case)
        and case.verb in words.endless
        and not (words.per & case.sentence.present and words.rhythms & case.sentence.present)
    )


def is_unmeasured(case: Case) -> bool:
    """Neither a number nor an end state: a feeling, a duty to keep, the name of a metric."""
    if not _unmeasured(case) or is_vague(case) or is_endless(case):
        return False
    words, present = case.sentence.words, case.sentence.present
    if present & words.feelings or case.verb in words.keep:
        return True
    return not case.target_known and _is_bare_metric(case)


def _unmeasured(case: Case) -> bool:
    return case.numberless and not has_placeholder(case.sentence)


def _is_bare_metric(case: Case) -> bool:
    words, present = case.sentence.words, case.sentence.present
    if len(case.sentence.context.pieces) > _BARE or not present & words.metrics:
        return False
    verbs = words.make | words.launch | words.reach | words.work | words.hire | words.states
    return not present & verbs and not _ends_done(case)


def _ends_done(case: Case) -> bool:
    """ "Budget approved": the last word says that something is finished."""
    last = next((low for low in reversed(case.sentence.context.lows) if low), "")
    return last.endswith(case.sentence.words.done)


def is_launch(case: Case) -> bool:
    """Something is brought out, and nothing says what it should change."""
    return _unmeasured(case) and case.verb in case.sentence.words.launch


def is_work(case: Case) -> bool:
    """Effort with an end: it can be done and change nothing."""
    words = case.sentence.words
    if is_endless(case) or case.verb in words.chore:
        return False
    if case.verb in words.hire | words.endless:
        return True
    if case.verb in words.make:
        return is_unmeasured(case)
    return case.verb in words.work and (case.numberless or _counts(case))


def is_counted_work(case: Case) -> bool:
    """The number counts what was produced, not what it changed."""
    words = case.sentence.words
    target = case.target
    if is_work(case) or target is None:
        return False
    if case.verb in words.make | words.launch and _counts(case):
        return target.quantity.first <= case.sentence.lead + _NEXT
    begins = case.sentence.lead == target.quantity.first
    if begins and target.quantity.unit == "hours" and not target.limit:
        return True
    made = not words.made.isdisjoint(target.quantity.unit.split())
    return _counts(case) and made and (begins or case.verb in words.reach | words.up)


def _counts(case: Case) -> bool:
    target = case.target
    return target is not None and target.quantity.counts and not target.relative


def is_chore(case: Case) -> bool:
    """A task for a day."""
    return case.verb in case.sentence.words.chore


def is_elsewhere(case: Case) -> bool:
    """The number stands in another document."""
    words = case.sentence.words
    return (
        _unmeasured(case)
        and case.verb in words.reach
        and bool(case.sentence.present & words.elsewhere)
    )


def is_change_of_unknown(case: Case) -> bool:
    """ "By 15 %": of what?"""
    return case.measure.relative and case.measure.baseline is None and not case.target_known


def is_compound(case: Case) -> bool:
    """Two numbers to reach in one."""
    joined = case.sentence.words.and_words & case.sentence.present
    return joined_targets(case) > 1 and (bool(joined) or "," in case.sentence.text)


def is_contrary(case: Case) -> bool:
    """The verb says up and the numbers say down, or the other way round."""
    words, measure = case.sentence.words, case.measure
    if measure.baseline is None:
        return False
    if case.verb in words.down:
        return measure.direction == INCREASE
    return case.verb in words.change & words.up and measure.direction == DECREASE


def is_subjective(case: Case) -> bool:
    """A word two honest people read differently, and no number beside it."""
    words, present = case.sentence.words, case.sentence.present
    if case.numberless:
        return not has_placeholder(case.sentence) and bool(present & words.subjective)
    return bool(present & words.feelings - words.more)


def is_vanity(case: Case) -> bool:
    """It looks good and decides nothing."""
    return bool(case.sentence.present & case.sentence.words.vanity)


def is_long(case: Case) -> bool:
    """Nobody remembers it."""
    return len(case.sentence.text) > _LONG


def is_timeless(case: Case) -> bool:
    """No deadline in the text, and no quarter beside it."""
    return not case.dated and not case.sentence.has_date


_MEASURED: Final = "{text} from X to Y as measured by Z"
_THROUGH: Final = "Reach X by Y (what shall change?) through: {text}"

RULES: Final[tuple[Rule, ...]] = (
    Rule("question", ERROR, is_question, "A question can't be scored.",
         "Say what shall be true at the end: from X to Y as measured by Z", "acceptance C2"),
    Rule("placeholder", ERROR, is_unfilled, "The number is still to be filled in.",
         "Put the number in the place of the blank", "acceptance C1"),
    Rule("vague-verb", ERROR, is_vague,
         "It says more, less or better, and no number says how much.", _MEASURED, "semantics 7"),
    Rule("endless-work", ERROR, is_endless,
         "It names work that is never finished, and no number says what it changes.",
         _THROUGH, "acceptance C3"),
    Rule("no-measure", ERROR, is_unmeasured,
         "No number and no end state says when it is reached.", _MEASURED, "acceptance C1"),
    Rule("launch", ERROR, is_launch,
         "Bringing something out is work; nothing says what it shall change.",
         "Reach X [users, orders, leads] from {rest}", "acceptance C3"),
    Rule("contrary", WARNING, is_contrary, "The verb and the numbers point in opposite directions.",
         "Exchange the two numbers, or the verb", "semantics 1"),
    Rule("activity", WARNING, is_work,
         "It names work; it can be done and nothing has changed.", _THROUGH, "acceptance C3"),
    Rule("counted-work", WARNING, is_counted_work,
         "It counts what is produced, not what that changes.", _THROUGH, "acceptance C3"),
    Rule("task-sized", WARNING, is_chore, "It is a task for a day, not a result of a quarter.",
         "Say what the task is for: from X to Y as measured by Z", "acceptance C13"),
    Rule("placeholder-left", WARNING, is_half_filled, "A part is still to be filled in.",
         "Put the number in the place of the blank", "acceptance C1"),
    Rule("target-elsewhere", WARNING, is_elsewhere,
         "The number stands in another document, where it can change unseen.",
         "{text}: write its number here", "acceptance A5"),
    Rule("change-of-unknown", WARNING, is_change_of_unknown,
         "A change without its start: by that much of what?", "from X to Y instead of a change",
         "semantics 7"),
    Rule("compound", WARNING, is_compound, "Two results in one: half of it can be reached.",
         "Make it two key results", "semantics 7"),
    Rule("subjective", WARNING, is_subjective, "Two honest people could disagree about a word of it.",
         "Put a number in the place of the word", "semantics 7"),
    Rule("vanity", HINT, is_vanity, "This number can grow while nothing gets better.",
         "Measure what people do next: sign up, buy, come back", "acceptance C8"),
    Rule("long", HINT, is_long, "It is too long to be remembered.",
         "One metric, from X to Y, in one line", "acceptance C11"),
    Rule("no-date", HINT, is_timeless, "No deadline and no quarter says by when.",
         "{text} by the end of the quarter", "acceptance C12"),
)  # fmt: skip
"""All rules for key results, the gravest first."""
