"""Writes the records of finished conversations. Needs a scope; the caller holds the conversation's lock."""

from chatdesk.conversations.models import Conversation
from chatdesk.transcripts import selectors
from chatdesk.transcripts.models import Transcript
from chatdesk.transcripts.rendering import render
from chatdesk.transcripts.signals import transcript_written


def write_transcript(*, conversation: Conversation) -> Transcript | None:
    """The record as the conversation stands now, announced if it is new.

    Nothing is written while the visitor has said nothing. A record that would say the same as the last one is not
    written again, so that a repeated cause has one effect.
    """
    if not conversation.visitor_messages:
        return None
    previous = selectors.latest_transcript(conversation.id)
    source = selectors.source_of(conversation.id)
    if previous is not None and render(source, revision=previous.revision) == previous.record:
        return previous
    revision = previous.revision + 1 if previous else 1
    transcript = Transcript.objects.create(
        conversation_id=conversation.id,
        revision=revision,
        last_seq=source.conversation.last_seq,
        record=render(source, revision=revision),
    )
    transcript_written.send(Transcript, transcript=transcript)
    return transcript
