"""Numbers and days typed as text."""

from datetime import date

import pytest

from okrsheet.workbook.typed_text import day_in, known_locale, number_in

FEBRUARY = date(2027, 2, 15)


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("298", "", 298.0),
        (" 298 ", "", 298.0),
        ("-7", "", -7.0),
        ("\u22127", "", -7.0),
        ("62 %", "", 0.62),
        ("62%", "", 0.62),
        ("\uff12\uff19\uff18", "", 298.0),
        ("1.234", "", None),
        ("1,5", "", None),
        ("298 leads", "", None),
        ("n/a", "", None),
        ("", "", None),
        ("1_000", "", None),
        ("1.234", "de", 1234.0),
        ("1.234,5", "de", 1234.5),
        ("1.23", "de", None),
        ("62,5 %", "de", 0.625),
        ("1,234.5", "en", 1234.5),
        ("1.234,5", "en", None),
        ("1\u00a0234,5", "fr", 1234.5),
        ("1 234,5", "fr", 1234.5),
        ("1 234,5", "de", None),
        ("1'234.5", "de_CH", 1234.5),
        ("1e5", "de", None),
        ("NaN", "en", None),
        ("Infinity", "en", None),
        ("9" * 400, "en", None),
        ("10\u00b2", "", None),
        ("5\u00b2", "de", None),
        ("\u00bd", "", None),
        ("\u2460", "", None),
        ("x\u2070", "", None),
        ("+5", "", None),
        ("+1,5", "de", None),
        ("62 %%", "", None),
        ("\uff16\uff12\u3000\uff05", "", 0.62),
    ],
)
def test_a_number_typed_as_text(text: str, locale: str, number: float | None) -> None:
    assert number_in(text, locale) == number


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("2027-02-15", "", FEBRUARY),
        ("15 Feb 2027", "", FEBRUARY),
        ("February 15, 2027", "", FEBRUARY),
        ("15.02.2027", "", None),
        ("02/15/2027", "", None),
        ("15.02.2027", "de", FEBRUARY),
        ("15.2.27", "de", FEBRUARY),
        ("15. Februar 2027", "de", FEBRUARY),
        ("15 Feb. 2027", "de", FEBRUARY),
        ("02/15/2027", "en_US", FEBRUARY),
        ("15/02/2027", "en_GB", FEBRUARY),
        ("15/02/2027", "en_US", None),
        ("2027/02/15", "ja", FEBRUARY),
        ("15 f\u00e9vr. 2027", "fr", FEBRUARY),
        ("31.02.2027", "de", None),
        ("15.02.", "de", None),
        ("15.02.227", "de", None),
        ("soon", "de", None),
        ("15 Brumaire 2027", "fr", None),
        ("2027-02-31", "", None),
        ("15 Feb 27", "", None),
        ("15 Feb Mar", "", None),
        ("\uff11\uff15 Feb\u00a02027", "", FEBRUARY),
        ("15-Feb-2027", "", FEBRUARY),
        ("15. 2. 2027.", "hr", FEBRUARY),
        ("15 fe\u0301vr. 2027", "fr", FEBRUARY),
        ("> 15 Feb 2027", "", None),
        ("< 15.02.2027", "de", None),
        ("15 Feb 2027 - ?", "", None),
        ("15 Feb 2027?", "", None),
        ("~15.02.2027", "de", None),
        ("(15 Feb 2027)", "", None),
        ("not 15 Feb 2027", "", None),
        ("-15 Feb 2027", "", None),
        ("10:11:12", "de", None),
        ("10:11:12", "en_GB", None),
        ("1-3.2027", "de", None),
        ("15/2-2027", "da", None),
        ("15\u00b2 Feb 2027", "", None),
        ("2 Feb 0227", "", None),
        ("0227-02-12", "", None),
        ("1999-12-31", "", None),
        ("2000-01-01", "", date(2000, 1, 1)),
        ("2100-12-31", "", date(2100, 12, 31)),
        ("2101-01-01", "", None),
        ("31.12.1999", "de", None),
        ("15.2.2570", "th", None),
        ("15/2/70", "th", None),
        ("9/2/15", "ja", None),
        ("15.2.20", "de", date(2020, 2, 15)),
        ("15.2.59", "de", date(2059, 2, 15)),
        ("15.2.60", "de", None),
    ],
)
def test_a_day_typed_as_text(text: str, locale: str, day: date | None) -> None:
    assert day_in(text, locale) == day


@pytest.mark.parametrize(
    ("name", "known"), [("de-CH", "de_CH"), ("pt_br", "pt_BR"), ("", ""), ("en", "en")]
)
def test_a_locale_by_any_spelling(name: str, known: str) -> None:
    assert known_locale(name) == known


@pytest.mark.parametrize("name", ["xx", "german", "12", "de-XX-YY-ZZ-1"])
def test_a_locale_nobody_knows(name: str) -> None:
    with pytest.raises(ValueError, match="no locale okrsheet knows"):
        known_locale(name)
