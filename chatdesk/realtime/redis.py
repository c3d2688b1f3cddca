"""This process's connections to Redis. Redis is never the only holder of anything."""

import asyncio
import functools
import weakref

import redis
import redis.asyncio
from django.conf import settings
from redis.exceptions import RedisError

TIMEOUT_SECONDS = 2.0
REDIS_AWAY = (RedisError, OSError)
"""What a caller catches to go on without Redis."""

_by_loop: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, redis.asyncio.Redis]" = weakref.WeakKeyDictionary()


@functools.cache
def sync_redis() -> redis.Redis:
    """For tasks, admin, commands and threads."""
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
    )


def async_redis() -> redis.asyncio.Redis:
    """For sockets: one pool per event loop, at most 32 connections, callers wait for a free one."""
    loop = asyncio.get_running_loop()
    client = _by_loop.get(loop)
    if client is None:
        pool = redis.asyncio.BlockingConnectionPool.from_url(
            settings.REDIS_URL,
            max_connections=32,
            timeout=TIMEOUT_SECONDS,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
        )
        client = _by_loop[loop] = redis.asyncio.Redis(connection_pool=pool)
    return client
