"""The module of xlwings in the add-in: theirs, with the few changes below.

xlwings ships the module that custom add-ins carry (`xlwings_custom_addin.bas`, BSD 3-clause; its
notice stays where it is). As it comes, a workbook that somebody sends can have programs run: a
sheet or a neighbour called `okrsheet.conf` says which Python is started, Excel's current folder is
searched for modules, and a cell with `=RunPython("...")` runs what it says. Ours starts what was
installed, and cells reach the OKR formulas only.
"""

import re
from typing import Final, NamedTuple

MODULE: Final = "xlwings"
SOURCE: Final = "xlwings_custom_addin.bas"
PROJECT: Final = "okrsheet"  # names the settings: okrsheet.conf


class Change(NamedTuple):
    """A text of theirs, ours in its place, how often it stands there, and why."""

    theirs: str
    ours: str
    times: int
    why: str


CHANGES: Final = (
    Change(
        "'xlwings is distributed under a BSD 3-clause license.\n",
        "'Changed for okrsheet; okrsheet/addin/vba_xlwings.py lists each change.\n'\n"
        "'xlwings is distributed under a BSD 3-clause license.\n",
        1,
        "whoever reads the module knows that it is not the original",
    ),
    Change(
        'PROJECT_NAME As String = "myaddin"',
        f'PROJECT_NAME As String = "{PROJECT}"',
        1,
        "the settings are in okrsheet.conf",
    ),
    Change(
        'Optional default As String = "", Optional source As String = "") As Variant',
        'Optional default As String = "", Optional source As String = "user") As Variant',
        1,
        "settings come from the user's folder, not from a workbook or the folder it lies in",
    ),
    Change(
        "uses_embedded_code = True\n                Exit For",
        "uses_embedded_code = False\n                Exit For",
        1,
        "a sheet called x.py in somebody's workbook is a sheet, not a program",
    ),
    Change(
        ' -B -c ""import',
        ' -P -B -c ""import',
        2,
        "Python does not look for modules in Excel's current folder",
    ),
    Change(
        "Public Function RunPython(PythonCommand As String)\n",
        "Public Sub RunPython(PythonCommand As String, ByRef Failed As Boolean)\n",
        1,
        "a cell can call a function, never a Sub",
    ),
    Change("RunPython = -1", "Failed = True", 1, "see above"),
    Change("RunPython = ExecuteWindows(", "Failed = ExecuteWindows(", 1, "see above"),
    Change(
        'MsgBox "Embedded code requires a valid LICENSE_KEY."\n            Exit Function',
        'MsgBox "Embedded code requires a valid LICENSE_KEY."\n            Exit Sub',
        1,
        "see above",
    ),
    Change(
        "    #End If\nEnd Function\n\n\nSub ExecuteMac",
        "    #End If\nEnd Sub\n\n\nSub ExecuteMac",
        1,
        "see above",
    ),
    Change("        Declare PtrSafe", "        Private Declare PtrSafe", 4, "not for cells either"),
    Change("    Declare Function", "    Private Declare Function", 1, "not for cells either"),
    Change(
        "    #If Mac Then\n    Dim d As Dictionary\n    Set d = New Dictionary\n    #Else\n"
        '    Dim d As Object\n    Set d = CreateObject("Scripting.Dictionary")\n    #End If\n',
        '    Dim d As Object\n    Set d = CreateObject("Scripting.Dictionary")\n',
        1,
        "a class of its own for a function that is no longer called",
    ),
    Change(
        "To enable RunPython, please run 'xlwings runpython install' in a terminal once "
        "and try again.",
        "The script that starts Python is missing. In a terminal run:  okrsheet addin install",
        1,
        "our command puts the script in its place",
    ),
)


FOR_OTHER_MODULES: Final = frozenset({"GetConfig", "XLPy"})
_FUNCTION: Final = re.compile(r"^(?:Public )?Function (\w+)", re.MULTILINE)


def changed(source: str) -> str:
    """The module as the add-in carries it, without the line that names it.

    Beside `CHANGES`, functions that only the module itself calls become private.

    Args:
        source: the text of `xlwings_custom_addin.bas`, lines ending in LF.

    Raises:
        ValueError: a text to be changed is not there as often as it was: another version.
    """
    _, _, body = source.partition("\n")
    for change in CHANGES:
        found = body.count(change.theirs)
        if found != change.times:
            raise ValueError(f"{found} times instead of {change.times}: {change.theirs!r}")
        body = body.replace(change.theirs, change.ours)
    return _FUNCTION.sub(_hidden, body)


def _hidden(head: re.Match[str]) -> str:
    """A public function is a formula: private are all that no other module calls."""
    return head[0] if head[1] in FOR_OTHER_MODULES else f"Private Function {head[1]}"
