"""All codes a person can meet: of a workbook, of a refused file, of the add-in for Excel."""

from collections.abc import Sequence
from typing import Final

from okrsheet.core.codes import CODES
from okrsheet.core.findings import ERROR, Code
from okrsheet.ooxml import demand_refusals, errors, kinds, refusals, save_errors
from okrsheet.ooxml.errors import Cause
from okrsheet.workbook import (
    carry_refusals,
    closing_refusals,
    excel_refusals,
    history_refusals,
    import_refusals,
    keep_refusals,
    pack_refusals,
    planning_refusals,
)
from okrsheet.workbook.addin_codes import BY_ADDIN_CODE

_MODULES: Final = (
    errors,
    kinds,
    refusals,
    demand_refusals,
    save_errors,
    pack_refusals,
    excel_refusals,
    carry_refusals,
    planning_refusals,
    closing_refusals,
    keep_refusals,
    import_refusals,
    history_refusals,
)
_BESIDE: Final = "Do what stands behind the reason you were told."


def _file_codes() -> dict[str, Code]:
    named = [value for part in _MODULES for value in vars(part).values()]
    causes = list(dict.fromkeys(value for value in named if isinstance(value, Cause)))
    grouped: dict[str, list[Cause]] = {}
    for cause in causes:
        grouped.setdefault(cause.code, []).append(cause)
    return {code: _code(code, found) for code, found in grouped.items()}


def _code(code: str, causes: Sequence[Cause]) -> Code:
    """One meaning for all causes of a code; where there are several, each with its own way out."""
    title = _sentence(causes[0].what)
    if len(causes) == 1:
        return Code(code, ERROR, title, f"{title}.", f"{causes[0].way_out}.")
    each = (f"{_sentence(cause.what)}. {cause.way_out}." for cause in causes)
    return Code(code, ERROR, title, "\n\n".join(each), _BESIDE)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def all_codes() -> dict[str, Code]:
    """Every code with its meaning and its way out, in order."""
    codes = {code.code: code for code in CODES} | _file_codes() | BY_ADDIN_CODE
    return dict(sorted(codes.items()))
