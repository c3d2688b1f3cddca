"""Django app transcripts."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranscriptsConfig(AppConfig):
    """What remains."""

    name = "chatdesk.transcripts"
    label = "transcripts"
    verbose_name = _("Transcripts")

    def ready(self) -> None:
        """Connects the receivers."""
        import_module("chatdesk.transcripts.receivers")
