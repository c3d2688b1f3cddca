"""A finished conversation leaves a transcript, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.signals import conversation_finished
from chatdesk.transcripts.services import write_transcript


@receiver(conversation_finished)
def keep_record(conversation: Conversation, **_: Any) -> None:
    """Also after a late rating: the record is written again."""
    write_transcript(conversation=conversation)
