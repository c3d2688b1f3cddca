"""Django app operators."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperatorsConfig(AppConfig):
    """The operator's door."""

    name = "operators"
    label = "operators"
    verbose_name = _("Console")

    def ready(self) -> None:
        """Connects the receivers."""
        import_module("operators.receivers")
