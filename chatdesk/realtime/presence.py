"""Who is here: leases in Redis that run out by themselves, never counters that must be decremented.

One sorted set per client and kind; an entry is ``<id>:<note>:<socket>``, its score the time when the lease ends. A dead
process stops renewing, and what it held is gone after LEASE_SECONDS.
"""

import time
from typing import cast

from chatdesk.realtime.redis import REDIS_AWAY, async_redis, sync_redis

LEASE_SECONDS = 60
RENEW_SECONDS = 25

OPERATORS = "operators"
"""Members whose console is open and who take conversations."""
DESKS = "desks"
"""Members whose console is open, whether they take conversations or not."""
VISITORS = "visitors"
"""Visitors with the site open."""


def _key(kind: str, tenant_id: int) -> str:
    return f"presence:{kind}:{tenant_id}"


def entry(owner_id: int, socket: str, note: int = 0) -> str:
    """What a lease is stored as; ``note`` is a number that readers get with the id, such as a capacity."""
    return f"{owner_id}:{note}:{socket}"


async def hold(kind: str, tenant_id: int, entries: list[str]) -> None:
    """Takes or renews leases; a whole process can renew its own at once."""
    if not entries:
        return
    key = _key(kind, tenant_id)
    async with async_redis().pipeline(transaction=False) as pipe:
        pipe.zadd(key, dict.fromkeys(entries, time.time() + LEASE_SECONDS))
        pipe.expire(key, 2 * LEASE_SECONDS)
        await pipe.execute()


async def release(kind: str, tenant_id: int, entries: list[str]) -> None:
    """Gives leases back."""
    if entries:
        await async_redis().zrem(_key(kind, tenant_id), *entries)


async def release_all(kind: str, tenant_id: int, owner_id: int) -> None:
    """Gives back whatever an id holds, also what other sockets hold for it."""
    entries = cast("list[bytes]", await async_redis().zrange(_key(kind, tenant_id), 0, -1))
    await release(kind, tenant_id, [one.decode() for one in entries if one.startswith(f"{owner_id}:".encode())])


def leases(kind: str, tenant_id: int) -> list[str]:
    """Every lease that is held now, as ``entry`` made it; raises one of REDIS_AWAY."""
    key = _key(kind, tenant_id)
    sync_redis().zremrangebyscore(key, "-inf", time.time())
    return [one.decode() for one in cast("list[bytes]", sync_redis().zrange(key, 0, -1))]


def owner_of(lease: str) -> int:
    """Whose lease it is."""
    return int(lease.split(":", 1)[0])


def present(kind: str, tenant_id: int) -> dict[int, int]:
    """Ids that hold a lease now, with their notes; nobody while Redis is away."""
    try:
        held = leases(kind, tenant_id)
    except REDIS_AWAY:
        return {}
    return {int(owner): int(note) for owner, note, _ in (lease.split(":", 2) for lease in held)}


def count(kind: str, tenant_id: int) -> int:
    """How many different ids hold a lease now."""
    return len(present(kind, tenant_id))
