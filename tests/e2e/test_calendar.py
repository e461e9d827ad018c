"""`okrsheet calendar`: read back line by line."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from okrsheet.core.model import Plan, Quarter
from okrsheet.core.policy import SMB
from okrsheet.core.quarter import parse_quarter
from okrsheet.core.words import Cadence
from okrsheet.report.calendar import CHECK_IN_ITEMS, When, calendar
from okrsheet.report.ics import escaped, written
from tests import books
from tests.commands import run

NOW = datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)
Q1 = Plan(parse_quarter("2027-Q1"), organisation="Nord")
MONDAY = When(0, time(9, 30))

Event = dict[str, str]


def lines_of(data: bytes) -> list[str]:
    """The lines as a calendar program reads them."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def parts_of(data: bytes, kind: str) -> list[Event]:
    """The properties of each VEVENT, DAYLIGHT and so on; names keep their parameters."""
    found: list[Event] = []
    inside = False
    open_parts: list[str] = []
    for line in lines_of(data):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_parts.append(value)
            inside = value == kind
            if inside:
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value
            inside = False
        elif inside:
            assert name not in found[-1]
            found[-1][name] = value
    assert open_parts == []
    return found


def text_of(value: str) -> str:
    told, rest = "", value
    while rest:
        sign, rest = rest[0], rest[1:]
        if sign == "\\":
            sign, rest = {"n": "\n"}.get(rest[0], rest[0]), rest[1:]
        told += sign
    return told


def test_a_quarter_has_its_meetings() -> None:
    data = calendar(Q1, SMB, MONDAY, NOW, "okrs-2027-Q1.xlsx")
    events = {each["UID"].rpartition("-")[0]: each for each in parts_of(data, "VEVENT")}
    assert {name: (e["DTSTART"], e["DURATION"]) for name, e in events.items()} == {
        "planning": ("20261221T093000", "PT240M"),
        "team-planning": ("20261222T093000", "PT60M"),
        "check-in": ("20270104T093000", "PT20M"),
        "review": ("20270329T100000", "PT60M"),
    }
    assert events["check-in"]["RRULE"] == "FREQ=WEEKLY;INTERVAL=1;COUNT=13"
    assert {e["DTSTAMP"] for e in events.values()} == {"20270102T030405Z"}
    assert text_of(events["check-in"]["DESCRIPTION"]).endswith("\n\nWorkbook: okrs-2027-Q1.xlsx")
    assert lines_of(data)[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]


def test_the_help_says_how_long_the_check_in_takes() -> None:
    minutes = sum(count for count, _ in CHECK_IN_ITEMS)
    told = " ".join(run("calendar", "--help").stdout.split())
    assert f"the check-in of {minutes} minutes" in told


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("name", ["2027-Q1", "2027-Q2", "2028-Q1", "2026-Q4"])
@pytest.mark.parametrize("cadence", list(Cadence))
def test_check_ins_lie_in_the_quarter_and_planning_before_it(
    weekday: int, name: str, cadence: Cadence
) -> None:
    plan = Plan(parse_quarter(name))
    policy = SMB._replace(cadence=cadence)
    data = calendar(plan, policy, When(weekday, time(16)), NOW, "book.xlsx")
    planning, _, check_in, review = parts_of(data, "VEVENT")
    days = {
        label: date.fromisoformat(each["DTSTART"][:8])
        for label, each in (("planning", planning), ("first", check_in), ("review", review))
    }
    rule = dict(part.split("=") for part in check_in["RRULE"].split(";"))
    step = 7 * int(rule["INTERVAL"])
    last = days["first"] + timedelta(days=step * (int(rule["COUNT"]) - 1))
    quarter = plan.quarter
    assert {day.weekday() for day in (*days.values(), last)} == {weekday}
    assert quarter.start <= days["first"] < quarter.start + timedelta(days=7)
    assert last <= quarter.end < last + timedelta(days=step)
    assert quarter.end - timedelta(days=7) < days["review"] <= quarter.end
    assert quarter.start - timedelta(days=13) <= days["planning"] < quarter.start


