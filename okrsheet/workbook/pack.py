"""A pack: one owner's key results that are due, to be filled in elsewhere and merged later."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Final, NamedTuple

from okrsheet.core import amounts, standing
from okrsheet.core.due import due_in_week, why_nothing_is_due
from okrsheet.core.figures import Figures
from okrsheet.core.history import History, histories, number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn, KeyResult, Quarter
from okrsheet.core.spelling import folded
from okrsheet.core.words import Type

VERSION: Final = "1"
SHEET: Final = "Check-in"
IDENTITY: Final = "Pack"
TABLE: Final = "tblPack"
HEADERS: Final = {
    "KR": "key_result_id",
    "Date": "day",
    "Value": "value",
    "Stage done": "stage",
    "Confidence": "confidence",
    "Owner RAG": "owner_rag",
    "Reason": "reason",
    "In the way": "in_the_way",
    "Next step": "next_step",
}
"""What is read back from a pack, and the field it fills."""
FACTS: Final = (
    "okrsheet pack",
    "Quarter",
    "First day",
    "Last day",
    "Organisation",
    "Owner",
    "Day",
    "Workbook",
    "Pack",
)
"""What the hidden sheet says, a line each, the value beside it."""
_MARK: Final = 16


class Line(NamedTuple):
    """One key result in a pack, as its owner sees it.

    Attributes:
        last: the last value with its day, "" where there is none.
        target: what is to be reached.
        expected: what is expected on the day of the pack, "" where nobody can say.
        is_share: its numbers are shares of one, to be typed as percentages.
        stages: the stages that are still open.
        wording: what the key result is recognised by.
    """

    key_result_id: str
    text: str
    type: Type
    last: str
    target: str
    expected: str
    rag: str
    is_share: bool
    stages: tuple[str, ...]
    wording: str


class Pack(NamedTuple):
    """What is in a pack.

    Attributes:
        day: the day its check-ins are dated, until somebody types another.
        source: SHA-256 of the workbook it was made from.
        waits: why nobody has anything to report, as a sentence; "" where somebody may have.
    """

    quarter: Quarter
    organisation: str
    champion: str
    owner: str
    day: date
    source: str
    lines: tuple[Line, ...]
    waits: str = ""

    @property
    def id(self) -> str:
        """What tells one pack from another."""
        return wording_mark(self.source, self.owner, str(self.day))

    @property
    def facts(self) -> Sequence[str]:
        """The values of `FACTS`."""
        quarter = self.quarter
        days = (quarter.name, str(quarter.start), str(quarter.end))
        return (
            *(VERSION, *days, self.organisation),
            *(self.owner, str(self.day), self.source, self.id),
        )


def pack_of(found: Figures, owner: str, day: date, source: str) -> Pack:
    """The pack of one owner.

    Args:
        found: the figures of `day`.
        owner: as the workbook writes it; capitals and blanks make no difference.
        day: the day of its check-ins.
        source: SHA-256 of the workbook.
    """
    history = histories(found.plan)
    due = [
        each for each in due_in_week(found, day) if folded(each.key_result.owner) == folded(owner)
    ]
    return Pack(
        found.plan.quarter,
        found.plan.organisation,
        found.plan.champion,
        owner,
        day,
        source,
        tuple(_line(each, history[each.row].until(day)) for each in due),
        why_nothing_is_due(found, day),
    )


def _line(figure: KeyResultFigures, known: History) -> Line:
    kr, kind = figure.key_result, figure.reading.type
    expected = standing.expected_value(figure)
    return Line(
        kr.id,
        kr.text,
        kind,
        last_of(kr, known.valued),
        _goal(figure),
        "" if expected is None else amounts.precise(kr, expected),
        str(figure.rag),
        amounts.is_share(kr),
        tuple(each.text for each in known.stages if each.text and each.done is None),
        wording_of(kr),
    )


def last_of(kr: KeyResult, line: CheckIn | None) -> str:
    """The value of a check-in with its day, such as `298 (23 Feb)`; "" where there is none."""
    if line is None:
        return ""
    if isinstance(line.value, bool):
        said = "Yes" if line.value else "No"
    else:
        found = number(line.value)
        said = "unreadable" if found is None else amounts.precise(kr, found)
    return f"{said} ({line.day.day} {line.day:%b})"


def _goal(figure: KeyResultFigures) -> str:
    kr, kind = figure.key_result, figure.reading.type
    if kind is Type.MILESTONES:
        return "all stages"
    if kind is Type.YES_NO:
        return "Yes"
    is_kept = kind in (Type.KEEP_ABOVE, Type.KEEP_BELOW, Type.KEEP_RANGE)
    return standing.limits(kr) if is_kept else standing.target(kr)


def wording_of(kr: KeyResult) -> str:
    """What a key result is recognised by: its text and its unit."""
    return wording_mark(kr.text, kr.unit)


def wording_mark(*texts: str) -> str:
    """Some texts as 16 hexadecimal digits."""
    joined = "\n".join(" ".join(text.split()) for text in texts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
