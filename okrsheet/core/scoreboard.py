"""The scoreboard as lines of text: where the quarter stands and what needs a person."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from okrsheet.core import rag as status
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, Severity, count_of
from okrsheet.core.key_result_figures import KeyResultFigures, trouble
from okrsheet.core.printable import printable
from okrsheet.core.quarter import days_left
from okrsheet.core.scoring import two_decimals
from okrsheet.core.words import Rag

CLOSED: Final = "closed, the scores are final"
Paint = Callable[[str, str], str]
_WIDEST_WORD: Final = max(len(word) for word in Rag)
_FIXED: Final = 37
_COUNTED: Final = (Rag.GREEN, Rag.YELLOW, Rag.RED, Rag.NO_DATA, Rag.NEEDS_A_CALL, Rag.NOT_STARTED)


def plain_paint(text: str, _word: str) -> str:
    """No colour."""
    return text


def lines(
    found: Figures, findings: Sequence[Finding], width: int = 100, paint: Paint = plain_paint
) -> Iterator[str]:
    """The scoreboard.

    Args:
        found: the figures.
        findings: located findings, listed at the end.
        width: characters in a line, 60 or more; longer texts are cut with an ellipsis.
        paint: colours a text by a RAG word.
    """
    yield from _head(found, paint)
    yield ""
    if found.objectives or found.key_results:
        yield from _board(found, max(20, width - _FIXED), paint)
    yield from _findings(findings)


def _board(found: Figures, room: int, paint: Paint) -> Iterator[str]:
    yield "OBJECTIVES"
    for o in found.objectives:
        word = str(o.rag or "")
        row = _Row(o.objective.id, o.score, word, f"{o.reported}/{o.due}", o.objective.text)
        yield _line(row, room, paint)
    yield ""
    yield "KEY RESULTS, the ones in trouble first"
    for k in sorted(found.key_results, key=trouble, reverse=True):
        row = _Row(k.key_result.id, k.score, str(k.rag), "", _about(k))
        yield _line(row, room, paint)
    yield ""
    yield from _people(found)
    yield ""


def _score(value: float | None) -> str:
    return "  - " if value is None else f"{two_decimals(value):.2f}"


class _Row(NamedTuple):
    name: str
    score: float | None
    word: str
    reported: str
    text: str


def _line(row: _Row, room: int, paint: Paint) -> str:
    shown = paint(row.word.ljust(_WIDEST_WORD), row.word)
    cut = _cut(row.text, room)
    return f"  {printable(row.name):<8} {_score(row.score)}  {shown} {row.reported:>5}  {cut}"


def _cut(text: str, room: int) -> str:
    flat = printable(" ".join(text.split()))
    return flat if len(flat) <= room else flat[: room - 1] + "\u2026"


def _about(figure: KeyResultFigures) -> str:
    remark = figure.escalation or figure.message
    return f"[{remark}] {figure.key_result.text}" if remark else figure.key_result.text


def _head(found: Figures, paint: Paint) -> Iterator[str]:
    plan, company = found.plan, found.company
    name = printable(f"{plan.organisation or 'OKRs'}, {plan.quarter.name}")
    yield f"{name}, as of {found.as_of:%Y-%m-%d} ({_when(found)})"
    if not found.objectives and not found.key_results:
        yield "Nothing is planned yet. Write the objectives on the Objectives sheet first."
        return
    yield from _totals(found, paint)
    counts = [
        f"{paint(word, word)} {company.counts[word]}" for word in _COUNTED if company.counts[word]
    ]
    yield f"{count_of(len(found.key_results), 'key result')}: {', '.join(counts) or 'none yet'}"
    if plan.closed:
        from okrsheet.core.on_record import told_by_hand  # noqa: PLC0415  # few are closed

        yield from filter(None, [printable(told_by_hand(found))])


def _totals(found: Figures, paint: Paint) -> Iterator[str]:
    """The company's line; a workbook that has teams alone shows them instead."""
    company = found.company
    if found.teams and not company.objectives:
        for team in found.teams:
            word = str(team.rag or "no status")
            yield (
                f"{printable(team.name)} score {_score(team.score).strip()} {paint(word, word)}, "
                f"{team.reported} of {team.due} key results reported"
            )
        return
    word = str(company.rag or "no status")
    support = _score(company.supporting_score).strip()
    yield (
        f"Company score {_score(company.score).strip()} {paint(word, word)}, supporting teams "
        f"{support}, {company.reported} of {company.due} company key results reported"
    )


def _when(found: Figures) -> str:
    quarter = found.plan.quarter
    if found.plan.closed:
        return CLOSED
    if found.is_to_come:
        return f"starts in {count_of((quarter.start - found.as_of).days, 'day')}"
    if found.as_of > quarter.end:
        ended = count_of((found.as_of - quarter.end).days, "day")
        return f"ended {ended} ago, awaiting final scores"
    left = days_left(quarter, found.as_of)
    return f"{left} days left" if left != 1 else "last day"


def _people(found: Figures) -> Iterator[str]:
    yield "WHAT NEEDS A PERSON"
    due = [k for k in found.key_results if k.escalation == status.DECIDE]
    owing = [k for k in found.key_results if k.owes]
    for k in due:
        weeks = f"Red for {k.streak} check-in weeks, no clear plan"
        yield f"  Leadership decides on {_named(k)}: {weeks}"
    for k in owing:
        never = k.last_check_in is None
        since = "never reported" if never else f"last on {k.last_check_in:%Y-%m-%d}"
        yield f"  {_named(k)} owes an update, {since}"
    if not due and not owing:
        yield "  Nothing."


def _named(figure: KeyResultFigures) -> str:
    return printable(f"{figure.key_result.id} ({figure.key_result.owner or 'no owner'})")


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    counts = {kind: sum(f.severity is kind for f in findings) for kind in Severity}
    told = ", ".join(
        f"{count} {kind}{'s' if count != 1 else ''}" for kind, count in counts.items() if count
    )
    yield f"FINDINGS: {told or 'none'}"
    for each in findings:
        yield f"  {each}"