def test_made_again_the_entries_are_the_same_ones() -> None:
    def names(plan: Plan, when: When) -> list[str]:
        return [e["UID"] for e in parts_of(calendar(plan, SMB, when, NOW, "b"), "VEVENT")]

    assert names(Q1, MONDAY) == names(Q1, When(3, time(8)))
    assert not set(names(Q1, MONDAY)) & set(names(Q1._replace(organisation="Syd"), MONDAY))
    assert len(set(names(Q1, MONDAY))) == 4


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        pytest.param("Europe/Vienna", ["DAYLIGHT 20270328T020000 +0100 +0200"], id="Vienna"),
        pytest.param("America/New_York", ["DAYLIGHT 20270314T020000 -0500 -0400"], id="New York"),
        pytest.param("Asia/Kolkata", [], id="no change"),
        pytest.param("Australia/Lord_Howe", [], id="changes after the quarter"),
        pytest.param("UTC", [], id="UTC"),
    ],
)
def test_a_zone_says_when_its_clocks_change(name: str, changes: list[str]) -> None:
    zone = ZoneInfo(name)
    data = calendar(Q1, SMB, When(0, time(9, 30), zone), NOW, "b")
    rules = [
        f"{kind} {each['DTSTART']} {each['TZOFFSETFROM']} {each['TZOFFSETTO']}"
        for kind in ("STANDARD", "DAYLIGHT")
        for each in parts_of(data, kind)
    ]
    first = datetime(2026, 12, 21, tzinfo=zone)
    assert len([rule for rule in rules if " 20261221T000000 " in rule]) == 1
    assert [rule for rule in rules if " 20261221T000000 " not in rule] == changes
    assert any(rule.endswith(f"{first:%z}") for rule in rules)
    assert parts_of(data, "VTIMEZONE") == [{"TZID": name}]
    assert all(f"DTSTART;TZID={name}" in each for each in parts_of(data, "VEVENT"))


def test_a_change_by_half_an_hour_is_seen() -> None:
    plan = Plan(parse_quarter("2027-Q2"))
    data = calendar(plan, SMB, When(0, time(9), ZoneInfo("Australia/Lord_Howe")), NOW, "b")
    changed = [each for each in parts_of(data, "STANDARD") if each["DTSTART"][:6] == "202704"]
    assert changed == [
        {"DTSTART": "20270404T020000", "TZOFFSETFROM": "+1100", "TZOFFSETTO": "+1030"}
    ]


def test_texts_are_escaped_and_long_lines_folded() -> None:
    assert escaped("a,b;c\\d\ne\rf") == "a\\,b\\;c\\\\d\\ne f"
    lines = ["SUMMARY:" + "\u20ac" * 100, "X:" + "y" * 73, "Z:" + "y" * 74]
    assert lines_of(written(lines)) == lines


@pytest.mark.parametrize(
    "quarter",
    [
        pytest.param(Quarter("?", date.min, date.max), id="all there is"),
        pytest.param(Quarter("?", date(2027, 1, 1), date(2027, 1, 2)), id="two days"),
        pytest.param(Quarter("?", date(9999, 10, 1), date.max), id="the last one"),
    ],
)
def test_dates_that_make_no_quarter_make_no_calendar(quarter: Quarter) -> None:
    with pytest.raises(ValueError, match="Correct its dates"):
        calendar(Plan(quarter), SMB, MONDAY, NOW, "b")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "okrs-2027-Q1.xlsx"
    path.write_bytes(books.example())
    return path


def test_the_file_stands_beside_the_workbook(book: Path) -> None:
    words = ("calendar", str(book), "--day", "Thu", "--time", "08:15", "--tz", "Europe/Vienna")
    assert run(*words).returncode == 0
    made = book.with_name("okrs-2027-Q1-calendar.ics")
    starts = [each["DTSTART;TZID=Europe/Vienna"] for each in parts_of(made.read_bytes(), "VEVENT")]
    assert starts[2] == "20270107T081500"
    assert run(*words).returncode == 3
    shown = run("calendar", str(book), "--out", "-")
    assert shown.stdout.startswith("BEGIN:VCALENDAR\n")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--day", "Monday"), id="a day in full"),
        pytest.param(("--time", "25:00"), id="no such hour"),
        pytest.param(("--time", "9:3"), id="one digit"),
        pytest.param(("--time", "noon"), id="a word"),
        pytest.param(("--time", "09:-1"), id="below nothing"),
        pytest.param(("--tz", "Europe/Atlantis"), id="no such zone"),
        pytest.param(("--tz", "Europe"), id="a continent"),
        pytest.param(("--tz", "../../etc/passwd"), id="a path"),
        pytest.param(("--tz", ""), id="nothing"),
    ],
)
def test_a_wrong_word_is_named(words: tuple[str, str], book: Path) -> None:
    done = run("calendar", str(book), *words)
    assert done.returncode == 2
    assert words[0] in done.stderr
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.parametrize("kind", ["planning", "check-in", "review"])
def test_the_minutes_of_an_agenda_are_those_of_its_meeting(kind: str) -> None:
    made = calendar(Q1, SMB, MONDAY, NOW, "okrs.xlsx")
    event = next(e for e in parts_of(made, "VEVENT") if e["UID"].startswith(f"{kind}-"))
    listed = re.findall(r"^[A-Z][a-z A-Z-]+ (\d+):", text_of(event["DESCRIPTION"]), re.MULTILINE)
    assert event["DURATION"] == f"PT{sum(map(int, listed))}M"
    if kind == "planning":
        assert "the agenda takes 140 minutes" in text_of(event["DESCRIPTION"])
        assert sum(map(int, listed[:-1])) == 140
