"""The example with names and texts as long as people write them."""

from functools import cache
from typing import Any, Final

from okrsheet.core.model import Plan
from okrsheet.workbook.example import example_plan
from tests import books

ORGANISATION: Final = (
    "The Association of Independent Regional Consultancies and Advisory Firms Limited"
)
_SURNAME: Final = " van der Hohenlohe-Langenburg"
_GROUP: Final = " and Customer Experience Group"
_MAILBOX: Final = "first.name.and.surname."
_MORE: Final = (
    " and do so for every client in all of our regions, as measured by the quarterly survey "
    "that the whole team answers, one by one"
)
_TEXTS: Final = frozenset(
    {"text", "what", "why", "in_the_way", "next_step", "recovery_action", "strategy", "words"}
)
LETTERS: Final = 160


@cache
def long_plan() -> Plan:
    """Texts of some 160 letters, people of some 40, teams of some 35, an organisation of 80."""
    plan = example_plan(books.QUARTER)
    names = {each.name: each.name + _SURNAME for each in plan.people}
    names |= {each.name: each.name + _GROUP for each in plan.teams}
    longer: dict[str, Any] = {
        field: tuple(_longer(record, names) for record in records)
        for field, records in plan._asdict().items()
        if isinstance(records, tuple) and records and hasattr(records[0], "_asdict")
    }
    return plan._replace(**longer, organisation=ORGANISATION)


def _longer(record: Any, names: dict[str, str]) -> Any:
    texts = {field: text for field, text in record._asdict().items() if isinstance(text, str)}
    changed = {field: names[text] for field, text in texts.items() if text in names}
    for field, text in texts.items():
        if text and field in _TEXTS and field not in changed:
            changed[field] = (text + _MORE)[:LETTERS].rsplit(" ", 1)[0]
        elif text and field == "email":
            changed[field] = _MAILBOX + text
    return record._replace(**changed)
