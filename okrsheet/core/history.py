"""What was known about a key result on a day: its check-ins, observations and stages.

Source: semantics, section 1; readings 1 to 6, 30 and 52.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from okrsheet.core.model import CheckIn, Number, Plan, Stage

TOO_LARGE: Final = 1e100


class Line(NamedTuple):
    """A check-in with its place on the sheet (0-based line of the plan)."""

    row: int
    check_in: CheckIn


class History(NamedTuple):
    """Everything reported about one key result, oldest first, and its stages."""

    lines: tuple[Line, ...] = ()
    stages: tuple[Stage, ...] = ()

    def until(self, day: date) -> "History":
        """The part that exists on `day`, that day included. Stages keep their dates."""
        return self._replace(lines=tuple(x for x in self.lines if x.check_in.day <= day))

    @property
    def latest(self) -> CheckIn | None:
        """The last check-in, with or without a value."""
        return self.lines[-1].check_in if self.lines else None

    @property
    def valued(self) -> CheckIn | None:
        """The last check-in that carries a value, readable or not."""
        for line in reversed(self.lines):
            if line.check_in.value is not None:
                return line.check_in
        return None


SAID: Final = ("value", "confidence", "owner_rag", "reason", "in_the_way", "next_step")
"""What a check-in can say; the day, the key result and who reported it say nothing alone."""


def reports(check_in: CheckIn) -> bool:
    """Whether a line says anything; one that does not is a line to fill in, and no check-in."""
    # Nearly all give a value: this is asked for every line there is.
    return check_in.value is not None or any(
        getattr(check_in, name) not in (None, "") for name in SAID
    )


def number(value: object) -> float | None:
    """`value` where it is a number to compute with; None for blanks, words, yes and no.

    Numbers of 1e100 and more are none: their differences would overflow.
    """
    # Nearly all are floats or blank; this is asked ten times for every check-in.
    if type(value) is float:
        return value if -TOO_LARGE < value < TOO_LARGE else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if abs(value) < TOO_LARGE else None


def weight_of(value: Number) -> float:
    """A weight as it counts: blank or unreadable 1, negative 0."""
    found = number(value)
    return 1.0 if found is None else max(0.0, found)


def stage_weight(stage: Stage) -> float:
    """A stage's weight: blank 1, negative or unreadable 0."""
    return 1.0 if stage.weight is None else max(0.0, number(stage.weight) or 0.0)


def first_rows(ids: Iterable[str]) -> dict[str, int]:
    """Where each ID stands first; capitals make no difference, blanks name nothing."""
    rows: dict[str, int] = {}
    for row, text in enumerate(ids):
        if text:
            rows.setdefault(text.lower(), row)
    return rows


def histories(plan: Plan) -> tuple[History, ...]:
    """One history for each line of the plan's key results, in that order."""
    rows = first_rows(kr.id if kr.text else "" for kr in plan.key_results)
    lines: list[list[Line]] = [[] for _ in plan.key_results]
    stages: list[list[Stage]] = [[] for _ in plan.key_results]
    for index, check_in in enumerate(plan.check_ins):
        row = rows.get(check_in.key_result_id.lower())
        if row is not None and reports(check_in):
            lines[row].append(Line(index, check_in))
    for stage in plan.stages:
        row = rows.get(stage.key_result_id.lower())
        if row is not None:
            stages[row].append(stage)
    return tuple(
        History(_by_day(found), tuple(parts)) for found, parts in zip(lines, stages, strict=True)
    )


def _by_day(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.check_in.day, line.row)))


def latest_check_ins(plan: Plan, as_of: date) -> dict[int, CheckIn]:
    """The last check-in of each key result on a day, by its line; none where there was none."""
    known = (history.until(as_of).latest for history in histories(plan))
    return {row: check_in for row, check_in in enumerate(known) if check_in is not None}
