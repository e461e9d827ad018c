"""The Dashboard: in ten seconds, what needs a person."""

from collections.abc import Callable, Iterator

from okrsheet.core import rag as status
from okrsheet.core.key_result_figures import KeyResultFigures, trouble
from okrsheet.core.objective_figures import ObjectiveFigures, TeamFigures
from okrsheet.core.quarter import days_left
from okrsheet.core.words import Rag
from okrsheet.workbook import twins
from okrsheet.workbook.sheets.key_result_values import named
from okrsheet.workbook.sheets.objectives import board_order
from okrsheet.workbook.sheets.settings import setting
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.view import View, blank, serial

SHEET = "Dashboard"
OBJECTIVE_ROWS = 12
KEY_RESULT_ROWS = 20
TEAM_ROWS = 10
OBJECTIVES_AT = 11
TEAMS_AT = 11
KEY_RESULTS_AT = OBJECTIVES_AT + OBJECTIVE_ROWS + 3
CHART_AT = f"K{TEAMS_AT + TEAM_ROWS + 2}"
WIDTHS = {
    "A": 2,
    "B": 8,
    "C": 48,
    "D": 15,
    "E": 10,
    "F": 16,
    "G": 15,
    "H": 11,
    "I": 24,
    "J": 3,
    "K": 17,
    "L": 10,
    "M": 15,
    "N": 13,
}
HELPER = "P"

_COMPANY = 'obj[Level used],"Company"'
_COMPANY_COUNTED = f"{_COMPANY},obj[Counted],1"


def _company_count(word: str) -> str:
    return f'COUNTIFS({_COMPANY_COUNTED},obj[RAG],"{word}")'


_COMPANY_RAG = twins.rag_of_parts(
    f"COUNTIFS({_COMPANY_COUNTED})",
    {word: _company_count(word) for word in ("Not started", "No data", "Green", "Red")},
    f'OR(okr_worst_wins=1,SUMIFS(obj[Weight used],{_COMPANY_COUNTED},obj[RAG],"Red")'
    f">=okr_red_weight*SUMIFS(obj[Weight used],{_COMPANY_COUNTED})-{twins.CLOSE})",
)
_COMPANY_SCORE = (
    f'IF(SUMIFS(obj[Own weight],{_COMPANY})=0,"",'
    f"SUMIFS(obj[Own weighted],{_COMPANY})/SUMIFS(obj[Own weight],{_COMPANY}))"
)
_SUPPORT = (
    'IF(SUMIFS(obj[Own weight],obj[Serves company],1)=0,"",'
    "SUMIFS(obj[Own weighted],obj[Serves company],1)"
    "/SUMIFS(obj[Own weight],obj[Serves company],1))"
)


def _all_reported(view: View) -> str:
    due = [k for k in view.figures.key_results if k.due]
    return f"{sum(k.reported for k in due)} of {len(due)}"


def _count(word: Rag) -> Callable[[View], object]:
    return lambda view: view.figures.company.counts[word]


NAMES_SHOWN = 5


def _names(found: list[KeyResultFigures], none: str, lead: str) -> str:
    if not found:
        return none
    more = len(found) - NAMES_SHOWN
    listed = ", ".join(named(figure) for figure in found[:NAMES_SHOWN])
    return f"{lead}{listed}" + (f", and {more} more" if more > 0 else "")


def _owing(view: View) -> str:
    return _names([k for k in view.figures.key_results if k.owes], NOBODY_OWES, OWING)


def _deciding(view: View) -> str:
    due = [k for k in view.figures.key_results if k.escalation == status.DECIDE]
    return _names(due, NOTHING_DUE, DECIDING)


NOBODY_OWES = "Nobody owes an update."
OWING = "Owe an update: "
NOTHING_DUE = "No decision is due."
DECIDING = "Leadership decides: "


def _listed(header: str, count: str, none: str, lead: str) -> str:
    names = "&".join(
        f'IF({count}<{place},"",'
        + ('", "&' if place > 1 else "")
        + f"INDEX(kr[Named],MATCH({place},kr[{header}],0)))"
        for place in range(1, NAMES_SHOWN + 1)
    )
    more = f'IF({count}>{NAMES_SHOWN},", and "&({count}-{NAMES_SHOWN})&" more","")'
    return f'IF({count}=0,"{none}","{lead}"&{names}&{more})'


def _head(view: View) -> str:
    return f"{view.plan.organisation or 'Our'} OKRs, {view.plan.quarter.name}"


