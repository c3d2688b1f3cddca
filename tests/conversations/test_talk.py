"""A visitor and an operator talk, through both sockets."""

import uuid
from datetime import datetime

import pytest
from asgiref.sync import sync_to_async

from chatdesk.conversations.models import Conversation
from tenants.scope import tenant_scope
from tests.sockets import Operator, Visitor
from tests.world import World


async def test_a_visitor_asks_and_an_operator_answers(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    visitor = await Visitor.come(world.ours)
    await visitor.say("Does it fit through a gate?")
    row = (await marta.expect("row"))["row"]
    assert (row["state"], row["last_text"]) == ("waiting", "Does it fit through a gate?")

    await marta.send("take", conversation=row["id"])
    state = await visitor.expect("conversation")
    while state["conversation"]["state"] != "active":
        state = await visitor.expect("conversation")
    assert state["conversation"]["operator"]["name"] == "Marta"

    await marta.say(row["id"], "With the mirrors folded.")
    heard = await visitor.expect("message")
    while heard["item"]["by"] != "operator":
        heard = await visitor.expect("message")
    assert heard["item"]["text"] == "With the mirrors folded."


async def test_a_retried_message_is_stored_once_and_gets_the_same_number(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    client_id = uuid.uuid4().hex
    first = await visitor.say("Hello", client_id=client_id)
    again = await visitor.say("Hello", client_id=client_id)
    assert first["seq"] == again["seq"] == 1


async def test_another_text_under_the_same_client_id_is_a_conflict(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    client_id = uuid.uuid4().hex
    await visitor.say("Hello", client_id=client_id)
    await visitor.send("message", client_id=client_id, text="Something else")
    assert (await visitor.expect("error"))["code"] == "conflict"


async def test_of_two_operators_who_take_at_once_one_wins_and_the_other_is_told_who(world: World) -> None:
    marta, oleg = await Operator.come(world.ours.marta), await Operator.come(world.ours.oleg)
    visitor = await Visitor.come(world.ours)
    await visitor.say("Anybody?")
    talk = (await marta.expect("row"))["row"]["id"]
    await marta.send("take", conversation=talk)
    await marta.expect("row")
    await oleg.send("take", conversation=talk)
    refused = await oleg.expect("error")
    assert (refused["code"], refused["message"]) == ("already_taken", "Marta")


async def test_an_operator_cannot_end_a_conversation(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await marta.send("end", conversation="whatever")
    assert (await marta.expect("error"))["code"] == "only_the_visitor_ends"


async def test_a_visitor_who_returns_gets_what_was_missed(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("One")
    await visitor.leave()
    back = await Visitor.come(world.ours, token=visitor.token)
    assert [item["text"] for item in back.welcome["messages"]] == ["One"]


@pytest.mark.parametrize("text", ["   ", "\u0000", "a\u0000b", "\n"])
async def test_a_message_without_words_is_refused(world: World, text: str) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send("message", client_id=uuid.uuid4().hex, text=text)
    assert (await visitor.expect("error"))["code"] == "bad_text"


async def test_a_talk_becomes_a_chat_at_the_visitors_second_message(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    first = await visitor.say("One")
    assert await sync_to_async(chat_at)(world, first["conversation"]) is None
    second = await visitor.say("Two")
    assert await sync_to_async(chat_at)(world, first["conversation"]) == datetime.fromisoformat(second["at"])


def chat_at(world: World, public_id: str) -> datetime | None:
    """The recorded moment."""
    with tenant_scope(world.ours.id):
        return Conversation.objects.get(public_id=public_id).chat_at
