"""What multiplies a number: "5k", "2 million", "1.2m"; and letters that look like it."""

from typing import Final

from okrsheet.core.lint import marks as mark
from okrsheet.core.lint.context import Context, ends_name
from okrsheet.core.lint.number_words import AND_A_HALF
from okrsheet.core.lint.signs import CURRENCIES

_LETTERS: Final = frozenset("bkm")
_RACED: Final = frozenset({"run", "runs", "ran", "running"})


def scaled(context: Context, at: int, value: float, glued: str) -> tuple[float, float, str, int]:
    """A number times what multiplies it, that, the letters that say something else, its end."""
    scale, glued, after = _scale(context, at, glued)
    if context.lows[after : after + 3] == AND_A_HALF:
        value, after = value + 0.5, after + 3
        if scale == 1 and context.marks[after] & mark.SCALES:
            scale, _, after = _scale(context, after - 1, "")
    return value * scale, scale, glued, after


def _scale(context: Context, at: int, glued: str) -> tuple[float, str, int]:
    """What multiplies a number, the letters glued to it that say something else, its end."""
    scales, after = context.words.scales, at + 1
    if not glued and context.pieces[after] == "m" and not _speaks_of_money(context, at):
        return 1.0, "m", after + 1  # "800 m" are metres
    if not glued:
        scale = scales.get(context.lows[after])
        return (scale, "", after + 1) if scale else (1.0, "", after)
    if glued == "m" and _speaks_of_hours(context):
        return 1.0, "min", after
    if glued in _LETTERS and _is_no_scale(context, at, glued):
        return 1.0, glued, after
    if glued == "s" and context.marks[after + 1] & mark.SCALES:
        return scales[context.lows[after + 1]], "", after + 2
    return (scales[glued], "", after) if glued in scales else (1.0, glued, after)


def _is_no_scale(context: Context, at: int, letter: str) -> bool:
    """Such as "line 14b", "5m of the bank", "run 5k under 25 min": a name, metres, a race."""
    before, behind = context.lows[at - 1], context.lows[at + 1]
    if letter == "m":
        return behind == "of" and not _speaks_of_money(context, at)
    if letter == "k":
        return before in _RACED and ends_name(context, at + 1)
    return before[:1].isalpha() and not context.marks[at - 1] and before[-1] != "s"


def _speaks_of_money(context: Context, at: int) -> bool:
    """Such as "$5 m", "5 m EUR", "ARR of 2 m": those are millions, no metres."""
    around = context.lows[at - 1] in CURRENCIES or context.lows[at + 2] in CURRENCIES
    return around or bool(context.held & mark.METRICS)


def _speaks_of_hours(context: Context) -> bool:
    """Such as "from 3h to 45m": those are minutes, no millions."""
    return any(low[:1].isdecimal() and low[-1] == "h" for low in context.lows)
