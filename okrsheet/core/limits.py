"""How many objectives and key results are right.

Source: semantics, section 8.
"""

from enum import StrEnum

from okrsheet.core.policy import Limit


class Verdict(StrEnum):
    """Whether a count is inside its limit."""

    PASS = "pass"  # noqa: S105  # the word of the limits table, not a password
    WARN = "warn"
    FAIL = "fail"


def verdict(count: int, limit: Limit) -> Verdict:
    """Pass, warn or fail for a count; the ends of each range belong to it."""
    if limit.pass_from <= count <= limit.pass_to:
        return Verdict.PASS
    if limit.warn_from <= count <= limit.warn_to:
        return Verdict.WARN
    return Verdict.FAIL
