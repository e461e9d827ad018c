"""A time zone as a calendar file describes it: when its clocks change, over the days that count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from okrsheet.report.ics import local

_STEP = timedelta(minutes=30)  # no clock was ever changed in between


def zone_lines(zone: ZoneInfo, first: date, last: date) -> Iterator[str]:
    """The VTIMEZONE for times between two days.

    Args:
        zone: the zone; the events call it by its key.
        first: the first day that counts.
        last: the last day that counts.
    """
    start = datetime(first.year, first.month, first.day)  # noqa: DTZ001  # on the zone's own clocks
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    yield from _rule(start, start.replace(tzinfo=zone), start.replace(tzinfo=zone))
    for before, after in _changes(zone, first, last):
        # The change is told by the clock that ends with it.
        yield from _rule(
            (after - _offset(after) + _offset(before)).replace(tzinfo=None), before, after
        )
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    moment = datetime(first.year, first.month, first.day, tzinfo=UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    while moment < end:
        before, after = moment.astimezone(zone), (moment + _STEP).astimezone(zone)
        if before.utcoffset() != after.utcoffset():
            yield before, after
        moment += _STEP


def _rule(start: datetime, before: datetime, after: datetime) -> Iterator[str]:
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{local(start)}"
    yield f"TZOFFSETFROM:{_told(_offset(before))}"
    yield f"TZOFFSETTO:{_told(_offset(after))}"
    yield f"END:{kind}"


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


def _told(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
