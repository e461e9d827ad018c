"""OKR_FORECAST, OKR_CHANCE, OKR_NEEDED."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from okrsheet.addin.answers import Answer
from okrsheet.addin.choices import chosen
from okrsheet.addin.formulas_status import figures_for
from okrsheet.addin.given import Given
from okrsheet.addin.questions import Question, questions
from okrsheet.core.forecast import TOO_EARLY, Forecast, forecast_of, why_none

Figure = Callable[[Forecast], Answer]

_FORECASTS: Final[Mapping[str, Figure]] = {
    "value": lambda found: found.value,
    "score": lambda found: found.score,
    "band": lambda found: found.band,
    "low": lambda found: found.low,
    "high": lambda found: found.high,
    "shortfall": lambda found: found.shortfall,
    "recent": lambda found: found.recent_per_week,
    "off track": lambda found: "Yes" if found.trending_off else "No",
}
_CHANCES: Final[Mapping[str, Figure]] = {
    "target": lambda found: found.chance_target,
    "hit": lambda found: found.chance_hit,
}


def okr_forecast(given: Given) -> Sequence[Answer]:
    """A figure of the forecast, or why there is none."""
    return _shown(given, _FORECASTS)


def okr_chance(given: Given) -> Sequence[Answer]:
    """The chance of the target or of the band Hit (0-1), or why there is none."""
    return _shown(given, _CHANCES)


def okr_needed(given: Given) -> Sequence[Answer]:
    """The change a week that still reaches the target, or why there is none."""
    return [_figure(asked, _needed) for asked in questions(given)]


def _needed(found: Forecast) -> Answer:
    return "no time is left" if found.needed_per_week is None else found.needed_per_week


def _shown(given: Given, figures: Mapping[str, Figure]) -> Sequence[Answer]:
    wanted = chosen(given, figures)
    return [
        figure if isinstance(figure, str) else _figure(asked, figure)
        for asked, figure in zip(questions(given), wanted, strict=True)
    ]


def _figure(asked: Question | str, figure: Figure) -> Answer:
    if isinstance(asked, str):
        return asked
    shown = figures_for(asked)
    why = why_none(asked.plan, asked.policy, shown, asked.day)
    if why:
        return why
    found = forecast_of(asked.plan, asked.policy, shown, asked.history, asked.day)
    return TOO_EARLY if found is None else figure(found)
