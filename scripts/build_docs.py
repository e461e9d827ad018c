"""Write docs/findings.md from the registry of codes."""

import sys
from pathlib import Path

from okrsheet.workbook.registry import all_codes

PATH = Path(__file__).parent.parent / "docs" / "findings.md"
HEAD = """# Findings

What `okrsheet check` reports, and why a file may be refused. `okrsheet explain CODE` shows the
same in the terminal. This page is made by `scripts/build_docs.py`.

| Code | Severity | What | Why it matters | The way out |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The page as Markdown."""
    lines = (
        f"| {code.code} | {code.severity} | {code.title} | {code.why} | {code.way_out} |\n"
        for code in all_codes().values()
    )
    return HEAD + "".join(lines)


def main() -> int:
    """Write the page."""
    PATH.write_text(page(), encoding="utf-8", newline="\n")
    print(PATH)
    return 0


if __name__ == "__main__":
    sys.exit(main())
