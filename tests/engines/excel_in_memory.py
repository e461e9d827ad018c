"""The add-in's own VBA, executed: an Excel in memory (pyOpenVBA) around a stand-in for xlwings.

The stand-in has what our modules call, `RunPython` and `GetConfig`, and notes what it was given.
Application.MacroOptions, which that Excel lacks, is noted too.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import VBAObject

from okrsheet.addin import vba

STAND_IN = """\
Option Explicit
Private Interpreter As String
Private Trouble As String
Private Lines As String

Public Sub Prepare(Found As String, WhatFails As String)
    Interpreter = Found
    Trouble = WhatFails
End Sub

Public Function Noted() As String
    Noted = Lines
End Function

Public Function GetConfig(configKey As String) As Variant
    If configKey = "INTERPRETER_WIN" Then GetConfig = Interpreter
End Function

Public Sub RunPython(PythonCommand As String, ByRef Failed As Boolean)
    If Trouble = "start" Then Err.Raise 53, Description:="File not found: xlwings64.dll"
    Failed = (Trouble = "end")
    Lines = Lines & PythonCommand & vbLf
End Sub

Public Sub NoteOptions(Macro As String, Description As String, Category As String, _
    ArgumentDescriptions As Variant)
    If Trouble = "start" Then Err.Raise 1004
    Lines = Lines & Macro & "|" & Category & "|" & Description & "|" & _
        Join(ArgumentDescriptions, "|") & vbLf
End Sub
"""


class Pressed(VBAObject):  # type: ignore[misc]  # pyOpenVBA ships no types
    """The IRibbonControl a callback is given: of its members only Id."""

    vba_class = "IRibbonControl"

    def __init__(self, name: str) -> None:
        self.name = name

    def vba_get(
        self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None
    ) -> object:
        """The id; nothing else may be asked for."""
        assert name.lower() == "id"
        return self.name


class ExcelInMemory:
    """Our modules beside one open workbook.

    Args:
        workbook: the file that is open; an empty workbook when None.
        modules: the sources of the add-in, by module name.
    """

    def __init__(self, workbook: Path | None, modules: Mapping[str, str]) -> None:
        if workbook is None:
            self.app = ExcelApplication()
            self.app.add_workbook()
        else:
            self.app = ExcelApplication.open(workbook, with_vba=False)
        self.app.add_module(STAND_IN, name="xlwings")
        self.app.add_module(modules[vba.RIBBON_MODULE], name=vba.RIBBON_MODULE)
        wizard = modules[vba.WIZARD_MODULE].replace("Application.MacroOptions", "NoteOptions")
        self.app.add_module(wizard, name=vba.WIZARD_MODULE)
        self.set_up("C:\\Python\\pythonw.exe", "")

    def set_up(self, interpreter: str, trouble: str) -> None:
        """What the settings name as Python; what goes wrong: "", "start" or "end"."""
        self.app.run("Prepare", interpreter, trouble)

    def press(self, macro: str, control: str) -> list[str]:
        """The lines of Python after a button was pressed."""
        self.app.run(macro, Pressed(control))
        return self.noted()

    def noted(self) -> list[str]:
        """Everything the stand-in was given so far."""
        return str(self.app.run("Noted")).splitlines()

    def asked(self, macro: str) -> bool:
        """What a getEnabled callback answers."""
        ask = f"Public Function Ask() As Variant\n{macro} Nothing, Ask\nEnd Function\n"
        self.app.add_module(ask, name=f"Ask_{macro}")
        return bool(self.app.run("Ask"))

    def told(self) -> list[str]:
        """The texts of all message boxes so far."""
        return [str(prompt) for _, prompt, *_ in self.app.dialogs]
