"""What the closed quarters teach, all insights together."""

from collections.abc import Iterable
from typing import NamedTuple

from okrsheet.core.closed_quarter import ClosedQuarter
from okrsheet.core.insights_audit import Failings, failings
from okrsheet.core.insights_calibration import Calibrations, calibrations
from okrsheet.core.insights_carried import CarriedAgain, carried_again
from okrsheet.core.insights_decisions import Decisions, decisions
from okrsheet.core.insights_forecast import ForecastQuality, forecast_quality
from okrsheet.core.insights_sandbagging import Sandbagging, sandbagging
from okrsheet.core.insights_scores import Trend, trend
from okrsheet.core.insights_told import Told
from okrsheet.core.past import Past, only, past
from okrsheet.core.policy import SMB, Policy


class Insights(NamedTuple):
    """All insights, and the quarters they come from; `team` is "" for all teams."""

    past: Past
    policy: Policy
    team: str
    scores: Trend
    calibration: Calibrations
    sandbagging: Sandbagging
    carried: CarriedAgain
    audit: Failings
    forecasts: ForecastQuality
    decisions: Decisions

    @property
    def told(self) -> tuple[tuple[str, Told], ...]:
        """Each insight by its name, in the order in which they are shown."""
        return tuple((name, getattr(self, name).told) for name in NAMES)


NAMES = Insights._fields[3:]


def insights(quarters: Iterable[ClosedQuarter], policy: Policy = SMB, team: str = "") -> Insights:
    """What some closed quarters teach.

    Args:
        quarters: of one organisation, in any order.
        policy: bands and edges.
        team: only this team's; neither capitals nor blanks make a difference.
    """
    found = past(quarters)
    if team:
        found = only(found, team)
    return Insights(
        past=found,
        policy=policy,
        team=found.sides[0].name if team and found.sides else team,
        scores=trend(found),
        calibration=calibrations(found, policy),
        sandbagging=sandbagging(found, policy),
        carried=carried_again(found),
        audit=failings(found),
        forecasts=forecast_quality(found, policy),
        decisions=decisions(found),
    )
