"""Every kind of finding, declared once: what it means and the way out."""

from typing import Final

from okrsheet.core.closing_codes import CLOSING_CODES
from okrsheet.core.content_codes import CONTENT_CODES
from okrsheet.core.data_codes import DATA_CODES
from okrsheet.core.findings import ERROR, Code, Finding, Place, Severity
from okrsheet.core.quarter_codes import QUARTER_CODES
from okrsheet.core.refresh_codes import REFRESH_CODES

_ALL: Final[tuple[Code, ...]] = (
    *DATA_CODES,
    *CONTENT_CODES,
    *QUARTER_CODES,
    *CLOSING_CODES,
    *REFRESH_CODES,
    Code(
        "OKR999",
        ERROR,
        "A mistake in okrsheet",
        "Something happened that we did not foresee. Nothing was changed.",
        "Please report it with the text shown.",
    ),
)

CODES: Final = tuple(sorted(_ALL))
BY_CODE: Final = {code.code: code for code in CODES}


def finding(
    code: str,
    message: str,
    *,
    place: Place | None = None,
    ids: tuple[str, ...] = (),
    severity: Severity | None = None,
) -> Finding:
    """A finding of a declared kind.

    Args:
        code: such as OKR012.
        message: what is wrong here, one sentence with its full stop.
        place: the cell by meaning.
        ids: objectives and key results it is about.
        severity: where it differs from the code's own.

    Raises:
        KeyError: the code is not declared.
    """
    kind = BY_CODE[code]
    return Finding(code, severity or kind.severity, message, kind.way_out, ids, place)
