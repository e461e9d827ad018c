"""Every formula and every button of the Excel add-in, each declared once.

Data only, cheap to import: no xlwings here. What Excel needs is generated from it: the functions
and their help (`functions`), the ribbon and its macros, the menu that writes a formula into a
cell, `okrsheet formulas` and docs/formulas.md.

A button called `refresh` has the ribbon id `refresh` and the VBA macro `okrsheet_refresh`, which
runs the Python line

    RunPython "import okrsheet.addin.classic; okrsheet.addin.classic.refresh()"

The menu `insert_formula` has an entry for each formula; its id is the formula's name, all of them
run the macro `okrsheet_insert_formula`, and the Python line names the one that was chosen:

    RunPython "import okrsheet.addin.classic; okrsheet.addin.classic.insert_formula('OKR_SCORE')"
"""

from typing import Final

from okrsheet.addin.button_list import COMMANDS, GROUPS
from okrsheet.addin.declared import Argument, Command, Example, Formula
from okrsheet.addin.formula_list import FORMULAS

__all__ = ["COMMANDS", "FORMULAS", "GROUPS", "Argument", "Command", "Example", "Formula", "by_name"]

_BY_NAME: Final[dict[str, Formula | Command]] = {
    each.name.upper(): each for each in (*FORMULAS, *COMMANDS)
}


def by_name(name: str) -> Formula | Command:
    """The formula (`OKR_SCORE`) or button (`refresh`) of that name; capitals do not matter.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name.upper()]
