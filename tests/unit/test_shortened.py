"""Texts cut to the room of a cell."""

import pytest

from okrsheet.workbook.shortened import fitted, shortened, shortened_text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("12345", "12345", id="as long as the room"),
        pytest.param("123456", "1234\u2026", id="longer by a letter"),
    ],
)
def test_a_text_ends_with_an_ellipsis_where_it_is_cut(text: str, wanted: str) -> None:
    assert shortened_text(text, 5) == wanted


def test_the_formula_counts_in_the_same_way() -> None:
    assert shortened("A1", 5) == 'IF(LEN(A1)>5,LEFT(A1,4)&"\u2026",A1)'


def test_numbers_and_cells_with_room_stay_as_they_are() -> None:
    assert fitted("A1", lambda: 123456.0, 3)[1]() == 123456.0
    assert fitted("A1", lambda: "123456", None)[0] == "A1"
    assert fitted("A1", lambda: "123456", None)[1]() == "123456"
