"""Which group of a rule a visitor falls into: one of its variants, or those who are shown nothing. Pure.

A number between 0 and 1 is made of the rule, the visitor and the group's name, so nobody has to remember who was where.
Each variant draws for the visitor, the shortest waiting time wins, and a heavier variant waits less (rendezvous hashing
with weights). Whoever changes groups when shares change therefore changes for a reason: a new variant takes visitors
from all others and moves nobody between them, a heavier one only takes, one that is removed only gives. A larger
hold-out share holds everybody whom the smaller one held.
"""

import hashlib
import math
from collections.abc import Mapping
from uuid import UUID

HELD = ""
"""The group that is shown nothing."""
MOST_HELD = 50
"""Per cent: more would be a rule that mostly does not speak."""

_SPAN = 2**64


def group_of(visitor: UUID, *, rule: int, weights: Mapping[str, int], held_percent: int = 0) -> str:
    """The name of the visitor's variant, or HELD; ``weights`` are positive, by the variants' names."""
    if _drawn(visitor, rule, "held back") * 100 < held_percent:
        return HELD
    waits = {name: -math.log(_drawn(visitor, rule, f"variant {name}")) / weight for name, weight in weights.items()}
    return min(waits, key=lambda name: (waits[name], name))


def _drawn(visitor: UUID, rule: int, what: str) -> float:
    digest = hashlib.blake2b(f"{rule} {visitor.hex} {what}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest) + 1) / (_SPAN + 1)
