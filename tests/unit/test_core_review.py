"""The final score: by the figures, or by hand with a reason (semantics.md, sections 2 and 9)."""

from typing import Any

import pytest

from okrsheet.core.model import UNREADABLE, KeyResult, ReviewLine
from okrsheet.core.policy import SMB, preset
from okrsheet.core.review import Final, final, manual_score
from okrsheet.core.words import Band
from tests.unit.plans import COMMITTED, KR, line, on, only

BY_HAND = ReviewLine("KR1", manual_score=0.8, manual_reason="The audit moved")


@pytest.mark.parametrize(
    ("given", "score"),
    [
        pytest.param({}, 0.8, id="a score and a reason"),
        pytest.param({"manual_score": 0.0}, 0.0, id="0 is a score"),
        pytest.param({"manual_score": 1.0}, 1.0, id="1 is a score"),
        pytest.param({"manual_score": 1}, 1.0, id="a whole number"),
        pytest.param({"manual_reason": ""}, None, id="no reason"),
        pytest.param({"manual_score": None}, None, id="no score"),
        pytest.param({"manual_score": UNREADABLE}, None, id="not a number"),
        pytest.param({"manual_score": -0.01}, None, id="below 0"),
        pytest.param({"manual_score": 1.01}, None, id="above 1"),
        pytest.param({"manual_score": 80.0}, None, id="80 is not 0.8"),
    ],
)
def test_a_score_by_hand(given: dict[str, Any], score: float | None) -> None:
    assert manual_score(BY_HAND._replace(**given)) == score


@pytest.mark.parametrize(
    ("kr", "review", "expected"),
    [
        pytest.param(KR, BY_HAND, Final(0.8, Band.HIT, by_hand=True), id="by hand, aspirational"),
        pytest.param(
            COMMITTED, BY_HAND, Final(0.8, Band.PROGRESS, by_hand=True), id="by hand, committed"
        ),
        pytest.param(
            KR,
            BY_HAND._replace(manual_score=0.695),
            Final(0.695, Band.HIT, by_hand=True),
            id="by hand, shows 0.70",
        ),
        pytest.param(
            KR,
            BY_HAND._replace(manual_reason=""),
            Final(0.3, Band.MISSED, by_hand=False),
            id="without a reason the figures stand",
        ),
        pytest.param(
            KR, ReviewLine("KR1"), Final(0.3, Band.MISSED, by_hand=False), id="by the figures"
        ),
        pytest.param(
            KR._replace(target=None),
            ReviewLine("KR1"),
            Final(None, None, by_hand=False),
            id="unknown",
        ),
        pytest.param(
            KR._replace(target=None),
            BY_HAND,
            Final(0.8, Band.HIT, by_hand=True),
            id="by hand although unknown",
        ),
    ],
)
def test_the_final_score(kr: KeyResult, review: ReviewLine, expected: Final) -> None:
    figure = only(kr, line(on(100), 30.0), as_of=on(101), closed=True)
    assert final(review, figure, SMB) == expected
    assert figure.score == (None if kr.target is None else 0.3)  # both are kept


def test_silence_ends_as_missed_unless_set_by_hand() -> None:
    silent = only(KR, as_of=on(101), closed=True)
    assert final(ReviewLine("KR1"), silent, SMB) == Final(0.0, Band.MISSED, by_hand=False)
    assert final(BY_HAND, silent, SMB) == Final(0.8, Band.HIT, by_hand=True)
    still_open = only(KR, as_of=on(101))
    assert final(ReviewLine("KR1"), still_open, SMB) == Final(None, None, by_hand=False)


def test_the_bands_are_those_of_the_settings() -> None:
    figure = only(KR, line(on(100), 30.0), as_of=on(101))
    by_hand = BY_HAND._replace(manual_score=0.4)
    assert final(by_hand, figure, SMB).band is Band.MISSED
    assert final(by_hand, figure, preset("google")).band is Band.PROGRESS
