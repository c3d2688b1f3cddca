"""Visits as the engine sees them: the facts that the rules ask for, all in one read. Needs a scope."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject, Now

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.selectors import available_members, contacts_of, waiting_count
from chatdesk.realtime import presence
from chatdesk.realtime.frames import Page
from chatdesk.realtime.texts import clean
from chatdesk.triggers.engine import Limits, Situation
from chatdesk.triggers.facts import MOMENT, Facts
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.invitations import PAGES_ON_SCREEN, open_talks
from chatdesk.triggers.selectors.sites import as_id
from chatdesk.visitors.addresses import safe_url
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.models import PageView, Visit
from chatdesk.visitors.services import Stay
from chatdesk.visitors.sources import TrafficSource, traffic_source
from tenants.scope import current_tenant_id

State = Invitation.State
REMEMBERED = 100
"""Invitations of a visitor that are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation that the visitor got, in this visit or before."""

    id: int
    trigger_id: int
    member_id: int
    visit_id: int
    state: str
    seconds_ago: float
    closed: bool
    pages_since: int

    @property
    def held(self) -> bool:
        """Nothing was shown: the visitor is in the rule's control group."""
        return self.state == State.HELD

    @property
    def on_screen(self) -> bool:
        """The visitor still sees it, if it is of this visit; of the control group: would, if they ignored it."""
        return not self.closed and self.pages_since <= PAGES_ON_SCREEN


class Team:
    """Who is at the desk and who waits, asked once for all visits that are looked at together."""

    def __init__(self) -> None:
        self.available = cache(lambda department_id: len(available_members(department_id)))
        self.waiting = cache(lambda department_id: waiting_count(department_id=department_id))


class Seen:
    """A visit as it is when somebody looks."""

    def __init__(self, visit: Any, team: "Team") -> None:
        self.team = team
        self.visit: Visit = visit
        """With its visitor, site and client."""
        self.now: datetime = visit.now
        """By the database's clock, as every time of a visit."""
        self.talking: bool = visit.talking
        """The visitor's conversation is open."""
        self.conversations: int = visit.conversations
        self.last_operator: str = visit.last_operator or ""
        self.asked = [self._asked(**one) for one in visit.asked]

    @cached_property
    def source(self) -> TrafficSource:
        """How they came this time."""
        return self.visit.source

    @cached_property
    def first_source(self) -> TrafficSource:
        """How they came the first time."""
        first = self.visit.first  # type: ignore[attr-defined]
        return traffic_source(**first) if first else self.source

    @property
    def days_since_last_visit(self) -> float | None:
        """Until this one began; None in the first."""
        before: datetime | None = self.visit.previous_at  # type: ignore[attr-defined]
        return (self.visit.started_at - before).total_seconds() / 86_400 if before else None

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


def visits(ids: Iterable[int]) -> list[Seen]:
    """The visits that are on a page: one statement, whatever the rules ask."""
    of_visitor = {"visitor_id": OuterRef("visitor_id")}
    first = Visit.objects.filter(**of_visitor, number=1)
    before = Visit.objects.filter(**of_visitor, number=OuterRef("number") - 1)
    talks = Conversation.objects.filter(**of_visitor, last_seq__gt=0)
    found = Visit.objects.filter(id__in=ids, page_at__isnull=False).select_related("visitor__site__tenant")
    found = found.annotate(
        talking=Exists(open_talks("visitor_id")),
        now=Now(),
        first=Subquery(
            first.values_list(JSONObject(referrer="referrer", landing="landing_url", letter="letter"), flat=True)[:1]
        ),
        previous_at=Subquery(before.values("last_at")[:1]),
        conversations=_counted(talks, "visitor_id"),
        last_operator=Subquery(talks.order_by("-id").values("last_operator__name")[:1]),
        asked=ArraySubquery(_invitations()),
    )
    team = Team()
    return [Seen(visit, team) for visit in found]


def client_of_visit(number: Any) -> int | None:
    """Whose visit this is, within the scope's reach; None if there is none."""
    asked = as_id(number)
    return Visit.objects.filter(id=asked).values_list("tenant_id", flat=True).first() if asked else None


def present_visits(site_id: int) -> list[int]:
    """Ids of the visits of everybody who is on the site now."""
    here = presence.present(presence.VISITORS, current_tenant_id())
    going_on = Visit.objects.filter(visitor_id__in=here, visitor__site_id=site_id, number=F("visitor__visits"))
    return list(going_on.values_list("id", flat=True))


def limits_of(seen: Seen) -> Limits:
    """What the site allows."""
    site = seen.visit.visitor.site
    return Limits(most_per_visit=site.invitations_per_visit, pause_seconds=site.invitation_pause)


