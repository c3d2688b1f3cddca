"""Django app widget."""

from django.apps import AppConfig
from django.core import checks

from widget.checks import widget_is_built


class WidgetConfig(AppConfig):
    """The visitor's door."""

    name = "widget"
    label = "widget"

    def ready(self) -> None:
        """Registers the check."""
        checks.register(widget_is_built, deploy=True)