def _tiles() -> Iterator[Spot]:
    tiles: tuple[tuple[str, str, str, str, Callable[[View], object]], ...] = (
        (
            "C",
            "Company score",
            "big_score",
            _COMPANY_SCORE,
            lambda v: blank(v.figures.company.score),
        ),
        (
            "D",
            "Reported",
            "big",
            'COUNTIFS(kr[Counted],1,kr[Reported],1)&" of "&COUNTIFS(kr[Counted],1)',
            _all_reported,
        ),
        ("E", "Green", "big_green", 'COUNTIFS(kr[RAG],"Green")', _count(Rag.GREEN)),
        ("F", "Yellow", "big_yellow", 'COUNTIFS(kr[RAG],"Yellow")', _count(Rag.YELLOW)),
        ("G", "Red", "big_red", 'COUNTIFS(kr[RAG],"Red")', _count(Rag.RED)),
        ("H", "No data", "big_grey", 'COUNTIFS(kr[RAG],"No data")', _count(Rag.NO_DATA)),
        ("I", "Owe an update", "big", "SUM(kr[Owes])", lambda v: v.figures.company.owes),
        (
            "K",
            "Decisions due",
            "big",
            'COUNTIFS(kr[Escalation],"Leadership: decide")',
            lambda v: v.figures.company.decisions_due,
        ),
        (
            "L",
            "Days left",
            "big",
            "MAX(0,okr_end-okr_as_of+1)",
            lambda v: days_left(v.plan.quarter, v.figures.as_of),
        ),
        ("M", "Quarter gone", "big_share", "okr_elapsed", lambda v: v.figures.elapsed),
    )
    for column, label, look, formula, value in tiles:
        yield Spot(f"{column}5", "tile_label", text=label)
        yield Spot(f"{column}6", look, formula=formula, value=value)


def _remarks() -> Iterator[Spot]:
    yield Spot(
        "C7",
        "remark",
        formula='IF(C6="","",' + _COMPANY_RAG + f'&", teams that support it "&IF({_SUPPORT}="","-",'
        f"FIXED({_SUPPORT},2)))",
        value=_company_remark,
    )
    yield Spot(
        "D7",
        "remark",
        formula='"key results"',
        value=lambda _: "key results",
    )


def _company_remark(view: View) -> str:
    company = view.figures.company
    if company.score is None:
        return ""
    support = company.supporting_score
    # The half is nudged as Excel shows it: 0.125 is 0.13.
    shown = "-" if support is None else f"{int(support * 100 + 0.5 + 1e-9) / 100:.2f}"
    return f"{company.rag or ''}, teams that support it {shown}"


def _objective_at(view: View, place: int) -> ObjectiveFigures | None:
    ordered = sorted(view.figures.objectives, key=board_order)
    return ordered[place] if place < len(ordered) else None


def _key_result_at(view: View, place: int) -> KeyResultFigures | None:
    ordered = sorted(view.figures.key_results, key=trouble, reverse=True)
    return ordered[place] if place < len(ordered) else None


def _team_at(view: View, place: int) -> TeamFigures | None:
    return view.team_figures(place)


