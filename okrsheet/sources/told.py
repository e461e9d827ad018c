"""A proposal for people: the mapping, the plan that was found, what became of each row."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from okrsheet.core.amounts import is_share
from okrsheet.core.export import fields as plain_fields
from okrsheet.core.export import json_text
from okrsheet.core.findings import count_of
from okrsheet.core.model import KeyResult, Plan
from okrsheet.core.printable import printable
from okrsheet.ooxml.markup import address
from okrsheet.sources.columns import SURE
from okrsheet.sources.importing import Proposal
from okrsheet.sources.mapping import ACROSS, LIST, Block
from okrsheet.sources.opening import Source
from okrsheet.sources.plan_lines import ASKED, REFUSED, TAKEN, Outcome
from okrsheet.sources.sheet_rows import SheetRows

FORMAT: Final = 1
_LAYOUTS: Final = {
    ACROSS: "objectives beside each other, key results below them",
    LIST: "objectives and key results in one column",
}
_ONE_EACH: Final = "a key result a row"
_STATES: Final = (TAKEN, ASKED, REFUSED)
_SAMPLE: Final = 22


def as_text(
    source: Source, proposal: Proposal, plan: Plan, width: int, *, every: bool
) -> Iterator[str]:
    """The lines that show a proposal.

    Args:
        source: what was opened.
        proposal: what it brings.
        plan: the workbook's.
        width: columns of a line.
        every: rows that were taken without a question are shown too.
    """
    for line in (
        *_how_read(source, proposal),
        "",
        *_plan(proposal, plan, width),
        "",
        *_rows(proposal, every=every),
    ):
        yield printable(line)


def _how_read(source: Source, proposal: Proposal) -> Iterator[str]:
    told = source.told
    if told is not None:
        marks = {"\t": "tabs", " ": "blanks"}
        yield f"Read as text ({told.encoding}), cut at {marks.get(told.mark, repr(told.mark))}."
    for block in proposal.reading.blocks:
        yield from _block(source, block)
    if proposal.reading.decimal:
        yield f"Its own numbers show that decimals are written with {proposal.reading.decimal!r}."
    yield from proposal.notes


def _block(source: Source, block: Block) -> Iterator[str]:
    rows = SheetRows(source.book, source.book.sheets[block.sheet])
    where = f"{block.sheet}, row {block.first}" if block.first else block.sheet
    yield f"{where}: {_LAYOUTS.get(block.layout, _ONE_EACH)}"
    headers = rows.texts(block.first) if block.first else {}
    for column, name in block.columns.items():
        sample = _short(next(iter(rows.samples(column, block.first, 1)), "nothing"))
        header = _short(headers.get(column, ""))
        letters = address(1, column)[:-1]
        sure = "" if block.why.get(column, SURE) == SURE else " (likely)"
        yield f"  {letters:<2} {header:<{_SAMPLE}} {name:<16} {sample}{sure}"
    for row, name in ((block.why_row, "why this matters"), (block.owner_row, "objective owner")):
        if row:
            yield f"  Row {row}: {name}"
    left = [
        f"{address(1, column)[:-1]} {_short(text)}"
        for column, text in headers.items()
        if column not in block.columns
    ]
    if left and block.layout != ACROSS:
        yield f"  Not taken: {', '.join(left)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}\u2026"


def _plan(proposal: Proposal, plan: Plan, width: int) -> Iterator[str]:
    found = proposal.found
    yield (
        f"Found for {plan.quarter.name}: {count_of(len(found.objectives), 'objective')}, "
        f"{count_of(len(found.key_results), 'key result')}, "
        f"{count_of(len(found.check_ins), 'check-in')}"
    )
    own: dict[str, list[KeyResult]] = {}
    for kr in found.key_results:
        own.setdefault(kr.objective_id, []).append(kr)
    known = {each.id: each.text for each in plan.objectives if each.text}
    for objective in found.objectives:
        yield _fit(f"  {objective.id}  {objective.text}", width)
        for kr in own.pop(objective.id, []):
            yield _fit(f"    {kr.id}  {_numbers(kr)}{kr.text}", width)
    for name, others in own.items():
        told = f"{name}  {known[name]} (in the workbook)" if name in known else "No objective"
        yield _fit(f"  {told}", width)
        for kr in others:
            yield _fit(f"    {kr.id}  {_numbers(kr)}{kr.text}", width)


def _numbers(kr: KeyResult) -> str:
    """Baseline and target in front of the text, where it has any."""
    # Percentages are stored as shares of one, and shown as people write them.
    scale = 100.0 if is_share(kr) else 1.0
    shown = [
        "?"
        if value is None
        else f"{value * scale:.10g}"
        if isinstance(value, float)
        else str(value)
        for value in (kr.baseline, kr.target)
    ]
    unit = f" {kr.unit}" if kr.unit else ""
    return "" if shown == ["?", "?"] else f"[{shown[0]} > {shown[1]}{unit}] "


def _fit(text: str, width: int) -> str:
    text = " ".join(text.split(" "))
    return text if len(text) <= width else f"{text[: width - 1]}\u2026"


def _rows(proposal: Proposal, *, every: bool) -> Iterator[str]:
    counts = Counter(each.state for each in proposal.found.outcomes)
    told = ", ".join(f"{counts[state]} {state}" for state in _STATES if counts[state])
    yield f"Rows: {told or 'none'}"
    sheets = {each.sheet for each in proposal.found.outcomes}
    for each in proposal.found.outcomes:
        if each.state != TAKEN or every:
            yield _row(each, with_sheet=len(sheets) > 1)


def _row(outcome: Outcome, *, with_sheet: bool) -> str:
    where = f"{outcome.sheet}!{outcome.cell}" if with_sheet else outcome.cell
    piece = f" text {outcome.piece}" if outcome.piece else ""
    name = f" {outcome.id}" if outcome.id else ""
    reasons = "; ".join(outcome.reasons)
    state = {TAKEN: "taken", ASKED: "question", REFUSED: "refused"}[outcome.state]
    return f"  {where}{piece}:{name} {state}: {reasons or _short(outcome.about)}"


def as_json(source: Source, proposal: Proposal, plan: Plan) -> str:
    """The proposal as JSON; its shape is described in docs/import.md."""
    found, told = proposal.found, source.told
    return json_text(
        {
            "format": FORMAT,
            "file": source.book.name,
            "quarter": plan.quarter.name,
            "encoding": told.encoding if told else None,
            "delimiter": told.mark if told else None,
            "locale": proposal.reading.locale,
            "decimal": proposal.reading.decimal,
            "tables": [_json_block(source, block) for block in proposal.reading.blocks],
            "notes": list(proposal.notes),
            "objectives": [plain_fields(each) for each in found.objectives],
            "key_results": [plain_fields(each) for each in found.key_results],
            "check_ins": [plain_fields(each, "mark") for each in found.check_ins],
            "rows": [plain_fields(each) for each in found.outcomes],
        }
    )


def _json_block(source: Source, block: Block) -> dict[str, object]:
    rows = SheetRows(source.book, source.book.sheets[block.sheet])
    headers = rows.texts(block.first) if block.first else {}
    return {
        "sheet": block.sheet,
        "layout": block.layout,
        "header_row": block.first,
        "columns": [
            {
                "column": address(1, column)[:-1],
                "header": headers.get(column, ""),
                "field": name,
                "why": block.why.get(column, ""),
                "samples": rows.samples(column, block.first, 3),
            }
            for column, name in block.columns.items()
        ],
        "not_taken": [text for column, text in headers.items() if column not in block.columns],
    }
