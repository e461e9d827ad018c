"""What needs a person, on the Dashboard: decisions that are due, updates that are owed."""

from collections.abc import Iterator

from okrsheet.core import rag as status
from okrsheet.core.talk import waits_since
from okrsheet.workbook.sheets.key_result_values import named
from okrsheet.workbook.sheets.spots import Spot
from okrsheet.workbook.shortened import shortened, shortened_text
from okrsheet.workbook.view import View
from okrsheet.workbook.waiting import unless_waiting, unless_waiting_formula

NAMES_SHOWN = 4
CALL_LETTERS = 170


def _names(found: list[str], none: str, lead: str) -> str:
    if not found:
        return none
    more = len(found) - NAMES_SHOWN
    listed = ", ".join(found[:NAMES_SHOWN])
    told = f"{lead}{listed}" + (f", and {more} more" if more > 0 else "")
    return shortened_text(told, CALL_LETTERS)


def _owing(view: View) -> str:
    owing = [k for k in view.figures.key_results if k.owes]
    return _names(
        [f"{named(k)} {(view.figures.as_of - waits_since(k, view.figures)).days}" for k in owing],
        unless_waiting(view, NOBODY_OWES),
        OWING,
    )


def _deciding(view: View) -> str:
    due = [k for k in view.figures.key_results if k.escalation == status.DECIDE]
    return _names([named(k) for k in due], NOTHING_DUE, DECIDING)


NOBODY_OWES = "Nobody owes an update."
OWING = "Days without an update: "
_NOBODY_OWES = unless_waiting_formula(f'"{NOBODY_OWES}"')
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
    told = shortened(f'"{lead}"&{names}&{more}', CALL_LETTERS)
    return f"IF({count}=0,{none},{told})"


def call_lines() -> Iterator[Spot]:
    """The decisions that are due and the updates that are owed, with whom they wait for."""
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
        formula=_listed("Decide place", "B5", f'"{NOTHING_DUE}"', DECIDING),
        value=_deciding,
    )
    yield Spot("B6", "call_number", formula="SUM(kr[Owes])", value=lambda v: v.figures.company.owes)
    yield Spot(
        "C6",
        "call_text",
        formula=_listed("Owes place", "B6", _NOBODY_OWES, OWING, days=True),
        value=_owing,
    )
