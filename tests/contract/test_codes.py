"""Codes of findings and of refused files: declared once, documented, each with one meaning."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest

from okrsheet.core.codes import BY_CODE, CODES
from okrsheet.ooxml import demand_refusals, errors, kinds, refusals, save_errors
from okrsheet.ooxml.errors import Cause, OkrsheetFileError
from okrsheet.workbook import (
    carry_refusals,
    closing_refusals,
    excel_refusals,
    history_refusals,
    import_refusals,
    keep_refusals,
    pack_refusals,
    planning_refusals,
)
from okrsheet.workbook.registry import all_codes

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
CAUSES: Final = {
    f"{module.__name__.rpartition('.')[2]}.{name}": cause
    for module in (
        errors,
        kinds,
        refusals,
        demand_refusals,
        save_errors,
        pack_refusals,
        excel_refusals,
        carry_refusals,
        planning_refusals,
        closing_refusals,
        keep_refusals,
        import_refusals,
        history_refusals,
    )
    for name, cause in vars(module).items()
    if isinstance(cause, Cause)
}
RANGES: Final = {
    "OKR0": range(1, 100),
    "OKR8": range(800, 900),
    "OKR9": range(900, 1000),
}


@pytest.mark.parametrize("code", [code.code for code in CODES])
def test_a_finding_is_documented_with_its_words(code: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {code} |"))
    for text in (BY_CODE[code].title, BY_CODE[code].why, BY_CODE[code].way_out):
        assert text in row


@pytest.mark.parametrize("name", CAUSES)
def test_a_reason_to_refuse_a_file_is_documented(name: str) -> None:
    cause = CAUSES[name]
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {cause.code} |"))
    assert cause.what.lower() in row.lower()
    assert cause.way_out in row


@pytest.mark.parametrize("name", CAUSES)
def test_a_reason_stands_beside_its_own_way_out(name: str) -> None:
    cause = CAUSES[name]
    told = all_codes()[cause.code]
    alone = [each for each in CAUSES.values() if each.code == cause.code] == [cause]
    paragraphs = [f"{told.why} {told.way_out}"] if alone else told.why.split("\n\n")
    sentence = f"{cause.what[:1].upper()}{cause.what[1:]}. {cause.way_out}."
    assert sentence in paragraphs


def test_each_reason_has_words_of_its_own() -> None:
    told = defaultdict(set)
    for cause in CAUSES.values():
        told[cause.what.lower()].add(cause)
    assert {what: causes for what, causes in told.items() if len(causes) > 1} == {}


def test_a_code_means_a_finding_or_a_refused_file_but_not_both() -> None:
    assert not {code.code for code in CODES} & {cause.code for cause in CAUSES.values()}


def test_every_code_lies_in_its_range() -> None:
    for code in all_codes():
        assert re.fullmatch(r"OKR\d{3}", code)
        number = int(code[3:])
        assert any(number in span for span in RANGES.values()), code


def test_the_page_holds_no_code_that_is_gone() -> None:
    assert set(re.findall(r"OKR\d{3}", PAGE)) == set(all_codes())


def test_every_error_class_has_the_code_of_its_usual_cause() -> None:
    for kind in OkrsheetFileError.__subclasses__():
        assert kind.code == kind.usual.code
        error = kind("book.xlsx")
        assert error.exit_code in (2, 3, 4)
        assert str(error) == f"book.xlsx: {error.what}. {error.way_out}."


@pytest.mark.parametrize("code", [code.code for code in CODES if code.code != "OKR999"])
def test_every_finding_is_asked_for_by_a_test(code: str) -> None:
    here = Path(__file__).resolve()
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if path.resolve() != here]
    assert any(code in path.read_text(encoding="utf-8") for path in tests)


@pytest.mark.parametrize("code", [code.code for code in CODES if code.code != "OKR999"])
def test_every_finding_is_made_somewhere(code: str) -> None:
    declared = {"data_codes.py", "content_codes.py", "quarter_codes.py", "codes.py"}
    sources = [p for p in (ROOT / "okrsheet").rglob("*.py") if p.name not in declared]
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in sources)
