"""An audit as lines of text: what is not ready and what to do, then what fails most."""

from collections.abc import Iterator
from typing import Final

from okrsheet.core.audit import AS_THE_GUIDE, MANUAL, NOT_WEEKLY
from okrsheet.core.audit_gaps import TRY
from okrsheet.core.audit_patterns import Pattern
from okrsheet.core.audit_report import Report
from okrsheet.core.audited import Audited
from okrsheet.core.findings import count_of
from okrsheet.core.printable import printable

_INDENT: Final = " " * 8
_OUTER: Final = " " * 2
_COLUMNS: Final = ("meas", "src", "base", "freq", "own", "amb", "acc", "retr")
_CELL: Final = 5
_NUMBERS: Final = 53
_LONGEST_NAME: Final = 22


def lines(shown: Report, width: int = 80) -> Iterator[str]:
    """The whole audit.

    Args:
        shown: the audit.
        width: characters in a line, 60 or more; texts are folded or cut to fit.
    """
    yield from head(shown)
    yield ""
    yield from not_ready(shown, width)
    if shown.audits:
        yield from _ready(shown, width)
        yield from _patterns(shown, width)
        yield from _owners(shown, width)
    yield from others(shown, width)


def head(shown: Report) -> Iterator[str]:
    """What it is about, and how many are ready."""
    plan = shown.figures.plan
    whose = f"{plan.organisation or 'OKRs'}, {plan.quarter.name}"
    yield printable(f"{whose}, {shown.team}" if shown.team else whose)
    ready = len(shown.audits) - len(shown.not_ready)
    yield f"{ready} of {count_of(len(shown.audits), 'key result')} ready. {_state(shown)}"


def _state(shown: Report) -> str:
    plan = shown.figures.plan
    if plan.published is None:
        return "A draft: not published yet."
    by = f" by {plan.published_by}" if plan.published_by else ""
    return printable(f"Published on {plan.published:%Y-%m-%d}{by}.")


def not_ready(shown: Report, width: int) -> Iterator[str]:
    """Each key result with a gap: the gaps, and what to do about each."""
    if not shown.audits:
        yield "There is no key result yet. Write them on the Key Results sheet first."
        yield ""
    if shown.not_ready:
        yield "NOT READY"
    for each in shown.not_ready:
        yield from _title(each, width)
        for gap, step in zip(each.audit.gaps, each.steps, strict=True):
            yield from folded(f"- {gap}: {step}", width)
        if each.why:
            yield from folded(f"  {each.why}", width)
    if shown.not_ready:
        yield ""


def _ready(shown: Report, width: int) -> Iterator[str]:
    ready = [each for each in shown.audits if each.audit.ready]
    if not ready:
        return
    yield "READY"
    for each in ready:
        yield from _title(each, width)
        if each.why:
            rewrite = f" {TRY}{each.rewrite}" if each.rewrite else ""
            yield from folded(f"  {each.why}{rewrite}", width)
    yield ""


def _title(each: Audited, width: int) -> Iterator[str]:
    audit, kr = each.audit, each.figure.key_result
    text = printable(" ".join(kr.text.split()))
    line = f"  {printable(kr.id):<8} {audit.passed}/6 {audit.answered}/4  {text}"
    yield line if len(line) <= width else f"{line[: width - 1]}\u2026"
    notes = [note for note in (_rhythm(each), _ambition(each)) if note]
    if notes:
        yield from folded(f"({'; '.join(notes)})", width)


def _rhythm(each: Audited) -> str:
    return each.audit.trackable if each.audit.trackable in (MANUAL, NOT_WEEKLY) else ""


def _ambition(each: Audited) -> str:
    """How the target lies to the trend, where it is not as the guide has it."""
    over = each.audit.over_trend
    unremarkable = over is None or each.audit.hint == AS_THE_GUIDE
    return "" if unremarkable else f"{over:+.0%} on the trend: {each.audit.hint}"


def folded(text: str, width: int, indent: str = _INDENT) -> Iterator[str]:
    """A text in lines below each other, further in from the second one on."""
    line, margin = indent, ""
    for word in printable(text).split(" "):
        if line.strip() and len(line) + 1 + len(word) > width:
            yield line
            line, margin = f"{indent}  ", ""
        line += f"{margin}{word}"
        margin = " "
    yield line


def _patterns(shown: Report, width: int) -> Iterator[str]:
    yield "WHAT FAILS: the number of key results that do not pass"
    room = min(_LONGEST_NAME, width - _NUMBERS)
    heads = "".join(f"{name:>{_CELL}}" for name in ("KRs", "ready", *_COLUMNS))
    yield f"  {'':<{room}}{heads[:_CELL]} {heads[_CELL:]}"
    for each in shown.patterns:
        numbers = (each.ready, *each.failures)
        cells = "".join(f"{number:>{_CELL}}" for number in numbers)
        yield f"  {_cut(each.name, room)}{each.key_results:>{_CELL}} {cells}"
    most = [f"{each.name}: {each.fails_most}" for each in shown.patterns if any(each.failures)]
    if most:
        yield from folded(f"Fails most: {'; '.join(most)}.", width, _OUTER)
    yield from folded(f"Trackable: {_tracks(shown.patterns[0])}.", width, _OUTER)
    yield ""


def _tracks(each: Pattern) -> str:
    unknown = each.key_results - each.live - each.manual - each.not_weekly
    told = f"{each.live} live, {each.manual} manual, {each.not_weekly} not weekly"
    return f"{told}, {unknown} without a frequency" if unknown else told


def _cut(text: str, room: int) -> str:
    flat = printable(text)
    return f"{flat if len(flat) <= room else flat[: room - 1] + chr(0x2026):<{room}}"


def _owners(shown: Report, width: int) -> Iterator[str]:
    yield "KEY RESULTS OF EACH OWNER, by name"
    told = (f"{name or '(nobody)'}: {count}" for name, count in shown.owners)
    yield from folded("; ".join(told), width, _OUTER)
    yield ""


def in_the_way(shown: Report, width: int, what: str = "Not published: ") -> Iterator[str]:
    """What keeps the quarter from starting, for those who are strict; `what` stands before it."""
    ready, found = len(shown.not_ready), len(shown.stopping)
    counts = []
    if ready:
        counts.append(f"{count_of(ready, 'key result')} {_are(ready)} not ready")
    if found:
        counts.append(f"{count_of(found, 'finding')} {_are(found)} in the way")
    yield f"{what}{', and '.join(counts)}{':' if found else '.'}"
    for each in shown.stopping:
        yield from folded(str(each), width, _OUTER)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def others(shown: Report, width: int) -> Iterator[str]:
    """What else is to be put right before the quarter starts."""
    told = count_of(len(shown.findings), "finding") if shown.findings else "nothing"
    yield f"ALSO TO PUT RIGHT: {told}"
    for each in shown.findings:
        yield from folded(str(each), width, _OUTER)
