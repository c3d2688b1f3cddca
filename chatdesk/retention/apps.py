"""Django app retention."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetentionConfig(AppConfig):
    """What is forgotten, and when."""

    name = "chatdesk.retention"
    label = "retention"
    verbose_name = _("Retention")
