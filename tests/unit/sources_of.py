"""Tables that teams keep elsewhere, as files, and what an import makes of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from okrsheet.core.model import Plan
from okrsheet.core.quarter import parse_quarter
from okrsheet.sources.importing import Proposal, Wish, propose, proposed_reading
from okrsheet.sources.opening import Source, open_source
from tests.unit.plain_book import Rows, Tab, book

QUARTER: Final = parse_quarter("2027-Q1")
EMPTY: Final = Plan(QUARTER)


def merged(*areas: str) -> str:
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"<mergeCells>{cells}</mergeCells>"


def text_file(folder: Path, text: str | bytes, name: str = "plan.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def book_file(folder: Path, sheets: Mapping[str, Rows | Tab], name: str = "plan.xlsx") -> Path:
    tabs = {each: it if isinstance(it, Tab) else Tab(it) for each, it in sheets.items()}
    path = folder / name
    path.write_bytes(book(tabs))
    return path


def proposal(
    path: Path,
    plan: Plan = EMPTY,
    *,
    wish: Wish = Wish(),  # noqa: B008  # a record that nobody changes
    sheet: str = "",
) -> Proposal:
    source: Source = open_source(str(path), sheet)
    reading, notes = proposed_reading(source, wish, plan.quarter.name)
    found = propose(source, reading, plan, wish.day)
    return found._replace(notes=(*notes, *found.notes))


def shape(found: Proposal) -> dict[str, list[str]]:
    """The texts of the key results by that of their objective, "" for none."""
    texts = {each.id: each.text for each in found.found.objectives}
    made: dict[str, list[str]] = {text: [] for text in texts.values()}
    for kr in found.found.key_results:
        made.setdefault(texts.get(kr.objective_id, ""), []).append(kr.text)
    return made


def states(found: Proposal) -> dict[int, str]:
    """The gravest state of each row."""
    order = ("taken", "taken with a question", "refused")
    made: dict[int, str] = {}
    for each in found.found.outcomes:
        made[each.row] = max(made.get(each.row, order[0]), each.state, key=order.index)
    return made


def reasons(found: Proposal) -> str:
    return "\n".join(f"{o.row}: {r}" for o in found.found.outcomes for r in o.reasons)


def fields_of(found: Proposal) -> dict[str, str]:
    """The fields by the headers they were found under."""
    return {
        block.headers.get(column, ""): name
        for block in found.reading.blocks
        for column, name in block.columns.items()
    }


DAY: Final = date(2027, 2, 12)
