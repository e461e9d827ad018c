"""What can be wrong with the Excel add-in of a computer: each said once, with its way out.

`okrsheet addin doctor` and the table of docs/install_addin.md are made of these.
"""

from typing import Final

from okrsheet.core.findings import ERROR, WARNING, Code

_AGAIN: Final = "Run `okrsheet addin install` again."
_NEW_PLACE: Final = (
    "with its pip, run `pip install .` in the folder of okrsheet, then `okrsheet addin install`."
)

ADDIN_CODES: Final = (
    Code(
        "OKR960",
        ERROR,
        "The add-in is not installed",
        "Excel opens what stands in its start-up folder, and the add-in is not there.",
        "Run `okrsheet addin install`, then start Excel again.",
    ),
    Code(
        "OKR961",
        ERROR,
        "The settings of the add-in are missing or were changed",
        "The add-in reads in okrsheet.conf where Python is; without it buttons and formulas fail.",
        _AGAIN,
    ),
    Code(
        "OKR962",
        ERROR,
        "Python is no longer where the add-in looks for it",
        "It was updated, moved or removed, so Excel says that it could not find the interpreter.",
        "Run `okrsheet addin install` with the Python you use now.",
    ),
    Code(
        "OKR963",
        WARNING,
        "The add-in runs another Python than this one",
        "Excel then works with the okrsheet of that Python, which may be of another version.",
        "Run `okrsheet addin install` with the Python that Excel is to use.",
    ),
    Code(
        "OKR964",
        ERROR,
        "xlwings is of another version than the add-in was built for",
        "The add-in names the version of xlwings it calls; with any other, nothing starts.",
        "In the folder of okrsheet run `pip install --force-reinstall .`, then "
        "`okrsheet addin install`.",
    ),
    Code(
        "OKR965",
        ERROR,
        "The add-in file is not the one of this okrsheet",
        "It is older, newer or was changed, so a button may ask for what is not there.",
        "Quit Excel and run `okrsheet addin install`.",
    ),
    Code(
        "OKR966",
        ERROR,
        "The bridge from Excel to Python is missing",
        "On Windows it is a DLL beside Python, on a Mac a script in a folder of Excel; without it "
        "no button and no formula can reach Python.",
        "Make a folder for okrsheet with `python -m venv`; " + _NEW_PLACE,
    ),
    Code(
        "OKR967",
        ERROR,
        "Python lacks what it needs to talk to Excel",
        "xlwings needs pywin32 on Windows and appscript on a Mac; pip brings them along.",
        "Run `pip install --force-reinstall xlwings==` with the version that is named.",
    ),
    Code(
        "OKR968",
        ERROR,
        "The add-in file is blocked because it came from the internet",
        "Windows and macOS mark such files, and Excel does not run their macros.",
        "Run `okrsheet addin install`, which writes the file itself; or unblock it by hand: "
        "Properties, General, Unblock.",
    ),
    Code(
        "OKR969",
        WARNING,
        "Excel is running",
        "It loads the add-in when it starts, and keeps the file while it runs.",
        "Quit Excel (all of its windows), then run the command again or start Excel.",
    ),
    Code(
        "OKR970",
        ERROR,
        "Excel is told not to run the macros of this add-in",
        "A setting of the Trust Center, or a policy of your company, forbids it.",
        "File, Options, Trust Center, Trust Center Settings: look at Add-ins, Trusted Locations "
        "and Macro Settings. Where they are grey, ask your administrator.",
    ),
    Code(
        "OKR971",
        ERROR,
        "Microsoft Defender keeps Excel from starting Python",
        "A rule against attacks forbids Office to start programs or to call Windows.",
        "Ask your administrator for an exclusion; the commands of okrsheet in a terminal work "
        "without it.",
    ),
    Code(
        "OKR972",
        WARNING,
        "The add-in is there twice",
        "Excel loads both files, and which of the two answers is chance.",
        "Quit Excel and delete the file outside the start-up folder.",
    ),
    Code(
        "OKR973",
        WARNING,
        "There is more than one Excel",
        "The add-in speaks to the Excel that answers first, which may be the other one.",
        "Quit all but one, and open the workbook in that one.",
    ),
    Code(
        "OKR974",
        WARNING,
        "The start-up folder lies on OneDrive or on a network",
        "Excel may not trust it, or not find it without a connection.",
        "Ask who set up this computer for a folder on its own disk, or add the folder in File, "
        "Options, Trust Center, Trust Center Settings, Trusted Locations.",
    ),
    Code(
        "OKR975",
        ERROR,
        "Excel can't start Python from this folder",
        "The macros of xlwings can't read every letter of a path, and not every kind of Python.",
        "Make a folder whose path has plain letters and no blanks, with the Python of python.org "
        "and `python -m venv`; " + _NEW_PLACE,
    ),
    Code(
        "OKR976",
        ERROR,
        "macOS keeps this program out of the folders of Excel",
        "Each program needs your permission before it may write there.",
        "System Settings, Privacy & Security, Full Disk Access: switch on Terminal, quit it and "
        "start it again.",
    ),
    Code(
        "OKR977",
        WARNING,
        "Excel was not found on this computer",
        "The folders and settings that Excel makes when it first starts are not there.",
        "Install Excel for the desktop, start it once, quit it, and run the command again.",
    ),
    Code(
        "OKR978",
        ERROR,
        "Excel switched the add-in off after it had crashed",
        "It keeps a list of such files and does not open them at the start.",
        "In Excel: File, Options, Add-ins, Manage: Disabled Items, Go, choose okrsheet, Enable.",
    ),
)

BY_ADDIN_CODE: Final = {code.code: code for code in ADDIN_CODES}
