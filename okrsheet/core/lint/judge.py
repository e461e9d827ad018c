"""Judge the wording of a key result or an objective.

Source: semantics, section 7.
"""

from collections.abc import Sequence

from okrsheet.core.findings import Severity
from okrsheet.core.lint.wording import Measure, Remark, Wording


def judge_key_result(text: str, *, target_known: bool = False) -> Wording:
    """What the lint says about a key result.

    Args:
        text: as typed, at most 32,767 characters; longer ones are judged by their beginning.
        target_known: type and target stand in columns of their own, so that a bare metric
            ("Net Promoter Score") is enough of a text.
    """
    if target_known or any(letter.isdigit() for letter in text):
        return Wording(text, Measure())
    remark = Remark(
        "no-measure",
        Severity.ERROR,
        "No number and no end state says when it is reached.",
        "from X to Y as measured by Z",
    )
    return Wording(text, Measure(), (remark,))


def judge_objective(text: str, key_results: Sequence[Wording] = ()) -> Wording:
    """What the lint says about an objective, given the verdicts on its key results."""
    del key_results
    return Wording(text, Measure())
