"""A schedule in words, the same in the builder, in the explanation of a silent rule and in its history. Pure."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chatdesk.triggers.engine.catalogue.choices import WEEKDAYS
from chatdesk.triggers.engine.schedules import EVERY_DAY, Schedule

SHORTEST_RUN = 3
"""Days in a row that are said as from–to."""
_NAMES = dict(WEEKDAYS)


def schedule_words(schedule: Schedule) -> str:
    """``Monday–Friday, 09:00–18:00, until 31 December``; empty if it is always open."""
    return ", ".join(_pieces(schedule))


def moment_words(moment: datetime) -> str:
    """A moment by the clock that it is of."""
    return date_format(moment.replace(tzinfo=None), "SHORT_DATETIME_FORMAT")


def _pieces(schedule: Schedule) -> Iterator[str]:
    if schedule.weekdays != EVERY_DAY:
        yield ", ".join(_runs(schedule.weekdays))
    if schedule.hours:
        start, end = schedule.hours
        words = _("{start}–{end} of the next day") if end < start else _("{start}–{end}")
        yield words.format(start=f"{start:%H:%M}", end=f"{end:%H:%M}")
    if schedule.first:
        yield _("from {day}").format(day=_day(schedule.first))
    if schedule.last:
        yield _("until {day}").format(day=_day(schedule.last))


def _runs(weekdays: str) -> Iterator[str]:
    for _place, pairs in groupby(enumerate(weekdays), key=lambda pair: int(pair[1]) - pair[0]):
        names = [str(_NAMES[day]) for _at, day in pairs]
        yield from [f"{names[0]}–{names[-1]}"] if len(names) >= SHORTEST_RUN else names


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
