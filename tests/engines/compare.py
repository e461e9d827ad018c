"""What differs between the figures we expect in a workbook and those an engine computed."""

import datetime
import math
from collections.abc import Iterator, Mapping

Value = float | str | bool | datetime.date | None
Cells = Mapping[str, Mapping[str, Value]]

# With "#ERR502" and the like, which are LibreOffice's, every error text an engine hands over.
EXCEL_ERRORS = {"#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#REF!", "#NUM!", "#NULL!"}
ENGINE_ERRORS = {"#SPILL!", "#CALC!", "#CIRC!", "#ERROR!", "#N/IMPL!"}
DAY_ZERO = datetime.datetime(1899, 12, 30)  # noqa: DTZ001  a serial number has no time zone


def differences(expected: Cells, got: Cells, tolerance: float = 1e-9) -> list[str]:
    """One line per cell that differs, per cell that is missing and per error value in `got`.

    Numbers agree within `tolerance`, absolute or relative; text agrees exactly; "" and None
    are one; True and 1.0 are one; a date is its serial number. Cells that only `got` has
    are not compared, but must not show an error.
    """
    return [*_wrong(expected, got, tolerance), *_errors(expected, got)]


def is_error(value: Value) -> bool:
    """Whether an engine means an error by this text."""
    return isinstance(value, str) and (
        value in EXCEL_ERRORS | ENGINE_ERRORS or value.startswith("#ERR")
    )


def only(cells: Cells, got: Cells) -> Cells:
    """The cells of `got` that `cells` has: LibreOffice takes a typed TRUE for a formula."""
    return {
        sheet: {address: value for address, value in found.items() if address in cells[sheet]}
        for sheet, found in got.items()
        if sheet in cells
    }


def _wrong(expected: Cells, got: Cells, tolerance: float) -> Iterator[str]:
    for sheet, cells in expected.items():
        for address, value in cells.items():
            if address not in got.get(sheet, {}):
                yield f"{sheet}!{address}: expected {value!r}, no formula there"
                continue
            seen = got[sheet][address]
            if is_error(seen) or not _same(_plain(value), _plain(seen), tolerance):
                yield f"{sheet}!{address}: expected {value!r}, got {seen!r}"


def _errors(expected: Cells, got: Cells) -> Iterator[str]:
    for sheet, cells in got.items():
        for address, value in cells.items():
            if is_error(value) and address not in expected.get(sheet, {}):
                yield f"{sheet}!{address}: shows {value}"


def _plain(value: Value) -> float | str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return (value - DAY_ZERO) / datetime.timedelta(days=1)
    if isinstance(value, datetime.date):
        return float((value - DAY_ZERO.date()).days)
    return float(value)


def _same(left: float | str, right: float | str, tolerance: float) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return left == right
    return math.isclose(left, right, rel_tol=tolerance, abs_tol=tolerance)
