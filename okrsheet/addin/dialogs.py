"""What dialogs say: long lists are cut, and say where the rest is."""

from collections.abc import Iterable, Iterator
from typing import Final

from okrsheet.core import audit_lines
from okrsheet.core.audit_report import Report
from okrsheet.core.carry import Carried
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding, count_of
from okrsheet.core.history import latest_check_ins
from okrsheet.core.talk import is_listed, remarks, talk_order
from okrsheet.workbook.rewrite import Refreshed

_WIDTH: Final = 72
_MOST: Final = 10
"""Lines of a list."""


def first_lines(lines: Iterable[str], rest: str) -> list[str]:
    """The first lines of a list, and where the others are."""
    told = list(lines)
    more = len(told) - _MOST
    return [*told[:_MOST], f"And {count_of(more, 'more line')}: {rest}."] if more > 0 else told


def refresh_text(made: Refreshed) -> str:
    """What a refresh did."""
    done = [f"{count_of(number, 'line')} added to {sheet}" for sheet, number in made.lines.items()]
    if made.offered:
        done.append(f"{count_of(len(made.offered), 'check-in')} of this week prepared")
    written = sum(not cell.formula for cell in made.changes)
    if written:
        done.append(f"{count_of(written, 'cell')} written")
    told = f"All {made.looked_at} figures are up to date."
    if done:
        told += f" {', '.join(done)}."
    return "\n".join([told, "", *finding_lines(made.findings)]).rstrip()


def finding_lines(findings: Iterable[Finding]) -> list[str]:
    """Findings, each in a line."""
    return first_lines(map(str, findings), "okrsheet check shows all of them")


def audit_text(shown: Report) -> str:
    """How many key results are ready, and what the others lack."""
    gaps = first_lines(audit_lines.not_ready(shown, _WIDTH), "the Audit sheet shows all of it")
    return "\n".join([*audit_lines.head(shown), "", *gaps]).rstrip()


def talk_text(found: Figures) -> str:
    """The key results to talk about, the most urgent first."""
    told = first_lines(_talk(found), "the Meeting sheet shows all of them")
    return "\n".join(told) or "There is nothing to talk about."


def _talk(found: Figures) -> Iterator[str]:
    latest = latest_check_ins(found.plan, found.as_of)
    listed = [f for f in found.key_results if is_listed(f, latest.get(f.row), found)]
    listed.sort(key=lambda f: talk_order(f, latest.get(f.row), found), reverse=True)
    for figure in listed:
        said = ", ".join(remarks(figure, latest.get(figure.row), found))
        about = f" ({said})" if said else ""
        yield f"{figure.key_result.id}  {figure.rag}{about}: {figure.key_result.text}"


def carried_text(made: Carried, name: str) -> str:
    """What came over from another quarter, and what a person has to look at."""
    going = sum(line.carried for line in made.lines)
    asked = [f"{line.id}: {question}" for line in made.lines for question in line.questions]
    told = f"{going} of {count_of(len(made.lines), 'key result')} carried from {name}."
    look = first_lines([*asked, *made.notes], "`okrsheet new --from` shows all of them")
    return "\n".join([told, "", *look]).rstrip()
