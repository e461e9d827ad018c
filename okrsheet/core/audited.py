"""A quarter's key results with their audit and the lint's verdict on their wording.

Source: semantics, sections 6 and 7.
"""

from collections.abc import Sequence
from typing import NamedTuple

from okrsheet.core.amounts import exact
from okrsheet.core.audit import Audit, audit, is_defined
from okrsheet.core.audit_gaps import step_of
from okrsheet.core.figures import Figures
from okrsheet.core.history import History, histories, number
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.lint.judge import judge_key_result, judge_objective
from okrsheet.core.lint.wording import Wording
from okrsheet.core.model import KeyResult


class Audited(NamedTuple):
    """One key result, its audit, and what the lint says about its text."""

    figure: KeyResultFigures
    audit: Audit
    wording: Wording

    @property
    def why(self) -> str:
        """The worst the lint has to say; "" where nothing, or where a person overruled it."""
        return self.wording.remarks[0].why if self._remarks else ""

    @property
    def rewrite(self) -> str:
        """How the lint would say it, with the numbers of the columns; "" as for `why`."""
        return _with_numbers(self.wording.remarks[0].rewrite, self.figure) if self._remarks else ""

    @property
    def _remarks(self) -> bool:
        return bool(self.wording.remarks) and self.figure.key_result.wording_fine is not True

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do about each gap, in the order of the audit."""
        return tuple(step_of(gap, self.rewrite) for gap in self.audit.missing)


def _with_numbers(rewrite: str, figure: KeyResultFigures) -> str:
    """What the columns know takes the place of X and Y."""
    kr = figure.key_result
    start, goal = number(kr.baseline), number(kr.target)
    if start is None or goal is None:
        return rewrite
    return rewrite.replace("from X to Y", f"from {exact(kr, start)} to {exact(kr, goal)}")


def judge(kr: KeyResult, history: History) -> Wording:
    """What the lint says about a key result's text, beside what its columns say.

    By when is always known: by the end of the quarter the workbook is for.
    """
    return judge_key_result(kr.text, target_known=is_defined(kr, history), dated=True)


def audited(found: Figures) -> tuple[Audited, ...]:
    """The audit of every key result, in the order of the sheet."""
    past = histories(found.plan)
    return tuple(_audited(figure, past[figure.row]) for figure in found.key_results)


def _audited(figure: KeyResultFigures, history: History) -> Audited:
    kr = figure.key_result
    wording = judge(kr, history)
    return Audited(figure, audit(kr, history, wording=wording.passes), wording)


def objective_wordings(found: Figures, audits: Sequence[Audited]) -> tuple[Wording, ...]:
    """What the lint says about each objective, given its key results."""
    under: dict[str, list[Wording]] = {}
    for each in audits:
        under.setdefault(each.figure.key_result.objective_id.lower(), []).append(each.wording)
    return tuple(
        judge_objective(o.objective.text, under.get(o.objective.id.lower(), ()))
        for o in found.objectives
    )
