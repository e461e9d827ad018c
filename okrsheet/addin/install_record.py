"""What an installation wrote and what stood there before, so that it can be undone."""

import json
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.addin.install_files import content_of

FILE: Final = "installed.json"


class Entry(NamedTuple):
    """One file of ours.

    Attributes:
        path: Where it stands.
        sha256: What we wrote, 64 hexadecimal digits.
        before: The name, beside the record, of what stood there; "" where nothing did.
    """

    path: str
    sha256: str
    before: str = ""


class Record(NamedTuple):
    """One installation: its versions, its files, the folders it made."""

    okrsheet: str
    xlwings: str
    entries: tuple[Entry, ...] = ()
    folders: tuple[str, ...] = ()

    def of(self, path: Path) -> Entry | None:
        """What is known of a file."""
        return next((entry for entry in self.entries if entry.path == str(path)), None)


NOTHING: Final = Record("", "")


def read_record(folder: Path) -> Record:
    """The record in a folder; NOTHING where there is none that makes sense.

    Raises:
        UnreadableFile: It is there and can't be read.
    """
    data = content_of(folder / FILE)
    try:
        found = json.loads(data or b"{}")
        return Record(
            str(found["okrsheet"]),
            str(found["xlwings"]),
            tuple(_entry(row) for row in found["files"]),
            tuple(str(name) for name in found["folders"]),
        )
    except (ValueError, TypeError, KeyError):
        return NOTHING


def written(record: Record) -> bytes:
    """The record as a file."""
    content = {
        "okrsheet": record.okrsheet,
        "xlwings": record.xlwings,
        "files": [entry._asdict() for entry in record.entries],
        "folders": record.folders,
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _entry(row: dict[str, str]) -> Entry:
    # A name and no path: what is put back must have lain beside the record.
    return Entry(str(row["path"]), str(row["sha256"]), Path(str(row["before"])).name)
