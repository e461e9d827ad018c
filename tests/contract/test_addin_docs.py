"""Every example in docs/formulas.md and in the registry shows what it says it shows."""

import re
from pathlib import Path

import pytest

from okrsheet.addin.registry import FORMULAS
from tests.engines.worksheet import calculated

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "formulas.md"
README = ROOT / "README.md"


def examples() -> list[tuple[str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"^    (=OKR_.*)\n    (.*)$", text, re.MULTILINE)


def samples() -> list[tuple[str, str]]:
    """The formulas in the README's table."""
    text = README.read_text(encoding="utf-8")
    return re.findall(r"^\| `(=OKR_.*)` \| (.*) \|$", text, re.MULTILINE)


def shown(value: object) -> str:
    return str(round(value, 4)) if isinstance(value, float) else str(value)


@pytest.mark.parametrize(("formula", "result"), [*examples(), *samples()])
def test_an_example_of_a_page(formula: str, result: str) -> None:
    value = shown(calculated(formula))
    assert value == result or float(value) == float(result)


def test_every_formula_has_an_example_on_the_page() -> None:
    assert [f.name for f in FORMULAS if not f.examples] == []
    assert samples()
    assert len(examples()) == sum(len(formula.examples) for formula in FORMULAS)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=OKR_BAND(0.1)", "Missed"),
        ('=OKR_STREAK({"R","R";"R","R"}, , )', 4.0),
        ("=OKR_BAND(1, , FALSE)", "Progress"),
    ],
)
def test_the_calculator_reads_what_people_type(formula: str, value: object) -> None:
    assert calculated(formula) == value


@pytest.mark.parametrize("formula", ["OKR_BAND(1)", "=SUM(1)", "=OKR_BAND(A1)"])
def test_the_calculator_refuses_what_it_does_not_know(formula: str) -> None:
    with pytest.raises(ValueError, match=r"A1|OKR_BAND|SUM"):
        calculated(formula)
