"""Two quarters: plan, thirteen weeks, close, carry, and again; the figures worked out by hand.

The metrics move by the same amount every week, so that anybody can say where they stand.
"""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from okrsheet.core.model import (
    Dependency,
    KeyResult,
    LogLine,
    Objective,
    Person,
    Plan,
    ReviewLine,
    Stage,
    Team,
)
from okrsheet.core.policy import preset
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Frequency, Level, Type
from okrsheet.workbook.load import load
from tests import books
from tests.books import Book
from tests.commands import run
from tests.engines.libreoffice import LibreOffice
from tests.figures_in_files import assert_figures_of_core, assert_figures_of_libreoffice

pytestmark = pytest.mark.slow

WEEKS: Final = 13
# Both end on a Wednesday, and the last check-in is of that day.
ENDS: Final = (date(2027, 3, 31), date(2027, 6, 30))
WEEKLY: Final = (
    {"C1.1": (280, 5), "C1.2": (50, -1), "S1.1": (0, 6), "S1.2": (0.932, -0.004), "S1.4": (9, 1)},
    {"C1.1": (345, 1), "C1.2": (37, -1), "S1.1": (0, 9), "S1.2": (0.88, 0.005), "S1.4": (22, 1)},
)
"""Where each metric starts, and what a week changes."""
DECIDED: Final = (
    {
        "C1.1": "Continue",
        "C1.2": "Revise",
        "C1.3": "Done",
        "S1.1": "Continue",
        "S1.2": "Continue",
        "S1.3": "Continue",
        "S1.4": "Continue",
        "D1.1": "Drop",
    },
    {
        "C1.1": "Continue",
        "C1.2": "Continue",
        "S1.1": "Done",
        "S1.2": "Drop",
        "S1.3": "Done",
        "S1.4": "Revise",
    },
)
SET_ANEW: Final = {"C1.2": 20.0, "S1.4": 30.0}
"""The targets people type in the second quarter, where they were left blank."""
SECOND: Final = {
    # ID: (baseline, target, suggested target, recent trend, carried). 13 weeks are 91 days.
    "C1.1": (345.0, 360.0, None, 410.0, 1.0),  # 280 + 13 x 5; + 13 x 5
    "C1.2": (37.0, None, 18.0, 24.0, 1.0),  # 50 - 13; - 13; less a quarter
    "S1.1": (0.0, 100.0, None, 78.0, 1.0),  # counts from 0; 13 x 6
    "S1.2": (0.88, 0.9, None, None, 1.0),  # 0.932 - 13 x 0.004
    "S1.3": (None, None, None, None, 1.0),
    "S1.4": (22.0, None, 43.75, 35.0, 1.0),  # 9 + 13 has reached 20; + 13; a quarter more
}
THIRD: Final = {
    # The third quarter has 92 days: a week's change comes 13.142857 times.
    "C1.1": (358.0, 360.0, None, 371.1, 2.0),  # 345 + 13; + 13.14
    "C1.2": (24.0, 20.0, None, 10.86, 2.0),  # 37 - 13; - 13.14
    "S1.4": (35.0, None, 62.59, 48.14, 2.0),  # 22 + 13; + 13.14; 30 % more: Sales hit all its aims
}


