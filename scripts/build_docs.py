"""Write the pages of docs that are tables of the code: findings, wording, formulas.

Of docs/install_addin.md, written by hand, only the table of what can go wrong is made.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from okrsheet.addin.declared import Argument, Example, Formula
from okrsheet.addin.registry import FORMULAS
from okrsheet.commands.formulas import usage
from okrsheet.core.lint.judge import in_general
from okrsheet.core.lint.objective_rules import OBJECTIVE_RULES, ObjectiveRule
from okrsheet.core.lint.rules import RULES, Rule
from okrsheet.workbook.addin_codes import ADDIN_CODES
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
German, Dutch, Portuguese, Spanish, French and Russian are begun, and in any other language only
numbers are judged. Where a rule is wrong about a text, say Yes in "Wording is fine" on the Key
Results sheet.

In the rewrites X is where you stand, Y where you want to be, Z the report that says so. This page
is made by `scripts/build_docs.py`.
"""
FORMULAS_PAGE = """# Formulas

What one can type into a cell once the add-in is installed; `okrsheet formulas NAME` shows the same
in the terminal. A formula means what the workbook and `okrsheet check` mean by the same word, for
all of them ask the same rules.

- What stands in brackets may be left out, or left blank between two commas.
- Where your Windows writes decimals with a comma, Excel wants semicolons between arguments.
- Give single cells, and you get one answer; give a column of baselines, targets and so on, and you
  get a column of answers. Columns must be of one length; a single cell counts for all rows.
- Where something is missing or wrong, the cell says so in words: never #VALUE!. A line in which
  nothing is filled in stays empty. Numbers that are stored as text are texts.
- A day is a cell with a date, or a text such as "2027-03-31". Without `as_of` a figure is for the
  day on which Excel last calculated it: refer to `okr_as_of` to follow the Settings sheet.
- `check_ins`, `stages` and `settings` take a whole range, best that of our sheets:
  `tblCheckIns[[#All],[Date]:[Reason]]`, `tblMilestones[[#All],[KR]:[Done]]`,
  `tblSettings[[Setting]:[Value]]`. "Insert formula" in the OKR tab writes these for you.
- `=@OKR_SCORE(...)` is the same formula: Excel 365 and 2021 put the `@` where an older Excel, or a
  program, wrote the formula, and it means "one value, not a column". Leave it where you want one
  value; delete it where you gave columns and want a column of answers. Older versions show no `@`
  and give one value, or a column with Ctrl+Shift+Enter. "Insert formula" writes none.

The results of the examples are rounded to four decimals. This page is made by
`scripts/build_docs.py`, and a test calculates every example.
"""
ARGUMENTS = """
| Argument | What to give |
| --- | --- |
"""
TABLE = """
| Rule | Severity | Why | Better |
| --- | --- | --- | --- |
"""
TROUBLES = """
| Code | What | Why it matters | What to do |
| --- | --- | --- | --- |
"""
TROUBLES_END = "\n## "


def findings() -> str:
    """The page of findings as Markdown."""
    lines = (
        f"| {code.code} | {code.severity} | {code.title} | {_in_a_cell(code.why)} | "
        f"{code.way_out} |\n"
        for code in all_codes().values()
    )
    return FINDINGS + "".join(lines)


def _in_a_cell(text: str) -> str:
    return text.replace("\n\n", "<br><br>")


def _row(rule: Rule | ObjectiveRule) -> str:
    return f"| `{rule.id}` | {rule.severity} | {rule.why} | {in_general(rule.rewrite)} |\n"


def wording() -> str:
    """The page of wording rules as Markdown."""
    key_results = "".join(_row(rule) for rule in RULES)
    objectives = "".join(_row(rule) for rule in OBJECTIVE_RULES)
    return f"{WORDING}\n## Key results\n{TABLE}{key_results}\n## Objectives\n{TABLE}{objectives}"


def install_addin() -> str:
    """The page about the add-in as Markdown, with its table as the codes have it."""
    page = (DOCS / "install_addin.md").read_text(encoding="utf-8")
    start, _, rest = page.partition(TROUBLES)
    end = rest[rest.index(TROUBLES_END) :]
    rows = (
        f"| {code.code} | {code.title} | {code.why} | {code.way_out} |\n" for code in ADDIN_CODES
    )
    return f"{start}{TROUBLES}{''.join(rows)}{end}"


def _argument(argument: Argument) -> str:
    name = f"[{argument.name}]" if argument.optional else argument.name
    return f"| `{name}` | {argument.help} |\n"


def _example(example: Example) -> str:
    return f"    {example.formula}\n    {example.result}\n"


def _formula(formula: Formula) -> str:
    arguments = "".join(map(_argument, formula.arguments))
    examples = "\n".join(map(_example, formula.examples))
    head = f"\n## {formula.name}\n\n{formula.help}\n\n`{usage(formula)}`\n"
    return f"{head}{ARGUMENTS}{arguments}\n{examples}"


def formulas() -> str:
    """The page of formulas as Markdown."""
    return FORMULAS_PAGE + "".join(map(_formula, FORMULAS))


PAGES: dict[str, Callable[[], str]] = {
    "findings.md": findings,
    "wording.md": wording,
    "install_addin.md": install_addin,
    "formulas.md": formulas,
}


def main() -> int:
    """Write the pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
        print(DOCS / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
