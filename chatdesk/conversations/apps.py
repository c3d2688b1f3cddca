"""Django app conversations."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The talk."""

    name = "chatdesk.conversations"
    label = "conversations"
