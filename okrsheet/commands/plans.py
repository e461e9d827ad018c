"""The plan in a named workbook, for commands that only look at it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from okrsheet.core.model import Plan
    from okrsheet.workbook.load import Loaded


def plan_of(parsed: "Namespace") -> "tuple[Loaded, Plan] | None":
    """What the named workbook holds; None, with the reason told, where no quarter can be read.

    Raises:
        OkrsheetFileError: the file can't be read at all.
    """
    from okrsheet.commands.saving import book_path
    from okrsheet.commands.streams import complain
    from okrsheet.workbook.load import load

    loaded = load(book_path(parsed))
    if loaded.plan is not None:
        return loaded, loaded.plan
    for each in loaded.all_findings(()):
        complain(str(each))
    return None


def day_of(parsed: "Namespace", loaded: "Loaded") -> "date":
    """The day of the figures: said, typed into Settings, or today."""
    from datetime import date

    as_of: date | None = parsed.as_of
    return as_of or loaded.as_of or date.today()


def team_of(parsed: "Namespace", plan: "Plan") -> str:
    """The team asked for as the sheets spell it; "" for all.

    Raises:
        WrongWord: there is no such team.
    """
    from okrsheet.commands.refused import WrongWord
    from okrsheet.core.printable import printable
    from okrsheet.core.teams import team_names

    asked: str = (parsed.team or "").strip()
    names = team_names(plan)
    for name in names:
        if name.lower() == asked.lower():
            return name
    if not asked:
        return ""
    known = printable(", ".join(names)) or "none"
    raise WrongWord(f"There is no team {asked!r} in {parsed.book}. Teams: {known}.")
