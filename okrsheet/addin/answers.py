"""A formula's answer: for a cell a value, for a range a value in each row, never an error."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import cast

from okrsheet.addin.declared import Formula
from okrsheet.addin.given import Given, call_of
from okrsheet.addin.shapes import folded

Answer = float | str | None
Function = Callable[[Given], Sequence[Answer] | str]
"""Gives an answer for each row, or one text where a list makes all of them impossible."""


@cache
def function_of(place: str) -> Function:
    """What computes a formula, from `module:name`."""
    module, _, name = place.partition(":")
    return cast("Function", getattr(import_module(module), name))


def answer(formula: Formula, raws: Sequence[object]) -> object:
    """What the cells of a formula show.

    Args:
        formula: the formula.
        raws: its arguments as Excel hands them over, in order; the last ones may be missing.

    Returns:
        A number or text, or a list of rows of them where an argument was a range. It never raises:
        a text says what is wrong.
    """
    try:
        call = call_of(formula, raws)
        if isinstance(call, str):
            return call
        if not call.settled:
            return folded(_answers(formula, call.given), call.height, call.width)
        open_rows = [row for row in range(call.given.size) if row not in call.settled]
        shown: list[object] = [call.settled.get(row, "") for row in range(call.given.size)]
        if open_rows:
            found = _answers(formula, call.given.only(open_rows))
            for row, value in zip(open_rows, found, strict=True):
                shown[row] = value
        return folded(shown, call.height, call.width)
    except Exception as error:  # noqa: BLE001  # the border: Excel would show #VALUE! and no reason
        return f"A mistake in okrsheet (OKR999): {type(error).__name__}: {error}"[:255]


def _answers(formula: Formula, given: Given) -> Sequence[object]:
    found = function_of(formula.function)(given)
    if isinstance(found, str):
        return [found] * given.size
    return [_shown(value) for value in found]


def _shown(value: Answer) -> object:
    if type(value) is float:
        return value
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else float(value)
