"""Why an existing file cannot be replaced: the causes of saving, and one class for each kind.

`exit_code` is 3 for "cannot write", 4 for "locked or changed by someone else". Where a cause says
"nothing was changed" the file is the very one it was; at most an empty folder for backups is new.
"""

from typing import Final

from okrsheet.ooxml.errors import Cause, OkrsheetFileError

NOT_SAVED: Final = Cause(
    "OKR943",
    "the file could not be saved and stands as it was",
    "Check free space and the drive, then run the command again",
)
NO_ROOM_FOR_BACKUPS: Final = Cause(
    "OKR943",
    "no backup can be kept, so nothing was changed",
    "Make .okrsheet-backup a folder you may write in",
)
NOT_CONFIRMED: Final = Cause(
    "OKR943",
    "the new version is in place, but the drive did not confirm it",
    "Check the drive; `okrsheet backups list` shows the version before",
)
NOT_MADE: Final = Cause(
    "OKR943",
    "the file could not be made, and nothing is left of it",
    "Check free space and the drive, then run the command again",
)
MADE_UNCONFIRMED: Final = Cause(
    "OKR943",
    "the file was made, but the drive did not confirm it",
    "Check the drive, then open the file to see whether it is whole",
)
UNKNOWN: Final = Cause(
    "OKR943",
    "the drive stopped answering, so it is not known which version stands",
    "Connect or check the drive; both versions are whole, see `okrsheet backups list`",
)
STRANDED: Final = Cause(
    "OKR943",
    "the file could not be put back in its place; it stands whole under another name",
    "Rename it, or use `okrsheet backups restore`",
)
READ_ONLY_FILE: Final = Cause(
    "OKR944",
    "the file is read-only, so nothing was changed",
    "Take the mark away, or ask its owner for the right to write",
)
OPEN: Final = Cause(
    "OKR945",
    "the file is open",
    "Nothing was changed. Close it there or use --wait; if nobody has it open, delete that sign",
)
HELD: Final = Cause(
    "OKR945",
    "another program holds the file, so nothing was changed",
    "Close it there, or use --wait",
)
CHANGED: Final = Cause(
    "OKR946",
    "somebody else saved the file since it was read; their version stays",
    "Run the command again",
)
GONE: Final = Cause(
    "OKR946",
    "the file was moved or deleted since it was read, so nothing was changed",
    "Check the name and the folder, then run the command again",
)
OVERTAKEN: Final = Cause(
    "OKR946",
    "another program replaced or removed the file right after it was saved",
    "Close it there, then run the command again",
)
BUSY: Final = Cause(
    "OKR947",
    "another okrsheet is saving this file, so nothing was changed",
    "Run the command again in a moment",
)
RESTLESS: Final = Cause(
    "OKR947", "the file keeps changing while it is read", "Run the command again when it is saved"
)
REFUSED: Final = Cause(
    "OKR948",
    "the result did not pass its own check, so nothing was changed",
    "Please report it with the text shown",
)
NO_BACKUP: Final = Cause(
    "OKR949", "there is no such backup", "`okrsheet backups list` shows those there are"
)
BACKUP_CHANGED: Final = Cause(
    "OKR949",
    "this backup was changed after it was made",
    "Choose another, or copy it by hand if it is what you want",
)


class SaveFailed(OkrsheetFileError):  # noqa: N818 - named for the cause
    """An existing file could not be replaced; `what` says which version stands."""

    usual = NOT_SAVED
    code = usual.code
    exit_code = 3


class OpenElsewhere(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Excel, LibreOffice or another program has the file open."""

    usual = OPEN
    code = usual.code
    exit_code = 4


class Conflict(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Somebody else changed the file between reading and saving."""

    usual = CHANGED
    code = usual.code
    exit_code = 4


class Busy(OkrsheetFileError):  # noqa: N818 - named for the cause
    """Somebody is writing the file right now."""

    usual = BUSY
    code = usual.code
    exit_code = 4


class ResultRefused(OkrsheetFileError):  # noqa: N818 - named for the cause
    """What was to be written did not pass the caller's own check."""

    usual = REFUSED
    code = usual.code
    exit_code = 3


class NoBackup(OkrsheetFileError):  # noqa: N818 - named for the cause
    """The backup asked for is not there, or is not what was put aside."""

    usual = NO_BACKUP
    code = usual.code
