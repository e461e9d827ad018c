"""`okrsheet explain`: what a finding means."""

from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `explain` understands."""
    parser.description = "Say what a finding means and what to do about it."
    parser.add_argument("code", metavar="CODE", nargs="?", help="such as OKR012; none lists all")


def run(parsed: "Namespace") -> int:
    """Print one code, or all of them."""
    from okrsheet.workbook.registry import all_codes

    codes = all_codes()
    if not parsed.code:
        for code in codes.values():
            say(f"{code.code}  {code.severity:<8} {code.title}")
        return 0
    found = codes.get(parsed.code.upper())
    if found is None:
        raise WrongWord(f"{parsed.code} is not a finding. `okrsheet explain` lists them all.")
    say(f"{found.code} ({found.severity}): {found.title}\n\n{found.why}\n\n{found.way_out}")
    return 0
