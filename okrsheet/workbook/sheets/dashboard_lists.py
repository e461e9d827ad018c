"""The lists on the Dashboard: objectives, key results in trouble, teams."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.objective_figures import ObjectiveFigures, TeamFigures
from okrsheet.workbook.sheets.forecast_values import REFRESH, forecast, score
from okrsheet.workbook.sheets.objective_values import board_order
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.shortened import fitted
from okrsheet.workbook.view import View, blank

OBJECTIVE_ROWS: Final = 10
KEY_RESULT_ROWS: Final = 10
TEAM_ROWS: Final = 10
OBJECTIVES_AT: Final = 10
KEY_RESULTS_AT: Final = OBJECTIVES_AT + OBJECTIVE_ROWS + 3
TEAMS_AT: Final = KEY_RESULTS_AT
HELPER: Final = "P"
# Two lines of their column; the row is as high as that.
LETTERS: Final[Mapping[str, int]] = {"C": 130, "D": 44, "I": 48, "K": 36}
FORECAST: Final = "J"
NO_OBJECTIVE: Final = "Write the first objective on the Objectives sheet."
NO_KEY_RESULT: Final = "Write the first key result on the Key Results sheet."

_RIGHT: Final = frozenset({"Score", "Expected"})


def _heads(row: int, heads: Mapping[str, str]) -> Iterator[Spot]:
    for column, text in heads.items():
        across = "right" if text in _RIGHT else "center" if text == "RAG" else "left"
        yield Spot(f"{column}{row}", f"head_{across}", text=text)


def _objective_at(view: View, place: int) -> ObjectiveFigures | None:
    ordered = sorted(view.figures.objectives, key=board_order)
    return ordered[place] if place < len(ordered) else None


def _key_result_at(view: View, place: int) -> KeyResultFigures | None:
    return view.in_trouble[place] if place < len(view.in_trouble) else None


def _team_at(view: View, place: int) -> TeamFigures | None:
    return view.team_figures(place)


def objective_lines() -> Iterator[Spot]:
    """The objectives: the company's first, then the teams' with trouble first."""
    heads = ("ID", "Objective", "Team", "Score", "Expected", "Progress", "RAG", "Reported")
    yield from _heads(OBJECTIVES_AT - 1, dict(zip("BCDEFGHI", heads, strict=True)))
    shows: tuple[tuple[str, str, str, Callable[[ObjectiveFigures], object]], ...] = (
        ("B", "id", "Key", lambda o: o.objective.id),
        ("C", "long", "Objective", lambda o: o.objective.text),
        ("D", "cell", "Team", lambda o: o.objective.team or str(o.objective.level or "")),
        ("E", "score", "Score", lambda o: blank(o.score)),
        ("F", "score", "Expected", lambda o: blank(o.expected)),
        ("G", "bar", "Score", lambda o: blank(o.score)),
        ("H", "rag", "RAG", lambda o: str(o.rag or "")),
        ("I", "cell", "Reported", lambda o: f"{o.reported} of {o.due}"),
    )
    for place in range(OBJECTIVE_ROWS):
        row = OBJECTIVES_AT + place
        where = f"${HELPER}{row}"
        yield _helper(
            row, "obj[Board order]", f"SMALL(obj[Board order],{place + 1})", _objective_at, place
        )
        for column, look, header, show in shows:
            cell = f"INDEX(obj[{header}],{where})"
            if header == "Team":
                level = f"INDEX(obj[Level used],{where})"
                cell = f"IFERROR(IF(LEN(TRIM({cell}))>0,TRIM({cell}),{level}),{level})"
            elif look == "long":
                cell = f'IFERROR(TRIM({cell}),"")'
            none = NO_OBJECTIVE if look == "long" and place == 0 else ""
            yield _line(
                f"{column}{row}", look, cell, _found(_objective_at, place, show, none), none
            )


def key_result_lines() -> Iterator[Spot]:
    """The key results, the ones in trouble first."""
    heads = ("ID", "Key result", "Owner", "Score", "Expected", "Progress", "RAG", "Talk about")
    yield from _heads(KEY_RESULTS_AT - 1, dict(zip("BCDEFGHI", heads, strict=True)))
    yield Spot(f"{FORECAST}{KEY_RESULTS_AT - 1}", "head_center", text="Forecast", late=True)
    shows: tuple[tuple[str, str, str, Callable[[KeyResultFigures], object]], ...] = (
        ("B", "id", "Key", lambda k: k.key_result.id),
        ("C", "long", "Text used", lambda k: k.key_result.text),
        ("D", "cell", "Owner", lambda k: k.key_result.owner),
        ("E", "score", "Score", lambda k: blank(k.score)),
        ("F", "score", "Expected", lambda k: k.expected),
        ("G", "bar", "Score", lambda k: blank(k.score)),
        ("H", "rag", "RAG", lambda k: str(k.rag)),
    )
    for place in range(KEY_RESULT_ROWS):
        row = KEY_RESULTS_AT + place
        where = f"${HELPER}{row}"
        yield _helper(
            row, "kr[Talk order]", f"LARGE(kr[Talk order],{place + 1})", _key_result_at, place
        )
        for column, look, header, show in shows:
            cell = f"INDEX(kr[{header}],{where})"
            if header == "Owner":
                cell = f'IFERROR(TRIM({cell}),"")'
            none = NO_KEY_RESULT if look == "long" and place == 0 else ""
            yield _line(
                f"{column}{row}", look, cell, _found(_key_result_at, place, show, none), none
            )
        yield _line(f"I{row}", "cell", f"INDEX(kr[Talk about],{where})", _talk_about(place))
        told = f"INDEX(fc[Forecast],{where})"
        ahead = f'IFERROR(IF({told}="{REFRESH}",{told},INDEX(fc[Score],{where})),"")'
        yield _line(f"{FORECAST}{row}", "ahead", ahead, _forecast(place))._replace(late=True)


def _talk_about(place: int) -> Callable[[View], object]:
    def value(view: View) -> object:
        found = _key_result_at(view, place)
        return "" if found is None else view.talk_about(found)

    return value


def _forecast(place: int) -> Callable[[View], object]:
    def value(view: View) -> object:
        found = _key_result_at(view, place)
        if found is None:
            return ""
        told = forecast(view, found.row)
        return told if isinstance(told, str) else score(view, found.row)

    return value


def team_lines() -> Iterator[Spot]:
    """The teams, as on their sheet."""
    heads = ("Team", "Score", "RAG", "Reported")
    yield from _heads(TEAMS_AT - 1, dict(zip("KLMN", heads, strict=True)))
    shows: tuple[tuple[str, str, str, Callable[[TeamFigures], object]], ...] = (
        ("K", "cell", "Key", lambda t: t.name),
        ("L", "score", "Score", lambda t: blank(t.score)),
        ("M", "rag", "RAG", lambda t: str(t.rag or "")),
        ("N", "cell", "Reported", lambda t: f"{t.reported} of {t.due}"),
    )
    for place in range(TEAM_ROWS):
        row = TEAMS_AT + place
        for column, look, header, show in shows:
            cell, value = fitted(
                f"INDEX(tm[{header}],{place + 1})",
                _found(_team_at, place, show, ""),
                LETTERS.get(column),
            )
            formula = f'IF(ROWS(tm[Row])<{place + 1},"",{cell})'
            yield Spot(f"{column}{row}", look, formula=formula, value=value)


def _helper(
    row: int, column: str, key: str, find: Callable[[View, int], object], place: int
) -> Spot:
    def value(view: View) -> object:
        found = find(view, place)
        return "" if found is None else found.row + 1  # type: ignore[attr-defined]  # both records have a row

    return Spot(
        f"{HELPER}{row}", "hidden", formula=f'IFERROR(MATCH({key},{column},0),"")', value=value
    )


def _found(
    find: Callable[[View, int], object], place: int, show: Callable[..., object], none: str
) -> Callable[[View], object]:
    def value(view: View) -> object:
        found = find(view, place)
        return none if found is None else show(found)

    return value


def _line(
    address: str, look: str, cell: str, value: Callable[[View], object], none: str = ""
) -> Spot:
    row = address[1:]
    cell, value = fitted(cell, value, LETTERS.get(address[0]))
    return Spot(address, look, formula=f'IF(${HELPER}{row}="","{none}",{cell})', value=value)
