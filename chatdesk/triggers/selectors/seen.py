"""A visit as it is when somebody looks, as far as one read tells. Needs a scope."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from chatdesk.conversations.selectors import available_members, waiting_count
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.invitations import PAGES_ON_SCREEN
from chatdesk.visitors.models import Event, Visit
from chatdesk.visitors.sources import TrafficSource, traffic_source
from tenants.selectors import departments


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation that the visitor got, in this visit or before."""

    id: int
    trigger_id: int | None
    """None: an operator asked by hand."""
    member_id: int
    visit_id: int
    state: str
    seconds_ago: float
    closed: bool
    pages_since: int
    begun_at: str | None
    """A poll is being answered: it stays, whoever leaves the desk."""

    @property
    def held(self) -> bool:
        """Nothing was shown: the visitor is in the rule's control group."""
        return self.state == Invitation.State.HELD

    @property
    def on_screen(self) -> bool:
        """The visitor still sees it, if it is of this visit; of the control group: would, if they ignored it."""
        return not self.closed and self.pages_since <= PAGES_ON_SCREEN


class Team:
    """Who is at the desk and who waits, asked once for all visits that are looked at together."""

    def __init__(self) -> None:
        self.available = cache(lambda department_id: len(available_members(department_id)))
        self.available_in = cache(self._available_in)
        self.waiting = cache(lambda department_id: waiting_count(department_id=department_id))

    def _available_in(self, name: str) -> int | None:
        """Of the department of this name, in whatever letters; None if there is none."""
        named = departments().filter(name__iexact=name).first()
        return self.available(named.id) if named else None


class Seen:
    """A visit as it is when somebody looks."""

    def __init__(
        self,
        visit: Visit,
        team: Team,
        *,
        now: datetime,
        talking: bool,
        conversations: int,
        contacts_known: bool,
        last_operator: str | None,
        first: dict[str, str] | None,
        previous_at: datetime | None,
        asked: list[dict[str, Any]] | None,
        polls: list[dict[str, Any]] | None,
        signals: dict[str, Any] | None,
    ) -> None:
        self.team = team
        self.visit = visit
        """With its visitor, site and client."""
        self.now = now
        """By the database's clock, as every time of a visit."""
        self.talking = talking
        """The visitor's conversation is open."""
        self.conversations = conversations
        self.contacts_known = contacts_known
        """There is an address or a number of the visitor."""
        self.last_operator = last_operator or ""
        self.asked = [self._asked(**one) for one in asked or ()]
        self.polls = polls or []
        """``rule``, ``question`` and ``values`` of every answer that the visitor gave to a poll."""
        self.signals: Mapping[str, Any] = signals or {}
        """What the visitor did on the page in front."""
        self._first = first
        self._previous_at = previous_at

    @cached_property
    def source(self) -> TrafficSource:
        """How they came this time."""
        return self.visit.source

    @cached_property
    def first_source(self) -> TrafficSource:
        """How they came the first time."""
        return traffic_source(**self._first) if self._first else self.source

    @property
    def days_since_last_visit(self) -> float | None:
        """Until this one began; None in the first."""
        before = self._previous_at
        return (self.visit.started_at - before).total_seconds() / 86_400 if before else None

    @cached_property
    def ages(self) -> Mapping[tuple[str, str], tuple[float, ...]]:
        """Seconds since every event of the visit by kind and name, the latest first. One statement."""
        found: dict[tuple[str, str], list[float]] = defaultdict(list)
        for event in Event.objects.filter(visit_id=self.visit.id).order_by("-at"):
            found[event.kind, event.name].append(self.seconds_since(event.at))
        return {key: tuple(ages) for key, ages in found.items()}

    @cached_property
    def in_visit(self) -> list[Asked]:
        """Invitations of this visit."""
        return [one for one in self.asked if one.visit_id == self.visit.id]

    @property
    def on_screen(self) -> Asked | None:
        """The invitation that waits for an answer."""
        return next((one for one in self.in_visit if one.on_screen), None)

    def seconds_since(self, moment: datetime | None) -> float:
        """Until now."""
        return (self.now - (moment or self.now)).total_seconds()

    def _asked(self, created_at: str, closed_at: str | None, **columns: Any) -> Asked:
        seconds = self.seconds_since(datetime.fromisoformat(created_at))
        return Asked(**columns, seconds_ago=seconds, closed=closed_at is not None)
