"""Conversations that end, and what becomes of their deliveries."""

from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.utils import timezone
from pytest_httpserver import HTTPServer

from crm_sync.models import Connection, DeliveryAttempt, OutboxEntry
from crm_sync.tasks import deliver
from tenants.scope import tenant_scope
from tests.sockets import Visitor
from tests.world import Client

HOOK = "/hook"


@sync_to_async
def connect(client: Client, receiver: HTTPServer, *, path: str = HOOK, **fields: Any) -> Connection:
    """The client's conversations go to the receiver."""
    fields = {"name": "CRM", "url": receiver.url_for(path), **fields}
    with tenant_scope(client.id):
        return Connection.objects.create(**fields)


async def finished(client: Client, *, text: str = "Hello") -> Visitor:
    """A visitor said something and ended the conversation."""
    visitor = await Visitor.come(client)
    await end(visitor, text)
    return visitor


async def end(visitor: Visitor, text: str) -> None:
    """The visitor says something and ends the conversation."""
    await visitor.say(text)
    await visitor.send("end")
    while (await visitor.expect("conversation"))["conversation"]["state"] != "ended":
        pass


async def run(client: Client) -> None:
    """What the worker does when it is woken."""
    await sync_to_async(deliver)(client.id)


@sync_to_async
def entries(client: Client) -> list[OutboxEntry]:
    """All of the client's, in order."""
    with tenant_scope(client.id):
        return list(OutboxEntry.objects.order_by("id").select_related("connection"))


@sync_to_async
def attempts(client: Client) -> list[tuple[int | None, str]]:
    """Status and error of all attempts, in order."""
    with tenant_scope(client.id):
        return list(DeliveryAttempt.objects.order_by("id").values_list("status", "error"))


@sync_to_async
def wait(client: Client, **time: float) -> None:
    """As if so much time had passed for every delivery."""
    passed = timedelta(**time)
    with tenant_scope(client.id):
        for entry in OutboxEntry.objects.all():
            entry.next_at -= passed
            entry.expires_at -= passed
            entry.lease_until = entry.lease_until and entry.lease_until - passed
            entry.save()
        for connection in Connection.objects.exclude(rests_until=None):
            connection.rests_until -= passed
            connection.save()


@sync_to_async
def lease(client: Client, **time: float) -> None:
    """A worker holds every delivery until then."""
    with tenant_scope(client.id):
        OutboxEntry.objects.update(lease_until=timezone.now() + timedelta(**time))
