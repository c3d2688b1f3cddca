"""The channel layer: Channels' Redis pub/sub, which also says when news may have been missed.

Pub/sub re-subscribes by itself after Redis was away, but everything sent meanwhile is gone without a trace. This one
then puts ``missed`` into the queue of every socket of the process, and each socket asks its client to resume.
Redis hears of groups only: a socket costs it nothing until it joins one.
"""

import asyncio
import os
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer, RedisSingleShardConnection
from channels_redis.utils import _wrap_close, create_pool
from redis import asyncio as aioredis
from redis.asyncio.client import PubSub

from chatdesk.realtime.mailbox import Mailbox

PREFIX = "asgi"


def group_channel(group: str) -> str:
    """The Redis channel that carries a group's events."""
    return f"{PREFIX}__group__{group}"


def client_name() -> str:
    """What CLIENT LIST of Redis calls this process's subscription."""
    return f"chatdesk-news-{os.getpid()}"


class _PubSub(PubSub):
    """A subscription that tells its layer when it had to connect again."""

    layer: "_LoopLayer"

    async def on_connect(self, connection: Any) -> None:
        await super().on_connect(connection)
        self.layer.missed()


class _Shard(RedisSingleShardConnection):
    _redis: aioredis.Redis | None
    _pubsub: _PubSub

    def _ensure_redis(self) -> None:
        if self._redis is None:
            self._redis = aioredis.Redis(connection_pool=create_pool(self.host | {"client_name": client_name()}))
            self._pubsub = _PubSub(self._redis.connection_pool)
            self._pubsub.layer = self.channel_layer


class _LoopLayer(RedisPubSubLoopLayer):
    _shards: list[RedisSingleShardConnection]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shards = [_Shard(shard.host, self) for shard in self._shards]

    async def _subscribe_to_channel(self, channel: str) -> None:
        # A socket's own channel is only ever written to by its own process: Redis need not know of it.
        self.channels[channel] = Mailbox[bytes]()

    async def send(self, channel: str, message: dict[str, Any]) -> None:
        """To one socket of this process; nothing happens if it has gone."""
        if channel in self.channels:
            self.channels[channel].put_nowait(self.channel_layer.serialize(message))

    def missed(self) -> None:
        message = self.channel_layer.serialize({"type": "missed"})
        for queue in self.channels.values():
            queue.put_nowait(message)


class NewsLayer(RedisPubSubChannelLayer):
    """The layer of settings.CHANNEL_LAYERS; one subscription per process and event loop."""

    def _get_layer(self) -> _LoopLayer:
        loop = asyncio.get_running_loop()
        if loop not in self._layers:
            self._layers[loop] = _LoopLayer(*self._args, **self._kwargs, channel_layer=self)
            _wrap_close(self, loop)
        return self._layers[loop]
