"""The time machine: what a draft of a rule would have done with visits that were. Pure.

A visit is gone through page by page; on each the draft's moments are foreseen as for a living one. What nobody
recorded, as who was at the desk, could have been anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chatdesk.triggers.engine.conditions import Condition, Group, Path, conditions
from chatdesk.triggers.engine.decision import Rule

MOST_EXAMPLES = 20
LAST_PAGE_SECONDS = 30.0
"""How long the last page of a visit is taken to have been read if its end was not told."""


@dataclass(frozen=True, slots=True)
class PastPage:
    """A page that was opened, and what is known of the visit just then."""

    at: datetime
    facts: Mapping[str, Any]
    seconds: float | None = None
    """In the foreground, if that is known."""


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit that was."""

    pages: Sequence[PastPage]
    """In the order in which they were opened."""
    id: int = 0
    talk_at: datetime | None = None
    """When a conversation began: nobody is invited from then on."""
    invited: Sequence[tuple[datetime, str]] = ()
    """When it was really invited, and the names of the rules."""


@dataclass(frozen=True, slots=True)
class Example:
    """A visit that would have been invited."""

    visit: int
    at: datetime
    facts: Mapping[str, Any]
    """Of the page on which it would have been."""
    before: tuple[str, ...]
    """Names of the rules that really invited it, later."""


@dataclass(slots=True)
class Outcome:
    """What would have been, counted."""

    visits: int = 0
    invited: int = 0
    newly: int = 0
    """Of them those that no rule invited."""
    displaced: Counter[str] = field(default_factory=Counter)
    """Name of a rule → visits in which the draft would have been faster."""
    hours: list[int] = field(default_factory=lambda: [0] * 24)
    """Invitations by the hour of the client's clock."""
    examples: list[Example] = field(default_factory=list)
    """The first ones, to be looked at one by one."""

    def add(self, visit: PastVisit, rule: Rule, zone: ZoneInfo) -> None:
        """One more visit."""
        self.visits += 1
        found = _invited_on(visit, rule, zone)
        if found is None:
            return
        moment, page = found
        later = tuple(sorted({name for at, name in visit.invited if at > moment}))
        self.invited += 1
        self.newly += not visit.invited
        self.hours[moment.astimezone(zone).hour] += 1
        self.displaced.update(later)
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(Example(visit.id, moment, page.facts, later))


def invited_at(visit: PastVisit, rule: Rule, zone: ZoneInfo) -> datetime | None:
    """The first moment in which the draft would have spoken, its schedule by a clock of this zone; None if in none."""
    found = _invited_on(visit, rule, zone)
    return found[0] if found else None


def _invited_on(visit: PastVisit, rule: Rule, zone: ZoneInfo) -> tuple[datetime, PastPage] | None:
    for page, seconds in looked_at(visit):
        start = rule.soonest(page.facts, page.at.astimezone(zone))
        if start < seconds:
            moment = page.at + timedelta(seconds=start)
            return (moment, page) if visit.talk_at is None or moment < visit.talk_at else None
    return None


def counted(visits: Iterable[PastVisit], tree: Group) -> tuple[int, dict[Path, int]]:
    """How many visits there are, and of how many each condition alone was true at some time."""
    found: dict[Path, int] = {path: 0 for path, _condition in conditions(tree)}
    count = 0
    for visit in visits:
        count += 1
        for path, condition in conditions(tree):
            found[path] += any(_was(condition, page, seconds) for page, seconds in looked_at(visit))
    return count, found


def looked_at(visit: PastVisit) -> Iterator[tuple[PastPage, float]]:
    """The pages of a visit, and for how many seconds each was looked at."""
    ends = [*(page.at for page in visit.pages[1:]), None][: len(visit.pages)]
    return ((page, _seconds(page, end)) for page, end in zip(visit.pages, ends, strict=True))


def _was(condition: Condition, page: PastPage, seconds: float) -> bool:
    moments = condition.could_be(True, page.facts)
    return bool(moments) and moments[0][0] < seconds


def _seconds(page: PastPage, end: datetime | None) -> float:
    if page.seconds is not None:
        return page.seconds
    return (end - page.at).total_seconds() if end else LAST_PAGE_SECONDS
