"""What was reported, as a value of the key result's kind; a sentence where it can be none."""

from collections.abc import Iterable
from typing import Final

from okrsheet.core.amounts import PLAIN_PERCENT
from okrsheet.core.history import TOO_LARGE, number
from okrsheet.core.model import KeyResult
from okrsheet.core.printable import printable
from okrsheet.core.scoring import effective_type
from okrsheet.core.words import Type
from okrsheet.workbook.clear_numbers import clear_number, is_unclear
from okrsheet.workbook.typed_text import is_share, narrow

_YES: Final = {"yes": True, "y": True, "true": True, "1": True}
_NO: Final = {"no": False, "n": False, "false": False, "0": False}
_CUT: Final = 40


def shown(value: object) -> str:
    """What was given, short enough for a message."""
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return printable(text if len(text) <= _CUT else f"{text[:_CUT]}\u2026")


def value_of(kr: KeyResult, given: object, known: Iterable[float], locale: str) -> float | bool:
    """The value to store.

    Args:
        kr: the key result.
        given: what was said: a text, a number, a yes or no.
        known: the numbers that say its scale: its definition, or else its check-ins so far.
        locale: how numbers are written; "" where nobody said.

    Raises:
        ValueError: it is not of the key result's kind; the text says why, and what to give.
    """
    kind = effective_type(kr)
    if kind is Type.MILESTONES:
        raise ValueError("is reached in stages: say which one is done with --stage TEXT --done DAY")
    if kind is Type.YES_NO:
        return _yes_or_no(given)
    numbers = [abs(each) for each in known]
    found = _of_text(kr, given, numbers, locale) if isinstance(given, str) else _of_cell(given)
    if not abs(found) < TOO_LARGE:
        raise ValueError(f"can't be {shown(given)}: no number to compute with, or too large")
    written_as_share = isinstance(given, str) and is_share(given)
    if "%" in kr.unit and not written_as_share:
        _refuse_other_scale(found, numbers)
    return found


def numbers_of(kr: KeyResult) -> Iterable[float]:
    """The numbers in the definition of a key result."""
    typed = (kr.baseline, kr.target, kr.low, kr.high, kr.red_line, *kr.checkpoints)
    return (found for value in typed if (found := number(value)) is not None)


def _yes_or_no(given: object) -> bool:
    word = narrow(f"{given:g}" if isinstance(given, float) else str(given)).strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(f"is a Yes/No key result, and {shown(given)!r} is neither Yes nor No")


def _of_cell(given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        word = {True: "Yes", False: "No"}.get(given) if isinstance(given, bool) else given
        raise ValueError(f"is measured by a number, and {shown(word)!r} is none")  # noqa: TRY004  # a person's words
    return float(given)


def _of_text(kr: KeyResult, given: str, numbers: list[float], locale: str) -> float:
    text = _without_unit(given, kr.unit)
    found = clear_number(text, locale)
    if found is None:
        if is_unclear(text) and not locale:
            how = "say which with --locale, such as --locale en or --locale de"
            raise ValueError(f"can't be {shown(given)!r}: it can be read in two ways; {how}")
        hint = f" in {kr.unit}" if kr.unit else ""
        way_out = "" if not locale else f" as {locale} writes it"
        raise ValueError(f"is measured by a number{hint}, and {shown(given)!r} is none{way_out}")
    return _of_share(kr, found, numbers) if is_share(text) else found


def _without_unit(text: str, unit: str) -> str:
    stripped = narrow(text).strip()
    ends = unit and "%" not in unit and stripped.casefold().endswith(unit.casefold())
    return stripped[: -len(unit)].rstrip() if ends else stripped


def _of_share(kr: KeyResult, share: float, numbers: list[float]) -> float:
    """A number that was written with a percent sign, in the scale of its key result."""
    percent = f"{share * 100:.10g}"
    if "%" not in kr.unit:
        unit = f"measured in {kr.unit}" if kr.unit else "a number without a unit"
        raise ValueError(f"is {unit}, not in %: write the number alone")
    largest = max(numbers, default=0.0)
    if largest <= 1:
        return share
    if largest <= PLAIN_PERCENT:
        raise ValueError(
            f"holds numbers around 1 under a % unit, so {percent}% can be {share:.10g} or "
            f"{percent}: write the number as it stands on Key Results"
        )
    return float(percent)


def _refuse_other_scale(value: float, numbers: list[float]) -> None:
    """Never take 45 for 4500 %, nor 0.45 for less than a half percent."""
    if max(numbers, default=0.0) <= 1 < abs(value):
        raise ValueError(
            f"is stored as a share of one, so {value:g} would be {value * 100:g} %: "
            f"write {value:g}% or {value / 100:g}"
        )
    others = [each for each in numbers if each]
    if others and min(others) > 1 and max(others) > PLAIN_PERCENT and 0 < abs(value) < 1:
        raise ValueError(
            f"counts its percentages to 100, so {value:g} would be less than one percent: "
            f"write {value * 100:g}, or {value:g}% if that is meant"
        )
