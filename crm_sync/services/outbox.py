"""What is to be delivered. Needs a scope."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from chatdesk.transcripts.models import Transcript
from crm_sync.models import Connection, OutboxEntry, in_three_days

State = OutboxEntry.State


def enqueue(*, transcript: Transcript) -> list[OutboxEntry]:
    """One entry for every enabled connection, in the running transaction."""
    connections = Connection.objects.filter(enabled=True)
    return [OutboxEntry.objects.create(connection=connection, transcript=transcript) for connection in connections]


def replay(entries: QuerySet[OutboxEntry]) -> int:
    """Starts deliveries again, given up or done, for another three days; returns how many.

    They keep their keys: a receiver that has one already can tell. The sweeper sends them within ten seconds.
    """
    Connection.objects.filter(id__in=_connections(entries)).update(rests_until=None)
    return entries.update(
        state=State.PENDING, attempts=0, next_at=timezone.now(), expires_at=in_three_days(), lease_until=None
    )


def _connections(entries: QuerySet[OutboxEntry]) -> Iterable[int]:
    return set(entries.values_list("connection_id", flat=True))
