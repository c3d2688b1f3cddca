"""Rules that ask a poll, and visitors who answer."""

import uuid
from typing import Any

from asgiref.sync import sync_to_async

from chatdesk.polls.models import PollAnswer
from chatdesk.triggers.models import Trigger
from tenants.scope import tenant_scope
from tests.polls.samples import POLL
from tests.sockets import Visitor
from tests.triggers.asking import look, make_trigger
from tests.world import Client

LEAD = "May I ask you three things?"


async def make_poll(client: Client, **fields: Any) -> Trigger:
    """A rule that asks the poll at once on every page."""
    return await make_trigger(
        client, **{"name": "why", "text": LEAD, "branches": [], "action": "poll", "poll": POLL, **fields}
    )


async def be_asked(client: Client, **hello: Any) -> tuple[Visitor, dict[str, Any]]:
    """A visitor who sees the poll, and its card."""
    visitor = await Visitor.come(client, **hello)
    await look(client, visitor)
    card = (await visitor.expect("invitation"))["invitation"]
    await visitor.send("invitation", id=card["id"], what="shown")
    return visitor, card


async def give(visitor: Visitor, invitation: str, question: int, *chosen: int, **more: Any) -> dict[str, Any]:
    """Answers a question; what the server says to it."""
    client_id = more.pop("client_id", uuid.uuid4().hex)
    told = {"client_id": client_id, "invitation": invitation, "question": question, "chosen": list(chosen)}
    await visitor.send("poll", **{**told, **more})
    while True:
        frame = await visitor.next()
        if frame.get("client_id") == client_id or frame["t"] == "error":
            return frame


@sync_to_async
def kept(client: Client) -> dict[str, list[str]]:
    """What all visitors of a client answered, by question."""
    with tenant_scope(client.id):
        return dict(PollAnswer.objects.order_by("id").values_list("question", "values"))
