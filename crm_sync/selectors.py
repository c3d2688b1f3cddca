"""Reads of deliveries; every function needs a scope."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from crm_sync.models import OutboxEntry


def due() -> QuerySet[OutboxEntry]:
    """Entries that may be sent now, the longest waiting first.

    Nobody holds them, their connection takes deliveries, and nothing earlier of the same conversation waits for the
    same connection: what a receiver hears of one conversation comes in order.
    """
    pending = OutboxEntry.objects.filter(state=OutboxEntry.State.PENDING)
    earlier = pending.filter(
        connection_id=OuterRef("connection_id"),
        transcript__conversation_id=OuterRef("transcript__conversation_id"),
        id__lt=OuterRef("id"),
    )
    return (
        pending.filter(
            Q(lease_until=None) | Q(lease_until__lt=Now()),
            Q(connection__rests_until=None) | Q(connection__rests_until__lte=Now()),
            ~Exists(earlier),
            next_at__lte=Now(),
            connection__enabled=True,
        )
        .select_related("connection", "transcript")
        .order_by("next_at", "id")
    )