def planned() -> Plan:
    def kr(name: str, text: str, kind: Type, unit: str, **more: Any) -> KeyResult:
        made = KeyResult(name, name.split(".", maxsplit=1)[0], text, kind, unit, owner="Ann Lee")
        return made._replace(
            data_source="CRM", frequency=Frequency.WEEKLY, access="All", retriever="Bo Ek", **more
        )

    up, down = Type.INCREASE, Type.DECREASE
    return Plan(
        parse_quarter("2027-Q1"),
        organisation="Acme",
        champion="Ann Lee",
        objectives=(
            Objective("C1", "Be the first call", Level.COMPANY, owner="Ann Lee", number_one=True),
            Objective("S1", "Win plants", Level.TEAM, "Sales", "Bo Ek", supports=("C1",)),
            Objective("D1", "Deliver", Level.TEAM, "Delivery", "Bo Ek", supports=("C1",)),
        ),
        key_results=(
            kr("C1.1", "Clients", up, "clients", baseline=280.0, target=360.0, weight=2.0),
            kr("C1.2", "Days to answer", down, "days", baseline=50.0, target=30.0),
            kr("C1.3", "The licence is ours", Type.YES_NO, ""),
            kr("S1.1", "Leads", Type.COUNT, "leads", target=100.0),
            kr("S1.2", "Renewals", Type.KEEP_ABOVE, "%", target=0.9, red_line=0.8),
            kr("S1.3", "Three plants", Type.MILESTONES, ""),
            kr("S1.4", "Visits", up, "visits", baseline=9.0, target=20.0),
            kr("D1.1", "Reports", up, "reports", baseline=1.0, target=5.0),
        ),
        stages=tuple(Stage("S1.3", name) for name in ("North", "South", "West")),
        dependencies=(
            Dependency("C1.1", "Sales", "A list", date(2027, 3, 1), agreed=True),
            Dependency("S1.1", "Delivery", "A demo", date(2027, 5, 3), agreed=True),
            Dependency("D1.1", "Sales", "Names", date(2027, 5, 3), agreed=True),
        ),
        teams=(Team("Sales", "Bo Ek"), Team("Delivery")),
        reviews=tuple(ReviewLine(name) for name in DECIDED[0]),
        people=(Person("Ann Lee", "Sales", "ann@example.org"), Person("Bo Ek")),
        log=(
            LogLine(date(2027, 1, 5), "Risk", "", "A strike", who="Bo Ek"),
            LogLine(date(2027, 1, 5), "Change", "C1.1", "Target", "340", "360", "Won"),
        ),
    )


def days(quarter: int) -> list[date]:
    """The days of the check-ins, one a week."""
    return [ENDS[quarter] - timedelta(7 * back) for back in reversed(range(WEEKS))]


def report_all(path: Path, quarter: int, week_file: Path) -> None:
    for week, day in enumerate(days(quarter), 1):
        lines = ["KR,Value,Confidence"]
        for name, (start, step) in WEEKLY[quarter].items():
            lines.append(f"{name},{round(start + step * week, 4)},7")
        if quarter == 0:
            lines.append(f"C1.3,{'Yes' if week == WEEKS else 'No'},8")
        week_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        when = ("--date", str(day), "--as-of", str(day), "--locale", "en")
        done = run("checkin", str(path), "--from", str(week_file), *when)
        assert done.returncode == 0, done.stderr


def stage_is_done(book: Book, name: str, day: date) -> None:
    book.type_in("Milestones", "Done", book.row_of("Milestones", "Stage", name), books.day(day))


def close(path: Path, quarter: int) -> None:
    """What the review decides goes on record on the last day."""
    words = [f"--decide={name}={word}" for name, word in DECIDED[quarter].items()]
    done = run("close", str(path), *words, "--no-data=all", "--as-of", str(ENDS[quarter]))
    assert done.returncode == 0, done.stderr
    record = read(path).record
    assert record is not None
    assert {kr.id: kr.decision for kr in record.key_results} == DECIDED[quarter]


def next_of(old: Path, name: str) -> tuple[Path, str]:
    """The next quarter's workbook; the old one is the same, byte for byte."""
    before = hashlib.sha256(old.read_bytes()).hexdigest()
    done = run("new", "--from", str(old), "--out", str(old.parent))
    assert (done.returncode, done.stderr) == (0, "")
    assert hashlib.sha256(old.read_bytes()).hexdigest() == before
    return old.with_name(f"okrs-{name}.xlsx"), done.stdout


def read(path: Path) -> Plan:
    loaded = load(path)
    assert loaded.plan is not None
    assert loaded.findings == ()
    assert loaded.policy == preset("doerr")
    return loaded.plan


def carried_in(plan: Plan) -> dict[str, tuple[object, ...]]:
    return {
        kr.id: (kr.baseline, kr.target, kr.suggested, kr.trend, kr.carried)
        for kr in plan.key_results
        if kr.text
    }