def _objective_lines() -> Iterator[Spot]:
    heads = ("ID", "Objective", "Team", "Score", "Progress", "RAG", "Expected", "Reported")
    for column, text in zip("BCDEFGHI", heads, strict=True):
        yield Spot(f"{column}{OBJECTIVES_AT - 1}", "head", text=text)
    shows: tuple[tuple[str, str, str, Callable[[ObjectiveFigures], object]], ...] = (
        ("B", "id", "Key", lambda o: o.objective.id),
        ("C", "long", "Objective", lambda o: o.objective.text),
        ("D", "cell", "Team", lambda o: o.objective.team or str(o.objective.level or "")),
        ("E", "score", "Score", lambda o: blank(o.score)),
        ("F", "bar", "Score", lambda o: blank(o.score)),
        ("G", "rag", "RAG", lambda o: str(o.rag or "")),
        ("H", "share", "Expected", lambda o: blank(o.expected)),
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
                cell = f"IF(LEN(TRIM({cell}))>0,TRIM({cell}),INDEX(obj[Level used],{where}))"
            elif look == "long":
                cell = f"TRIM({cell})"
            yield _line(column, row, look, cell, _objective_at, place, show)


def _key_result_lines() -> Iterator[Spot]:
    heads = (
        "ID",
        "Key result",
        "Owner",
        "Score",
        "Progress",
        "RAG",
        "Expected",
        "What needs a person",
    )
    for column, text in zip("BCDEFGHI", heads, strict=True):
        yield Spot(f"{column}{KEY_RESULTS_AT - 1}", "head", text=text)
    shows: tuple[tuple[str, str, str, Callable[[KeyResultFigures], object]], ...] = (
        ("B", "id", "Key", lambda k: k.key_result.id),
        ("C", "long", "Text used", lambda k: k.key_result.text),
        ("D", "cell", "Owner", lambda k: k.key_result.owner),
        ("E", "score", "Score", lambda k: blank(k.score)),
        ("F", "bar", "Score", lambda k: blank(k.score)),
        ("G", "rag", "RAG", lambda k: str(k.rag)),
        ("H", "share", "Expected", lambda k: k.expected),
        ("I", "cell", "Escalation", lambda k: k.escalation or k.message),
    )
    for place in range(KEY_RESULT_ROWS):
        row = KEY_RESULTS_AT + place
        where = f"${HELPER}{row}"
        yield _helper(row, "kr[Trouble]", f"LARGE(kr[Trouble],{place + 1})", _key_result_at, place)
        for column, look, header, show in shows:
            cell = f"INDEX(kr[{header}],{where})"
            if header == "Owner":
                cell = f'IFERROR(TRIM({cell}),"")'
            elif header == "Escalation":
                cell = f'IF({cell}="",INDEX(kr[Note],{where}),{cell})'
            yield _line(column, row, look, cell, _key_result_at, place, show)


def _team_lines() -> Iterator[Spot]:
    for column, text in zip("KLMN", ("Team", "Score", "RAG", "Reported"), strict=True):
        yield Spot(f"{column}{TEAMS_AT - 1}", "head", text=text)
    shows: tuple[tuple[str, str, str, Callable[[TeamFigures], object]], ...] = (
        ("K", "cell", "Key", lambda t: t.name),
        ("L", "score", "Score", lambda t: blank(t.score)),
        ("M", "rag", "RAG", lambda t: str(t.rag or "")),
        ("N", "cell", "Reported", lambda t: f"{t.reported} of {t.due}"),
    )
    for place in range(TEAM_ROWS):
        row = TEAMS_AT + place
        for column, look, header, show in shows:
            cell = f"INDEX(tm[{header}],{place + 1})"
            formula = f'IF(ROWS(tm[Row])<{place + 1},"",{cell})'
            yield Spot(
                f"{column}{row}",
                look,
                formula=formula,
                value=lambda v, place=place, show=show: _shown(_team_at(v, place), show),  # type: ignore[misc]  # one closure a cell
            )


def _helper(
    row: int, column: str, key: str, find: Callable[[View, int], object], place: int
) -> Spot:
    def value(view: View) -> object:
        found = find(view, place)
        return "" if found is None else found.row + 1  # type: ignore[attr-defined]  # both records have a row

    return Spot(
        f"{HELPER}{row}", "hidden", formula=f'IFERROR(MATCH({key},{column},0),"")', value=value
    )


def _shown(found: object, show: Callable[..., object]) -> object:
    return "" if found is None else show(found)


def _line(
    column: str,
    row: int,
    look: str,
    cell: str,
    find: Callable[[View, int], object],
    place: int,
    show: Callable[..., object],
) -> Spot:
    return Spot(
        f"{column}{row}",
        look,
        formula=f'IF(${HELPER}{row}="","",{cell})',
        value=lambda view: _shown(find(view, place), show),
    )


def _titles() -> Iterator[Spot]:
    organisation = setting("Organisation")
    yield Spot(
        "B1",
        "title",
        formula=f'IF({organisation}="","Our",TRIM({organisation}))&" OKRs, "&{setting("Quarter")}',
        value=_head,
    )
    yield Spot("B2", "subtitle", text="Figures for")
    yield Spot("C2", "date", formula="okr_as_of", value=lambda v: serial(v.figures.as_of))
    yield Spot(
        "B3",
        "subtitle",
        formula=_listed("Decide place", "K6", NOTHING_DUE, DECIDING),
        value=_deciding,
    )
    yield Spot(
        "B8",
        "subtitle",
        formula=_listed("Owes place", "I6", NOBODY_OWES, OWING),
        value=_owing,
    )
    yield Spot(f"B{OBJECTIVES_AT - 2}", "section", text="Objectives")
    yield Spot(f"K{TEAMS_AT - 2}", "section", text="Teams")
    yield Spot(f"B{KEY_RESULTS_AT - 2}", "section", text="Key results, the ones in trouble first")


def spots() -> tuple[Spot, ...]:
    """Every cell of the Dashboard."""
    return (
        *_titles(),
        *_tiles(),
        *_remarks(),
        *_objective_lines(),
        *_team_lines(),
        *_key_result_lines(),
    )


def chart_rows(objectives: int) -> int:
    """How many objectives the chart shows."""
    return max(3, min(OBJECTIVE_ROWS, objectives))
