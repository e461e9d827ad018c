"""The formulas of a long Red: is there a clear plan, was it decided, who has to act.

Twins of `core.rag.escalation`; blank once the quarter is over, when only final scores follow.
"""

from okrsheet.workbook.formula import date_or_blank, filled, is_word

_DECISIONS = ("Revise KR", "Add resources", "Change strategy")
DECISION_WORD = (
    "".join(f'IF({is_word("[Decision]", word)}=1,"{word}",' for word in _DECISIONS) + '"")))'
)
_PLANNED = (
    f"AND({filled('[Recovery action]')}=1,{filled('[Recovery owner]')}=1,"
    f'{date_or_blank("[Recovery due]")}<>"",{date_or_blank("[Recovery due]")}>=okr_as_of)'
)
_DECIDED = (
    f'AND([Decision word]<>"",{filled("[Decided by]")}=1,{date_or_blank("[Decided on]")}<>"",'
    f"{date_or_blank('[Decided on]')}>=[Red since],{date_or_blank('[Decided on]')}<=okr_as_of)"
)
ESCALATION = (
    'IF(OR(okr_closed=1,okr_as_of>okr_end,[Red weeks]=0,[Red weeks]<okr_red_weeks),"",'
    f'IF({_PLANNED},"Red "&okr_red_weeks&"+, plan running",'
    f'IF({_DECIDED},"Decided: "&[Decision word],"Leadership: decide")))'
)
