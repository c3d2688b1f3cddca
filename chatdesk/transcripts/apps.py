"""Django app transcripts."""

from importlib import import_module

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    """What remains."""

    name = "chatdesk.transcripts"
    label = "transcripts"

    def ready(self) -> None:
        """Connects the receivers."""
        import_module("chatdesk.transcripts.receivers")
