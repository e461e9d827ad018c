"""Numbers with marks: read where they can mean one thing only."""

import pytest

from okrsheet.workbook.clear_numbers import clear_number, is_unclear


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("298", 298, id="whole"),
        pytest.param("298.5", 298.5, id="one digit behind a point"),
        pytest.param("298,5", 298.5, id="one digit behind a comma"),
        pytest.param("0.125", 0.125, id="no thousands begin with 0"),
        pytest.param("0,125", 0.125, id="nor with 0 and a comma"),
        pytest.param("-0.5", -0.5, id="negative"),
        pytest.param("\u22120.5", -0.5, id="a real minus"),
        pytest.param("1234.567", 1234.567, id="four digits in front are no group"),
        pytest.param("1.2345", 1.2345, id="four digits behind are no group"),
        pytest.param("1,234.5", 1234.5, id="both marks, English"),
        pytest.param("1.234,5", 1234.5, id="both marks, German"),
        pytest.param("1 234,5", 1234.5, id="a blank between"),
        pytest.param("1\u202f234", 1234, id="a narrow blank between"),
        pytest.param("1'234'567.5", 1234567.5, id="Swiss"),
        pytest.param("1.234.567", 1234567, id="a mark twice"),
        pytest.param("45%", 0.45, id="percent"),
        pytest.param("45,5 %", 0.455, id="percent with a comma"),
        pytest.param("\uff14\uff15", 45, id="full width"),
    ],
)
def test_a_clear_number_needs_no_locale(text: str, number: float) -> None:
    assert clear_number(text) == pytest.approx(number, abs=1e-12)


@pytest.mark.parametrize("text", ["1.234", "12,345", "-1.234", "123.456", "1.234%"])
def test_what_can_be_two_numbers_is_none(text: str) -> None:
    assert clear_number(text) is None
    assert is_unclear(text)


@pytest.mark.parametrize(
    ("locale", "number"),
    [pytest.param("de", 1234.0, id="German"), pytest.param("en", 1.234, id="English")],
)
def test_a_locale_says_which(locale: str, number: float) -> None:
    assert clear_number("1.234", locale) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "soon", "+5", "1e5", "nan", "inf", "1_000", "0x10", "5-6", "1,2,3", "1..2"),
        *("1,23,456", "1.234,567.8", "10\u00b2", "=1+1", "1 2 3", "%", "5%%", "1,234,567,8"),
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert clear_number(text) is None
    assert not is_unclear(text)