@pytest.mark.libreoffice
def test_two_quarters(tmp_path: Path, libreoffice: LibreOffice) -> None:
    first, week_file = tmp_path / "okrs-2027-Q1.xlsx", tmp_path / "week.csv"
    first.write_bytes(books.workbook(planned(), preset("doerr"), date(2027, 1, 1)))
    no_day(first)
    report_all(first, 0, week_file)
    book = Book(first.read_bytes())
    stage_is_done(book, "North", date(2027, 2, 3))
    stage_is_done(book, "West", date(2027, 3, 3))
    first.write_bytes(book.data)
    close(first, 0)

    second, told = next_of(first, "2027-Q2")
    check_second(read(second), told)
    assert_figures(second, date(2027, 4, 20), libreoffice)

    book = Book(second.read_bytes())
    for name, target in SET_ANEW.items():
        row = book.row_of("Key Results", "ID", name)
        book.type_in("Key Results", "Target", row, books.number(target))
    second.write_bytes(book.data)
    report_all(second, 1, week_file)
    book = Book(second.read_bytes())
    stage_is_done(book, "South", date(2027, 5, 5))
    second.write_bytes(book.data)
    close(second, 1)

    third, told = next_of(second, "2027-Q3")
    check_third(read(third), told)
    assert_figures(third, date(2027, 7, 1), libreoffice)


def no_day(path: Path) -> None:
    book = Book(path.read_bytes())
    book.setting("As of", books.blank())
    path.write_bytes(book.data)


def assert_figures(path: Path, day: date, libreoffice: LibreOffice) -> None:
    """What a new workbook stores is right today, and on a day of its quarter."""
    assert_figures_of_core(path, today_of(path))
    book = Book(path.read_bytes())
    book.setting("As of", books.day(day))
    dated = path.with_name("later.xlsx")
    dated.write_bytes(book.data)
    assert run("refresh", str(dated)).returncode == 0
    assert_figures_of_core(dated, day)
    assert_figures_of_libreoffice(dated, day, libreoffice)


def today_of(path: Path) -> date:
    """The day a command takes for today."""
    found = re.search(r"as of (\S+)", run("check", str(path)).stdout)
    assert found is not None
    return date.fromisoformat(found[1])


def check_second(plan: Plan, told: str) -> None:
    assert plan.quarter[1:] == (date(2027, 4, 1), ENDS[1])
    assert carried_in(plan) == {name: pytest.approx(row) for name, row in SECOND.items()}
    assert [each.id for each in plan.objectives if each.text] == ["C1", "S1"]
    assert not any(each.number_one for each in plan.objectives)
    assert [stage.text for stage in plan.stages if stage.text] == ["South"]
    assert [each for each in plan.dependencies if each.key_result_id] == [
        Dependency("C1.1", "Sales", "A list"),
        Dependency("S1.1", "Delivery", "A demo", date(2027, 5, 3), agreed=True),
    ]
    assert [line.what for line in plan.log if line.what] == ["A strike"]
    assert [team.name for team in plan.teams if team.name] == ["Sales", "Delivery"]
    assert plan.people[0] == Person("Ann Lee", "Sales", "ann@example.org")
    assert (plan.check_ins, plan.closed, plan.champion) == ((), False, "Ann Lee")
    assert plan.record is None
    assert not any(line.decision for line in plan.reviews)
    empty = {kr.id for kr in plan.key_results if not kr.text}
    assert empty.isdisjoint(kr.id for kr in planned().key_results)
    assert "6 of 8 key results carried from okrs-2027-Q1.xlsx" in told
    assert "  C1.3     Decided: Done.\n  D1.1     Decided: Drop.\n" in told
    assert (
        "  S1.4     Decided: Continue. Its target of 20 visits is reached: set a new one." in told
    )
    assert "Carried 2 times" not in told


def check_third(plan: Plan, told: str) -> None:
    assert plan.quarter == parse_quarter("2027-Q3")
    assert carried_in(plan) == {name: pytest.approx(row) for name, row in THIRD.items()}
    assert [each for each in plan.dependencies if each.key_result_id] == [
        Dependency("C1.1", "Sales", "A list"),
    ]
    assert [stage for stage in plan.stages if stage.text] == []
    assert "3 of 6 key results carried from okrs-2027-Q2.xlsx" in told
    for name in THIRD:
        assert f"  {name}     Carried 2 times now: what will be different?\n" in told
