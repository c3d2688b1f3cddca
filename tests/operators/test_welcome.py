"""What a console shows at first, and again after every reload."""

from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.utils import timezone

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.selectors import RESTING_ROWS, SAME_TALK
from chatdesk.conversations.services.closing import finish_silent
from tenants.scope import tenant_scope
from tests.past import has_talks
from tests.sockets import Operator, Visitor
from tests.world import Client, World


async def taken(client: Client, marta: Operator, text: str = "Two circuits or three?") -> tuple[Visitor, str]:
    """A visitor whose conversation Marta has."""
    visitor = await Visitor.come(client)
    talk = (await visitor.say(text))["conversation"]
    await marta.send("take", conversation=talk)
    await told(marta, talk, "active")
    return visitor, talk


async def told(operator: Operator, talk: str, state: str) -> None:
    """Waits for the row in this state."""
    while (row := (await operator.expect("row"))["row"])["id"] != talk or row["state"] != state:
        pass


@sync_to_async
def silence(client: Client) -> None:
    """Everything open is idle now."""
    with tenant_scope(client.id):
        while finish_silent(older_than=timedelta()):
            pass


@sync_to_async
def age(client: Client, talk: str, by: timedelta) -> None:
    """The last word of the conversation was said so long ago."""
    with tenant_scope(client.id):
        Conversation.objects.filter(public_id=talk).update(last_at=timezone.now() - by)


def rows_of(welcome: dict[str, Any]) -> dict[str, str]:
    """Conversations of the lists with their states."""
    return {row["id"]: row["state"] for row in welcome["rows"]}


async def test_own_conversations_that_fell_silent_are_there_after_a_reload(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    _, talk = await taken(world.ours, marta)
    await silence(world.ours)
    await told(marta, talk, "idle")
    assert rows_of((await Operator.come(world.ours.marta)).welcome) == {talk: "idle"}


async def test_own_conversations_that_a_visitor_ended_are_there_after_a_reload(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor, talk = await taken(world.ours, marta)
    await visitor.send("end")
    await told(marta, talk, "ended")
    assert rows_of((await Operator.come(world.ours.marta)).welcome) == {talk: "ended"}


async def test_what_a_colleague_had_and_what_nobody_had_is_not_kept_for_me(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await taken(world.ours, marta)
    await (await Visitor.come(world.ours)).say("Nobody takes me")
    await silence(world.ours)
    assert rows_of((await Operator.come(world.ours.oleg)).welcome) == {}


async def test_what_was_handed_over_is_kept_for_the_colleague_and_what_was_left_for_nobody(world: World) -> None:
    marta, oleg = await Operator.come(world.ours.marta), await Operator.come(world.ours.oleg)
    _, handed = await taken(world.ours, marta)
    _, left = await taken(world.ours, marta)
    await marta.send("hand_over", conversation=handed, to=str(world.ours.oleg.public_id))
    await marta.send("leave", conversation=left)
    await told(marta, left, "waiting")
    await silence(world.ours)
    await told(oleg, handed, "idle")
    assert rows_of((await Operator.come(world.ours.marta)).welcome) == {}
    assert rows_of((await Operator.come(world.ours.oleg)).welcome) == {handed: "idle"}


async def test_a_silent_conversation_that_goes_on_waits_again_and_stands_there_once(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor, talk = await taken(world.ours, marta)
    await silence(world.ours)
    await visitor.say("Still there?")
    again = (await Operator.come(world.ours.marta)).welcome
    assert [(row["id"], row["state"]) for row in again["rows"]] == [(talk, "waiting")]


async def test_what_can_no_longer_go_on_is_history(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    _, talk = await taken(world.ours, marta)
    await silence(world.ours)
    await age(world.ours, talk, SAME_TALK - timedelta(minutes=1))
    assert talk in rows_of((await Operator.come(world.ours.marta)).welcome)
    await age(world.ours, talk, SAME_TALK)
    assert talk not in rows_of((await Operator.come(world.ours.marta)).welcome)


async def test_of_many_that_rest_the_latest_are_kept(world: World) -> None:
    states = [Conversation.State.ACTIVE, *([Conversation.State.IDLE, Conversation.State.ENDED] * RESTING_ROWS)]
    talks = await sync_to_async(has_talks)(world.ours, world.ours.marta, states)
    kept = rows_of((await Operator.come(world.ours.marta)).welcome)
    assert list(kept) == talks[: 1 + RESTING_ROWS]


async def test_words_that_nobody_read_before_the_silence_are_read_when_they_are_shown(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    _, talk = await taken(world.ours, marta)
    await silence(world.ours)
    back = await Operator.come(world.ours.marta)
    assert [row["unread"] for row in back.welcome["rows"]] == [1]
    await back.send("read", conversation=talk, seq=1)
    assert "unread" not in (await back.expect("row"))["row"]
