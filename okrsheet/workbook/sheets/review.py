"""The Review sheet: the scorecard of the quarter and what was learned."""

from collections.abc import Callable

from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import ReviewLine
from okrsheet.core.review import NOT_YET, SO_FAR, Final, band_word, final, manual_score
from okrsheet.workbook import twins
from okrsheet.workbook.contract import Group, Kind, TableSpec, computed, typed, working
from okrsheet.workbook.formula import filled, row_of
from okrsheet.workbook.sheets import key_result_values
from okrsheet.workbook.view import View, blank, row_number

Value = Callable[[View, int], object]


def _line(view: View, row: int) -> ReviewLine:
    return view.plan.reviews[row] if row < len(view.plan.reviews) else ReviewLine("")


def _place(view: View, row: int) -> int | None:
    return view.key_result_row(_line(view, row).key_result_id)


def _figure(show: Callable[[KeyResultFigures], object]) -> Value:
    def value(view: View, row: int) -> object:
        place = _place(view, row)
        found = None if place is None else view.key_result_figures(place)
        return "" if found is None else blank(show(found))

    return value


def _copy(source: Value) -> Value:
    def value(view: View, row: int) -> object:
        place = _place(view, row)
        return "" if place is None else source(view, place)

    return value


def _final(show: Callable[[Final], object]) -> Value:
    def value(view: View, row: int) -> object:
        place = _place(view, row)
        found = None if place is None else view.key_result_figures(place)
        if found is None:
            return ""
        return blank(show(final(_line(view, row), found, view.figures.policy)))

    return value


def _by_hand(view: View, row: int) -> object:
    return "" if _place(view, row) is None else blank(manual_score(_line(view, row)))


def _of(header: str) -> str:
    return f"INDEX(kr[{header}],[KR row])"


def _known(formula: str) -> str:
    return f'IF([KR row]="","",{formula})'


_MISSED = f'{_of("Note")}="Missed (no data)"'
_OVER = "OR(okr_closed=1,okr_as_of>okr_end)"
_PROVISIONAL = (
    f'IF({_of("Band")}="","",IF({_of("Band")}="Missed","{NOT_YET}",{_of("Band")}&"{SO_FAR}"))'
)
_BAND = _known(
    f'IF([By hand]<>"",{twins.band_for("[By hand]", _of("Committed"))},'
    f'IF({_OVER},IF({_MISSED},"Missed",{_of("Band")}),{_PROVISIONAL}))'
)
_MET = _known(
    f'IF({_MISSED},"No",IF({_of("Met")}="","",'
    f'IF({_OVER},IF({_of("Met")}=1,"Yes","No"),IF({_of("Met")}=1,"Yes{SO_FAR}","{NOT_YET}"))))'
)


def _score(view: View, row: int) -> object:
    """A score is final when the quarter is over, or where it was set by hand."""
    found = _final(lambda f: f.score if f.by_hand or view.figures.is_over else None)
    return found(view, row)


def _band(view: View, row: int) -> object:
    return _final(lambda found: band_word(found, over=view.figures.is_over))(view, row)


def _shown_met(view: View, figure: KeyResultFigures) -> str | None:
    if figure.met is None:
        return None
    if view.figures.is_over:
        return "Yes" if figure.met else "No"
    return f"Yes{SO_FAR}" if figure.met else NOT_YET


def _met(view: View, row: int) -> object:
    return _figure(lambda found: _shown_met(view, found))(view, row)


TABLE = TableSpec(
    sheet="Review",
    name="tblReview",
    short="rv",
    title="Quarterly review",
    purpose="Scores, lessons, and what continues. For the last week of the quarter: until it is "
    "over, Band and Met only say how far it is today, and only a score by hand is final. Then "
    "tinted cells wait for an answer.",
    frozen=2,
    row_height=32,
    groups=(
        Group(
            "Scorecard",
            (
                typed(
                    "KR", Kind.ID, 9, "key_result_id", "Pick the key result.", "okr_key_result_ids"
                ),
                computed(
                    "Key result",
                    Kind.LONG,
                    44,
                    _known(_of("Text used")),
                    _figure(lambda f: f.key_result.text),
                ),
                computed(
                    "Owner",
                    Kind.TEXT,
                    18,
                    _known(f'IFERROR(TRIM({_of("Owner")}),"")'),
                    _figure(lambda f: f.key_result.owner),
                ),
                computed(
                    "Final value",
                    Kind.METRIC,
                    11.5,
                    _known(_of("Current")),
                    _copy(key_result_values.current),
                ),
                computed(
                    "Unit",
                    Kind.TEXT,
                    12,
                    _known(_of("Unit used")),
                    _figure(lambda f: f.key_result.unit),
                ),
                computed("Score", Kind.SCORE, 8, _known(_of("Score")), _figure(lambda f: f.score)),
                typed(
                    "Score by hand",
                    Kind.NUMBER,
                    14,
                    "manual_score",
                    "Only where the figures do not tell it: 0 to 1, with a reason.",
                ),
                typed("Reason", Kind.LONG, 18, "manual_reason", "Why it was set by hand."),
                computed(
                    "Final score",
                    Kind.SCORE,
                    12,
                    _known(f'IF([By hand]<>"",[By hand],IF({_OVER},[Score],""))'),
                    _score,
                ),
                computed("Band", Kind.BAND, 14.5, _BAND, _band),
                computed(
                    "Met",
                    Kind.BAND,
                    11.5,
                    _MET,
                    _met,
                ),
            ),
        ),
        Group(
            "What we learned",
            (
                typed("Why it worked", Kind.LONG, 24, "why", "Hit: why did it succeed?"),
                typed("What to repeat", Kind.LONG, 24, "replicate", "Hit: what can others use?"),
                typed("What went wrong", Kind.LONG, 24, "went_wrong", "Missed: what went wrong?"),
                typed(
                    "What to do differently",
                    Kind.LONG,
                    24,
                    "differently",
                    "Missed: what would you do differently?",
                ),
            ),
        ),
        Group(
            "What comes next",
            (
                typed(
                    "Decision",
                    Kind.WORD,
                    12,
                    "decision",
                    "Continue or revise it next quarter, drop it, or it is done.",
                    "okr_carries",
                ),
                typed("Opportunities", Kind.LONG, 22, "opportunities", "For the next quarter."),
                typed("Risks", Kind.LONG, 22, "risks", "For the next quarter."),
            ),
        ),
        Group(
            "Working columns",
            (
                working("KR row", row_of("[KR]", "kr[Key]"), lambda v, r: row_number(_place(v, r))),
                working(
                    "By hand",
                    _known(
                        f"IF(AND(ISNUMBER([Score by hand]),{filled('[Reason]')}=1),"
                        'IF(AND([Score by hand]>=0,[Score by hand]<=1),[Score by hand],""),"")'
                    ),
                    _by_hand,
                ),
            ),
            foldable=True,
            hidden=True,
        ),
    ),
)
