"""Judge the wording of a key result or an objective.

Source: semantics, section 7.
"""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.findings import Severity
from okrsheet.core.lint.case import Case
from okrsheet.core.lint.objective_rules import OBJECTIVE_RULES, ObjectiveRule
from okrsheet.core.lint.rules import RULES, Rule, asked_in
from okrsheet.core.lint.sentence import Sentence, read_sentence, read_sentences
from okrsheet.core.lint.wording import Measure, Remark, Wording

_QUOTED: Final = 200
_AT_ONCE: Final = 128
"""Texts whose sentences are kept at a time; see `read_sentences`."""
_ALL: Final[tuple[Rule | ObjectiveRule, ...]] = (*RULES, *OBJECTIVE_RULES)


def all_rules() -> "dict[str, Rule | ObjectiveRule]":
    """Every rule by its id, those for key results first, the gravest first."""
    return {rule.id: rule for rule in _ALL}


NOTHING: Final = Remark("nothing", Severity.HINT, "There is nothing to judge.", "")


def judge_key_result(text: str, *, target_known: bool = False, dated: bool = False) -> Wording:
    """What the lint says about a key result.

    Args:
        text: as typed, at most 32,767 characters; only the beginning of longer ones is judged.
        target_known: type and target stand in columns of their own, so that a bare metric
            ("Net Promoter Score") is enough of a text.
        dated: the quarter it belongs to is known.
    """
    return judge_key_results((text,), target_known=target_known, dated=dated)[0]


def judge_key_results(
    texts: Sequence[str], *, target_known: bool = False, dated: bool = False
) -> list[Wording]:
    """What the lint says about each of several key results; see `judge_key_result`."""
    judged: list[Wording] = []
    for first in range(0, len(texts), _AT_ONCE):
        some = texts[first : first + _AT_ONCE]
        cases = [
            None if sentence.is_mute() else Case(sentence, target_known, dated)
            for sentence in read_sentences(some)
        ]
        judged += map(_worded, some, cases)
    return judged


def _worded(text: str, case: Case | None) -> Wording:
    if case is None:
        return Wording(text, Measure(), (NOTHING,))
    sentence = case.sentence
    spoken = [
        _quoting(remark, sentence) if quotes else remark
        for speaks, remark, quotes in asked_in(case.state, sentence.held)
        if speaks(case)
    ]
    return Wording(text, case.measure, tuple(spoken))


def judge_objective(text: str, key_results: Sequence[Wording] = ()) -> Wording:
    """What the lint says about an objective, given the verdicts on its key results."""
    sentence = read_sentence(text)
    if sentence.is_mute():
        return Wording(text, Measure(), (NOTHING,))
    spoken = tuple(
        _quoting(Remark(rule.id, rule.severity, rule.why, rule.rewrite), sentence)
        for rule in OBJECTIVE_RULES
        if rule.speaks(sentence, key_results)
    )
    return Wording(text, Measure(), spoken)


def in_general(rewrite: str) -> str:
    """How a rule would say it better, of no text in particular."""
    return rewrite.replace("{text}", "(your text)").replace("{rest}", "(your text, less its verb)")


def _quoting(remark: Remark, sentence: Sentence) -> Remark:
    """A remark with the words of the text in its rewrite."""
    text = " ".join(sentence.text[:_QUOTED].split()).rstrip(".;:, ")
    rest = text.split(" ", 1)[-1]
    rewrite = remark.rewrite.replace("{text}", text).replace("{rest}", rest)
    return Remark(remark.rule, remark.severity, remark.why, rewrite)
