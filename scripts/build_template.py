"""Build workbook_templates/okrsheet_template.xlsx from the layout; the same bytes every time."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from okrsheet.core.figures import figures
from okrsheet.core.model import Plan
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.ooxml.packing import unpack
from okrsheet.workbook.build import author
from okrsheet.workbook.build_settings import configure
from okrsheet.workbook.create import TEMPLATE
from okrsheet.workbook.finish import finish
from okrsheet.workbook.view import View

QUARTER = parse_quarter("2027-Q1")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)


def build() -> bytes:
    """The template's bytes."""
    plan = Plan(QUARTER)
    view = View(figures(plan, SMB, QUARTER.start))
    return finish(configure(unpack(author()), plan, SMB, None), view, {}, STAMP)


def main() -> int:
    """Write the template into the folder of templates."""
    path = Path(__file__).parent.parent / "workbook_templates" / TEMPLATE
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(build())
    print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
