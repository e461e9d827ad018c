"""What was asked for with `okrsheet new --from`: the old workbook, and words that go over it."""

import re
from collections.abc import Callable
from typing import Final

from okrsheet.core.model import Plan, Quarter, Team
from okrsheet.core.quarter import days_after, following, parse_quarter
from okrsheet.workbook.next_quarter import NextQuarter
from okrsheet.workbook.order import (
    Order,
    Words,
    own_defaults,
    policy_for,
    refuse_far_years,
    team_names,
)
from okrsheet.workbook.spare_lines import with_spare_lines
from okrsheet.workbook.unread_cells import without_unreadable

_AHEAD: Final = 40
_NAME: Final = re.compile(r"(\d{4})-?[Qq]([1-4])")


def quarter_asked(words: Words) -> Callable[[Quarter], Quarter]:
    """Which quarter is to be made, from the one that ends.

    What it gives does not start after that one where the words name an earlier quarter. It raises
    LookupError where nothing is named and nobody can say what follows, and ValueError where the
    words make no quarter.
    """

    def asked(ends: Quarter) -> Quarter:
        quarter = _named(words, ends)
        if words.start or words.end:
            start = words.start or quarter.start
            quarter = parse_quarter(quarter.name, 1, start, words.end)
        refuse_far_years(quarter)
        return quarter

    return asked


def _named(words: Words, ends: Quarter) -> Quarter:
    before = _NAME.fullmatch(ends.name.strip())
    if words.quarter is None:
        if before is None:
            raise LookupError(ends.name)
        return following(ends)
    # Days of its own come last: by the calendar they may lie outside a quarter of this name.
    asked = parse_quarter(words.quarter, words.fiscal_start or 1)
    if before is None:
        return parse_quarter(asked.name, start=days_after(ends.end, 1))
    if asked.name <= f"{before[1]}-Q{before[2]}":
        return ends._replace(name=asked.name)
    return asked if words.fiscal_start else _some_quarters_on(ends, asked)


def _some_quarters_on(ends: Quarter, asked: Quarter) -> Quarter:
    """The quarter of a name as the quarters go on from the one that ends."""
    quarter = ends
    for _ in range(_AHEAD):
        quarter = following(quarter)
        if quarter.name == asked.name:
            return quarter
    return asked


def next_order(words: Words, made: NextQuarter) -> Order:
    """The plan and policy of the new workbook: the old ones, and over them what was said.

    Raises:
        ValueError: a word or the settings file makes no sense; the text says which.
    """
    own = own_defaults(words.settings) if words.settings else {}
    policy = policy_for(words, own, made.loaded.policy)
    plan = without_unreadable(made.carried.plan)
    plan = plan._replace(
        organisation=words.org or plan.organisation,
        champion=words.champion or plan.champion,
        teams=_teams(plan, words.team or []),
    )
    return Order(with_spare_lines(plan, made.found.plan), policy, None)


def _teams(plan: Plan, names: list[str]) -> tuple[Team, ...]:
    """The teams there were, and new ones."""
    known = {team.name.casefold() for team in plan.teams}
    new = [name for name in team_names(names) if name.casefold() not in known]
    return (*plan.teams, *map(Team, new))
