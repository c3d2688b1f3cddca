"""When a rule may speak at all, as columns of it: a limit, not a condition, so that it is set in one place."""

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatdesk.triggers.engine.schedules import ALWAYS_OPEN, EVERY_DAY, Schedule

SCHEDULE = ("weekdays", "from_time", "until_time", "first_day", "last_day")
"""Names of the columns."""


class Scheduled(models.Model):
    """Days and hours by the clock of the site's client."""

    weekdays = models.CharField(
        gettext_lazy("days of the week"),
        max_length=7,
        default=EVERY_DAY,
        db_default=EVERY_DAY,
        validators=[RegexValidator("^1?2?3?4?5?6?7?$")],
        help_text=gettext_lazy("None: every day."),
    )
    """Monday is 1."""
    from_time = models.TimeField(gettext_lazy("from"), null=True, blank=True)
    until_time = models.TimeField(
        gettext_lazy("until"),
        null=True,
        blank=True,
        help_text=gettext_lazy("Earlier than it begins: it ends on the next day."),
    )
    first_day = models.DateField(gettext_lazy("first day"), null=True, blank=True)
    last_day = models.DateField(
        gettext_lazy("last day"), null=True, blank=True, help_text=gettext_lazy("It still asks on this day.")
    )

    class Meta:
        abstract = True

    @property
    def schedule(self) -> Schedule:
        """As the engine takes it."""
        return as_schedule(**{name: getattr(self, name) for name in SCHEDULE})

    def clean(self) -> None:
        """It is open at some time; raises ValidationError beside the field that is wrong."""
        super().clean()
        check_schedule(**{name: getattr(self, name) for name in SCHEDULE})


def as_schedule(
    *, weekdays: str, from_time: time | None, until_time: time | None, first_day: date | None, last_day: date | None
) -> Schedule:
    """As the engine takes it, of columns that were checked."""
    hours = (from_time, until_time) if from_time is not None and until_time is not None else None
    found = Schedule(weekdays or EVERY_DAY, hours, first_day, last_day)
    return ALWAYS_OPEN if found == ALWAYS_OPEN else found


def check_schedule(
    *, weekdays: str, from_time: time | None, until_time: time | None, first_day: date | None, last_day: date | None
) -> None:
    """Hours have both ends, and some day is open; raises ValidationError by field."""
    wrong: dict[str, Any] = {}
    if (from_time is None) is not (until_time is None):
        missing = "from_time" if from_time is None else "until_time"
        wrong[missing] = _("Write both hours, or none.")
    elif from_time is not None and from_time == until_time:
        wrong["until_time"] = _("It would end when it begins. Leave both empty for the whole day.")
    if first_day and last_day and last_day < first_day:
        wrong["last_day"] = _("The last day comes before the first.")
    elif not Schedule(weekdays or EVERY_DAY, first=first_day, last=last_day).is_ever_open:
        wrong["weekdays"] = _("None of these days lies between the first day and the last.")
    if wrong:
        raise ValidationError(wrong)
