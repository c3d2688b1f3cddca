"""Django app triggers."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TriggersConfig(AppConfig):
    """Who speaks first."""

    name = "chatdesk.triggers"
    label = "triggers"
    verbose_name = _("Speaking first")

    def ready(self) -> None:
        """Connects the receivers."""
        import_module("chatdesk.triggers.receivers")
