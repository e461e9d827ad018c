"""All codes a person can meet: of a workbook, of a refused file, of the add-in for Excel."""

from typing import Final

from okrsheet.core.codes import CODES
from okrsheet.core.findings import ERROR, Code
from okrsheet.ooxml import demand_refusals, errors, kinds, refusals, save_errors
from okrsheet.ooxml.errors import Cause
from okrsheet.workbook import excel_refusals, pack_refusals
from okrsheet.workbook.addin_codes import BY_ADDIN_CODE

_MODULES: Final = (
    errors,
    kinds,
    refusals,
    demand_refusals,
    save_errors,
    pack_refusals,
    excel_refusals,
)


def _file_codes() -> dict[str, Code]:
    named = [value for part in _MODULES for value in vars(part).values()]
    causes = list(dict.fromkeys(value for value in named if isinstance(value, Cause)))
    grouped: dict[str, list[Cause]] = {}
    for cause in causes:
        grouped.setdefault(cause.code, []).append(cause)
    return {
        code: Code(
            code,
            ERROR,
            _sentence(found[0].what),
            " ".join(f"{_sentence(cause.what)}." for cause in found),
            " ".join(dict.fromkeys(f"{cause.way_out}." for cause in found)),
        )
        for code, found in grouped.items()
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def all_codes() -> dict[str, Code]:
    """Every code with its meaning and its way out, in order."""
    codes = {code.code: code for code in CODES} | _file_codes() | BY_ADDIN_CODE
    return dict(sorted(codes.items()))
