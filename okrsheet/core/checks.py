"""All checks, as a table: each is a function from the figures of a quarter to findings."""

from collections.abc import Callable, Iterator
from typing import Final

from okrsheet.core import (
    audit_checks,
    changes,
    closing_checks,
    data_checks,
    owner_checks,
    risks,
    structure_checks,
)
from okrsheet.core.figures import Figures
from okrsheet.core.findings import Finding

Check = Callable[[Figures], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    data_checks.check_ids,
    data_checks.check_links,
    data_checks.check_dates,
    data_checks.check_numbers,
    data_checks.check_definitions,
    structure_checks.check_structure,
    structure_checks.check_priority,
    structure_checks.check_people,
    owner_checks.check_owners,
    structure_checks.check_colours,
    structure_checks.check_ease,
    structure_checks.check_carried,
    audit_checks.check_readiness,
    changes.check_changes,
    closing_checks.check_record,
    risks.check_risks,
)


def check(found: Figures) -> list[Finding]:
    """All findings about what people typed and what the figures show."""
    return [each for rule in CHECKS for each in rule(found)]
