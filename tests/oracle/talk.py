"""The talk list by a second reading of the rules: semantics, section 3, and reading 49."""

from datetime import date

from okrsheet.core.model import CheckIn, Plan
from okrsheet.core.policy import Policy
from okrsheet.core.words import Rag
from tests.oracle.oracle import (
    Known,
    automatic_of,
    effective_of,
    fault,
    is_owing,
    known_of,
    last_update,
    number_or_none,
)


def confidence_in(check_in: CheckIn) -> float | None:
    found = number_or_none(check_in.confidence)
    return found if found is not None and 0 <= found <= 10 else None


def has_fallen(known: Known) -> bool:
    """By three or more since the last time a confidence was given."""
    if not known.lines:
        return False
    now = confidence_in(known.lines[-1])
    earlier = [each for each in map(confidence_in, known.lines[:-1]) if each is not None]
    return now is not None and bool(earlier) and earlier[-1] - now >= known.policy.confidence_drop


def sees_it_otherwise(known: Known) -> bool:
    if known.before or known.over or not known.lines:
        return False
    word = known.lines[-1].owner_rag
    return word is not None and word != automatic_of(known)


def is_on_the_list(plan: Plan, index: int, policy: Policy, as_of: date) -> bool:
    known = known_of(plan, index, policy, as_of)
    rag = effective_of(known)
    if rag in (Rag.RED, Rag.YELLOW, Rag.NEEDS_A_CALL):
        return True
    if rag == Rag.NO_DATA:
        return fault(known) != "" or is_owing(known) or last_update(known) is not None
    return rag == Rag.GREEN and (has_fallen(known) or sees_it_otherwise(known))
