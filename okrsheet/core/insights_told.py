"""What every insight has: a sentence, and how much it stands on."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from okrsheet.core.findings import count_of
from okrsheet.core.scoring import two_decimals

FEWEST_QUARTERS: Final = 2
DASH: Final = "-"
_NAMED: Final = 3


class Mood(StrEnum):
    """What an insight asks for."""

    GOOD = "Good"
    WATCH = "Watch"
    ACT = "Act"
    EARLY = "Too early"


class Counted(StrEnum):
    """What the figures of an insight stand on, in the plural."""

    OBJECTIVES = "objectives with a final score"
    KEY_RESULTS = "key results"
    SCORED = "key results with a final score"
    ASPIRATIONAL = "aspirational key results with a final score"
    DIFFERENT = "different key results"
    FORECASTS = "week-6 forecasts of key results that got a final score"

    @property
    def one(self) -> str:
        """The same where there is only one."""
        if self is Counted.FORECASTS:
            return "week-6 forecast of a key result that got a final score"
        if self is Counted.DIFFERENT:
            return "key result"
        return self.replace("results", "result").replace("objectives", "objective")


class Told(NamedTuple):
    """An insight in words.

    Attributes:
        sentence: what to learn, or what is missing.
        n: how many of `of` the figures stand on.
        of: what was counted.
        mood: what it asks for; `Mood.EARLY` where there is not enough to learn from.
        figure: the one number to see first; "" where there is none.
        label: what that number is.
        advice: what to do about it, in one sentence; "" where nothing needs doing.
    """

    sentence: str
    n: int
    of: Counted
    mood: Mood = Mood.EARLY
    figure: str = ""
    label: str = ""
    advice: str = ""

    @property
    def basis(self) -> str:
        """What it stands on, in a few words."""
        return f"n = {self.n} {self.of.one if self.n == 1 else self.of}"


def too_few(quarters: int, what: str, n: int, of: Counted) -> Told:
    """What to say where fewer than two quarters are closed."""
    have = f"{count_of(quarters, 'closed quarter')} {'is' if quarters == 1 else 'are'} here"
    return Told(f"{what} needs two closed quarters, and {have}.", n, of)


def score(value: float | None) -> str:
    """A score as readers see it, or a dash."""
    return DASH if value is None else f"{two_decimals(value):.2f}"


def change(now: float, before: float) -> float:
    """The difference of two scores as readers see them."""
    return round(two_decimals(now) - two_decimals(before), 2)


def signed(value: float) -> str:
    """A change of a score with its sign."""
    return f"+{value:.2f}" if value > 0 else f"\u2212{-value:.2f}" if value < 0 else "0.00"


def percent(share: float) -> str:
    """A share (0-1) in whole percent, half up."""
    return f"{round(100 * two_decimals(share))} %"


def listed(names: Sequence[str]) -> str:
    """Some names as one says them; of many the first, and how many more."""
    shown = list(names[:_NAMED])
    more = len(names) - len(shown)
    if more:
        shown.append(f"{more} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
