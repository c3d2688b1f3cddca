"""Days and hours of a rule, as its form asks for them, and as the builder sends them while they are being written."""

from datetime import date, time
from typing import Any

from django import forms
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chatdesk.triggers.engine.catalogue.choices import WEEKDAYS
from chatdesk.triggers.engine.schedule_words import schedule_words
from chatdesk.triggers.engine.schedules import ALWAYS_OPEN, EVERY_DAY, Schedule
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.scheduled import SCHEDULE, as_schedule, check_schedule
from tenants.admin.base import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget


class ClockInput(UnfoldAdminTextInputWidget):
    """The browser's own field for a time of the day."""

    input_type = "time"

    def format_value(self, value: Any) -> str | None:
        """As browsers read it in every language."""
        return value.isoformat("minutes") if isinstance(value, time) else super().format_value(value)


class DayInput(UnfoldAdminTextInputWidget):
    """The browser's own field for a day."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        """As browsers read it in every language."""
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


class WeekdaysField(forms.MultipleChoiceField):
    """A box for each day; none ticked is every day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            choices=[(number, capfirst(name)) for number, name in WEEKDAYS],
            widget=UnfoldAdminCheckboxSelectMultipleWidget,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        """The digits apart."""
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """The chosen days as digits in their order."""
        return "".join(sorted(super().clean(value))) or EVERY_DAY

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as they are stored."""
        return (initial or EVERY_DAY) != ("".join(sorted(data or ())) or EVERY_DAY)


class ScheduleForm(forms.Form):
    """The fields alone, as they stand in the builder."""

    weekdays = WeekdaysField()
    from_time = forms.TimeField(required=False)
    until_time = forms.TimeField(required=False)
    first_day = forms.DateField(required=False)
    last_day = forms.DateField(required=False)

    def clean(self) -> dict[str, Any]:
        """As the rule itself checks them."""
        cleaned = super().clean() or {}
        if not self.errors:
            check_schedule(**{name: cleaned[name] for name in SCHEDULE})
        return cleaned

    def schedule(self) -> Schedule:
        """What is written; raises ValidationError with the first thing that is wrong."""
        for name, errors in self.errors.items():
            raise ValidationError(f"{capfirst(str(label_for_field(name, Trigger)))}: {errors[0]}")
        return as_schedule(**{name: self.cleaned_data[name] for name in SCHEDULE})


def written_schedule(asked: Any) -> Schedule:
    """Of a form that is being written, as its script sends it; raises ValidationError in words for the writer."""
    if asked is None:
        return ALWAYS_OPEN
    if not isinstance(asked, dict) or not all(isinstance(asked.get(name) or "", str | list) for name in SCHEDULE):
        raise ValidationError(_("These are no days and hours."))
    days = asked.get("weekdays") or []
    return ScheduleForm({**asked, "weekdays": days if isinstance(days, list) else list(days)}).schedule()


def schedule_sentence(schedule: Schedule, time_zone: str) -> str:
    """When a rule asks at all; empty if that is always."""
    words = schedule_words(schedule)
    if not words:
        return ""
    return _("It asks only at these times: {when}; by the clock of {zone}.").format(when=words, zone=time_zone)
