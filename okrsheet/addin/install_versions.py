"""Which versions belong together: okrsheet, xlwings and the add-in file."""

import re
from typing import Final, NamedTuple

from okrsheet.ooxml.archive import has_part, read_part
from okrsheet.ooxml.errors import OkrsheetFileError
from okrsheet.ooxml.guard import open_archive

XLWINGS: Final = "0.37.8"  # as in pyproject.toml: the macros name its DLL and its script
_PART: Final = "docProps/custom.xml"
_PROPERTY: Final = re.compile(
    rb'<property [^>]*name="(okrsheet|xlwings)(?: version)?"[^>]*>\s*<vt:lpwstr>([^<]+)</vt:lpwstr>'
)


class Marks(NamedTuple):
    """What an add-in file says it was built for; "" where it does not say."""

    okrsheet: str = ""
    xlwings: str = ""


def marks_of(data: bytes) -> Marks:
    """The versions in the custom document properties of an add-in, `okrsheet` and `xlwings`."""
    try:
        archive = open_archive(data, "")
        text = read_part(archive, _PART) if has_part(archive, _PART) else b""
    except OkrsheetFileError:
        return Marks()
    return Marks(**{name.decode(): value.decode() for name, value in _PROPERTY.findall(text)})
