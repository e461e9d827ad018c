"""The add-in file: where it lies, and which versions it says it belongs to."""

from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from okrsheet.workbook.packaged import packaged

ADDIN: Final = "okrsheet.xlam"
PART: Final = "docProps/custom.xml"

_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_ANY: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


class Versions(NamedTuple):
    """What an add-in file was built for; it works with these versions only."""

    okrsheet: str
    xlwings: str


def addin_path() -> Path:
    """The add-in file.

    Raises:
        FileMissing: it is not installed.
    """
    return packaged(ADDIN)


def versions_part(versions: Versions) -> str:
    """The part of the file that names the versions: custom properties `okrsheet`, `xlwings`."""
    properties = "".join(
        f'<property fmtid="{_ANY}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(version)}</vt:lpwstr></property>"
        for number, (name, version) in enumerate(versions._asdict().items(), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{properties}</Properties>'
    )
