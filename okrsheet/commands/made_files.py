"""Where a command puts the file it makes, and what it says then."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

STANDARD_OUTPUT = "-"


def add_out(parser: "ArgumentParser") -> None:
    """Tell the parser where a file can go."""
    add = parser.add_argument
    add("--out", metavar="FILE", help="a file, a folder, or - (default: beside the workbook)")
    add("--force", action="store_true", help="replace a file that is already there")


def put(parsed: "Namespace", name: str, data: bytes) -> None:
    """Write the file and say where it is; or write it to the standard output.

    Args:
        parsed: with `book`, `out` and `force`.
        name: its name, where only a folder is given.
        data: its content.

    Raises:
        OkrsheetFileError: it could not be written, or is there and may not be replaced.
        OutputLost: the standard output takes nothing.
    """
    from okrsheet.commands.streams import say, say_bytes

    if parsed.out == STANDARD_OUTPUT:
        say_bytes(data)
        return
    path = _place(parsed, name)
    backup = write(parsed, path, data)
    say(f"Made {path}")
    if backup:
        say(f"The file that was there is kept as {backup}")


def _place(parsed: "Namespace", name: str) -> "Path":
    from pathlib import Path

    if not parsed.out:
        return Path(parsed.book).parent / name
    asked = Path(parsed.out)
    return asked / name if asked.is_dir() else asked


def write(parsed: "Namespace", path: "Path", data: bytes) -> "Path | None":
    """Write one file and give the backup of the one it replaced.

    Raises:
        OkrsheetFileError: it could not be written, or is there and may not be replaced.
    """
    from datetime import UTC, datetime

    from okrsheet.ooxml.new_file import write_new

    parsed.saving = True
    return write_new(path, data, now=datetime.now(UTC), force=parsed.force)


def stem(parsed: "Namespace") -> str:
    """The workbook's name without its ending."""
    from pathlib import Path

    return Path(parsed.book).stem
