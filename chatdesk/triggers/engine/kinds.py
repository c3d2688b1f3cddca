"""What a fact is: its kind, what can change it, and how it is spoken of. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Kind(StrEnum):
    """What sort of value, and so which operators and which field in the builder."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TIME = "time"
    """A span of the day; asked of ``MOMENT``."""
    COUNT = "count"
    """How often something happened: its value is a tuple of the seconds since each time, the latest first."""
    WEEKDAY = "weekday"
    """Days of the week; asked of ``MOMENT``."""


class Changes(StrEnum):
    """What can make the fact another one while a visitor stays on a page."""

    NEVER = "never"
    BY_THE_SECOND = "by_the_second"
    """It grows with the clock."""
    BY_OTHERS = "by_others"
    """Operators and other visitors change it: it can be true at any moment."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of a visit."""

    name: str
    kind: Kind
    label: str | Promise
    """As the builder's menu calls it."""
    lead: str | Promise
    """How a sentence about it begins, after “When a visitor”; what is compared follows."""
    group: str | Promise
    unit: str | Promise = ""
    changes: Changes = Changes.NEVER
    choices: tuple[tuple[str, str | Promise], ...] = ()
    denied: str | Promise = ""
    """Of a fact that is true or not: how a sentence says that it is not."""
    of: str | Promise = ""
    """What has to be said besides, as the builder calls it: which event, which element. Its name among the facts is
    ``events:added to cart`` then; ``lead`` has a place for it."""
