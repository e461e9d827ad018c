"""What the wording lint said about each key result, as the hidden cells of the Audit sheet keep it.

No formula can judge a text. The verdict stands beside the very text it was given on: where people
have changed or sorted key results since, it does not count, and their own Yes or No always does.
"""

from typing import Final, NamedTuple

from okrsheet.core.audit import Audit, audit, is_defined
from okrsheet.core.audit_patterns import Patterns, patterns
from okrsheet.core.history import History
from okrsheet.core.model import KeyResult
from okrsheet.ooxml.cell_text import units
from okrsheet.ooxml.cells import FORBIDDEN, LONGEST
from okrsheet.workbook.view import View

TABLE_NAME: Final = "tblAudit"
TEXT: Final = "Judged text"
WITH_TARGET: Final = "Judged with target"
FINE: Final = "Judged fine"
WHY: Final = "Judged why"
REWRITE: Final = "Judged rewrite"
HEADERS: Final = (TEXT, WITH_TARGET, FINE, WHY, REWRITE)
NOTHING_TO_SAY: Final = "fine"


class Judged(NamedTuple):
    """One verdict: the text it is about, and whether the columns named a target then."""

    text: str
    with_target: bool
    fine: bool
    why: str
    rewrite: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells, in the order of `HEADERS`."""
        return (self.text, yes(self.with_target), yes(self.fine), self.why, self.rewrite)


def yes(holds: bool) -> str:  # noqa: FBT001  # what a cell says
    """Yes or No."""
    return "Yes" if holds else "No"


def judged_now(kr: KeyResult, history: History) -> Judged | None:
    """Today's verdict; None where there is no text, or one that no cell can hold as it is."""
    if not kr.text:
        return None
    from okrsheet.core.audited import judge  # noqa: PLC0415  # the lint is not for readers

    wording = judge(kr, history)
    why, rewrite = NOTHING_TO_SAY, ""
    if wording.remarks:
        why, rewrite = wording.remarks[0].why, wording.remarks[0].rewrite
    made = Judged(kr.text, is_defined(kr, history), wording.passes, why, rewrite)
    return made if all(map(_is_kept, made.cells)) else None


def _is_kept(text: str) -> bool:
    return FORBIDDEN.search(text) is None and "\r" not in text and units(text) <= LONGEST


def judged_of(view: View, row: int) -> Judged | None:
    """The verdict that stands, or will stand, in a line of the Audit sheet."""
    if row not in view.judged:
        view.judged[row] = judged_now(view.key_result(row), view.history(row))
    return view.judged[row]


def current(view: View, row: int) -> Judged | None:
    """The verdict of a line, if it is about the text that stands there today."""
    found, kr = judged_of(view, row), view.key_result(row)
    if found is None or found.text != kr.text:
        return None
    return found if found.with_target is is_defined(kr, view.history(row)) else None


def audit_of(view: View, row: int) -> Audit:
    """The audit of a key result as its line of the Audit sheet shows it."""
    if row not in view.audits:
        found = current(view, row)
        wording = None if found is None else found.fine
        view.audits[row] = audit(view.key_result(row), view.history(row), wording=wording)
    return view.audits[row]


def patterns_of(view: View) -> Patterns:
    """What the audits of the whole sheet say together."""
    if view.patterns is None:
        found = [
            (figure.key_result, audit_of(view, figure.row)) for figure in view.figures.key_results
        ]
        view.patterns = patterns(view.plan, found)
    return view.patterns
