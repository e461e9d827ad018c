"""Pictures of a workbook as LibreOffice prints it: PDF pages as PNG files."""

import glob
import shutil
import subprocess
from pathlib import Path

from tests.engines.libreoffice import LibreOffice

DPI = 80


def available() -> bool:
    """Whether poppler's `pdftoppm` is here."""
    return shutil.which("pdftoppm") is not None


def render(
    office: LibreOffice, path: Path | str, out_dir: Path | str, dpi: int = DPI
) -> list[Path]:
    """The visible sheets, page after page: `out_dir/<stem>.page-1.png`, ..."""
    return _pages(office.to_pdf(path, out_dir), dpi)


def render_sheets(
    office: LibreOffice, path: Path | str, out_dir: Path | str, dpi: int = DPI
) -> dict[str, list[Path]]:
    """Each visible sheet on its own: sheet name -> its pages `out_dir/<stem>-<n>.page-1.png`, ...

    The page set-up of the sheet decides paper, scale, print area and repeated rows.
    """
    files = office.to_pdf_by_sheet(path, out_dir)
    return {sheet: _pages(file, dpi) for sheet, file in files.items()}


def _pages(pdf: Path, dpi: int) -> list[Path]:
    pages = f"{glob.escape(pdf.stem)}.page-*.png"
    for old in pdf.parent.glob(pages):
        old.unlink()
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dpi), pdf, pdf.with_name(f"{pdf.stem}.page")], check=True
    )
    return sorted(pdf.parent.glob(pages))
