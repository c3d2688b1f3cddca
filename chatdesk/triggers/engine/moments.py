"""Sets of moments, in seconds from now: when something could be true. Pure.

A set is a sorted tuple of spans ``(start, end)`` that do not touch; a span holds its start and not its end.
"""

import math
from collections.abc import Iterable
from functools import lru_cache

Moments = tuple[tuple[float, float], ...]

ALWAYS: Moments = ((0.0, math.inf),)
NEVER: Moments = ()


def since(start: float) -> Moments:
    """From ``start`` on; the past is of no interest."""
    return ((max(0.0, start), math.inf),)


def until(end: float) -> Moments:
    """Before ``end``."""
    return ((0.0, end),) if end > 0 else NEVER


@lru_cache(maxsize=4_096)
def complement(moments: Moments) -> Moments:
    """All other moments from now on."""
    edges = [0.0, *(edge for span in moments for edge in span), math.inf]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return tuple((start, end) for start, end in spans if start < end)


def union(sets: Iterable[Moments]) -> Moments:
    """The moments of any of them."""
    spans: list[tuple[float, float]] = []
    for moments in sets:
        if moments is ALWAYS:
            return ALWAYS
        spans += moments
    merged: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def intersection(sets: Iterable[Moments]) -> Moments:
    """The moments of all of them; ALWAYS if there is none."""
    result = ALWAYS
    for moments in sets:
        if not moments:
            return NEVER
        if result is ALWAYS or moments is ALWAYS:
            result = moments if result is ALWAYS else result
        else:
            result = _both(result, moments)
    return result


def first(sets: Iterable[Moments], after: float = 0.0) -> float:
    """The first moment from ``after`` on that all have, without making their intersection; inf if there is none."""
    found, moved = after, True
    while moved:
        moved = False
        for moments in sets:
            for start, end in moments:
                if found < end:
                    found, moved = (start, True) if start > found else (found, moved)
                    break
            else:
                return math.inf
    return found


def _both(one: Moments, other: Moments) -> Moments:
    spans = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted((start, end) for start, end in spans if start < end))
