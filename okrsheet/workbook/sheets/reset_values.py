"""What the formulas of the Reset and Interviews sheets show, from the plan."""

from typing import Final

from okrsheet.core.words import Level, Match
from okrsheet.workbook.sheets.objective_values import board_order
from okrsheet.workbook.view import View

LINES: Final = 5
"""How many interviews there is room for: three to five are asked for."""
FEWEST: Final = 3
TEAMS_FROM: Final = 10_000
"""Board orders from here on are those of team objectives."""
VERDICTS: Final = {str(word): number for number, word in enumerate(Match, 1)}

NOTHING_YET: Final = "No answer has been compared yet."
TOO_FEW: Final = "Too few to tell: ask at least three people."
AGREED: Final = "People and plan say the same."
MOSTLY: Final = "Most say the same. Ask the others what they miss."
APART: Final = "People and plan part ways. Settle the priorities before you rewrite key results."
NO_OBJECTIVE: Final = "No company objective is written yet."
ONE_A_LINE: Final = "Each line shows one; hold every answer against all of them."


def key_result_place(view: View, row: int) -> int | None:
    """The row of the key result a task is about."""
    lines = view.plan.reset
    return view.key_result_row(lines[row].key_result_id) if row < len(lines) else None


def text(view: View, row: int) -> object:
    """The key result a task is about."""
    place = key_result_place(view, row)
    return "" if place is None else view.key_result(place).text


def objective_place(view: View, row: int) -> int | None:
    """The row of the company objective an interview's line shows."""
    orders = (board_order(figure) for figure in view.figures.objectives)
    company = sorted(order for order in orders if order < TEAMS_FROM)
    return company[row] - 1 if row < len(company) else None


def objective_text(view: View, row: int) -> object:
    """The company objective an interview's line shows."""
    place = objective_place(view, row)
    return "" if place is None else view.objective(place).text


def verdict(view: View, row: int) -> object:
    """What was typed below Same?, as a number."""
    lines = view.plan.interviews
    same = lines[row].same if row < len(lines) else None
    return 0 if same is None else VERDICTS[str(same)]


def taken_together(view: View, row: int) -> object:
    """What all answers come to, on the first lines."""
    told = (_matches, _judged, _objectives)
    return told[row](view) if row < len(told) else ""


def _counts(view: View) -> tuple[int, int, int]:
    said = [line.same for line in view.plan.interviews]
    return said.count(Match.YES), said.count(Match.PARTLY), said.count(Match.NO)


def _matches(view: View) -> str:
    yes, partly, no = counts = _counts(view)
    if not sum(counts):
        return NOTHING_YET
    return f"The same: {yes} of {sum(counts)}, partly: {partly}, not: {no}."


def _judged(view: View) -> str:
    yes, answers = _counts(view)[0], sum(_counts(view))
    if answers < FEWEST:
        return TOO_FEW if answers else ""
    if yes == answers:
        return AGREED
    return MOSTLY if 2 * yes >= answers else APART


def _objectives(view: View) -> str:
    levels = [figure.objective.level for figure in view.figures.objectives]
    company = levels.count(Level.COMPANY)
    return f"Company objectives: {company}. {ONE_A_LINE}" if company else NO_OBJECTIVE
