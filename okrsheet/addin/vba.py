"""The VBA of the add-in file as text, written from the registry.

Two modules and the code of the add-in's own workbook: `OkrRibbon` holds a procedure for each
button, `OkrWizard` what the function wizard shows, `ThisWorkbook` follows the user from
workbook to workbook. The wrappers of the formulas come from xlwings' own generator.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from okrsheet.addin.registry import Command, Formula
from okrsheet.workbook.tables import VERSION_NAME

RIBBON_MODULE: Final = "OkrRibbon"
WIZARD_MODULE: Final = "OkrWizard"
WRAPPERS_MODULE: Final = "xlwings_udfs"  # the name xlwings gives it
LOADED: Final = "okrsheet_ribbon_loaded"
IS_ENABLED: Final = "okrsheet_is_enabled"
CAN_INSERT: Final = "okrsheet_can_insert"
INSERT: Final = "okrsheet_insert_formula"
SAVE_COPY: Final = "okrsheet_save_copy"
CLASSIC: Final = "okrsheet.addin.classic"
LONGEST_HELP: Final = 255  # what Application.MacroOptions takes; more is error 1004

_WRITTEN: Final = "' Written by scripts/build_addin.py. Change okrsheet/addin, not this.\n"

_RIBBON: Final = """\
Option Explicit
{written}
Private Const TITLE As String = "okrsheet"
Private Const STAMP As String = "{stamp}"
Private Const ADVICE As String = "Close Excel, open a terminal and run:  okrsheet addin doctor"
Private Shown As IRibbonUI

Public Sub {loaded}(Ribbon As IRibbonUI)
    Set Shown = Ribbon
End Sub

Public Sub RefreshRibbon()
    ' After an error that was ended in the VBA editor the ribbon is out of reach: nothing to do.
    On Error Resume Next
    If Not Shown Is Nothing Then Shown.Invalidate
End Sub

Public Sub {is_enabled}(Control As IRibbonControl, ByRef Enabled As Variant)
    Enabled = IsOkrWorkbook()
End Sub

Public Sub {can_insert}(Control As IRibbonControl, ByRef Enabled As Variant)
    #If Mac Then
        Enabled = False
    #Else
        Enabled = Not ActiveWorkbook Is Nothing
    #End If
End Sub

Private Function IsOkrWorkbook() As Boolean
    Dim Found As Name
    ' Without a workbook, or in one without the name, Found stays empty.
    On Error Resume Next
    Set Found = ActiveWorkbook.Names(STAMP)
    IsOkrWorkbook = Not Found Is Nothing
End Function

Private Function Interpreter() As String
    #If Mac Then
        Interpreter = GetConfig("INTERPRETER_MAC")
    #Else
        Interpreter = GetConfig("INTERPRETER_WIN")
    #End If
End Function

Private Sub RunCommand(ByVal PythonLine As String)
    Dim Stopped As Boolean
    On Error GoTo Failed
    If ActiveWorkbook Is Nothing Then
        Tell "No workbook can be edited. Open one, click Enable Editing if Excel asks, and press " _
            & "the button again."
    ElseIf Interpreter() = "" Then
        Tell "okrsheet is not set up on this computer: the add-in does not know where Python is." _
            & vbNewLine & vbNewLine & ADVICE
    Else
        RunPython PythonLine, Stopped
        If Stopped Then Tell "Python stopped before the command was done; the message before " _
            & "this one says why." & vbNewLine & vbNewLine & ADVICE
    End If
    Exit Sub
Failed:
    Tell "Python could not be started: " & Err.Description & vbNewLine & vbNewLine & ADVICE
End Sub

Private Sub Tell(ByVal Message As String)
    MsgBox Message, vbExclamation, TITLE
End Sub

Public Sub {save_copy}(ByVal BookName As String, ByVal Path As String)
    ' For Python on a Mac: AppleScript has no word for it. A Sub, so that no cell can call it.
    ' Where it fails there is no file, which Python sees.
    On Error Resume Next
    Workbooks(BookName).SaveCopyAs Path
End Sub
"""

_CALLBACK: Final = """
Public Sub {name}(Control As IRibbonControl)
    RunCommand {line}
End Sub
"""

_INSERTION: Final = """
Public Sub {name}(Control As IRibbonControl)
    DescribeNow
    RunCommand {line}
End Sub
"""

_WIZARD: Final = """\
Option Explicit
{written}
Private Done As Boolean
Private Refused As Boolean

Public Sub DescribeFormulas()
    ' Excel takes the texts only while a workbook is open: asked for whenever one comes to front.
    #If Not Mac Then
        If Done Then Exit Sub
        On Error GoTo NotYet
        DescribeAll
        Done = True
        ThisWorkbook.Saved = True
    #End If
NotYet:
End Sub

