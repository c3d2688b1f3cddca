"""Django app transcripts."""

from django.apps import AppConfig


class TranscriptsConfig(AppConfig):
    """What remains."""

    name = "chatdesk.transcripts"
    label = "transcripts"
