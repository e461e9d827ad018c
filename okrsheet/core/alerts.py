"""What newly went wrong since somebody looked last.

A state is what was known then; an alert is a key result that is worse now. What got better, or is
as bad as it was, gives none. Source: semantics, section 3; acceptance H7.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from okrsheet.core import rag as status
from okrsheet.core.figures import Figures
from okrsheet.core.history import histories
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.words import Rag

FORMAT: Final = 1

_RANKS: Final = {Rag.YELLOW: 1, Rag.RED: 2}


class Standing(NamedTuple):
    """How one key result stands.

    Attributes:
        rag: its status, a word of `Rag`.
        owes: whether its owner owes an update.
        decide: whether leadership has to decide.
        fell: the day of the check-in in which confidence fell, YYYY-MM-DD; "" for none.
    """

    rag: str
    owes: bool
    decide: bool
    fell: str


class Alert(NamedTuple):
    """One key result that is worse than before.

    Attributes:
        key_result_id: which.
        owner: whom to ask.
        text: what the key result says.
        what: what went wrong, without a full stop.
    """

    key_result_id: str
    owner: str
    text: str
    what: str

    def __str__(self) -> str:
        owner = f" ({self.owner})" if self.owner else ""
        return f"{self.key_result_id}{owner}: {self.what}. {self.text}"


Standings = Mapping[str, Standing]


def standings(found: Figures, team: str = "") -> dict[str, Standing]:
    """How every key result stands, by ID; with a team, only its own."""
    return {each.key_result.id: _standing(each, found) for each in _first_lines(found, team)}


def _first_lines(found: Figures, team: str) -> Iterable[KeyResultFigures]:
    """The key results of a team; of an ID that stands twice the first line, as everywhere."""
    lines: dict[str, KeyResultFigures] = {}
    for each in of_team(found, team):
        lines.setdefault(each.key_result.id.lower(), each)
    return lines.values()


def of_team(found: Figures, team: str) -> Sequence[KeyResultFigures]:
    """The key results of a team, all of them without one; upper and lower case are the same."""
    wanted = team.lower()
    return [each for each in found.key_results if not wanted or each.team.lower() == wanted]


def _standing(each: KeyResultFigures, found: Figures) -> Standing:
    return Standing(
        rag=str(each.rag),
        owes=each.owes,
        decide=each.escalation == status.DECIDE,
        fell=_fell_on(each, found),
    )


def _fell_on(each: KeyResultFigures, found: Figures) -> str:
    """The day confidence fell; a stage that is done on a later day is no check-in."""
    if not status.has_fallen(each.confidence_drop, found.policy):
        return ""
    latest = histories(found.plan)[each.row].until(found.as_of).latest
    return latest.day.isoformat() if latest else ""


def alerts(found: Figures, before: Standings, team: str = "") -> tuple[Alert, ...]:
    """What is worse now than in `before`; a key result that was not known then had no trouble.

    Once the quarter is closed there is nothing left to act on, and so nothing to tell.
    """
    if found.plan.closed:
        return ()
    return tuple(
        Alert(each.key_result.id, each.key_result.owner, each.key_result.text, what)
        for each in _first_lines(found, team)
        for what in _worse(each, _standing(each, found), before.get(each.key_result.id, _CALM))
    )


_CALM: Final = Standing("", owes=False, decide=False, fell="")


def _worse(each: KeyResultFigures, now: Standing, then: Standing) -> Iterator[str]:
    if now.decide and not then.decide:
        yield f"leadership has to decide, Red for {each.streak} check-in weeks"
    if _rank(now.rag) > _rank(then.rag):
        yield f"{now.rag}, was {then.rag}" if then.rag else now.rag
    if now.owes and not then.owes:
        since = f" since {each.last_check_in}" if each.last_check_in else " at all"
        yield f"no update{since}"
    if now.fell and now.fell != then.fell:
        yield f"confidence fell by {each.confidence_drop:g}"


def _rank(word: str) -> int:
    return _RANKS.get(Rag(word), 0) if word in set(Rag) else 0


def to_record(found: Figures, now: Standings) -> dict[str, object]:
    """A state as JSON holds it."""
    return {
        "format": FORMAT,
        "quarter": found.plan.quarter.name,
        "as_of": found.as_of.isoformat(),
        "key_results": {name: standing._asdict() for name, standing in now.items()},
    }


def from_record(record: object, quarter: str) -> dict[str, Standing] | None:
    """A state that was written before; that of another quarter knows nothing of this one.

    Returns:
        None where the record is no state.
    """
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        return None
    rows = record.get("key_results")
    if not isinstance(rows, dict):
        return None
    if record.get("quarter") != quarter:
        return {}
    return {str(name): _read(row) for name, row in rows.items() if isinstance(row, dict)}


def _read(row: Mapping[object, object]) -> Standing:
    return Standing(
        rag=str(row.get("rag") or ""),
        owes=row.get("owes") is True,
        decide=row.get("decide") is True,
        fell=str(row.get("fell") or ""),
    )
