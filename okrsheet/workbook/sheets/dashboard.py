"""The Dashboard: in ten seconds, what needs a person."""

from collections.abc import Callable, Iterator, Sequence

from okrsheet.core import rag as status
from okrsheet.core.quarter import days_left
from okrsheet.core.talk import waits_since
from okrsheet.core.words import Rag
from okrsheet.workbook import twins
from okrsheet.workbook.sheets import dashboard_lists as lists
from okrsheet.workbook.sheets.dashboard_lists import (
    KEY_RESULTS_AT,
    OBJECTIVES_AT,
    TEAMS_AT,
)
from okrsheet.workbook.sheets.key_result_values import named
from okrsheet.workbook.sheets.settings import clean
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.view import View, serial

SHEET = "Dashboard"
WIDTHS = {
    "A": 1.3,
    "B": 7,
    "C": 41,
    "D": 20,
    "E": 9.5,
    "F": 10.5,
    "G": 10,
    "H": 12,
    "I": 24,
    "J": 10.5,
    "K": 15.5,
    "L": 8,
    "M": 12.5,
    "N": 10.5,
    "O": 1.3,
}
BAND = "ABCDEFGHIJKLMNO"
SCORES, EXPECTED = "E", "F"
MORE = " \u203a"
HEAT_MAP = "Heat Map"

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


NAMES_SHOWN = 4


def _names(found: list[str], none: str, lead: str) -> str:
    if not found:
        return none
    more = len(found) - NAMES_SHOWN
    listed = ", ".join(found[:NAMES_SHOWN])
    return f"{lead}{listed}" + (f", and {more} more" if more > 0 else "")


def _owing(view: View) -> str:
    owing = [k for k in view.figures.key_results if k.owes]
    return _names(
        [f"{named(k)} {(view.figures.as_of - waits_since(k, view.figures)).days}" for k in owing],
        NOBODY_OWES,
        OWING,
    )


def _deciding(view: View) -> str:
    due = [k for k in view.figures.key_results if k.escalation == status.DECIDE]
    return _names([named(k) for k in due], NOTHING_DUE, DECIDING)


NOBODY_OWES = "Nobody owes an update."
OWING = "Days without an update: "
NOTHING_DUE = "No decision is due."
DECIDING = "Leadership decides: "


def _listed(header: str, count: str, none: str, lead: str, *, days: bool = False) -> str:
    """The first key results with a number in this column, perhaps with the days they are silent."""

    def shown(place: int) -> str:
        at = f"MATCH({place},kr[{header}],0)"
        updated = f"INDEX(kr[Updated],{at})"
        since = f'&" "&(okr_as_of-IF({updated}=0,okr_start,{updated}))' if days else ""
        return f"INDEX(kr[Named],{at}){since}"

    names = "&".join(
        f'IF({count}<{place},"",' + ('", "&' if place > 1 else "") + f"{shown(place)})"
        for place in range(1, NAMES_SHOWN + 1)
    )
    more = f'IF({count}>{NAMES_SHOWN},", and "&({count}-{NAMES_SHOWN})&" more","")'
    return f'IF({count}=0,"{none}","{lead}"&{names}&{more})'


def _calls() -> Iterator[Spot]:
    yield Spot("B4", "call_label", text="What needs a person")
    yield Spot("C4", "call_label")
    yield Spot(
        "B5",
        "call_number",
        formula='COUNTIFS(kr[Escalation],"Leadership: decide")',
        value=lambda v: v.figures.company.decisions_due,
    )
    yield Spot(
        "C5",
        "call_text",
        formula=_listed("Decide place", "B5", NOTHING_DUE, DECIDING),
        value=_deciding,
    )
    yield Spot("B6", "call_number", formula="SUM(kr[Owes])", value=lambda v: v.figures.company.owes)
    yield Spot(
        "C6",
        "call_text",
        formula=_listed("Owes place", "B6", NOBODY_OWES, OWING, days=True),
        value=_owing,
    )


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
        formula=f'IF(ISNUMBER(D5),{_COMPANY_RAG}&", teams that support it "'
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
    return f"{company.rag or ''}, teams that support it {shown}"


def _head(view: View) -> str:
    return f"{view.plan.organisation or 'Our'} OKRs, {view.plan.quarter.name}"


def _band() -> Iterator[Spot]:
    organisation = clean("Organisation")
    for column in BAND:
        yield Spot(f"{column}1", "band")
        yield Spot(f"{column}2", "band")
    yield Spot(
        "B1",
        "title",
        formula=f'IF({organisation}="","Our",{organisation})&" OKRs, "&{clean("Quarter")}',
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
            "Days left",
            "band_number",
            "MAX(0,okr_end-okr_as_of+1)",
            lambda v: days_left(v.plan.quarter, v.figures.as_of),
        ),
        ("N", "Time gone", "band_share", "okr_elapsed", lambda v: v.figures.elapsed),
    )
    for column, label, look, formula, value in facts:
        yield Spot(f"{column}1", "band_label", text=label)
        yield Spot(f"{column}2", look, formula=formula, value=value)


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
        *_calls(),
        *_tiles(),
        *_sections(),
        *lists.objective_lines(),
        *lists.team_lines(),
        *lists.key_result_lines(),
    )
    return tuple({spot.address: spot for spot in found}.values())