def situation_of(seen: Seen, names: Iterable[str]) -> Situation:
    """A visit with the facts of these names."""
    latest: dict[int, float] = {}
    for one in seen.asked:
        latest[one.trigger_id] = min(one.seconds_ago, latest.get(one.trigger_id, one.seconds_ago))
    return Situation(
        facts=facts_of(seen, names),
        asked=latest,
        asked_in_visit=frozenset(one.trigger_id for one in seen.in_visit),
        talking=seen.talking,
        on_screen=seen.on_screen is not None,
        held=seen.on_screen is not None and seen.on_screen.held,
        away=seen.visit.away_since is not None,
        declined=seen.visit.uninvitable,
        site_full=_is_full(seen),
    )


def _is_full(seen: Seen) -> bool:
    site = seen.visit.visitor.site
    if site.invitations_per_minute is None:
        return False
    recent = Invitation.objects.filter(trigger__site_id=site.id, created_at__gt=seen.now - timedelta(minutes=1))
    return recent.exclude(state=State.HELD).count() >= site.invitations_per_minute


def facts_of(seen: Seen, names: Iterable[str]) -> Facts:
    """The facts of these names, and the moment."""
    facts = {name: KNOWN[name](seen) for name in names if name in KNOWN}
    return facts | {MOMENT: second_of_week(seen.now, seen.visit.visitor.site.tenant.time_zone)}


def facts_on_arrival(*, page: Page, stay: Stay, user_agent: str) -> dict[str, Any]:
    """What is known of a page view without asking the database; of one that was there before, not for how long."""
    device = device_of(user_agent)
    times = {"seconds_on_page": 0.0} if stay.fresh else {}
    return {
        **times,
        "page_url": safe_url(page.url),
        "page_title": clean(page.title),
        "pages_viewed": stay.pages,
        "device": device.kind,
        "browser": device.browser,
        "system": device.system,
    }


def second_of_week(now: datetime, time_zone: str) -> float:
    """Seconds since Monday 00:00 by a clock of this zone."""
    local = now.astimezone(ZoneInfo(time_zone))
    return local.weekday() * 86_400 + local.hour * 3_600 + local.minute * 60 + local.second


def _invitations() -> QuerySet[Invitation, dict[str, Any]]:
    given = Invitation.objects.filter(visit__visitor_id=OuterRef("visitor_id")).order_by("-id")
    columns = ("id", "trigger_id", "member_id", "visit_id", "state", "created_at", "closed_at")
    later = PageView.objects.filter(visit_id=OuterRef("visit_id"), at__gt=OuterRef("created_at"))
    as_json = JSONObject(**{name: name for name in columns}, pages_since=_counted(later, "visit_id"))
    return given.values_list(as_json, flat=True)[:REMEMBERED]


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("id")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


KNOWN: Mapping[str, Callable[[Seen], Any]] = {
    "page_url": lambda seen: seen.visit.page_url,
    "page_title": lambda seen: seen.visit.page_title,
    "seconds_on_page": lambda seen: seen.visit.seconds_in_front(seen.visit.page_at or seen.now, seen.now),
    "landing_page": lambda seen: seen.visit.landing_url,
    "referrer": lambda seen: seen.visit.referrer,
    "source_kind": lambda seen: seen.source.kind.value,
    "source_name": lambda seen: seen.source.name,
    "search_query": lambda seen: seen.source.query,
    "utm_campaign": lambda seen: seen.source.campaign.campaign,
    "utm_source": lambda seen: seen.source.campaign.source,
    "utm_medium": lambda seen: seen.source.campaign.medium,
    "utm_term": lambda seen: seen.source.campaign.term,
    "utm_content": lambda seen: seen.source.campaign.content,
    "campaign_link": lambda seen: seen.visit.letter,
    "click_id": lambda seen: seen.source.click_id,
    "first_source_kind": lambda seen: seen.first_source.kind.value,
    "pages_viewed": lambda seen: seen.visit.pages,
    "seconds_on_site": lambda seen: seen.visit.seconds_in_front(seen.visit.started_at, seen.now) - seen.visit.away,
    "visit_number": lambda seen: seen.visit.number,
    "days_since_last_visit": lambda seen: seen.days_since_last_visit,
    "invitations": lambda seen: len(seen.in_visit),
    "device": lambda seen: device_of(seen.visit.user_agent).kind,
    "browser": lambda seen: device_of(seen.visit.user_agent).browser,
    "system": lambda seen: device_of(seen.visit.user_agent).system,
    "country": lambda seen: seen.visit.country,
    "city": lambda seen: seen.visit.city,
    "language": lambda seen: seen.visit.visitor.language,
    "time_zone": lambda seen: seen.visit.visitor.time_zone,
    "conversations": lambda seen: seen.conversations,
    "last_operator": lambda seen: seen.last_operator,
    "contacts_known": lambda seen: bool(seen.conversations and contacts_of(seen.visit.visitor_id)),
    "dismissed_before": lambda seen: any(one.state == State.DISMISSED for one in seen.asked),
    "operators_available": lambda seen: seen.team.available(seen.visit.visitor.site.department_id),
    "queue_length": lambda seen: seen.team.waiting(seen.visit.visitor.site.department_id),
}
"""How each fact is found; those that the clock alone tells are not among them."""
