"""Runs of the time machine: how far each is, and what came of it. Kept in Redis for an hour, bound to the client."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chatdesk.realtime.redis import sync_redis
from chatdesk.triggers.engine.replay import Outcome

KEPT_SECONDS = 3_600
LONGEST_SECONDS = 80
"""A run that has said nothing for so long is given up: another may begin."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A visit that would have been invited, as the builder lists it."""

    visit: int
    at: str
    """By the clock of the site's client, ISO 8601."""
    page: str
    source: str
    """As ``SOURCE_KINDS`` calls it."""
    query: str
    text: str
    """The first question, its gaps filled."""
    before: list[str]
    """Names of the rules that really invited it, later."""


def begin(tenant_id: int) -> str | None:
    """A new run's name; None while another one of the client is under way."""
    run = uuid.uuid4().hex
    if not sync_redis().set(_busy(tenant_id), run, nx=True, ex=LONGEST_SECONDS):
        return None
    _write(tenant_id, run, {"done": 0, "total": 0, "outcome": None})
    return run


def tell(tenant_id: int, run: str, *, done: int, total: int) -> None:
    """So many visits of so many are through."""
    sync_redis().expire(_busy(tenant_id), LONGEST_SECONDS)
    _write(tenant_id, run, {"done": done, "total": total, "outcome": None})


def end(tenant_id: int, run: str, outcome: Outcome | None, examples: Sequence[Shown] = ()) -> None:
    """What came of it, and some of the visits; None if it failed."""
    _write(
        tenant_id, run, {"done": 1, "total": 1, "outcome": _told(outcome, examples) if outcome else {"failed": True}}
    )
    sync_redis().delete(_busy(tenant_id))


def state(tenant_id: int, run: str) -> dict[str, Any] | None:
    """How far a run of this client is; None if there is none of this name."""
    found = sync_redis().get(_key(tenant_id, run))
    return json.loads(found) if isinstance(found, bytes) else None


def _told(outcome: Outcome, examples: Sequence[Shown]) -> dict[str, Any]:
    return {
        "visits": outcome.visits,
        "invited": outcome.invited,
        "newly": outcome.newly,
        "hours": outcome.hours,
        "displaced": outcome.displaced.most_common(5),
        "examples": [asdict(one) for one in examples],
    }


def _write(tenant_id: int, run: str, told: dict[str, Any]) -> None:
    sync_redis().set(_key(tenant_id, run), json.dumps(told), ex=KEPT_SECONDS)


def _key(tenant_id: int, run: str) -> str:
    return f"triggers:replay:{tenant_id}:{run}"


def _busy(tenant_id: int) -> str:
    return f"triggers:replaying:{tenant_id}"
