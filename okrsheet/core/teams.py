"""The teams of a quarter."""

from okrsheet.core.model import Plan


def team_names(plan: Plan) -> tuple[str, ...]:
    """Every team that is listed or holds an objective, once, in the order of the sheets."""
    found: dict[str, str] = {}
    for name in (*(t.name for t in plan.teams), *(o.team for o in plan.objectives if o.text)):
        if name:
            found.setdefault(name.lower(), name)
    return tuple(found.values())
