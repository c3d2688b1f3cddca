"""Django app letters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """Who comes by a letter."""

    name = "chatdesk.letters"
    label = "letters"
    verbose_name = _("Letters")
