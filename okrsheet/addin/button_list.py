"""The buttons of the OKR tab, in their order."""

from typing import Final

from okrsheet.addin.declared import Command

GROUPS: Final = ("Week", "Quality", "Quarter", "Help")
_FIGURES: Final = ("Objectives", "Key Results", "Check-ins", "Settings")

COMMANDS: Final = (
    Command(
        name="refresh",
        label="Refresh",
        group="Week",
        size="large",
        icon="RefreshAll",
        keytip="R",
        screentip="Refresh all figures",
        supertip="Brings scores, status, forecast and audit of the whole quarter up to date and "
        "prepares this week's lines on Check-ins. What people typed is not touched.",
        needs=_FIGURES,
    ),
    Command(
        name="check_in",
        label="Check-in",
        group="Week",
        size="large",
        icon="DataFormExcel",
        keytip="C",
        screentip="This week's check-ins",
        supertip="Adds a line to Check-ins for every key result that owes one this week, with "
        "today's date. You fill in value, confidence and next step.",
        needs=_FIGURES,
    ),
    Command(
        name="meeting",
        label="Meeting",
        group="Week",
        size="large",
        icon="ReviewShowAllComments",
        keytip="M",
        screentip="The weekly meeting",
        supertip="Refreshes the Meeting sheet and opens it: what changed, what to talk about, what "
        "was decided, the priorities of next week.",
        needs=(*_FIGURES, "Meeting"),
    ),
    Command(
        name="talk_list",
        label="Talk list",
        group="Week",
        size="normal",
        icon="ReviewNewComment",
        keytip="T",
        screentip="What to talk about",
        supertip="Shows the key results that need a person, the most urgent first, and why. "
        "Nothing is changed.",
        needs=_FIGURES,
    ),
    Command(
        name="report",
        label="Report",
        group="Week",
        size="normal",
        icon="ChartInsert",
        keytip="W",
        screentip="The weekly report",
        supertip="Writes the weekly summary as a web page beside the workbook and opens it. The "
        "workbook is not changed.",
        needs=_FIGURES,
    ),
    Command(
        name="as_of",
        label="As of",
        group="Week",
        size="normal",
        icon="FunctionsDateTimeInsertGallery",
        keytip="D",
        screentip="Figures for another day",
        supertip="Asks for a day and writes it into Settings, As of; blank means today. All "
        "figures are then for that day.",
        needs=("Settings",),
    ),
    Command(
        name="audit",
        label="Audit",
        group="Quality",
        size="large",
        icon="DataValidation",
        keytip="A",
        screentip="The measurement audit",
        supertip="Judges every key result by six criteria and four data questions, refreshes the "
        "Audit sheets and opens them: what is missing and what to do next.",
        needs=(*_FIGURES, "Audit"),
    ),
    Command(
        name="explain",
        label="Explain",
        group="Quality",
        size="normal",
        icon="Info",
        keytip="X",
        screentip="Why this score and this colour?",
        supertip="Explains the selected key result in a few sentences: its score, its status, and "
        "what would change them. Nothing is changed.",
        needs=_FIGURES,
    ),
    Command(
        name="insert_formula",
        label="Insert formula",
        group="Quality",
        size="normal",
        icon="FunctionWizard",
        keytip="F",
        screentip="Write an OKR formula",
        supertip="Writes the chosen OKR formula into the active cell, with the references of the "
        "selected key result.",
    ),
    Command(
        name="doctor",
        label="Doctor",
        group="Quality",
        size="normal",
        icon="ErrorChecking",
        keytip="Z",
        screentip="Is this workbook sound?",
        supertip="Looks for damaged formulas, lost columns and typing mistakes in the workbook, "
        "says where they are, and puts right what has one remedy, if you agree.",
        needs=("Settings",),
    ),
    Command(
        name="publish",
        label="Publish",
        group="Quarter",
        size="large",
        icon="AcceptInvitation",
        keytip="P",
        screentip="Open the quarter",
        supertip="Shows which key results are not ready and, if you agree, writes day and name "
        "into Settings: from then on changed targets are logged.",
        needs=_FIGURES,
    ),
    Command(
        name="close_quarter",
        label="Close quarter",
        group="Quarter",
        size="large",
        icon="ReviewProtectWorkbook",
        keytip="L",
        screentip="Close the quarter",
        supertip="Lists what is missing (final values, decisions) and where to type it. Once "
        "nothing is and you agree, final scores and lessons go on record on the sheet Scorecard.",
        needs=(*_FIGURES, "Review", "Scorecard"),
    ),
    Command(
        name="new_quarter",
        label="New quarter",
        group="Quarter",
        size="large",
        icon="FileNew",
        keytip="N",
        screentip="A workbook for a new quarter",
        supertip="Asks for the quarter and makes a workbook for it, with the teams of the one in "
        "front, as a new file; from a closed quarter also with what goes on. The active workbook "
        "is not changed.",
        needs=("Settings",),
    ),
    Command(
        name="help",
        label="Help",
        group="Help",
        size="large",
        icon="Help",
        keytip="H",
        screentip="Help on okrsheet",
        supertip="Says what the buttons do, and which version is installed.",
    ),
)
