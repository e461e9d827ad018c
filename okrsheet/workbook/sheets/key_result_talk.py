"""The columns of Key Results that say what to talk about: twins of the rules in `core.talk`."""

from collections.abc import Callable
from typing import Final

from okrsheet.core import talk
from okrsheet.core.figures import Figures
from okrsheet.core.key_result_figures import KeyResultFigures
from okrsheet.core.model import CheckIn
from okrsheet.core.rag import has_fallen
from okrsheet.core.words import LogKind
from okrsheet.workbook.contract import Column
from okrsheet.workbook.sheets.key_result_definition import step
from okrsheet.workbook.view import View, blank

Rule = Callable[[KeyResultFigures, CheckIn | None, Figures], object]
Value = Callable[[View, int], object]


def _step(header: str, formula: str, rule: Rule) -> Column:
    def value(view: View, row: int) -> object:
        figure = view.key_result_figures(row)
        if figure is None:
            return ""
        return blank(rule(figure, view.known(row).latest, view.figures))

    return step(header, formula, value)._replace(late=True)


def _earlier(figure: KeyResultFigures, _: CheckIn | None, __: Figures) -> object:
    return talk.confidence_before(figure)


def _doubts(figure: KeyResultFigures, latest: CheckIn | None, found: Figures) -> int:
    fallen = has_fallen(figure.confidence_drop, found.policy)
    return fallen + 2 * talk.disagrees(figure, latest, found)


# Short on purpose: beyond 32 KB a line, zipped workbooks grow threefold.
_EARLIER: Final = (
    'IF([Confidence]="","",IFERROR(INDEX(ci[Confidence used],MATCH(MAXIFS(ci[Order],ci[KR row],'
    '[Row],ci[Order],"<"&[Last order],ci[Confidence used],">=0"),ci[Order],0)),""))'
)
_DROPPED: Final = 'IF([Earlier]="",0,IF([Earlier]-[Confidence]>=okr_confidence_drop,1,0))'
_DIFFERS: Final = (
    "IF(OR(okr_closed=1,okr_as_of<okr_start,okr_as_of>okr_end),0,2*COUNTIFS(ci[Order],"
    '[Last order],ci[Owner word],"?*",ci[Owner word],"<>"&[Automatic]))'
)
_REMARKS: Final = (
    'MID(IF([Escalation]="","","; "&[Escalation])'
    '&IF(AND([Red weeks]>1,LEFT([Escalation],3)<>"Red"),"; Red "&[Red weeks]&" weeks","")'
    '&IF(OR([Note]="",[Note]=[RAG]),IF(AND([Updated]=0,[Owes]=1),"; never reported",""),'
    '"; "&[Note])'
    '&IF(MOD([Doubts],2)=1,"; confidence "&[Earlier]&" to "&[Confidence],"")'
    '&IF([Doubts]>1,"; owner says "&INDEX(ci[Owner word],[Last line]),""),3,200)'
)
_ORDER: Final = (
    f'[Trouble]+IF(IF([RAG]="No data",OR([Problem]<>"",[Owes]=1,[Updated]>0),'
    f'IF([RAG]="Not started",FALSE,OR([RAG]<>"Green",[Doubts]>0))),{talk.LISTED},0)'
)

TALK: Final = (
    _step("Earlier", _EARLIER, _earlier),
    _step("Doubts", f"{_DROPPED}+{_DIFFERS}", _doubts),
    _step("Talk about", _REMARKS, lambda *of: "; ".join(talk.remarks(*of))),
    _step("Talk order", _ORDER, talk.talk_order),
)


def was(view: View, row: int) -> object:
    """The old value in the first line of the Log that tells of a change of the key result."""
    found = view.key_result_figures(row)
    if found is None:
        return ""
    for line in view.plan.log:
        if line.kind == LogKind.CHANGE and view.key_result_row(line.about) == row:
            return line.old
    return ""
