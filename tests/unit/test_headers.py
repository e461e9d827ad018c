"""What makes no difference in a header, and what is near one."""

import pytest

from okrsheet.workbook.headers import closest, listed, term_of, word_of


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Current", id="as it is"),
        pytest.param(" current ", id="blanks and capitals"),
        pytest.param("Current\u00a0", id="no-break space"),
        pytest.param("Cur\u200brent", id="zero width"),
        pytest.param("\ufeffCURRENT", id="byte order mark"),
        pytest.param("\uff23\uff35\uff32\uff32\uff25\uff2e\uff34", id="full width"),
        pytest.param("Current\n", id="line break"),
    ],
)
def test_the_same_word(text: str) -> None:
    assert word_of(text) == "current"


@pytest.mark.parametrize("text", ["Currents", "Cur rent", "C\u00fcrrent", ""])
def test_another_word(text: str) -> None:
    assert word_of(text) != "current"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Key Results (KRs)", "key results"),
        ("KR_code", "kr code"),
        ("Quarter:", "quarter"),
        ("Key\u00a0 Result [text]*", "key result"),
        ("#", "#"),
        ("(KR)", "(kr)"),
    ],
)
def test_what_a_header_means_without_its_asides(text: str, term: str) -> None:
    assert term_of(text) == term


def test_the_closest_name_is_found_or_none() -> None:
    assert closest("Target", ["Owner", "Tagret", "Start"]) == "Tagret"
    assert not closest("Target", ["Owner", "Now"])
    assert not closest("Target", [])


def test_long_lists_and_long_names_are_cut() -> None:
    assert listed(["a", "b"]) == "'a', 'b'"
    assert listed("abcd", most=2) == "'a', 'b' and 2 more"
    assert listed(["x" * 50]) == f"'{'x' * 40}\u2026'"
