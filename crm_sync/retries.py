"""When to try again. Pure."""

import random
from datetime import timedelta
from enum import Enum

GIVE_UP_AFTER = timedelta(hours=72)
FIRST_DELAY_SECONDS = 5.0
LONGEST_DELAY_SECONDS = 6 * 3600.0
LONGEST_REST_SECONDS = 300.0
"""How long a connection that failed is left alone, also for its other deliveries."""

GONE = 410


class Verdict(Enum):
    """What an HTTP status means for a delivery."""

    DELIVERED = "delivered"
    AGAIN = "again"
    """Also for 4xx: a wrong address or token gets corrected, and then everything that waited arrives."""
    STOP = "stop"
    """The receiver says that it wants nothing any more (Standard Webhooks: 410)."""


def verdict(status: int | None) -> Verdict:
    """What to do after an answer; None: there was no answer."""
    if status is not None and 200 <= status < 300:
        return Verdict.DELIVERED
    return Verdict.STOP if status == GONE else Verdict.AGAIN


def delay_after(failures: int, *, retry_after: float = 0.0) -> float:
    """Seconds until the next attempt: exponential with full jitter, at least what the receiver asks for.

    ``failures`` counts from 1. A receiver that asks for more than the longest delay is asked again after that.
    """
    ceiling = min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** min(failures, 20))
    jittered = random.uniform(1.0, ceiling)  # noqa: S311 -- spreads load, guards nothing
    return max(jittered, min(retry_after, LONGEST_DELAY_SECONDS))


def rest_after(delay: float, *, retry_after: float = 0.0) -> float:
    """Seconds for which the whole connection is left alone after a failure."""
    return max(min(delay, LONGEST_REST_SECONDS), min(retry_after, LONGEST_DELAY_SECONDS))
