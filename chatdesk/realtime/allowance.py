"""Limits that hold for all processes together, counted in Redis (HARDENING 4.1): for what comes seldom."""

import secrets
import time
from dataclasses import dataclass

from chatdesk.realtime.redis import sync_redis

_TAKE = """
local clock = redis.call('time')
local now = clock[1] + clock[2] / 1000000
redis.call('zremrangebyscore', KEYS[1], '-inf', now - ARGV[2])
if redis.call('zscore', KEYS[1], ARGV[3]) then return 1 end
if redis.call('zcard', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
redis.call('zadd', KEYS[1], now, ARGV[3])
redis.call('expire', KEYS[1], ARGV[2])
return 1
"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """``most`` of something in any ``seconds``, for each client and each who. Raises one of REDIS_AWAY.

    Redis keeps as many marks as are allowed, no longer than they count.
    """

    name: str
    most: int
    seconds: int = 3_600

    def take(self, tenant_id: int, who: int | str, mark: str = "") -> bool:
        """Takes one if one is left. The same ``mark`` again counts once; without one each call counts."""
        mark = mark or secrets.token_hex(8)
        return bool(sync_redis().eval(_TAKE, 1, self._key(tenant_id, who), str(self.most), str(self.seconds), mark))

    def is_left(self, tenant_id: int, who: int | str) -> bool:
        """Whether one could be taken, without taking it."""
        taken = sync_redis().zcount(self._key(tenant_id, who), time.time() - self.seconds, "+inf")
        return int(str(taken)) < self.most

    def _key(self, tenant_id: int, who: int | str) -> str:
        return f"allowance:{self.name}:{tenant_id}:{who}"
