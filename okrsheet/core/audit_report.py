"""An audit as one thing to show: which key results, what fails, who owns how much, what else.

Source: semantics, sections 6 to 8.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from okrsheet.core.audit_patterns import (
    Pattern,
    Patterns,
    owner_load,
    pattern,
    patterns,
)
from okrsheet.core.audited import Audited, audited
from okrsheet.core.export import Row, audit_row, fields, finding_row
from okrsheet.core.figures import Figures
from okrsheet.core.findings import ERROR, HINT, Finding

STRUCTURE: Final = frozenset(
    {
        *("OKR017", "OKR019", "OKR021", "OKR022", "OKR024"),
        *("OKR040", "OKR041", "OKR042", "OKR043", "OKR044", "OKR045", "OKR051", "OKR056"),
    }
)
"""Findings on IDs, links, numbers and the whole quarter: to be put right before it starts."""

_A_MATTER_OF_DEGREE: Final = frozenset({"OKR021", "OKR024", "OKR041", "OKR042", "OKR043", "OKR056"})
_ANSWERS: Final = (
    *("measurable", "data_source", "baseline", "frequency", "owner", "ambitious"),
    *("access", "retriever"),
)


class Report(NamedTuple):
    """The audit of a quarter, or of one team's part of it.

    Attributes:
        figures: the quarter.
        team: whose part it is; "" for all.
        audits: the key results, in the order of the sheet.
        patterns: what they have in common, and each team's.
        owners: how many key results each owner has, by name.
        findings: what else is to be put right: IDs, links, numbers, limits, priority,
            dependencies, objectives.
    """

    figures: Figures
    team: str
    audits: tuple[Audited, ...]
    patterns: tuple[Pattern, ...]
    owners: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]

    @property
    def not_ready(self) -> tuple[Audited, ...]:
        """The key results with a gap."""
        return tuple(each for each in self.audits if not each.audit.ready)

    @property
    def in_the_way(self) -> bool:
        """Whether something keeps the quarter from starting, for those who are strict.

        A limit that is only strained does not, nor does an objective that could be said better, nor
        numbers that go against the type or mix two scales: they can be meant.
        """
        return not self.audits or bool(self.not_ready) or bool(self.stopping)

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """The findings that keep the quarter from starting, for those who are strict."""
        return tuple(filter(_stops, self.findings))


def _stops(found: Finding) -> bool:
    mild = found.code in _A_MATTER_OF_DEGREE and found.severity is not ERROR
    return not mild and found.severity is not HINT


def report(found: Figures, findings: Sequence[Finding], team: str = "") -> Report:
    """The audit of a quarter.

    Args:
        found: its figures.
        findings: all of them, located.
        team: only its key results, and what concerns its objectives; as spelled by
            `teams.team_names`.
    """
    every = audited(found)
    told = tuple(each for each in findings if each.code in STRUCTURE)
    all_patterns = patterns(found.plan, [(each.figure.key_result, each.audit) for each in every])
    if not team:
        return Report(found, "", every, _shown(all_patterns), _owners(every), told)
    wanted = team.lower()
    own = tuple(each for each in every if each.figure.team.lower() == wanted)
    alone = pattern(team, [each.audit for each in own])
    concerned = tuple(each for each in told if _concerns(each, found, wanted))
    return Report(found, team, own, (alone,), _owners(own), concerned)


def _concerns(each: Finding, found: Figures, team: str) -> bool:
    """Whether a finding is about a team, its objectives or their key results."""
    if each.place and each.place.records == "teams":
        return found.plan.teams[each.place.row].name.lower() == team
    ids = {o.objective.id for o in found.objectives if o.objective.team.lower() == team}
    ids.update(k.key_result.id for k in found.key_results if k.team.lower() == team)
    return not ids.isdisjoint(each.ids)


def _shown(found: Patterns) -> tuple[Pattern, ...]:
    no_team = [each for each in (found.company, found.no_team) if each.key_results]
    return (found.all, *no_team, *(each for each in found.by_team if each.name))


def _owners(found: Sequence[Audited]) -> tuple[tuple[str, int], ...]:
    return owner_load(each.figure.key_result.owner for each in found)


def document(shown: Report) -> Row:
    """Everything `okrsheet audit --json` prints; its shape is described in docs/json.md."""
    plan = shown.figures.plan
    return {
        "format": 1,
        "organisation": plan.organisation,
        "quarter": fields(plan.quarter),
        "as_of": shown.figures.as_of.isoformat(),
        "published": plan.published and plan.published.isoformat(),
        "published_by": plan.published_by,
        "team": shown.team,
        "key_results": len(shown.audits),
        "ready": len(shown.audits) - len(shown.not_ready),
        "audit": [audit_row(each) for each in shown.audits],
        "patterns": [_pattern_row(each) for each in shown.patterns],
        "owners": [{"owner": name, "key_results": count} for name, count in shown.owners],
        "findings": [finding_row(each) for each in shown.findings],
    }


def _pattern_row(each: Pattern) -> Row:
    row = fields(each, "failures")
    row["failures"] = dict(zip(_ANSWERS, each.failures, strict=True))
    row["fails_most"] = each.fails_most
    return row
