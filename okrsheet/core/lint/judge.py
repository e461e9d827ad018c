"""Judge the wording of a key result or an objective.

Source: semantics, section 7.
"""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.findings import Severity
from okrsheet.core.lint.case import BLANK, Case, left_to_fill
from okrsheet.core.lint.kinds import MEASURED, kind_of
from okrsheet.core.lint.measure import BINARY, measure, target_of
from okrsheet.core.lint.objective_rules import OBJECTIVE_RULES, ObjectiveRule
from okrsheet.core.lint.rules import ASKED, RULES, Rule
from okrsheet.core.lint.sentence import Sentence, read_sentence
from okrsheet.core.lint.wording import Measure, Remark, Wording

_QUOTED: Final = 200
_ALL: Final[tuple[Rule | ObjectiveRule, ...]] = (*RULES, *OBJECTIVE_RULES)
_FIXED: Final = {rule.id: Remark(rule.id, rule.severity, rule.why, rule.rewrite) for rule in _ALL}


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
    sentence = read_sentence(text)
    if sentence.is_mute:
        return Wording(text, Measure(), (NOTHING,))
    target = target_of(sentence)
    measured, left = measure(sentence, target), left_to_fill(sentence)
    kind, held = None, sentence.held
    if target is None and left != BLANK:
        kind = kind_of(sentence, target_known=target_known)
        if kind == MEASURED:
            measured = measured._replace(direction=BINARY)
    case = Case(sentence, target, measured, left, kind, target_known, dated)
    spoken = [
        _remark(rule, sentence)
        for rule in ASKED[case.state]
        if (not rule.words or held & rule.words) and rule.speaks(case)
    ]
    return Wording(text, measured, tuple(spoken))


def judge_objective(text: str, key_results: Sequence[Wording] = ()) -> Wording:
    """What the lint says about an objective, given the verdicts on its key results."""
    sentence = read_sentence(text)
    if sentence.is_mute:
        return Wording(text, Measure(), (NOTHING,))
    spoken = tuple(
        _remark(rule, sentence) for rule in OBJECTIVE_RULES if rule.speaks(sentence, key_results)
    )
    return Wording(text, Measure(), spoken)


def in_general(rewrite: str) -> str:
    """How a rule would say it better, of no text in particular."""
    return rewrite.replace("{text}", "(your text)").replace("{rest}", "(your text, less its verb)")


def _remark(rule: Rule | ObjectiveRule, sentence: Sentence) -> Remark:
    if "{" not in rule.rewrite:
        return _FIXED[rule.id]
    return Remark(rule.id, rule.severity, rule.why, _rewritten(rule.rewrite, sentence))


def _rewritten(pattern: str, sentence: Sentence) -> str:
    """A pattern with the words of the text in it."""
    text = " ".join(sentence.text[:_QUOTED].split()).rstrip(".;:, ")
    rest = text.split(" ", 1)[-1]
    return pattern.replace("{text}", text).replace("{rest}", rest)
