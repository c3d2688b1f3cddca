"""Rules, and visits that they look at."""

import json
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.db.models import F

from chatdesk.conversations.models import Message
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.questions.branches import expecting
from chatdesk.triggers.tasks import evaluate
from chatdesk.visitors.models import PageView, Visit
from tenants.scope import tenant_scope
from tests.sockets import Socket, Visitor
from tests.world import Client

QUESTION = "Two circuits or three?"


@sync_to_async
def make_trigger(client: Client, **fields: object) -> Trigger:
    """A rule that is true at once on every page, unless the fields say otherwise."""
    defaults = {
        "name": "circuits",
        "conditions": on_page("", seconds=0),
        "text": QUESTION,
        "branches": expecting("Two", "Three"),
    }
    with tenant_scope(client.id):
        return Trigger.objects.create(site=client.site, **{**defaults, **fields})


@sync_to_async
def visit_of(client: Client, visitor: Visitor) -> Visit:
    """The visit of a socket."""
    with tenant_scope(client.id):
        visits = Visit.objects.select_related("visitor").filter(visitor__public_id=visitor.welcome["visitor"])
        return visits.latest("number")


async def look(client: Client, *visitors: Visitor) -> None:
    """What the worker does once the visits are due."""
    ids = [(await visit_of(client, visitor)).id for visitor in visitors]
    await sync_to_async(evaluate)(client.id, ids, "0")


@sync_to_async
def invitations(client: Client) -> list[Invitation]:
    """All of the client's."""
    with tenant_scope(client.id):
        return list(Invitation.objects.order_by("id"))


@sync_to_async
def minutes_pass(client: Client, minutes: int) -> None:
    """All that happened happened so much earlier; who comes now after half an hour begins another visit."""
    ago = timedelta(minutes=minutes)
    with tenant_scope(client.id):
        Invitation.objects.update(created_at=F("created_at") - ago)
        PageView.objects.update(at=F("at") - ago)
        Visit.objects.update(last_at=F("last_at") - ago, page_at=F("page_at") - ago, started_at=F("started_at") - ago)


@sync_to_async
def lines(client: Client) -> list[tuple[int, str, str]]:
    """Kind, rule and text of all the client's messages."""
    with tenant_scope(client.id):
        return list(Message.objects.order_by("conversation_id", "seq").values_list("kind", "rule", "body"))


async def hears(socket: Socket) -> set[str]:
    """The types of the frames that come until a moment of silence."""
    types = set()
    while not await socket.silent():
        types.add(json.loads(await socket.raw.receive_from())["t"])
    return types
