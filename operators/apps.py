"""Django app operators."""

from importlib import import_module

from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    """The operator's door."""

    name = "operators"
    label = "operators"

    def ready(self) -> None:
        """Connects the receivers."""
        import_module("operators.receivers")
