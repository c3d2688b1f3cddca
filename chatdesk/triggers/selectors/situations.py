"""Visits as the engine sees them: the facts that the rules ask for, all in one read. Needs a scope."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from chatdesk.realtime import presence
from chatdesk.realtime.frames.pieces import Page
from chatdesk.triggers.engine.decision import Limits, Situation
from chatdesk.triggers.engine.facts import MOMENT, Facts
from chatdesk.triggers.engine.schedules import by_clock
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.known import KNOWN, KNOWN_OF
from chatdesk.triggers.selectors.seen import Seen
from chatdesk.triggers.selectors.sites import as_id
from chatdesk.visitors.addresses import safe_title, safe_url
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.models import Visit
from chatdesk.visitors.services.arriving import Stay
from tenants.scope import current_tenant_id

State = Invitation.State


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
