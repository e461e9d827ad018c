"""The module Excel imports: every formula of the registry as a worksheet function.

`import okrsheet.addin.functions` registers them with xlwings: in the classic add-in on Windows and
on a server; elsewhere the decorators do nothing, and the functions can be called as they are:
`functions.OKR_SCORE(280.0, 360.0, 301.0)`. What they compute is imported with the first call.

xlwings reads names, defaults and texts from the functions, and takes neither keyword-only arguments
nor type hints other than plain ones: these have positional arguments and no hints. It hands cells
over as they are ("raw"): its own cleaning costs more than the figures.
"""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import xlwings as xw

from okrsheet.addin.declared import Argument, Formula
from okrsheet.addin.registry import FORMULAS

Worksheet = Callable[..., object]


if TYPE_CHECKING:

    def __getattr__(name: str) -> Worksheet: ...


def _parameter(argument: Argument) -> Parameter:
    default = None if argument.optional else Parameter.empty
    return Parameter(argument.name, Parameter.POSITIONAL_OR_KEYWORD, default=default)


def worksheet_function(formula: Formula) -> Worksheet:
    """A plain function of positional arguments that never raises, as xlwings wants to see it."""

    def cell(*raws: object) -> object:
        from okrsheet.addin.answers import answer  # noqa: PLC0415  # Excel starts sooner without

        return answer(formula, raws)

    cell.__name__ = cell.__qualname__ = formula.name
    cell.__doc__ = formula.help
    cell.__annotations__ = {}
    made: Any = cell
    made.__signature__ = Signature([_parameter(argument) for argument in formula.arguments])
    return cell


def registered(formula: Formula) -> Worksheet:
    """The function, known to xlwings with its category and the texts of the function wizard."""
    function = xw.ret("raw")(worksheet_function(formula))
    for argument in reversed(formula.arguments):
        function = xw.arg(argument.name, "raw", doc=argument.help)(function)
    made: Worksheet = xw.func(category=formula.category)(function)
    return made


globals().update({formula.name: registered(formula) for formula in FORMULAS})
__all__ = [formula.name for formula in FORMULAS]  # names of the registry
