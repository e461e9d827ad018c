"""`okrsheet formulas` as people run it."""

import pytest

from okrsheet.addin.registry import FORMULAS, Formula
from tests.commands import run


def test_all_formulas_are_listed() -> None:
    done = run("formulas")
    assert done.returncode == 0
    assert [w for w in done.stdout.split() if w.startswith("OKR_")] == [f.name for f in FORMULAS]
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", ["OKR_BAND", "okr_band", "band", "=OKR_BAND(0.7)"])
def test_one_formula_with_arguments_and_examples(name: str) -> None:
    done = run("formulas", name)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "OKR_BAND(score, [commitment], [last_met], [settings])"
    assert "  score         The score, 0 to 1." in lines
    assert "  =OKR_BAND(0.7)" in lines
    assert "    shows Hit" in lines


def test_an_unknown_name_is_told() -> None:
    done = run("formulas", "OKR_LUCK")
    assert done.returncode == 2
    assert "OKR_LUCK is not a formula. `okrsheet formulas` lists them all." in done.stderr


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda f: f.name)
def test_everything_about_a_formula_is_told(formula: Formula) -> None:
    told = " ".join(run("formulas", formula.name).stdout.split())
    for text in (formula.help, *(argument.help for argument in formula.arguments)):
        assert " ".join(text.split()) in told
