"""One-time tickets for the operator socket: another site can use somebody's cookies, but not get a ticket."""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass

from chatdesk.realtime.redis import async_redis, sync_redis

TICKET_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who may connect, and from which session."""

    user_id: int
    tenant_id: int
    member_id: int
    session_key: str


def issue(ticket: Ticket) -> str:
    """Keeps the ticket for 30 s and returns its secret; raises one of REDIS_AWAY."""
    secret = secrets.token_urlsafe(32)
    sync_redis().set(_key(secret), json.dumps(asdict(ticket)), ex=TICKET_SECONDS)
    return secret


async def redeem(secret: str) -> Ticket | None:
    """The ticket, once; None if it is unknown, used or too old."""
    kept = await async_redis().getdel(_key(secret))
    return Ticket(**json.loads(kept)) if kept else None


def _key(secret: str) -> str:
    return "ticket:" + hashlib.sha256(secret.encode()).hexdigest()
