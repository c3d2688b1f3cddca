"""Sends what the outbox holds: claim under a lease, send without a transaction, settle.

A worker that is killed between sending and settling leaves a lease that ends; the entry is then sent again with the
same key. That makes it at least once, and with the key effectively once.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.utils import timezone

from crm_sync import selectors
from crm_sync.http import Answer, NotSent, post
from crm_sync.models import Connection, DeliveryAttempt, OutboxEntry
from crm_sync.payload import body_of, headers_of
from crm_sync.retries import Verdict, delay_after, rest_after, verdict
from tenants.scope import tenant_scope

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
"""Longer than one request can take, name service included."""
WORK_SECONDS = 25.0
"""A task begins no further request after this time: it must end before the soft time limit of 45 s."""
MAX_RETRY_AFTER_DIGITS = 6

State = OutboxEntry.State


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed entry with all that sending it needs."""

    entry_id: int
    key: str
    url: str
    secret: str
    record: dict[str, Any]
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt. ``status`` none: there was no answer, ``error`` says why."""

    status: int | None
    error: str
    milliseconds: int
    retry_after: float = 0.0


def deliver_due(*, tenant_id: int) -> int:
    """Sends a client's due entries one after the other, for WORK_SECONDS at most; returns how many it tried."""
    tried, until = 0, time.monotonic() + WORK_SECONDS
    while time.monotonic() < until:
        delivery = claim(tenant_id=tenant_id)
        if delivery is None:
            break
        settle(tenant_id=tenant_id, entry_id=delivery.entry_id, outcome=send(delivery))
        tried += 1
    return tried


def claim(*, tenant_id: int) -> Delivery | None:
    """Takes the entry that has waited longest for LEASE; None if none is due."""
    with tenant_scope(tenant_id):
        entry = selectors.due().select_for_update(of=("self",), skip_locked=True, no_key=True).first()
        if entry is None:
            return None
        OutboxEntry.objects.filter(id=entry.id).update(lease_until=timezone.now() + LEASE)
        connection, transcript = entry.connection, entry.transcript
        return Delivery(
            entry.id, str(entry.key), connection.url, connection.secret, transcript.record, transcript.created_at
        )


def send(delivery: Delivery) -> Outcome:
    """One request. Whatever goes wrong on the way is an outcome, not an exception."""
    body = body_of(delivery.record, at=delivery.written_at)
    headers = headers_of(body, key=delivery.key, secret=delivery.secret, now=timezone.now())
    started = time.monotonic()
    try:
        answer = post(delivery.url, body=body, headers=headers)
    except NotSent as error:
        return Outcome(None, str(error), _milliseconds_since(started))
    return Outcome(answer.status, _complaint(answer), _milliseconds_since(started), _retry_after(answer))


def settle(*, tenant_id: int, entry_id: int, outcome: Outcome) -> None:
    """Notes the attempt and what follows from it."""
    with tenant_scope(tenant_id):
        entry = OutboxEntry.objects.select_for_update(no_key=True).get(id=entry_id)
        _note(entry, outcome)
        if entry.state != State.PENDING:
            return
        entry.attempts += 1
        entry.lease_until = None
        match verdict(outcome.status):
            case Verdict.DELIVERED:
                _delivered(entry)
            case Verdict.STOP:
                _stop(entry)
            case Verdict.AGAIN:
                _again(entry, outcome)
        entry.save(update_fields=["state", "attempts", "lease_until", "next_at", "delivered_at"])


def _note(entry: OutboxEntry, outcome: Outcome) -> None:
    DeliveryAttempt.objects.create(
        entry=entry, status=outcome.status, error=outcome.error, milliseconds=outcome.milliseconds
    )


def _delivered(entry: OutboxEntry) -> None:
    entry.state = State.DELIVERED
    entry.delivered_at = timezone.now()
    _connection(entry).exclude(rests_until=None).update(rests_until=None)


def _stop(entry: OutboxEntry) -> None:
    entry.state = State.DEAD
    _connection(entry).update(enabled=False)
    log.error("connection_gone", tenant_id=entry.tenant_id, connection_id=entry.connection_id)


def _again(entry: OutboxEntry, outcome: Outcome) -> None:
    now = timezone.now()
    delay = delay_after(entry.attempts, retry_after=outcome.retry_after)
    rest = rest_after(delay, retry_after=outcome.retry_after)
    entry.next_at = now + timedelta(seconds=delay)
    _connection(entry).update(rests_until=now + timedelta(seconds=rest))
    if entry.next_at > entry.expires_at:
        entry.state = State.DEAD
        log.error("delivery_given_up", tenant_id=entry.tenant_id, key=str(entry.key), attempts=entry.attempts)


def _connection(entry: OutboxEntry) -> Any:
    return Connection.objects.filter(id=entry.connection_id)


def _milliseconds_since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _complaint(answer: Answer) -> str:
    if 300 <= answer.status < 400:
        return "The receiver redirects; redirects are not followed."
    return ""


def _retry_after(answer: Answer) -> float:
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isdecimal() and len(value) <= MAX_RETRY_AFTER_DIGITS else 0.0
