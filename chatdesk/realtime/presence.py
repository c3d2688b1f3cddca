"""Who is here: leases in Redis that run out by themselves, never counters that must be decremented.

One sorted set per client and kind; a member is ``<id>:<socket>``, its score the time when the lease ends. A dead
process stops renewing, and what it held is gone after LEASE_SECONDS.
"""

import time

from chatdesk.realtime.redis import REDIS_AWAY, async_redis, sync_redis

LEASE_SECONDS = 60
RENEW_SECONDS = 25

OPERATORS = "operators"
"""Members whose console is open and who take conversations."""
VISITORS = "visitors"
"""Visitors with the site open."""


def _key(kind: str, tenant_id: int) -> str:
    return f"presence:{kind}:{tenant_id}"


async def hold(kind: str, *, tenant_id: int, owner_id: int, socket: str) -> None:
    """Takes or renews a lease."""
    key = _key(kind, tenant_id)
    async with async_redis().pipeline(transaction=False) as pipe:
        pipe.zadd(key, {f"{owner_id}:{socket}": time.time() + LEASE_SECONDS})
        pipe.expire(key, 2 * LEASE_SECONDS)
        await pipe.execute()


async def hold_many(kind: str, *, tenant_id: int, entries: list[str]) -> None:
    """Renews the leases of a whole process at once; ``entries`` are ``<id>:<socket>``."""
    if not entries:
        return
    until = time.time() + LEASE_SECONDS
    key = _key(kind, tenant_id)
    await async_redis().zadd(key, dict.fromkeys(entries, until))
    await async_redis().expire(key, 2 * LEASE_SECONDS)


async def release(kind: str, *, tenant_id: int, owner_id: int, socket: str) -> None:
    """Gives a lease back."""
    await async_redis().zrem(_key(kind, tenant_id), f"{owner_id}:{socket}")


def present(kind: str, tenant_id: int) -> set[int]:
    """Ids that hold a lease now; nobody while Redis is away."""
    key = _key(kind, tenant_id)
    try:
        sync_redis().zremrangebyscore(key, "-inf", time.time())
        entries = sync_redis().zrange(key, 0, -1)
    except REDIS_AWAY:
        return set()
    return {int(entry.partition(b":")[0]) for entry in entries}
