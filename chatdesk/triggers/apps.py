"""Django app triggers."""

from django.apps import AppConfig


class TriggersConfig(AppConfig):
    """Who speaks first."""

    name = "chatdesk.triggers"
    label = "triggers"
