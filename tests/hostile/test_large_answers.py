"""The limit of 64 KiB is for what clients send: what they asked for arrives, however long it is."""

import pytest
from asgiref.sync import sync_to_async

from chatdesk.conversations.lifecycle import State
from chatdesk.realtime.frames.base import MAX_FRAME_BYTES, MAX_TEXT
from tests.hostile.ground import Ground
from tests.past import has_talks
from tests.wire import Wire

pytestmark = [pytest.mark.serial, pytest.mark.slow]

LONG = [chr(0x1F600 + number) * MAX_TEXT for number in range(5)]
assert sum(len(text.encode()) for text in LONG) > MAX_FRAME_BYTES


async def test_an_operator_with_three_hundred_conversations_gets_the_whole_list(ground: Ground) -> None:
    ours = ground.world.ours
    talks = await sync_to_async(has_talks)(ours, ours.marta, [State.ACTIVE] * 300)
    console = await ground.operator()
    assert {row["id"] for row in console.welcome["rows"]} >= set(talks)


async def test_a_conversation_of_very_long_messages_comes_back_whole_to_both_sides(ground: Ground) -> None:
    visitor, console = await ground.visitor(), await ground.operator()
    for text in LONG:
        await visitor.say(text)
    row = (await console.expect("row"))["row"]
    await console.send("open", conversation=row["id"])
    opened = await console.expect("opened")
    back = await Wire.visitor(ground.live.door, ground.world.ours.site.key, token=visitor.welcome["token"])
    assert texts(opened["items"]) == texts(back.welcome["messages"]) == LONG


def texts(items: list[dict[str, str]]) -> list[str]:
    """What was said."""
    return [item["text"] for item in items]
