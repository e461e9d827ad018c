"""Refused rows that are objectives all the same: what stands below belongs to none before them."""

from okrsheet.sources.content import kind_of
from okrsheet.sources.fields import KEY_RESULT, OBJECTIVE
from okrsheet.sources.lines import A_TOTAL, Line
from okrsheet.sources.sheet_rows import label_of


def hides_objective(line: Line) -> bool:
    """Whether a refused row names the objective of those below."""
    named = [line.given[name] for name in ("objective", "objective id") if name in line.given]
    return line.why != A_TOTAL and any(not each.is_blank for each in named)


def hides_listed(line: Line) -> bool:
    """Whether a refused row of a list is an objective; a task between key results is none."""
    if not line.why or line.why == A_TOTAL or line.kind in (OBJECTIVE, KEY_RESULT):
        return bool(line.why) and line.kind == OBJECTIVE
    kind, text = (line.given.get(name) for name in ("kind", "text"))
    if kind is not None:
        return kind_of(kind.text) == OBJECTIVE
    text = text or line.given.get("objective")
    return text is not None and not text.is_blank and label_of(text.text)[0] != KEY_RESULT
