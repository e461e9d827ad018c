"""The files that come with okrsheet: the template, the add-in for Excel."""

from pathlib import Path

from okrsheet.ooxml.errors import FileMissing


def packaged(name: str) -> Path:
    """Where such a file lies: inside the installed package, or beside it in a source tree.

    Raises:
        FileMissing: it is in neither place.
    """
    package = Path(__file__).parents[1]
    for folder in (package, package.parent):
        path = folder / "workbook_templates" / name
        if path.is_file():
            return path
    raise FileMissing(str(package.parent / "workbook_templates" / name))
