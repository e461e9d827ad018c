"""The Dashboard: in ten seconds, what needs a person."""

from collections.abc import Callable, Iterator, Sequence

from okrsheet.core.quarter import days_left
from okrsheet.core.words import Rag
from okrsheet.workbook import twins
from okrsheet.workbook.sheets import dashboard_lists as lists
from okrsheet.workbook.sheets.dashboard_calls import call_lines
from okrsheet.workbook.sheets.dashboard_lists import (
    KEY_RESULTS_AT,
    OBJECTIVES_AT,
    TEAMS_AT,
)
from okrsheet.workbook.sheets.settings import clean
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.shortened import shortened, shortened_text
from okrsheet.workbook.view import View, serial
from okrsheet.workbook.waiting import is_to_come

SHEET = "Dashboard"
WIDTHS = {
    "A": 1.3,
    "B": 7,
    "C": 60,
    "D": 26,
    "E": 10.5,
    "F": 11.5,
    "G": 10,
    "H": 12,
    "I": 20,
    "J": 9,
    "K": 20,
    "L": 8,
    "M": 13,
    "N": 11,
    "O": 1.3,
}
BAND = "ABCDEFGHIJKLMNO"
SCORES, EXPECTED = "E", "F"
MORE = " \u203a"
HEAT_MAP = "Heat Map"
ORGANISATION_LETTERS = 60
QUARTER_LETTERS = 20

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
NONE_YET = "\u2013"
_COMPANY_SCORE = (
    f'IF(SUMIFS(obj[Own weight],{_COMPANY})=0,"{NONE_YET}",'
    f"SUMIFS(obj[Own weighted],{_COMPANY})/SUMIFS(obj[Own weight],{_COMPANY}))"
)
_SUPPORT = (
    'IF(SUMIFS(obj[Own weight],obj[Serves company],1)=0,"",'
    "SUMIFS(obj[Own weighted],obj[Serves company],1)"
    "/SUMIFS(obj[Own weight],obj[Serves company],1))"
)
_REPORTED = (
    f'IF(COUNTIFS(kr[Counted],1)=0,"{NONE_YET}",'
    'COUNTIFS(kr[Counted],1,kr[Reported],1)&" of "&COUNTIFS(kr[Counted],1))'
)


def _company_score(view: View) -> object:
    score = view.figures.company.score
    return NONE_YET if score is None else score


def _all_reported(view: View) -> str:
    due = [k for k in view.figures.key_results if k.due]
    return f"{sum(k.reported for k in due)} of {len(due)}" if due else NONE_YET


def _count(word: Rag) -> Callable[[View], object]:
    def value(view: View) -> object:
        return view.figures.company.counts[word] if view.figures.key_results else NONE_YET

    return value


def _counting(word: str) -> str:
    return f'IF(SUM(kr[Exists])=0,"{NONE_YET}",COUNTIFS(kr[RAG],"{word}"))'


def _tile(columns: str, look: str, label: str, number: Spot, remark: Spot) -> Iterator[Spot]:
    """One tile over one or two columns: label, number and remark below each other."""
    first, others = columns[0], columns[1:]
    yield Spot(f"{first}4", f"{look}_label", text=label)
    yield number._replace(address=f"{first}5", look=f"{look}_number")
    yield remark._replace(address=f"{first}6", look=f"{look}_remark")
    for column in others:
        for row, part in ((4, "label"), (5, "number"), (6, "remark")):
            yield Spot(f"{column}{row}", f"{look}_{part}")


def _status_tiles() -> Iterator[Spot]:
    tiles: Sequence[tuple[str, str, str, Rag, str]] = (
        ("EF", "green", "\u25cf", Rag.GREEN, "on track"),
        ("GH", "yellow", "\u25b2", Rag.YELLOW, "at risk"),
        ("IJ", "red", "\u25a0", Rag.RED, "off track"),
        ("KL", "grey", "\u25cb", Rag.NO_DATA, "silent or not measurable yet"),
    )
    for columns, look, sign, word, remark in tiles:
        number = Spot("", "", formula=_counting(str(word)), value=_count(word))
        yield from _tile(columns, look, f"{sign} {word}", number, Spot("", "", text=remark))


def _tiles() -> Iterator[Spot]:
    remark = Spot(
        "",
        "",
        formula=f'IF(ISNUMBER(D5),{_COMPANY_RAG}&"; supporting teams "'
        f'&IF({_SUPPORT}="","-",FIXED({_SUPPORT},2)),"")',
        value=_company_remark,
    )
    score = Spot("", "", formula=_COMPANY_SCORE, value=_company_score)
    reported = Spot("", "", formula=_REPORTED, value=_all_reported)
    yield from _tile("D", "score", "Company score", score, remark)
    yield from _status_tiles()
    yield from _tile("MN", "plain", "Reported", reported, Spot("", "", text="key results"))


