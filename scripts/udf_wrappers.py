"""Print the VBA wrappers of the formulas, written by xlwings' own generator.

A program of its own: `xlwings.udfs` needs Windows. Its COM libraries are empty stand-ins here,
which nothing else in the same process should see.
"""

import importlib
import inspect
import io
import sys
from types import ModuleType, SimpleNamespace
from typing import Final

from okrsheet.addin.registry import FORMULAS, Argument, Formula

FUNCTIONS: Final = "okrsheet.addin.functions"
COM: Final = ("pythoncom", "pywintypes", "win32com", "win32com.client")


def wrappers() -> str:
    """A VBA function for each formula, in order of their names."""
    _stand_in_for_com()
    udfs = importlib.import_module("xlwings.udfs")
    module = ModuleType(FUNCTIONS)
    for formula in FORMULAS:
        setattr(module, formula.name, udfs.xlfunc(_Declared(formula)))
    text = io.StringIO()
    udfs.generate_vba_wrapper(FUNCTIONS, module, text, SimpleNamespace(Name="okrsheet.xlam"))
    return text.getvalue()


class _Declared:
    """A formula as a callable without a body: the generator asks for names and defaults."""

    def __init__(self, formula: Formula) -> None:
        self.__name__ = formula.name
        self.__doc__ = formula.help
        self.__annotations__: dict[str, object] = {}
        self.__signature__ = inspect.Signature([_parameter(each) for each in formula.arguments])

    def __call__(self) -> None:
        raise NotImplementedError


def _parameter(argument: Argument) -> inspect.Parameter:
    default = None if argument.optional else inspect.Parameter.empty
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Parameter(argument.name, kind, default=default)


def _stand_in_for_com() -> None:
    for name in COM:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules["pythoncom"])["CoInitialize"] = lambda: None
    vars(sys.modules["win32com.client"])["Dispatch"] = lambda seen: seen


if __name__ == "__main__":
    print(wrappers())
