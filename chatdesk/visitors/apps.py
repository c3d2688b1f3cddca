"""Django app visitors."""

from django.apps import AppConfig


class VisitorsConfig(AppConfig):
    """Who comes."""

    name = "chatdesk.visitors"
    label = "visitors"
