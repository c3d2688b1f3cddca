"""Who should answer. Pure: candidates in, one of them out."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member whose console is open and who takes conversations."""

    member_id: int
    open: int
    """Conversations that they have now."""
    capacity: int
    leads: bool = False
    """Supervisors and admins step in after operators."""


def choose(candidates: Iterable[Candidate], *, last_operator: int | None = None) -> Candidate | None:
    """The last operator if free (B21), else the free one with the fewest conversations; None if nobody is free."""
    free = [c for c in candidates if c.open < c.capacity]
    for candidate in free:
        if candidate.member_id == last_operator:
            return candidate
    return min(free, key=lambda c: (c.leads, c.open, c.member_id), default=None)
