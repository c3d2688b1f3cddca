"""When a visit has to be looked at: a sorted set in Redis, its score the earliest moment at which a rule could be true.

A visitor whose page no rule is for costs nothing. Who looks at a visit holds a lease on it: the score moves into the
future, and only the holder of that very lease takes the visit out or sets its next moment. A killed worker's visits
become due again when its leases end; a page view that comes meanwhile overwrites the lease and wins.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import structlog
from django.db import transaction
from django.utils import timezone

from chatdesk.realtime.db import in_thread
from chatdesk.realtime.frames.pieces import Watch
from chatdesk.realtime.redis import REDIS_AWAY, async_redis, sync_redis
from chatdesk.triggers.engine.decision import earliest
from chatdesk.triggers.engine.facts import MOMENT
from chatdesk.triggers.engine.schedules import by_clock
from chatdesk.triggers.engine.watching import watch_of
from chatdesk.triggers.selectors.rules import NO_RULES, RuleSet, rule_sets
from chatdesk.triggers.selectors.sites import time_zone_of
from chatdesk.triggers.selectors.situations import second_of_week
from tenants.scope import tenant_scope

log = structlog.get_logger()

KEY = "triggers:due"
LEASE_SECONDS = 90
"""Longer than the time limit of a task."""
BATCH = 50
RULES_CACHE_SECONDS = 5.0
"""A changed rule counts after at most this long."""
MAX_CACHED_SITES = 10_000

_CLAIM = """
local due = redis.call('zrange', KEYS[1], '-inf', ARGV[1], 'byscore', 'limit', 0, ARGV[3])
for _, visit in ipairs(due) do redis.call('zadd', KEYS[1], ARGV[2], visit) end
return due
"""
_SETTLE = """
for i = 2, #ARGV, 2 do
    local score = redis.call('zscore', KEYS[1], ARGV[i])
    if score and tonumber(score) == tonumber(ARGV[1]) then
        if ARGV[i + 1] == '' then redis.call('zrem', KEYS[1], ARGV[i])
        else redis.call('zadd', KEYS[1], ARGV[i + 1], ARGV[i]) end
    end
end
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """Due visits of one client, and the lease under which they were taken."""

    tenant_id: int
    visit_ids: list[int]
    lease: str


@dataclass(frozen=True, slots=True)
class _Known:
    rules: RuleSet
    time_zone: str
    watch: Watch
    """What the site's browsers have to tell, for these rules."""
    until: float


_cache: dict[tuple[int, int], _Known] = {}


async def mark_due(*, tenant_id: int, site_id: int, visit_id: int, facts: Mapping[str, Any]) -> None:
    """Notes when a visit of which these facts are known could fulfil a rule; nothing is written if it can't.

    Best effort: while Redis is away nobody is invited, and nothing is raised.
    """
    known = await _known_rules(tenant_id, site_id)
    now = by_clock(timezone.now(), known.time_zone)
    told = {**facts, MOMENT: second_of_week(now, known.time_zone)}
    seconds = earliest(known.rules.sieve.left(told), told, now)
    if seconds is None:
        return
    try:
        await async_redis().zadd(KEY, {f"{tenant_id}:{visit_id}": time.time() + seconds})
    except REDIS_AWAY as error:
        log.warning("due_visit_lost", error=str(error))


async def watch_for(*, tenant_id: int, site_id: int) -> Watch:
    """What the site's browsers have to watch for."""
    return (await _known_rules(tenant_id, site_id)).watch


async def wake(*, tenant_id: int, site_id: int, visit_id: int, facts: frozenset[str]) -> None:
    """Has a visit looked at at once if a rule asks for facts that have just become other ones. Best effort."""
    known = await _known_rules(tenant_id, site_id)
    if not facts.isdisjoint(known.rules.names):
        await in_thread(mark_now, tenant_id=tenant_id, visit_ids=[visit_id])


def mark_now(*, tenant_id: int, visit_ids: Iterable[int]) -> None:
    """Has these visits looked at at once, whatever was foreseen for them. Best effort, as ``mark_due``."""
    now = time.time()
    due = {f"{tenant_id}:{visit_id}": now for visit_id in visit_ids}
    try:
        if due:
            sync_redis().zadd(KEY, due)
    except REDIS_AWAY as error:
        log.warning("due_visits_lost", error=str(error))


def claim() -> list[Claim]:
    """Takes up to BATCH due visits for LEASE_SECONDS; empty if none is due or Redis is away."""
    now = time.time()
    lease = repr(now + LEASE_SECONDS)
    try:
        due = cast("list[bytes]", sync_redis().eval(_CLAIM, 1, KEY, str(now), lease, str(BATCH)))
    except REDIS_AWAY as error:
        log.warning("due_visits_unread", error=str(error))
        return []
    by_tenant: dict[int, list[int]] = {}
    for member in due:
        tenant_id, visit_id = map(int, member.split(b":"))
        by_tenant.setdefault(tenant_id, []).append(visit_id)
    return [Claim(tenant_id, visit_ids, lease) for tenant_id, visit_ids in by_tenant.items()]


def settle_on_commit(*, tenant_id: int, lease: str, waits: Mapping[int, float | None]) -> None:
    """Ends the lease once the running transaction is committed.

    A visit with a number of seconds is due again after them, one with None no more.
    """
    transaction.on_commit(lambda: _settle(tenant_id, lease, waits), robust=True)


def _settle(tenant_id: int, lease: str, waits: Mapping[int, float | None]) -> None:
    now = time.time()
    arguments: list[str] = []
    for visit_id, wait in waits.items():
        arguments += [f"{tenant_id}:{visit_id}", "" if wait is None else repr(now + wait)]
    try:
        sync_redis().eval(_SETTLE, 1, KEY, lease, *arguments)
    except REDIS_AWAY as error:
        log.warning("due_visits_unsettled", error=str(error))


async def _known_rules(tenant_id: int, site_id: int) -> _Known:
    key, now = (tenant_id, site_id), time.monotonic()
    cached = _cache.get(key)
    if cached is not None and cached.until > now:
        return cached
    if cached is not None:
        # The others go on with the old rules while this one reads the new ones.
        _cache[key] = replace(cached, until=now + 1)
    rules, time_zone = await in_thread(_read_rules, tenant_id, site_id)
    if len(_cache) >= MAX_CACHED_SITES:
        _cache.clear()
    _cache[key] = _Known(rules, time_zone, watch_of(rules.rules), now + RULES_CACHE_SECONDS)
    return _cache[key]


def _read_rules(tenant_id: int, site_id: int) -> tuple[RuleSet, str]:
    with tenant_scope(tenant_id):
        return rule_sets().get(site_id, NO_RULES), time_zone_of(site_id)
