"""A value with its unit, as a person writes it."""

from typing import Final

from okrsheet.core.history import number
from okrsheet.core.model import KeyResult
from okrsheet.core.printable import printable
from okrsheet.core.words import Type

NOTHING: Final = "\u2013"
_SYMBOLS: Final = "$\u20ac\u00a3\u00a5\u20b9"
_CODE: Final = 3
# A target of 110 % is 1.1, and nobody aims at 400 %: above that it was typed as a plain number.
PLAIN_PERCENT: Final = 3.0
_PRECISE, _MIDDLE, _LARGE, _TINY = 10.0, 1000.0, 1e15, 0.01


def quantity(value: float) -> str:
    """A number without needless decimals: 6.25, 58.4, 96,000."""
    size = abs(value)
    if size >= _LARGE or 0 < size < _TINY:
        return f"{value:.3g}"
    decimals = 2 if size < _PRECISE else 1 if size < _MIDDLE else 0
    told = f"{value:,.{decimals}f}"
    told = told.rstrip("0").rstrip(".") if decimals else told
    return "0" if told == "-0" else told


def amount(kr: KeyResult, value: object) -> str:
    """A value of the key result's metric with its unit; a dash where there is no number."""
    found, unit = number(value), printable(kr.unit.strip())
    if found is None:
        return NOTHING
    if kr.type is Type.YES_NO:
        return "Yes" if found else "No"
    if "%" in unit:
        return f"{quantity(100 * found if is_share(kr) else found)}%"
    if len(unit) == 1 and unit in _SYMBOLS:
        return f"{unit}{quantity(found)}"
    if len(unit) == _CODE and unit.isascii() and unit.isalpha() and unit.isupper():
        return f"{unit} {quantity(found)}"
    return f"{quantity(found)} {unit}".rstrip()


def difference(kr: KeyResult, value: float) -> str:
    """How far two values of the metric lie apart; percentages differ by points."""
    if "%" in kr.unit:
        return f"{quantity(100 * value if is_share(kr) else value)} points"
    return amount(kr, value)


def span(kr: KeyResult, first: float, last: float) -> str:
    """Two values with what lies between them: 3.9 to 4.2 clients, 40% to 48%."""
    begin, end = amount(kr, first), amount(kr, last)
    unit = printable(kr.unit.strip())
    return f"{begin.removesuffix(f' {unit}') if unit else begin} to {end}"


def goal(kr: KeyResult) -> str:
    """What the key result aims at: its target, its range, or a dash."""
    if kr.type is Type.YES_NO:
        return "Yes"
    if kr.type is Type.KEEP_RANGE:
        return f"{amount(kr, kr.low)} and {amount(kr, kr.high)}"
    return amount(kr, kr.target)


def exact(kr: KeyResult, value: float) -> str:
    """A value as one would type it back, without its unit but for the sign: 298, 45%."""
    if is_share(kr):
        return f"{value * 100:.10g}%"
    return f"{value:.10g}%" if "%" in kr.unit else f"{value:.10g}"


def precise(kr: KeyResult, value: float) -> str:
    """The same for reading only: 1,150,000."""
    if is_share(kr):
        return f"{value * 100:,.10g}%"
    return f"{value:,.10g}%" if "%" in kr.unit else f"{value:,.10g}"


def is_share(kr: KeyResult) -> bool:
    """Whether the numbers of a key result are shares of one: 0.45 under a unit in %."""
    typed = [number(value) for value in (kr.baseline, kr.target, kr.low, kr.high, kr.red_line)]
    return "%" in kr.unit and not any(abs(each) > PLAIN_PERCENT for each in typed if each)
