"""Django app widget."""

from django.apps import AppConfig


class WidgetConfig(AppConfig):
    """The visitor's door."""

    name = "widget"
    label = "widget"
