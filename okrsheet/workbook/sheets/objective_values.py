"""What the formulas of the Objectives sheet show, from the Python figures."""

from collections.abc import Callable

from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.objective_figures import ObjectiveFigures
from okrsheet.core.words import Level, Rag
from okrsheet.workbook.view import View, blank, row_number

Value = Callable[[View, int], object]
SENTENCE_PARTS = 6


def figure_of(show: Callable[[ObjectiveFigures], object]) -> Value:
    def value(view: View, row: int) -> object:
        found = view.objective_figures(row)
        return "" if found is None else blank(show(found))

    return value


def supported_row(view: View, row: int, place: int) -> int | None:
    names = view.objective(row).supports
    return view.objective_row(names[place]) if place < len(names) else None


def also_row(view: View, row: int) -> object:
    found = supported_row(view, row, 1)
    return "" if found == supported_row(view, row, 0) else row_number(found)


def parts(view: View, row: int) -> list[str]:
    return [
        f.key_result.text
        for f in view.figures.key_results
        if view.objective_row(f.key_result.objective_id) == row
    ]


def sentence(view: View, row: int) -> object:
    texts = parts(view, row)[:SENTENCE_PARTS]
    if not texts or view.objective_row(view.objective(row).id) != row:
        return ""
    return f"I will {within(view.objective(row).text)} as measured by " + "; ".join(texts)


def within(text: str) -> str:
    """A text as it stands inside a sentence; a name in capitals keeps them."""
    return text[:1].lower() + text[1:] if text[1:2] == text[1:2].lower() else text


def supporting_rags(view: View, row: int) -> list[Rag | None]:
    return [
        o.rag
        for o in view.figures.objectives
        if o.objective.level is Level.TEAM and row in o.supports
    ]


def counted_rags(show: Callable[[list[Rag | None]], int]) -> Value:
    def value(view: View, row: int) -> object:
        return show(supporting_rags(view, row)) if view.objective_figures(row) else ""

    return value


def total(view: View, row: int, show: Callable[[KeyResultFigures], float]) -> object:
    if view.objective_figures(row) is None:
        return ""
    return sum(
        show(f)
        for f in view.figures.key_results
        if view.objective_row(f.key_result.objective_id) == row
    )


def name(view: View, row: int) -> object:
    return view.objective(row).id if view.objective_figures(row) else ""


def level(view: View, row: int) -> object:
    level = view.objective(row).level
    return str(level) if level else ""


def serves_company(view: View, row: int) -> object:
    figure = view.objective_figures(row)
    if figure is None:
        return ""
    company = {o.row for o in view.figures.objectives if o.objective.level is Level.COMPANY}
    return int(figure.objective.level is Level.TEAM and bool(company & figure.supports))


def coverage(figure: ObjectiveFigures) -> str:
    return f"{figure.reported} of {figure.due}"


def board_order(figure: ObjectiveFigures) -> int:
    """The order on the dashboard: company objectives first, then teams with trouble first."""
    if figure.objective.level is Level.COMPANY:
        return figure.row + 1
    ranks = {Rag.RED: 1, Rag.YELLOW: 2, Rag.NO_DATA: 3}
    rank = ranks.get(figure.rag, 4) if figure.rag else 4
    return rank * 10_000 + figure.row + 1
