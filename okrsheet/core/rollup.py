"""From key results to objectives, teams and the company.

Source: semantics, section 4; readings 25 to 29.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from okrsheet.core.policy import Policy
from okrsheet.core.scoring import TOLERANCE, two_decimals
from okrsheet.core.words import Rag

TEAMS_ONLY: Final = "Teams hit, company does not"
COMPANY_ONLY: Final = "Company hits, teams do not"


class Part(NamedTuple):
    """One key result or objective as it enters the level above.

    `weight` >= 0; `score` None = left out; `committed` only for key results.
    """

    weight: float
    score: float | None
    rag: Rag | None
    committed: bool = False


def mean(pairs: Iterable[tuple[float, float | None]]) -> float | None:
    """Weighted mean of (weight, value); None where no weight carries a value."""
    known = [(weight, value) for weight, value in pairs if value is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total > 0 else None


def score(parts: Sequence[Part]) -> float | None:
    """Weighted mean of the scores; None where nothing is counted."""
    return mean((part.weight, part.score) for part in parts)


def rag(parts: Sequence[Part], policy: Policy) -> Rag | None:
    """Status of what the parts make up; None where nothing is counted."""
    counted = [part for part in parts if part.weight > 0 and part.rag is not None]
    if not counted:
        return None
    words = {part.rag for part in counted}
    if len(words) == 1 and words & {Rag.NOT_STARTED, Rag.NO_DATA, Rag.GREEN}:
        return counted[0].rag
    return Rag.RED if _is_red(counted, policy) else Rag.YELLOW


def _is_red(counted: Sequence[Part], policy: Policy) -> bool:
    red = [part for part in counted if part.rag is Rag.RED]
    if not red or policy.worst_wins or any(part.committed for part in red):
        return bool(red)
    weight = sum(part.weight for part in red)
    return weight >= policy.red_weight * sum(part.weight for part in counted) - TOLERANCE


def cascade(company: Rag | None, supporters: Sequence[Rag | None]) -> str:
    """Whether a company objective and the team objectives under it tell different stories."""
    trouble = {Rag.YELLOW, Rag.RED}
    if not supporters:
        return ""
    if company in trouble and all(word is Rag.GREEN for word in supporters):
        return TEAMS_ONLY
    if company is Rag.GREEN and all(word in trouble for word in supporters):
        return COMPANY_ONLY
    return ""


def sandbagging(scores: Sequence[float], policy: Policy) -> str:
    """A hint that targets were set too low, from final aspirational scores; "" for none."""
    if not scores:
        return ""
    if all(value >= policy.sandbag_score - TOLERANCE for value in scores):
        return f"Every aspirational key result scored {policy.sandbag_score:g} or more"
    average = sum(scores) / len(scores)
    if average > policy.sandbag_mean + TOLERANCE:
        return f"Aspirational key results scored {two_decimals(average):.2f} on average"
    return ""
