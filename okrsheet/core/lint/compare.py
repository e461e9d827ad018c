"""Does the text of a key result say what its columns say?

Source: semantics, sections 1 and 7.
"""

from collections.abc import Iterator
from math import isclose
from typing import Final

from okrsheet.core.history import number
from okrsheet.core.lint.measure import DECREASE, INCREASE, measure, target_of
from okrsheet.core.lint.quantities import PERCENT, Quantity
from okrsheet.core.lint.roles import BASELINE, SCOPE, SPAN, TARGET
from okrsheet.core.lint.sentence import Sentence, read_sentence
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
    if not target.relative:
        yield from _differs("target", _targets(kr), sentence, (TARGET, SPAN, SCOPE))
    yield from _differs("baseline", (number(kr.baseline),), sentence, (BASELINE,))
    if kr.type is not None and said.direction == _TURNED.get(kr.type):
        yield f"The text says {said.direction}, the type {kr.type}."


def _targets(kr: KeyResult) -> tuple[float | None, ...]:
    return (number(kr.target), number(kr.low), number(kr.high), number(kr.red_line))


def _differs(
    column: str, typed: tuple[float | None, ...], sentence: Sentence, wanted: tuple[str, ...]
) -> Iterator[str]:
    known = [value for value in typed if value is not None]
    said = [each.quantity for each in sentence.numbers if each.role in wanted]
    if not known or not said:
        return
    if not any(_same(value, quantity) for value in known for quantity in said):
        unit = " %" if said[0].unit == PERCENT else ""
        yield f"The text says {said[0].value:g}{unit}, the {column} column {known[0]:g}."


def _same(value: float, said: Quantity) -> bool:
    """Whether a cell holds the number of a text: 45 % is stored as 0.45, 240K may stand as 240."""
    scales = (100.0, 1.0) if said.unit == PERCENT else _SHORTENED
    return any(isclose(value * scale, said.value, rel_tol=1e-6) for scale in scales)
