"""Visits as the engine sees them: the facts that the rules ask for, all in one read. Needs a scope."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject, Now

from chatdesk.conversations.models import Conversation
from chatdesk.polls.models import PollAnswer
from chatdesk.realtime import presence
from chatdesk.realtime.frames.pieces import Page
from chatdesk.triggers.engine.decision import Limits, Situation
from chatdesk.triggers.engine.facts import MOMENT, Facts
from chatdesk.triggers.engine.schedules import by_clock
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.invitations import open_talks
from chatdesk.triggers.selectors.known import KNOWN, KNOWN_OF
from chatdesk.triggers.selectors.seen import Seen, Team
from chatdesk.triggers.selectors.sites import as_id
from chatdesk.visitors.addresses import safe_title, safe_url
from chatdesk.visitors.contact_points.selectors import reachable
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.models import PageView, Visit
from chatdesk.visitors.services.arriving import Stay
from tenants.scope import current_tenant_id

State = Invitation.State
REMEMBERED = 100
"""Invitations of a visitor that are looked at, the newest."""


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
        previous_at=Coalesce(Subquery(before.values("last_at")[:1]), "visitor__seen_at"),
        conversations=_counted(talks, "visitor_id"),
        contacts_known=Exists(reachable(OuterRef("visitor_id"))),
        last_operator=Subquery(talks.order_by("-id").values("last_operator__name")[:1]),
        asked=ArraySubquery(_invitations()),
        polls=ArraySubquery(_poll_answers()),
        signals=Subquery(
            PageView.objects.filter(visit_id=OuterRef("id"), id=OuterRef("page_view")).values("signals")[:1]
        ),
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
        if one.trigger_id is not None:
            latest[one.trigger_id] = min(one.seconds_ago, latest.get(one.trigger_id, one.seconds_ago))
    return Situation(
        facts=facts_of(seen, names),
        now=by_clock(seen.now, seen.visit.visitor.site.tenant.time_zone),
        asked=latest,
        asked_in_visit=frozenset(one.trigger_id for one in seen.in_visit if one.trigger_id is not None),
        do_not_invite=seen.visit.visitor.do_not_invite,
        by_hand=min((one.seconds_ago for one in seen.asked if one.trigger_id is None), default=math.inf),
        by_hand_in_visit=sum(one.trigger_id is None for one in seen.in_visit),
        polled=frozenset(one["rule"] for one in seen.polls),
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
    for name in names:
        fact, _, of = name.partition(":")
        if fact in KNOWN_OF:
            facts[name] = KNOWN_OF[fact](seen, of)
    return facts | {MOMENT: second_of_week(seen.now, seen.visit.visitor.site.tenant.time_zone)}


def facts_on_arrival(*, page: Page, stay: Stay, user_agent: str) -> dict[str, Any]:
    """What is known of a page view without asking the database; what happened on it, only if it has just begun."""
    device = device_of(user_agent)
    untouched: dict[str, Any] = {
        "seconds_on_page": 0.0,
        "exit_intent": False,
        "form_touched": False,
        "form_left": False,
    }
    untouched |= {"scroll_depth": 0, "seconds_idle": None}
    return {
        **(untouched if stay.fresh else {}),
        "page_url": safe_url(page.url),
        "page_title": safe_title(page.title),
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
    columns = ("id", "trigger_id", "member_id", "visit_id", "state", "created_at", "begun_at", "closed_at")
    later = PageView.objects.filter(visit_id=OuterRef("visit_id"), at__gt=OuterRef("created_at"))
    as_json = JSONObject(**{name: name for name in columns}, pages_since=_counted(later, "visit_id"))
    return given.values_list(as_json, flat=True)[:REMEMBERED]


def _poll_answers() -> QuerySet[PollAnswer, dict[str, Any]]:
    given = PollAnswer.objects.filter(visitor_id=OuterRef("visitor_id")).order_by("-id")
    return given.values_list(JSONObject(rule="rule", question="question", values="values"), flat=True)[:REMEMBERED]


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("id")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
