"""Django app demo: home of the commands that fill a development machine."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo world; installed by the development settings alone."""

    name = "demo"
    label = "demo"