Public Sub DescribeNow()
    ' Some versions refuse texts for a hidden workbook, which an add-in is. Showing it flickers, so
    ' only for who asked for a formula, and only once.
    Dim Front As Workbook
    Dim Events As Boolean
    DescribeFormulas
    #If Not Mac Then
        If Done Or Refused Then Exit Sub
        On Error Resume Next
        Set Front = ActiveWorkbook
        Events = Application.EnableEvents
        Application.ScreenUpdating = False
        Application.EnableEvents = False
        ThisWorkbook.IsAddin = False
        Err.Clear
        DescribeAll
        Done = (Err.Number = 0)
        Refused = Not Done
        ThisWorkbook.IsAddin = True
        ThisWorkbook.Saved = True
        Front.Activate
        Application.EnableEvents = Events
        Application.ScreenUpdating = True
    #End If
End Sub

Private Sub DescribeAll()
{lines}End Sub

Private Sub Describe(ByVal Formula As String, ByVal Category As String, ByVal Help As String, _
    ByVal Arguments As Variant)
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & Formula, _
        Description:=Help, Category:=Category, ArgumentDescriptions:=Arguments
End Sub
"""

_WORKBOOK: Final = f"""\
Option Explicit
{_WRITTEN}
Private WithEvents ExcelItself As Application

Private Sub Workbook_Open()
    Set ExcelItself = Application
End Sub

Private Sub ExcelItself_WorkbookActivate(ByVal Wb As Workbook)
    RefreshRibbon
    DescribeFormulas
End Sub

Private Sub ExcelItself_WorkbookDeactivate(ByVal Wb As Workbook)
    RefreshRibbon
End Sub
"""

# Excel reads the attributes as the function wizard's text and category (14: user defined).
_IN_A_WRAPPER: Final = """\
{head}
Attribute {name}.VB_Description = {help}
Attribute {name}.VB_ProcData.VB_Invoke_Func = " \\n14"
    #If Mac Then
        {name} = "{name} works in Excel for Windows only"
        Exit Function
    #End If
"""


def ribbon_module(commands: Iterable[Command]) -> str:
    """The module with the callbacks of the ribbon: each runs one line of Python.

    The entries of the menu Insert formula share one: the id of an entry is its formula.
    """
    frame = _RIBBON.format(
        written=_WRITTEN,
        stamp=VERSION_NAME,
        loaded=LOADED,
        is_enabled=IS_ENABLED,
        can_insert=CAN_INSERT,
        save_copy=SAVE_COPY,
    )
    before = f"import {CLASSIC}; {CLASSIC}."
    pressed = [
        _CALLBACK.format(name=each.macro, line=quoted(f"{before}{each.name}()"))
        for each in commands
        if each.macro != INSERT
    ]
    chosen = quoted(f"{before}insert_formula('") + " & Control.Id & " + quoted("')")
    inserted = _INSERTION.format(name=INSERT, line=chosen)
    return frame + "".join(pressed) + inserted


def wizard_module(formulas: Iterable[Formula]) -> str:
    """The module that tells Excel's function wizard about the formulas.

    Raises:
        ValueError: a text is not ASCII (it would look different on another computer), or
            longer than the wizard takes.
    """
    lines = "".join(line for formula in formulas for line in _description(formula))
    return _WIZARD.format(written=_WRITTEN, lines=lines)


def workbook_module() -> str:
    """The code of the add-in's own workbook: Excel's events reach the two modules."""
    return _WORKBOOK


def wrappers_module(wrappers: str, formulas: Iterable[Formula]) -> str:
    """The formulas as Excel sees them: xlwings' wrappers with our help, and a word on a Mac.

    Args:
        wrappers: what `xlwings.udfs.generate_vba_wrapper` wrote.
        formulas: those of the registry.

    Raises:
        ValueError: a formula has no wrapper, or its help cannot stand in VBA.
    """
    text = wrappers.strip()
    for formula in formulas:
        head = re.search(rf"^Function {formula.name}\(.*\)$", text, re.MULTILINE)
        if head is None:
            raise ValueError(f"no wrapper for {formula.name}")
        more = _IN_A_WRAPPER.format(head=head[0], name=formula.name, help=quoted(formula.help))
        text = text.replace(f"{head[0]}\n", more)
    return f'#Const App = "Microsoft Excel"\n\n{text}\n'


def quoted(text: str) -> str:
    """A text as VBA writes it.

    Raises:
        ValueError: it is not ASCII, longer than 255 characters, or has a line break.
    """
    if not text.isascii() or not text.isprintable():
        raise ValueError(f"VBA text must be plain ASCII in one line: {text!r}")
    if len(text) > LONGEST_HELP:
        raise ValueError(f"Excel takes {LONGEST_HELP} characters, not {len(text)}: {text!r}")
    return '"' + text.replace('"', '""') + '"'


def _description(formula: Formula) -> Iterator[str]:
    """A call of Describe; as many line continuations as there are arguments, and two."""
    yield f"    Describe {quoted(formula.name)}, {quoted(formula.category)}, _\n"
    yield f"        {quoted(formula.help)}, _\n"
    helps = [quoted(argument.help) for argument in formula.arguments]
    yield "        Array(" + ", _\n            ".join(helps) + ")\n"
