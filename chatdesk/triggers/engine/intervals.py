"""How far apart two shares are, and how sure that is. Pure.

Wilson's score interval for one share and Newcombe's hybrid of two of them for their difference (Newcombe 1998, method
10): both keep their promise with the few visitors and small rates that a shop has, where the usual ± formula does not.
"""

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""95 % of a normal distribution lie within so many standard deviations."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def rate(self) -> float:
        """Between 0 and 1; 0 of nobody."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, 95 %."""
        if not self.of:
            return 0.0, 1.0
        square = Z * Z
        middle = 2 * self.hits + square
        spread = Z * math.sqrt(square + 4 * self.hits * (1 - self.rate))
        below = 2 * (self.of + square)
        return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


@dataclass(frozen=True, slots=True)
class Difference:
    """A share less another one, with its 95 % interval; all between -1 and 1."""

    by: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """The interval is on one side of nothing."""
        return self.low > 0 or self.high < 0


def difference(one: Share, other: Share) -> Difference:
    """``one`` less ``other``."""
    (low, high), (other_low, other_high) = one.interval, other.interval
    by = one.rate - other.rate
    down = math.hypot(one.rate - low, other_high - other.rate)
    up = math.hypot(high - one.rate, other.rate - other_low)
    return Difference(by, max(-1.0, by - down), min(1.0, by + up))


def still_needed(one: Share, other: Share) -> int | None:
    """About how many more visitors of both together would tell such a difference from nothing.

    0 if it is certain already, None if there is no difference yet or nobody to judge by.
    """
    if difference(one, other).is_certain:
        return 0
    by = one.rate - other.rate
    if not by or not one.of or not other.of:
        return None
    doubt = sum(share.rate * (1 - share.rate) / share.of for share in (one, other))
    together = one.of + other.of
    return max(1, math.ceil(together * (Z * Z * doubt / (by * by) - 1)))
