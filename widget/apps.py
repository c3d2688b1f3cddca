"""Django app widget."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from widget.checks import widget_is_built


class WidgetConfig(AppConfig):
    """The visitor's door."""

    name = "widget"
    label = "widget"
    verbose_name = _("Appearance")

    def ready(self) -> None:
        """Registers the check."""
        checks.register(widget_is_built, deploy=True)
