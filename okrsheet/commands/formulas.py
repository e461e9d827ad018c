"""`okrsheet formulas`: what one can type into a cell once the add-in is installed."""

from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import say
from okrsheet.commands.terminal import terminal_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from okrsheet.addin.declared import Argument, Formula

_WIDTH = 80
_NARROWEST = 60
_NAME = 14


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `formulas` understands."""
    parser.description = "List the formulas of the Excel add-in, or tell all about one."
    help_text = "such as OKR_SCORE; none lists all"
    parser.add_argument("name", metavar="NAME", nargs="?", help=help_text)


def run(parsed: "Namespace") -> int:
    """Print one formula, or all of them."""
    from okrsheet.addin.registry import FORMULAS

    if not parsed.name:
        for formula in FORMULAS:
            say("\n".join(_folded(f"{formula.name:<{_NAME}}{formula.help}", _NAME)))
        say("\n`okrsheet formulas NAME` shows arguments and examples.")
        return 0
    wanted = parsed.name.upper().removeprefix("=").partition("(")[0]
    known = {formula.name: formula for formula in FORMULAS}
    found = known.get(wanted) or known.get(f"OKR_{wanted}")
    if found is None:
        raise WrongWord(f"{parsed.name} is not a formula. `okrsheet formulas` lists them all.")
    say("\n".join(_told(found)))
    return 0


def _told(formula: "Formula") -> "Iterator[str]":
    yield from _folded(usage(formula), len(formula.name) + 1)
    yield ""
    yield from _folded(formula.help, 0)
    yield ""
    for argument in formula.arguments:
        yield from _folded(f"  {argument.name:<{_NAME - 1}} {_help(argument)}", _NAME + 2)
    yield ""
    for example in formula.examples:
        yield from _folded(f"  {example.formula}", 4)
        yield from _folded(f"    shows {example.result}", 4)


def usage(formula: "Formula") -> str:
    """How a formula is called; what may be left out stands in brackets."""
    names = (f"[{a.name}]" if a.optional else a.name for a in formula.arguments)
    return f"{formula.name}({', '.join(names)})"


def _help(argument: "Argument") -> str:
    return f"{argument.help} (optional)" if argument.optional else argument.help


def _folded(line: str, indent: int) -> "Iterator[str]":
    from textwrap import wrap

    width = max(_NARROWEST, terminal_width(_WIDTH))
    folded = wrap(line, width, subsequent_indent=" " * indent, drop_whitespace=True)
    yield from folded or [""]
