"""OKR_AUDIT, OKR_READY, OKR_LINT."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from okrsheet.addin.answers import Answer
from okrsheet.addin.choices import chosen
from okrsheet.addin.given import Given
from okrsheet.addin.questions import questions
from okrsheet.core.audit import Audit, audit
from okrsheet.core.audited import judge
from okrsheet.core.lint.judge import judge_key_result, judge_objective
from okrsheet.core.lint.wording import Remark, Wording

READY: Final = "Ready"
FINE: Final = "fine"


def okr_audit(given: Given) -> Sequence[Answer]:
    """The gaps in words, or Ready."""
    return [
        each if isinstance(each, str) else "; ".join(each.gaps) or READY for each in _audits(given)
    ]


def okr_ready(given: Given) -> Sequence[Answer]:
    """Yes or No."""
    return [
        each if isinstance(each, str) else "Yes" if each.ready else "No" for each in _audits(given)
    ]


def _audits(given: Given) -> Iterator[Audit | str]:
    for asked in questions(given, with_quarter=False):
        if isinstance(asked, str):
            yield asked
        else:
            wording = judge(asked.kr, asked.history).passes
            yield audit(asked.kr, asked.history, wording=wording)


_FIGURES: Final[Mapping[str, Callable[[Remark], str]]] = {
    "": lambda remark: f"{remark.severity}: {remark.why}",
    "why": lambda remark: remark.why,
    "severity": lambda remark: remark.severity,
    "rule": lambda remark: remark.rule,
    "rewrite": lambda remark: remark.rewrite,
}


def okr_lint(given: Given) -> Sequence[Answer]:
    """The worst that is to be said about each text."""
    names = ("text", "objective", "target_known")
    wordings = map(_wording, *(given.column(name) for name in names))
    return [
        show if isinstance(show, str) else _remark(wording, show)
        for wording, show in zip(wordings, chosen(given, _FIGURES), strict=True)
    ]


def _wording(text: object, objective: object, target_known: object) -> Wording:
    if objective is True:
        return judge_objective(str(text or ""))
    return judge_key_result(str(text or ""), target_known=target_known is True, dated=True)


def _remark(wording: Wording, show: Callable[[Remark], str]) -> str:
    return show(wording.remarks[0]) if wording.remarks else FINE