def _company_remark(view: View) -> str:
    company = view.figures.company
    if company.score is None:
        return ""
    support = company.supporting_score
    # The half is nudged as Excel shows it: 0.125 is 0.13.
    shown = "-" if support is None else f"{int(support * 100 + 0.5 + 1e-9) / 100:.2f}"
    return f"{company.rag or ''}; supporting teams {shown}"


def _head(view: View) -> str:
    organisation = shortened_text(view.plan.organisation or "Our", ORGANISATION_LETTERS)
    return f"{organisation} OKRs, {shortened_text(view.plan.quarter.name, QUARTER_LETTERS)}"


_TO_COME = "okr_as_of<okr_start"
DAYS_TO_START = "Days to start"
DAYS_LEFT = "Days left"
CLOSED = "Quarter closed"


def _days(view: View) -> int | str:
    if view.plan.closed:
        return "Yes"
    quarter, day = view.plan.quarter, view.figures.as_of
    return (quarter.start - day).days if is_to_come(view) else days_left(quarter, day)


def _days_label(view: View) -> str:
    if view.plan.closed:
        return CLOSED
    return DAYS_TO_START if is_to_come(view) else DAYS_LEFT


def _band() -> Iterator[Spot]:
    organisation, quarter = clean("Organisation"), clean("Quarter")
    for column in BAND:
        yield Spot(f"{column}1", "band")
        yield Spot(f"{column}2", "band")
    yield Spot(
        "B1",
        "title",
        formula=f'IF({organisation}="","Our",{shortened(organisation, ORGANISATION_LETTERS)})'
        f'&" OKRs, "&{shortened(quarter, QUARTER_LETTERS)}',
        value=_head,
    )
    yield Spot(
        "B2",
        "subtitle",
        text="Scores run from 0 to 1; Expected is where a score should be by now.",
    )
    facts: Sequence[tuple[str, str, str, str, Callable[[View], object]]] = (
        ("K", "Figures for", "band_date", "okr_as_of", lambda v: serial(v.figures.as_of)),
        (
            "M",
            DAYS_LEFT,
            "band_number",
            f'IF(okr_closed=1,"Yes",IF({_TO_COME},okr_start-okr_as_of,MAX(0,okr_end-okr_as_of+1)))',
            _days,
        ),
        ("N", "Time gone", "band_share", "okr_elapsed", lambda v: v.figures.elapsed),
    )
    for column, label, look, formula, value in facts:
        yield Spot(f"{column}1", "band_label", text=label)
        yield Spot(f"{column}2", look, formula=formula, value=value)
    yield Spot(
        "M1",
        "band_label",
        formula=f'IF(okr_closed=1,"{CLOSED}",IF({_TO_COME},"{DAYS_TO_START}","{DAYS_LEFT}"))',
        value=_days_label,
    )


def _sections() -> Iterator[Spot]:
    top, below = OBJECTIVES_AT - 2, KEY_RESULTS_AT - 2
    yield Spot(f"B{top}", "section", text="Objectives")
    yield Spot(f"K{top}", "section", text="Score and expected")
    yield Spot(f"M{top}", "key", text="\u25a0 Score")
    yield Spot(f"N{top}", "key_other", text="\u25a0 Expected")
    yield Spot(f"B{below}", "section", text="Talk about these first")
    yield Spot(f"K{TEAMS_AT - 2}", "section", text="Teams")
    yield Spot(f"F{below}", "more", text=f"Forecast{MORE}", link="'Forecast'!A1", late=True)
    yield Spot(f"H{below}", "more", text=f"Week by week{MORE}", link=f"'{HEAT_MAP}'!A1", late=True)
    yield Spot(
        f"I{top}",
        "more",
        formula=_all_of("obj", "objectives"),
        value=lambda v: _all(len(v.figures.objectives), "objectives"),
        link="'Objectives'!A1",
    )
    yield Spot(
        f"I{below}",
        "more",
        formula=_all_of("kr", "key results"),
        value=lambda v: _all(len(v.figures.key_results), "key results"),
        link="'Key Results'!A1",
    )


def _all(count: int, things: str) -> str:
    return (f"All {count} {things}" if count else things.capitalize()) + MORE


def _all_of(table: str, things: str) -> str:
    count = f"SUM({table}[Exists])"
    return f'IF({count}=0,"{things.capitalize()}","All "&{count}&" {things}")&"{MORE}"'


def spots() -> tuple[Spot, ...]:
    """Every cell of the Dashboard; of two for one address the later one counts."""
    found = (
        *_band(),
        *call_lines(),
        *_tiles(),
        *_sections(),
        *lists.objective_lines(),
        *lists.team_lines(),
        *lists.key_result_lines(),
    )
    return tuple({spot.address: spot for spot in found}.values())
