"""`okrsheet explain`: what a finding means."""

from okrsheet.commands.refused import WrongWord
from okrsheet.commands.streams import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(parser: "ArgumentParser") -> None:
    """Tell the parser what `explain` understands."""
    parser.description = "Say what a finding or a rule of the lint means and what to do about it."
    help_text = "such as OKR012 or vague-verb; none lists all"
    parser.add_argument("code", metavar="CODE", nargs="?", help=help_text)


def run(parsed: "Namespace") -> int:
    """Print one code, or all of them."""
    from okrsheet.core.lint.judge import all_rules, in_general
    from okrsheet.workbook.registry import all_codes

    codes = all_codes()
    rules = all_rules()
    if not parsed.code:
        for code in codes.values():
            say(f"{code.code}  {code.severity:<8} {code.title}")
        for rule in rules.values():
            say(f"{rule.id}  {rule.severity}  {rule.why}")
        return 0
    found, known = codes.get(parsed.code.upper()), rules.get(parsed.code.lower())
    if found is not None:
        say(f"{found.code} ({found.severity}): {found.title}\n\n{found.why}\n\n{found.way_out}")
    elif known is not None:
        say(f"{known.id} ({known.severity})\n\n{known.why}\n\nBetter: {in_general(known.rewrite)}")
    else:
        raise WrongWord(f"{parsed.code} is not a finding. `okrsheet explain` lists them all.")
    return 0
