"""The engine cells on the hidden Lists sheet: what formulas read instead of Settings itself.

A setting that is blank or unreadable counts as its default, so that clearing a cell never turns
a quarter green.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from okrsheet.core.audit_words import NO_ANSWER, NO_PERSON, NO_SOURCE
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import elapsed, month_ends
from okrsheet.workbook import twins
from okrsheet.workbook.sheets.settings import SETTINGS, policy_value, setting
from okrsheet.workbook.view import DAY, View, serial

_PIECE = 200
_WORDS = {"no_answer": NO_ANSWER, "no_source": NO_SOURCE, "no_person": NO_PERSON}


class Engine(NamedTuple):
    """One engine cell: its defined name, its formula and the value Python gives."""

    name: str
    formula: str
    value: Callable[[View], object]


def _number(label: str, default: object) -> str:
    cell = setting(label)
    return f"IF(ISNUMBER({cell}),{cell},{default})"


def _whole(label: str, default: object) -> str:
    cell = setting(label)
    return f"IF(ISNUMBER({cell}),IF({cell}=INT({cell}),{cell},{default}),{default})"


def _day(label: str, default: str) -> str:
    cell = setting(label)
    return f"IF(ISNUMBER({cell}),IF(AND({cell}>60,{cell}<2958466),INT({cell}),{default}),{default})"


def _yes(label: str) -> str:
    return f'IFERROR(IF(TRIM({setting(label)})="Yes",1,0),0)'


def _policy_engines() -> Iterator[Engine]:
    for line in SETTINGS:
        if line.field.startswith("plan/") or line.field in ("as_of", "cadence", "worst_wins"):
            continue
        yield Engine(
            "okr_" + line.field.replace("/", "_"),
            (_whole if "/" in line.field else _number)(line.label, policy_value(SMB, line.field)),
            lambda view, field=line.field: policy_value(view.figures.policy, field),  # type: ignore[misc]  # one closure a line
        )


def _texts() -> Iterator[Engine]:
    """Words the formulas of the Audit sheet search; Excel takes at most 255 letters in one text."""
    for name, text in _WORDS.items():
        pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
        formula = "&".join(f'"{piece}"' for piece in pieces)
        yield Engine(f"okr_{name}", formula, lambda _, text=text: text)  # type: ignore[misc]  # as above


ENGINE: tuple[Engine, ...] = (
    Engine("okr_start", _day("First day", "0"), lambda v: serial(v.plan.quarter.start)),
    Engine("okr_end", _day("Last day", "1"), lambda v: serial(v.plan.quarter.end)),
    Engine(
        "okr_as_of",
        _day("As of", "TODAY()"),
        lambda v: serial(v.figures.as_of),
    ),
    Engine("okr_closed", _yes("Quarter closed"), lambda v: int(v.plan.closed)),
    Engine(
        "okr_published",
        _day("Published on", '""'),
        lambda v: "" if v.plan.published is None else serial(v.plan.published),
    ),
    Engine(
        "okr_elapsed",
        twins.elapsed("okr_as_of"),
        lambda v: elapsed(v.plan.quarter, v.figures.as_of),
    ),
    Engine("okr_cut", f"(okr_as_of+1)*{DAY}", lambda v: v.cut),
    Engine("okr_month_1", "EDATE(okr_start,1)-1", lambda v: serial(month_ends(v.plan.quarter)[0])),
    Engine("okr_month_2", "EDATE(okr_start,2)-1", lambda v: serial(month_ends(v.plan.quarter)[1])),
    Engine(
        "okr_cadence_days",
        f'IFERROR(IF(TRIM({setting("Check-in cadence")})="Bi-weekly",14,7),7)',
        lambda v: v.figures.policy.cadence_days,
    ),
    Engine(
        "okr_worst_wins",
        _yes("Worst key result wins"),
        lambda v: int(v.figures.policy.worst_wins),
    ),
    *_policy_engines(),
    Engine(
        "okr_stale_after",
        "okr_cadence_days+okr_stale_slack_days",
        lambda v: v.figures.policy.cadence_days + v.figures.policy.stale_slack_days,
    ),
    Engine(
        "okr_silent_after",
        "2*okr_cadence_days+okr_stale_slack_days",
        lambda v: 2 * v.figures.policy.cadence_days + v.figures.policy.stale_slack_days,
    ),
    *_texts(),
)
