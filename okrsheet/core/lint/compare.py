"""Does the text of a key result say what its columns say?

Source: semantics, sections 1 and 7.
"""

from collections.abc import Iterator
from math import isclose
from typing import Final

from okrsheet.core.amounts import is_share
from okrsheet.core.history import number
from okrsheet.core.lint.marks import language
from okrsheet.core.lint.measure import measure, target_of
from okrsheet.core.lint.number import BASELINE, SCOPE, SPAN, TARGET
from okrsheet.core.lint.quantity import PERCENT, Quantity
from okrsheet.core.lint.sentence import Sentence, read_sentence
from okrsheet.core.lint.units import SECONDS
from okrsheet.core.lint.unnumbered import DECREASE, INCREASE
from okrsheet.core.lint.vocabulary import READY
from okrsheet.core.model import KeyResult
from okrsheet.core.words import Type

_TURNED: Final = {Type.INCREASE: DECREASE, Type.DECREASE: INCREASE}
_WITHOUT_NUMBERS: Final = frozenset({Type.YES_NO, Type.MILESTONES})
_SHORTENED: Final = (1.0, 1e3, 1e6, 1e9)


def disagreements(kr: KeyResult) -> Iterator[str]:
    """What the text says otherwise than the columns, a sentence each.

    Nothing is said where either side is silent, and where any number of the text fits the column.
    """
    sentence = read_sentence(kr.text)
    target = target_of(sentence)
    if target is None or kr.type in _WITHOUT_NUMBERS:
        return
    said = measure(sentence, target)
    if not said.relative and not _holds_rate(sentence):
        told = [each.quantity for each in sentence.numbers if each.role in (TARGET, SPAN, SCOPE)]
        if target.relative and said.target is not None:
            told = [Quantity(said.target, said.unit, 1.0, 0, 0)]
        shares = is_share(kr)
        yield from _differs("target", _targets(kr), told, kr.unit, shares=shares)
        told = [each.quantity for each in sentence.numbers if each.role == BASELINE]
        yield from _differs("baseline", (number(kr.baseline),), told, kr.unit, shares=shares)
    if kr.type is not None and said.direction == _TURNED.get(kr.type):
        yield f"The text says {said.direction}, the type {kr.type}."


def _targets(kr: KeyResult) -> tuple[float | None, ...]:
    return (number(kr.target), number(kr.low), number(kr.high), number(kr.red_line))


def _holds_rate(sentence: Sentence) -> bool:
    """Such as "1 in 20", "8 out of 10", which a column may hold as one number or the other."""
    lows = sentence.context.lows
    numbers = sentence.words.numbers
    return any(
        lows[at : at + 2] == ["out", "of"]
        or (lows[at] == "in" and (lows[at + 1][:1].isdecimal() or lows[at + 1] in numbers))
        for each in sentence.numbers
        for at in range(each.quantity.first, each.quantity.after + 1)
    )


def _differs(
    column: str,
    typed: tuple[float | None, ...],
    said: list[Quantity],
    unit: str,
    *,
    shares: bool,
) -> Iterator[str]:
    known = [value for value in typed if value is not None]
    if not known or not said:
        return
    if not any(_same(value, quantity, unit) for value in known for quantity in said):
        sign = " %" if said[0].unit == PERCENT else ""
        # Percentages are stored as shares of one, and shown as what they are.
        held = f"{known[0] * 100:.10g} %" if shares else f"{known[0]:g}"
        yield f"The text says {said[0].value:g}{sign}, the {column} column {held}."


def _same(value: float, said: Quantity, unit: str) -> bool:
    """Whether a cell holds the number of a text: 45 % is stored as 0.45, 240K may stand as 240."""
    scales = (100.0, 1.0) if said.unit == PERCENT else (*_SHORTENED, *_converted(said, unit))
    return any(isclose(value * scale, said.value, rel_tol=1e-6) for scale in scales)


def _converted(said: Quantity, unit: str) -> Iterator[float]:
    """What makes minutes of a cell the hours of a text."""
    of_cell = language(READY).words.periods.get(unit.strip().lower(), "")
    if of_cell in SECONDS and said.unit in SECONDS:
        yield SECONDS[of_cell] / SECONDS[said.unit]
