"""What comes out of the printer: no page without a word of the quarter's own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsheet.core.policy import SMB
from okrsheet.workbook.create import new_workbook
from okrsheet.workbook.layout import TABLES
from tests import books
from tests.engines.libreoffice import LibreOffice
from tests.engines.pictures import available

TITLES = frozenset(
    word
    for table in TABLES
    for text in (
        table.title,
        table.purpose,
        *(group.title for group in table.groups),
        *(column.header for column in table.columns),
        "Page 1 of 1234567890",
    )
    for word in text.split()
)


def pages(path: Path) -> Iterator[str]:
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    yield from text.stdout.decode().split("\f")[:-1]


@pytest.mark.libreoffice
@pytest.mark.skipif(not available(), reason="poppler is not installed")
def test_no_printed_page_is_empty(tmp_path: Path, libreoffice: LibreOffice) -> None:
    plan = books.example_figures().plan
    day = books.EXAMPLE_AS_OF
    path = tmp_path / "book.xlsx"
    path.write_bytes(new_workbook(plan, SMB, as_of=day, today=day, stamp=books.STAMP))
    for sheet, file in libreoffice.to_pdf_by_sheet(path, tmp_path).items():
        for number, page in enumerate(pages(Path(file)), 1):
            own = [word for word in page.split() if word not in TITLES and not word.isdigit()]
            assert own, f"{sheet}, page {number}"
