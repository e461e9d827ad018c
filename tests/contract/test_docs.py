"""Codes, commands and JSON names are documented."""

import re
import runpy
from pathlib import Path

import pytest

from okrsheet.core.codes import CODES
from okrsheet.core.export import document
from okrsheet.core.lint.objective_rules import OBJECTIVE_RULES, ObjectiveRule
from okrsheet.core.lint.rules import RULES, Rule
from okrsheet.workbook.registry import all_codes
from tests import books

DOCS = Path(__file__).parents[2] / "docs"


GENERATED = ("findings.md", "wording.md", "install_addin.md", "formulas.md")


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_what_the_tables_say(name: str) -> None:
    pages = runpy.run_path(str(DOCS.parent / "scripts" / "build_docs.py"))["PAGES"]
    assert set(pages) == set(GENERATED)
    assert (DOCS / name).read_text(encoding="utf-8") == pages[name]()


def test_every_rule_of_the_lint_has_an_id_of_its_own_and_says_why() -> None:
    rules: list[Rule | ObjectiveRule] = [*RULES, *OBJECTIVE_RULES]
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert rule.why.endswith((".", "?"))
        assert rule.rewrite
        assert rule.source


def test_the_gravest_rules_come_first() -> None:
    order = ["error", "warning", "hint"]
    for severities in ([r.severity for r in RULES], [r.severity for r in OBJECTIVE_RULES]):
        ranks = [order.index(severity) for severity in severities]
        assert ranks == sorted(ranks)


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


def test_pictures_of_the_add_in_are_what_is_drawn_and_shown() -> None:
    drawn = runpy.run_path(str(DOCS.parent / "scripts" / "build_addin_pictures.py"))["PICTURES"]
    page = (DOCS / "install_addin.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(images/([^)]+)\)", page)) == set(drawn)
    for name, draw in drawn.items():
        assert (DOCS / "images" / name).read_text(encoding="utf-8") == draw()
        # What is read to people who can't see it is what the page says.
        label = re.search(r'aria-label="([^"]+)"', draw())
        assert label
        assert label[1].split(",")[0].split(";")[0] in page


def test_every_page_installs_it_the_way_that_works() -> None:
    """The package is on no index: it is installed from its folder."""
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    told = {page.name: re.findall(r"pip install ([^`\n]+)", page.read_text()) for page in pages}
    assert told["README.md"] == ["."]
    assert {"."} <= set(told["install_addin.md"])
    assert not [each for found in told.values() for each in found if "okrsheet" in each]
