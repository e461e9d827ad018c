"""Write docs/findings.md from the registry of codes, docs/wording.md from the lint's rules."""

import sys
from collections.abc import Callable
from pathlib import Path

from okrsheet.core.lint.judge import in_general
from okrsheet.core.lint.objective_rules import OBJECTIVE_RULES, ObjectiveRule
from okrsheet.core.lint.rules import RULES, Rule
from okrsheet.workbook.registry import all_codes

DOCS = Path(__file__).parent.parent / "docs"
FINDINGS = """# Findings

What `okrsheet check` reports, and why a file may be refused. `okrsheet explain CODE` shows the
same in the terminal. This page is made by `scripts/build_docs.py`.

| Code | Severity | What | Why it matters | The way out |
| --- | --- | --- | --- | --- |
"""
WORDING = """# The wording of key results and objectives

`okrsheet lint "TEXT"` judges one text, `okrsheet lint FILE` a list of them, and the measurement
audit every key result of a workbook. An **error** means that nobody could say at the end of the
quarter whether it was reached; a **warning**, that it can be reached and nothing has changed, or
can be read in two ways; a **hint**, that it could be better. Calling a good key result bad is the
worse mistake, so what the words do not show is not held against a text. English is complete;
German, Dutch and Portuguese are begun, and in any other language only numbers are judged. Where a
rule is wrong about a text, say Yes in "Wording is fine" on the Key Results sheet.

In the rewrites X is where you stand, Y where you want to be, Z the report that says so. This page
is made by `scripts/build_docs.py`.
"""
TABLE = """
| Rule | Severity | Why | Better |
| --- | --- | --- | --- |
"""


def findings() -> str:
    """The page of findings as Markdown."""
    lines = (
        f"| {code.code} | {code.severity} | {code.title} | {code.why} | {code.way_out} |\n"
        for code in all_codes().values()
    )
    return FINDINGS + "".join(lines)


def _row(rule: Rule | ObjectiveRule) -> str:
    return f"| `{rule.id}` | {rule.severity} | {rule.why} | {in_general(rule.rewrite)} |\n"


def wording() -> str:
    """The page of wording rules as Markdown."""
    key_results = "".join(_row(rule) for rule in RULES)
    objectives = "".join(_row(rule) for rule in OBJECTIVE_RULES)
    return f"{WORDING}\n## Key results\n{TABLE}{key_results}\n## Objectives\n{TABLE}{objectives}"


PAGES: dict[str, Callable[[], str]] = {"findings.md": findings, "wording.md": wording}


def main() -> int:
    """Write the pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
        print(DOCS / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
