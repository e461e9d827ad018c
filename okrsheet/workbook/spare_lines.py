"""Empty lines in a plan, ready for objectives and key results that are still to be written."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from okrsheet.core.history import first_rows
from okrsheet.core.model import KeyResult, Objective, Plan, ReviewLine, Team
from okrsheet.core.words import Level

KEY_RESULTS_EACH: Final = 3
COMPANY_OBJECTIVES: Final = 3
TEAM_OBJECTIVES: Final = 2
_COMPANY: Final = "C"


def with_spare_lines(plan: Plan, before: Plan) -> Plan:
    """The plan of the next quarter with lines for what is new, under IDs nobody had before.

    Args:
        plan: what is carried; nothing is reviewed in it yet.
        before: the plan of the quarter that ends; its IDs are not used again.
    """
    taken = {name.lower() for each in (before, plan) for name in _ids(each)}
    objectives = tuple(_with_new(plan, before, taken))
    key_results = [kr for objective in objectives for kr in _key_results(objective, plan, taken)]
    known = {objective.id.lower() for objective in objectives}
    key_results += [kr for kr in plan.key_results if kr.objective_id.lower() not in known]
    return plan._replace(
        objectives=objectives,
        key_results=tuple(key_results),
        reviews=tuple(ReviewLine(kr.id) for kr in key_results),
    )


def _ids(plan: Plan) -> Iterator[str]:
    for objective in plan.objectives:
        yield objective.id
    for kr in plan.key_results:
        yield from (kr.id, kr.objective_id)
    for line in plan.check_ins:
        yield line.key_result_id


def _with_new(plan: Plan, before: Plan, taken: set[str]) -> Iterator[Objective]:
    """The objectives, company first, then by team, each followed by empty ones."""
    company = [each for each in plan.objectives if each.level is Level.COMPANY]
    yield from company
    for _ in range(COMPANY_OBJECTIVES - len(company)):
        yield Objective(_fresh(_COMPANY, taken), "", Level.COMPANY)
    names = first_rows(team.name for team in plan.teams)
    teams = [plan.teams[row] for row in names.values()]
    for team, prefix in zip(teams, prefixes(teams, before.objectives), strict=True):
        own = [each for each in plan.objectives if _is_of(each, team)]
        yield from own
        for _ in range(TEAM_OBJECTIVES - len(own)):
            yield Objective(_fresh(prefix, taken), "", Level.TEAM, team.name)
    for each in plan.objectives:
        if each.level is not Level.COMPANY and not (
            each.level is Level.TEAM and each.team.lower() in names
        ):
            yield each


def _is_of(objective: Objective, team: Team) -> bool:
    return objective.level is Level.TEAM and objective.team.lower() == team.name.lower()


def _key_results(objective: Objective, plan: Plan, taken: set[str]) -> Iterator[KeyResult]:
    """Those of an objective, and empty ones: one at least."""
    own = [kr for kr in plan.key_results if kr.objective_id.lower() == objective.id.lower()]
    yield from own
    for _ in range(max(1, KEY_RESULTS_EACH - len(own))):
        yield KeyResult(_fresh(f"{objective.id}.", taken), objective.id, "")


def _fresh(beginning: str, taken: set[str]) -> str:
    """The first ID that begins so, ends with a number, and was never used; taken from now on."""
    numbers = (f"{beginning}{number}" for number in count(1))
    found = next(name for name in numbers if name.lower() not in taken)
    taken.add(found.lower())
    return found


def prefixes(teams: Sequence[Team], objectives: Sequence[Objective] = ()) -> list[str]:
    """How the IDs of each team's objectives begin: as they did so far.

    A new team gets the shortest letters of its name that tell the teams apart; C is the company's.
    """
    found = [_so_far(team, objectives) for team in teams]
    taken = {_COMPANY, *(each for each in found if each)}
    for place, team in enumerate(teams):
        if not found[place]:
            found[place] = _shortest(team.name, taken) or f"T{place + 1}-"
            taken.add(found[place])
    return found


def _so_far(team: Team, objectives: Sequence[Objective]) -> str:
    """The letters before the number, of the first of its objectives that has both."""
    own = (each.id for each in objectives if _is_of(each, team))
    beginnings = (name.rstrip("0123456789") for name in own if name[-1:].isdigit())
    return next((each for each in beginnings if each), "")


def _shortest(name: str, taken: set[str]) -> str:
    letters = "".join(each for each in name.upper() if each.isalnum() and each.isascii())
    letters = letters.lstrip("0123456789")
    tries = (letters[:length] for length in range(1, len(letters) + 1))
    return next((text for text in tries if text not in taken), "")
