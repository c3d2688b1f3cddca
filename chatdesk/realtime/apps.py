"""Django app realtime."""

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    """How news travels."""

    name = "chatdesk.realtime"
    label = "realtime"
