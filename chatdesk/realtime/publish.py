"""The one exit of news. It carries content for convenience; the truth is in PostgreSQL.

An event that cannot be published is logged and dropped: clients find what they missed by ``seq``. Everything is
written in the channel layer's own wire format, so that it works from any thread or task without an event loop.
"""

from collections.abc import Iterable
from typing import Any, cast

import structlog
from channels.layers import get_channel_layer
from django.db import transaction

from chatdesk.realtime.frames import encode
from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.layer import NewsLayer, group_channel
from chatdesk.realtime.redis import REDIS_AWAY, async_redis, sync_redis

log = structlog.get_logger()


async def publish(groups: Iterable[str], frame: Frame, **aside: Any) -> None:
    """Sends a frame to every socket of the groups; ``aside`` is for the consumers, clients don't get it."""
    await _send(groups, {"type": "news", "text": encode(frame), **aside})


async def publish_order(groups: Iterable[str], order: str, **details: Any) -> None:
    """Tells the sockets' consumers something, such as ``membership.changed``; they act, clients get nothing."""
    await _send(groups, {"type": order, **details})


def publish_on_commit(groups: Iterable[str], frame: Frame, **aside: Any) -> None:
    """As publish, once the running transaction is committed; at once outside of one."""
    _send_on_commit(groups, {"type": "news", "text": encode(frame), **aside})


def publish_order_on_commit(groups: Iterable[str], order: str, **details: Any) -> None:
    """As publish_order, once the running transaction is committed."""
    _send_on_commit(groups, {"type": order, **details})


def _send_on_commit(groups: Iterable[str], event: dict[str, Any]) -> None:
    names = tuple(groups)
    transaction.on_commit(lambda: _send_now(names, event), robust=True)


async def _send(groups: Iterable[str], event: dict[str, Any]) -> None:
    message = wire(event)
    try:
        # One round trip for all groups: a message goes to two.
        async with async_redis().pipeline(transaction=False) as pipe:
            for group in groups:
                pipe.publish(group_channel(group), message)
            await pipe.execute()
    except REDIS_AWAY as error:
        log.warning("news_lost", event_type=event["type"], error=str(error))


def _send_now(groups: Iterable[str], event: dict[str, Any]) -> None:
    message = wire(event)
    try:
        for group in groups:
            sync_redis().publish(group_channel(group), message)
    except REDIS_AWAY as error:
        log.warning("news_lost", event_type=event["type"], error=str(error))


def wire(event: dict[str, Any]) -> bytes:
    """The event as the channel layer reads it."""
    layer = cast("NewsLayer", get_channel_layer())
    return cast("bytes", layer.serialize(event))
