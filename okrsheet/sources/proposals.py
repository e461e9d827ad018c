"""Numbers in the wording of a key result, proposed where its columns have none.

Only levels are proposed, and only from texts that pass the lint as key results: "from 10 to 20"
gives a baseline and a target, "reach 85 %" a target. A change ("by 15 %"), a year and what stands
in brackets to be filled in are no such values.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from okrsheet.core.lint.judge import judge_key_result
from okrsheet.core.lint.wording import Measure
from okrsheet.core.words import Type

_WITHOUT_NUMBERS: Final = (Type.YES_NO, Type.MILESTONES)
_KEPT: Final = "maintain"
_BEYOND_LATIN: Final = "\u0250"
_YEARS: Final = range(1990, 2101)


class Proposal(NamedTuple):
    """Values by field, what to ask about them, and whether they are percentages."""

    values: Mapping[str, object]
    questions: tuple[str, ...] = ()
    in_percent: bool = False


NOTHING: Final = Proposal({})


def proposed(values: Mapping[str, object]) -> Proposal:
    """What the text of a key result says of its numbers, where they are missing.

    Args:
        values: what the columns of its row say, by field, the text under "key result".
    """
    text = str(values.get("key result", ""))
    if values.get("type") in _WITHOUT_NUMBERS:
        return NOTHING
    if "target" in values or "low" in values or "high" in values:
        return NOTHING
    wording = judge_key_result(text, dated=True)
    found = wording.measure
    sure = wording.passes and _is_latin(text) and not _is_year(found)
    if found.target is None or not sure:
        told = "no target in a column" if "baseline" in values else "no number in a column"
        return Proposal({}, (f"{told}, and its text names no value to reach",))
    if found.relative:
        return Proposal({}, ("the text names a change, not a value to reach: of what?",))
    return _of_levels(found, values)


def _is_latin(text: str) -> bool:
    """Whether its letters are of a script in which the lint can read."""
    return all(letter < _BEYOND_LATIN for letter in text if letter.isalpha())


def _is_year(found: Measure) -> bool:
    """Whether the number is rather the year something is about."""
    return found.target in _YEARS and found.baseline is None and found.unit != "%"


def _of_levels(found: Measure, values: Mapping[str, object]) -> Proposal:
    said = {"target": found.target}
    if found.baseline is not None and "baseline" not in values:
        said["baseline"] = found.baseline
    share = found.unit == "%"
    made: dict[str, object] = {
        name: float(f"{value / 100:.15g}") if share else float(value)
        for name, value in said.items()
        if value is not None
    }
    if found.unit and "unit" not in values:
        made["unit"] = found.unit
    told = " and ".join(
        f"{name} {value:g}{' %' if share else ''}"
        for name, value in sorted(said.items())
        if value is not None
    )
    questions = [f"from its text: {told}; right?"]
    if found.direction == _KEPT:
        questions.append("the text says to keep a level: choose a Keep type")
    return Proposal(made, tuple(questions), share)
