"""Codes, commands and JSON names are documented."""

import re
import runpy
from pathlib import Path

from okrsheet.core.codes import CODES
from okrsheet.core.export import document
from okrsheet.workbook.registry import all_codes
from tests import books

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_findings_is_what_the_registry_says() -> None:
    page = runpy.run_path(str(DOCS.parent / "scripts" / "build_docs.py"))["page"]
    assert (DOCS / "findings.md").read_text(encoding="utf-8") == page()


def test_every_code_is_declared_once_and_says_what_to_do() -> None:
    codes = [code.code for code in CODES]
    assert len(codes) == len(set(codes))
    for code in all_codes().values():
        assert re.fullmatch(r"OKR\d{3}", code.code)
        assert code.title
        assert code.why.endswith(".")
        assert code.way_out.endswith(".")


def test_every_name_of_the_json_is_documented() -> None:
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    shown = document(books.example_figures(), [])
    names = set(shown)
    for part in ("key_results", "objectives", "teams", "audit"):
        rows = shown[part]
        assert isinstance(rows, list)
        names |= set(rows[0])
    company = shown["company"]
    assert isinstance(company, dict)
    names |= set(company)
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_pictures_of_the_readme_exist() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"\]\((docs/images/[^)]+\.png)\)", readme)
    assert len(pictures) >= 4
    for picture in pictures:
        assert (DOCS.parent / picture).is_file()
