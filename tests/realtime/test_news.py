"""News goes out in the channel layer's own format, and its loss is noticed."""

import asyncio

from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from redis.asyncio import Redis

from chatdesk.realtime.frames.both import Resync
from chatdesk.realtime.layer import client_name
from chatdesk.realtime.publish import publish, publish_on_commit
from chatdesk.realtime.redis import async_redis
from tests.sockets import Operator, Visitor
from tests.world import World


async def test_a_frame_published_by_us_is_received_by_the_layer(database: None) -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add("desk.1.0", channel)
    await publish(["desk.1.0"], Resync(), talk={"id": 7})
    event = await asyncio.wait_for(layer.receive(channel), 5)
    assert event == {"type": "news", "text": '{"t":"resync"}', "talk": {"id": 7}}


async def test_a_thread_publishes_without_an_event_loop_of_its_own(database: None) -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add("desk.2.0", channel)
    await sync_to_async(publish_on_commit)(["desk.2.0"], Resync())
    assert (await asyncio.wait_for(layer.receive(channel), 5))["type"] == "news"


async def test_after_redis_was_away_every_client_with_a_conversation_is_asked_to_resume(world: World) -> None:
    marta, visitor = await Operator.come(world.ours.marta), await Visitor.come(world.ours)
    await visitor.say("Hello")
    await break_subscriptions(async_redis())
    await visitor.expect("resync")
    await marta.expect("resync")


async def break_subscriptions(redis: Redis) -> None:
    """Cuts the connections on which this process hears events; others use the same Redis."""
    for client in await redis.client_list(_type="pubsub"):
        if client["name"] == client_name():
            await redis.client_kill_filter(_id=client["id"])
