"""Trying again for a moment: virus scanners and synchronisation bar a file and let it go."""

import errno
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

SHARING: Final = (5, 32, 33)  # access denied, sharing violation, lock violation
UNTOUCHED: Final = (1175, 1176)  # ReplaceFileW could not begin: both files are where they were
_PASSING: Final = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EAGAIN)
_TRIES: Final = 7
_FIRST_PAUSE: Final = 0.02


def patiently(sleep: "Callable[[float], None]", call: "Callable[[], Result]") -> Result:
    """Do what may be barred for a moment, for two and a half seconds at the longest.

    Raises:
        OSError: It stayed barred, or the error is one that waiting does not cure.
    """
    for count in range(_TRIES):
        try:
            return call()
        except OSError as error:
            if not _may_pass(error):
                raise
        sleep(_FIRST_PAUSE * 2**count)
    return call()


def _may_pass(error: OSError) -> bool:
    return error.errno in _PASSING or windows_number(error) in (*SHARING, *UNTOUCHED)


def windows_number(error: OSError) -> int:
    """The number Windows gave, 0 elsewhere."""
    number = getattr(error, "winerror", None)
    return number if isinstance(number, int) else 0
