"""Django app visitors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitorsConfig(AppConfig):
    """Who comes."""

    name = "chatdesk.visitors"
    label = "visitors"
    verbose_name = _("Visitors")
