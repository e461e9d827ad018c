"""What people wrote on the Planning sheet stays when its lines are written anew.

An answer goes to the new line that asks the same; a line people wrote or changed stays as it is,
below those of its kind.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from okrsheet.core.model import PlanningLine
from okrsheet.core.planning_lines import PlanningKind
from okrsheet.core.spelling import folded

_CANDIDATES: Final = (PlanningKind.CANDIDATE, PlanningKind.NEW)


def answered(line: PlanningLine) -> bool:
    """Whether people said something to the line."""
    return bool(line.said) or line.choice is not None


def with_kept(
    made: Sequence[PlanningLine], touched: Iterable[PlanningLine]
) -> tuple[PlanningLine, ...]:
    """New lines with what people wrote on the old ones.

    Args:
        made: the new lines.
        touched: the old ones that people changed, answered or wrote, in the order of the sheet.
    """
    lines = list(made)
    for old in touched:
        place = next((p for p, new in enumerate(lines) if _asks_the_same(new, old)), None)
        if place is None:
            lines.insert(_end_of_kind(lines, old), old)
        else:
            new = lines[place]
            lines[place] = new._replace(said=old.said or new.said, choice=old.choice or new.choice)
    return tuple(lines)


def _asks_the_same(new: PlanningLine, old: PlanningLine) -> bool:
    if not new.text or folded(new.text) != folded(old.text):
        return False
    # A candidate that was written here stands on Objectives by now, with an ID of its own.
    if new.kind in _CANDIDATES and old.kind in _CANDIDATES:
        return old.kind == PlanningKind.NEW or new.about == old.about
    return (new.kind, new.item, new.about) == (old.kind, old.item, old.about)


def _end_of_kind(lines: Sequence[PlanningLine], old: PlanningLine) -> int:
    """Where the line goes: below those of its kind, else at the end of its item, else last.

    A candidate that was written here goes above the lines that are still empty.
    """
    of_kind = [p for p, new in enumerate(lines) if new.item == old.item and new.kind == old.kind]
    of_item = [p for p, new in enumerate(lines) if new.item == old.item]
    empty = [p for p in of_kind if not lines[p].text and not answered(lines[p])]
    if empty:
        return empty[0]
    return (of_kind or of_item or [len(lines) - 1])[-1] + 1
