"""Django app polls."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    """What visitors answer."""

    name = "chatdesk.polls"
    label = "polls"
    verbose_name = _("Polls")
