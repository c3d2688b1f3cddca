"""A transcript becomes deliveries in the same transaction; once that is committed, the relay is woken."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from chatdesk.transcripts.models import Transcript
from chatdesk.transcripts.signals import transcript_written
from crm_sync.services.outbox import enqueue
from crm_sync.tasks import deliver


@receiver(transcript_written)
def queue_deliveries(transcript: Transcript, **_: Any) -> None:
    """One delivery per enabled connection. If waking fails, the sweeper finds them."""
    if enqueue(transcript=transcript):
        tenant_id = transcript.tenant_id
        transaction.on_commit(lambda: deliver.delay(tenant_id), robust=True)
