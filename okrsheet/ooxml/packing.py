"""A workbook file as its parts: unpacked to bytes, packed the same way every time."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
_FIRST: Final = "[Content_Types].xml"


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a package we made ourselves, by name, in stored order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    """The package of these parts: the same parts give the same bytes."""
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = method
            info.create_system = 0
            archive.writestr(info, parts[name])
    return stream.getvalue()
