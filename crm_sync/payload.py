"""A delivery as it travels: JSON, signed as Standard Webhooks says. Pure; the reference is docs/webhooks.md."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook

EVENT = "conversation.finished"


def body_of(record: Mapping[str, Any], *, at: datetime) -> bytes:
    """The request's body; ``at``: when the record was written. The same record gives the same bytes."""
    event = {"type": EVENT, "timestamp": at.isoformat(), "data": record}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def headers_of(body: bytes, *, key: str, secret: str, now: datetime) -> dict[str, str]:
    """Headers that say what it is, that it is the same thing again (``key``), and who sent it."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": key,
        "webhook-id": key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(key, now, body.decode()),
    }
