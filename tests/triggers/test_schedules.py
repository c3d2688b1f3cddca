"""Days and hours at which a rule may speak, alone: against a clock that is walked minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatdesk.triggers.engine.schedules import ALWAYS_OPEN, EVERY_DAY, SEEN_DAYS, Schedule

ZONES = ["UTC", "Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CLOCK_CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 5, 3, tzinfo=UTC),
    datetime(2026, 9, 6, 4, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
]
HALF_HOURS = st.builds(lambda half: time(half // 2, half % 2 * 30), st.integers(0, 47))
DATES = st.none() | st.dates(date(2026, 3, 1), date(2026, 11, 30))
SCHEDULES = st.builds(
    Schedule,
    weekdays=st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda days: "".join(sorted(days))),
    hours=st.none() | st.tuples(HALF_HOURS, HALF_HOURS).filter(lambda pair: pair[0] != pair[1]),
    first=DATES,
    last=DATES,
)


def meant(schedule: Schedule, now: datetime) -> bool:
    """Word by word: by a clock that is looked at every minute since the day before yesterday, and never goes back."""
    zone, shown = now.tzinfo, None
    at = datetime.combine(now.date() - 2 * DAY, time(), zone).astimezone(UTC)
    while at <= now.astimezone(UTC):
        wall = at.astimezone(zone).replace(tzinfo=None)
        shown = wall if shown is None else max(shown, wall)
        at += MINUTE
    return any(_has(schedule, day, shown) for day in (now.date() - DAY, now.date()))


def _has(schedule: Schedule, day: date, shown: datetime) -> bool:
    start, end = schedule.hours or (time(), time())
    until = day if start < end else day + DAY
    chosen = str(day.isoweekday()) in schedule.weekdays
    within = (schedule.first or day) <= day <= (schedule.last or day)
    return chosen and within and datetime.combine(day, start) <= shown < datetime.combine(until, end)


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Often beside a change of the clock."""
    near = draw(st.sampled_from(CLOCK_CHANGES)) + draw(st.integers(-600, 600)) * MINUTE
    return near.astimezone(ZoneInfo(draw(st.sampled_from(ZONES))))


@settings(max_examples=300, deadline=None)
@given(SCHEDULES, moments())
def test_it_is_open_when_its_words_say_so(schedule: Schedule, now: datetime) -> None:
    assert schedule.is_open(now) is meant(schedule, now)


@settings(max_examples=200, deadline=None)
@given(SCHEDULES, moments(), st.integers(0, SEEN_DAYS * 24 * 60 - 120))
def test_what_is_foreseen_is_what_comes(schedule: Schedule, now: datetime, minutes: int) -> None:
    later = (now.astimezone(UTC) + minutes * MINUTE).astimezone(now.tzinfo)
    foreseen = any(start <= minutes * 60 < end for start, end in schedule.moments(now))
    assert foreseen is schedule.is_open(later)


@settings(max_examples=200, deadline=None)
@given(SCHEDULES, moments())
def test_no_opening_comes_before_the_foreseen_one(schedule: Schedule, now: datetime) -> None:
    if schedule.is_open(now):
        return
    opens, foreseen = schedule.opens(now), schedule.moments(now)
    if opens is None:
        assert not foreseen or foreseen[0][0] > 24 * 3600
        return
    assert foreseen
    assert foreseen[0][0] <= opens.timestamp() - now.timestamp()
    assert schedule.is_open(opens)
    assert not schedule.is_open((opens.astimezone(UTC) - MINUTE).astimezone(now.tzinfo))


def berlin(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo("Europe/Berlin"))


FRIDAY_NIGHT = Schedule("5", (time(22), time(2)))
OFFICE = Schedule("12345", (time(9), time(18)))


@pytest.mark.parametrize(
    ("schedule", "now", "is_open"),
    [
        (OFFICE, berlin(2026, 11, 26, 9), True),
        (OFFICE, berlin(2026, 11, 26, 18), False),
        (OFFICE, berlin(2026, 11, 28, 12), False),
        (FRIDAY_NIGHT, berlin(2026, 11, 27, 23), True),
        (FRIDAY_NIGHT, berlin(2026, 11, 28, 1, 59), True),
        (FRIDAY_NIGHT, berlin(2026, 11, 28, 2), False),
        (FRIDAY_NIGHT, berlin(2026, 11, 27, 1), False),
        (Schedule(last=date(2026, 11, 26)), berlin(2026, 11, 26, 23, 59), True),
        (Schedule(last=date(2026, 11, 26)), berlin(2026, 11, 27), False),
        (Schedule(first=date(2026, 12, 1)), berlin(2026, 11, 30, 23, 59), False),
        (Schedule(hours=(time(2, 30), time(4))), berlin(2026, 3, 29, 3), True),
        (Schedule(hours=(time(2, 30), time(4))), berlin(2026, 3, 29, 1, 59), False),
        (ALWAYS_OPEN, berlin(2026, 3, 29, 3), True),
    ],
)
def test_days_and_hours(schedule: Schedule, now: datetime, is_open: bool) -> None:
    assert schedule.is_open(now) is is_open


def test_the_hour_that_comes_twice_and_two_zones_are_told_apart() -> None:
    early = Schedule(hours=(time(1), time(2, 30)))
    first, second = berlin(2026, 10, 25, 2, 15), berlin(2026, 10, 25, 2, 15).replace(fold=1)
    assert (early.is_open(first), early.is_open(second)) == (True, False)
    moscow = first.astimezone(ZoneInfo("Europe/Moscow"))
    assert not early.is_open(moscow)


def test_it_tells_when_it_opens_next() -> None:
    assert OFFICE.opens(berlin(2026, 11, 27, 19)) == berlin(2026, 11, 30, 9)
    assert FRIDAY_NIGHT.opens(berlin(2026, 11, 28, 3)) == berlin(2026, 12, 4, 22)
    assert Schedule(last=date(2026, 1, 1)).opens(berlin(2026, 11, 27)) is None


def test_days_that_lie_between_no_dates_are_never() -> None:
    weekend = date(2026, 11, 28)
    assert not Schedule("12345", first=weekend, last=weekend + DAY).is_ever_open
    assert Schedule("12345", first=weekend, last=weekend + 2 * DAY).is_ever_open
