"""Django app operators."""

from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    """The operator's door."""

    name = "operators"
    label = "operators"
