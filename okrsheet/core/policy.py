"""Every number that is a setting, with its default, and the presets.

Source: semantics, sections 2, 3, 4 and 8.
"""

from typing import Final, NamedTuple

from okrsheet.core.words import Cadence


class Limit(NamedTuple):
    """How many is right: inside the pass range, inside the warn range, or neither.

    All four ends belong to their range.
    """

    warn_from: int
    pass_from: int
    pass_to: int
    warn_to: int


class Policy(NamedTuple):
    """The settings of a quarter.

    Bands and RAG edges are fractions of the target distance (0-1), `*_days` are calendar
    days, confidences are on the scale 0-10.
    """

    cadence: Cadence = Cadence.WEEKLY
    aspirational_hit: float = 0.70
    aspirational_progress: float = 0.50
    committed_hit: float = 1.00
    committed_progress: float = 0.70
    aspirational_green: float = 0.70
    aspirational_yellow: float = 0.50
    committed_green: float = 0.95
    committed_yellow: float = 0.75
    first_days: float = 14
    no_red_before: float = 0.25
    keep_share: float = 0.70
    confidence_green: float = 7
    confidence_red: float = 3
    confidence_drop: float = 3
    call_due: float = 0.75
    stale_slack_days: float = 3
    monthly_days: float = 31
    red_weeks: float = 3
    red_weight: float = 0.5
    worst_wins: bool = False
    sandbag_score: float = 0.95
    sandbag_mean: float = 0.85
    company_objectives: Limit = Limit(0, 1, 3, 5)
    team_objectives: Limit = Limit(0, 1, 2, 3)
    key_results: Limit = Limit(1, 2, 4, 5)

    @property
    def cadence_days(self) -> int:
        """Days between two check-ins: 7 or 14."""
        return 14 if self.cadence is Cadence.BIWEEKLY else 7


SMB: Final = Policy()

PRESETS: Final[dict[str, dict[str, object]]] = {
    "smb": {},
    "doerr": {
        "company_objectives": Limit(0, 3, 5, 5),
        "team_objectives": Limit(0, 3, 5, 5),
        "key_results": Limit(1, 1, 5, 5),
    },
    "scala": {
        "company_objectives": Limit(0, 3, 5, 5),
        "team_objectives": Limit(0, 3, 5, 5),
        "key_results": Limit(1, 3, 5, 5),
    },
    "google": {
        "aspirational_progress": 0.40,
        "aspirational_yellow": 0.40,
    },
}


def preset(*names: str) -> Policy:
    """The default policy with the named presets laid over it, in order.

    Raises:
        KeyError: a name is not in `PRESETS`.
    """
    policy = SMB
    for name in names:
        policy = policy._replace(**PRESETS[name])  # type: ignore[arg-type]  # values fit by test
    return policy
