"""What the lint says about one text.

Source: semantics, section 7.
"""

from typing import NamedTuple

from okrsheet.core.findings import Severity


class Remark(NamedTuple):
    """One rule that speaks.

    Attributes:
        rule: its id, such as `no-measure`.
        severity: error where nobody could say whether it was reached.
        why: one sentence, with its full stop.
        rewrite: how it could be said, with X, Y and Z for what only people know; "" for none.
    """

    rule: str
    severity: Severity
    why: str
    rewrite: str


class Measure(NamedTuple):
    """The numbers a text names, None or "" where it names none.

    Attributes:
        baseline, target: plain numbers in `unit`; percentages as people write them (45, not 0.45).
        unit: such as %, USD, days, users.
        direction: increase, decrease, maintain, binary or unknown.
        relative: the target is a change ("by 30 %"), not a level.
    """

    baseline: float | None = None
    target: float | None = None
    unit: str = ""
    direction: str = "unknown"
    relative: bool = False


class Wording(NamedTuple):
    """The verdict on a text: what it measures and what there is to say, the worst first."""

    text: str
    measure: Measure
    remarks: tuple[Remark, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether no rule of severity error speaks."""
        return all(remark.severity is not Severity.ERROR for remark in self.remarks)
