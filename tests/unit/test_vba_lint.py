"""The check of our VBA finds what the compiler would refuse, and nothing in good code."""

import pytest

from tests.engines.vba_lint import lint_project

GOOD = '''Option Explicit
Private Const TITLE As String = "it's a ""title"""
Private Shown As Variant

Public Sub First(Control As IRibbonControl, ByRef Enabled As Variant)
    Dim Index As Long, Other As String
    ' a comment with an open " and an ( too
    On Error GoTo Failed
    For Index = 1 To 3
        If Index = 2 Then
            Other = Other & "(" & TITLE
        ElseIf Index = 3 Then
            Second Other, _
                Index
        Else
            Shown = Empty
        End If
    Next Index
    #If Mac Then
        Enabled = False
    #Else
        Enabled = Not Shown Is Nothing
    #End If
    If Enabled Then Exit Sub
Failed:
    MsgBox Err.Description, vbExclamation, TITLE
End Sub

Private Function Second(ByVal Text As String, Optional Number As Long = 1) As String
    With Application
        Second = .Name & Text
    End With
    Do While Number < 3
        Number = Number + 1
    Loop
    Select Case Number
        Case 1, 2
            Second = ""
        Case Else
            Second = Text
    End Select
End Function
'''


def faults(source: str) -> list[str]:
    return lint_project({"One": source})


def test_good_code_has_no_faults():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("there", "planted", "fault"),
    [
        pytest.param("        End If\n", "", "closes nothing", id="no End If"),
        pytest.param("    Next Index\n", "", "leaves for open", id="no Next"),
        pytest.param("    End With\n", "", "leaves with open", id="no End With"),
        pytest.param("    Loop\n", "", "leaves do open", id="no Loop"),
        pytest.param("    End Select\n", "", "leaves select open", id="no End Select"),
        pytest.param("    End With\n", "    End Select\n", "closes nothing", id="crossed"),
        pytest.param("        If Index = 2 Then\n", "", "no block of its kind", id="no If"),
        pytest.param("\nEnd Sub\n", "\n", "where none may stand", id="no End Sub"),
        pytest.param("End Function\n", "", "does not end", id="no End Function"),
        pytest.param("End Sub", "End Function", "where none may stand", id="ended as another"),
        pytest.param("    #End If\n", "", "#If without #End If", id="no #End If"),
        pytest.param("#If Mac Then", "#If Linux Then", "#If Linux", id="unknown platform"),
        pytest.param("Exit Sub", "Exit Function", "Exit Function in a sub", id="wrong Exit"),
        pytest.param("\nFailed:", "\nFalied:", "no label Failed", id="no label"),
        pytest.param('& "(" &', '& "( &', "quotation mark", id="open text"),
        pytest.param(
            "    Dim Index As Long, Other", "    Dim Other", "Index is declared", id="Dim"
        ),
        pytest.param("Second Other, _", "Secnod Other, _", "Secnod is declared", id="call"),
        pytest.param("Private Function", "Private Funktion", "where none may", id="typing mistake"),
        pytest.param("ByVal Text", "ByVal Loop", "loop cannot be a name", id="reserved name"),
        pytest.param("Optional Number As", "Optional Text As", "a parameter twice", id="twice"),
        pytest.param(
            "Private Function Second", "Private Function First", "twice", id="two of a name"
        ),
        pytest.param("MsgBox Err.", "MsgBox (Err.", "bracket", id="open bracket"),
        pytest.param("Option Explicit\n", "", "no Option Explicit", id="Option Explicit"),
        pytest.param("a comment", "a c\u00f6mment", "other code pages", id="not ASCII"),
        pytest.param("a comment", "x" * 1020, "a line of", id="long line"),
        pytest.param(
            "Index\n        Else", "_\n" * 25 + "Index\n        Else", "continued 26", id="25"
        ),
    ],
)
def test_a_planted_fault_is_found(there, planted, fault):
    assert there in GOOD
    found = faults(GOOD.replace(there, planted, 1))
    assert any(fault in each for each in found), found


def test_each_platform_is_compiled_for_itself():
    only_on_a_mac = GOOD.replace("Enabled = False", "Enabled = Nobody")
    assert faults(only_on_a_mac) == ["One (Mac) 20: Nobody is declared nowhere"]


def test_public_procedures_of_other_modules_are_known():
    other = "Option Explicit\nPublic Sub Third()\n    {} Nothing, Nothing\nEnd Sub\n"
    assert lint_project({"One": GOOD, "Two": other.format("First")}) == []
    assert lint_project({"One": GOOD, "Two": other.format("One.First")}) == []
    for private in ("Second", "Nobody"):
        assert lint_project({"One": GOOD, "Two": other.format(private)}) == [
            f"Two ({system}) 3: {private} is declared nowhere" for system in ("Windows", "Mac")
        ]
