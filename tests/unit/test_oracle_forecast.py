"""The oracle of the forecast, against the golden case that semantics.md spells out."""

from datetime import date, timedelta

from okrsheet.core.model import CheckIn, KeyResult, Plan, Quarter
from okrsheet.core.policy import SMB
from tests.oracle.forecast import forecasts

Q3 = Quarter("2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
AS_OF = date(2026, 8, 10)


def test_the_golden_case() -> None:
    values = (282.0, 286.0, 290.0, 293.0, 298.0, 301.0)
    lines = (
        CheckIn(AS_OF - timedelta(weeks=5 - place), "KR1", value)
        for place, value in enumerate(values)
    )
    kr = KeyResult("KR1", "O1", "Result", baseline=280.0, target=360.0)
    plan = Plan(Q3, key_results=(kr,), check_ins=tuple(lines))
    found = forecasts(plan, SMB, AS_OF)[0]
    assert found is not None
    names = ("value", "shortfall", "needed_per_week", "recent_per_week")
    assert [round(found[name], 1) for name in names] == [330.1, 29.9, 8.1, 4.0]
    assert round(found["score"], 2) == 0.63
