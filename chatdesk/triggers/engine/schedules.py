"""On which days and at which hours a rule may speak, by the clock of the site's client. Pure.

What begins on a day belongs to it: hours from 22:00 until 2:00 on Fridays end on Saturday at 2:00. When the clock is
put forward past an hour, that hour is the moment in which it is; put back, it is the first of the two.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from chatdesk.triggers.engine.moments import ALWAYS, Moments, union

EVERY_DAY = "1234567"
"""Monday is 1."""
SEEN_DAYS = 2
"""So far ahead the moments are told exactly. Later ones could be any: visits end long before, and nobody waits for a
rule that begins in a year."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days and hours; what is not said is no limit."""

    weekdays: str = EVERY_DAY
    hours: tuple[time, time] | None = None
    """From the first until the second; past midnight if that is the earlier one."""
    first: date | None = None
    last: date | None = None
    """The last day is one of them."""

    def moments(self, now: datetime) -> Moments:
        """When it is open, in seconds from ``now``, which is a time by the client's clock."""
        # By the epoch: times of the hour that comes twice are equal to each other, and so are those of two zones.
        return _moments(self, now.timestamp(), now.tzinfo) if isinstance(now.tzinfo, ZoneInfo) else ALWAYS

    def is_open(self, now: datetime) -> bool:
        """Whether it is open at a time by the client's clock."""
        moments = self.moments(now)
        return bool(moments) and moments[0][0] == 0

    def opens(self, now: datetime) -> datetime | None:
        """When it opens next after a time at which it is closed; None if never, or not within a year."""
        for ahead in range(366):
            day = now.date() + ahead * _DAY
            if self.has(day):
                start = _instant(datetime.combine(day, self.hours[0] if self.hours else time()), _zone(now))
                if start > now.timestamp():
                    return datetime.fromtimestamp(start, _zone(now))
        return None

    def has(self, day: date) -> bool:
        """Whether it opens on a day."""
        if (self.first and day < self.first) or (self.last and day > self.last):
            return False
        return str(day.isoweekday()) in self.weekdays

    def plain(self) -> dict[str, Any]:
        """As JSON carries it; ``of_plain`` takes it back."""
        hours = [one.isoformat() for one in self.hours or ()]
        days = [day and day.isoformat() for day in (self.first, self.last)]
        return {"weekdays": self.weekdays, "hours": hours, "days": days}

    @property
    def is_ever_open(self) -> bool:
        """Some day between the first and the last is one of its weekdays."""
        if not (self.first and self.last):
            return bool(self.weekdays)
        days = min((self.last - self.first).days + 1, 7)
        return any(self.has(self.first + ahead * _DAY) for ahead in range(days))


ALWAYS_OPEN = Schedule()


def of_plain(plain: Mapping[str, Any]) -> Schedule:
    """What ``plain`` has made."""
    hours = [time.fromisoformat(one) for one in plain["hours"]]
    first, last = (day and date.fromisoformat(day) for day in plain["days"])
    return Schedule(plain["weekdays"], (hours[0], hours[1]) if hours else None, first, last)


def by_clock(now: datetime, time_zone: str) -> datetime:
    """A moment as a clock of this zone tells it."""
    return now.astimezone(ZoneInfo(time_zone))


def _zone(now: datetime) -> ZoneInfo:
    return now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")


@lru_cache(maxsize=256)  # the rules of a site are for the same few hours, the visits of a batch are seen at one moment
def _moments(schedule: Schedule, at: float, zone: ZoneInfo) -> Moments:
    if schedule == ALWAYS_OPEN:
        return ALWAYS
    today = datetime.fromtimestamp(at, zone).date()
    spans = [(max(0.0, start - at), end - at) for start, end in _spans(schedule, today, zone) if end > at]
    return union([tuple(spans)])


@lru_cache(maxsize=4_096)  # the visits of a site ask for the same day again and again
def _spans(schedule: Schedule, today: date, zone: ZoneInfo) -> tuple[tuple[float, float], ...]:
    """In seconds of the epoch: yesterday's, for it may last until today, and so on; then what could be later."""
    days = [today + ahead * _DAY for ahead in range(-1, SEEN_DAYS + 1)]
    spans = [_span(schedule, day, zone) for day in days if schedule.has(day)]
    if schedule.last is None or schedule.last > days[-1]:
        spans.append((_instant(datetime.combine(days[-1] + _DAY, time()), zone), math.inf))
    return tuple((start, end) for start, end in spans if start < end)


def _span(schedule: Schedule, day: date, zone: ZoneInfo) -> tuple[float, float]:
    start, end = schedule.hours or (time(), time())
    until = day if start < end else day + _DAY
    return _instant(datetime.combine(day, start), zone), _instant(datetime.combine(until, end), zone)


def _instant(wall: datetime, zone: ZoneInfo) -> float:
    """The first moment at which the clock shows this or later."""
    local = wall.replace(tzinfo=zone, fold=0)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall:
        return found.timestamp()
    return _put_forward(int(local.replace(fold=1).timestamp()), int(found.timestamp()), zone)


def _put_forward(before: int, after: int, zone: ZoneInfo) -> float:
    """The moment between the two in which the clock is put forward."""
    old = _offset(before, zone)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return float(after)


def _offset(moment: int, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(moment, zone).utcoffset()
