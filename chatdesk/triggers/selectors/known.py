"""How each fact is found of a visit; those that the clock alone tells are not among them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.seen import Seen
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.models import Event

State = Invitation.State


def _since(seen: Seen, moment: datetime | None) -> float | None:
    return seen.seconds_since(moment) if moment else None


def _since_stamp(seen: Seen, stamp: str | None) -> float | None:
    return _since(seen, datetime.fromisoformat(stamp)) if stamp else None


def _attribute_number(seen: Seen, name: str) -> float | None:
    value = seen.visit.visitor.attributes.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _attribute_text(seen: Seen, name: str) -> str:
    value = seen.visit.visitor.attributes.get(name, "")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _poll_answer(seen: Seen, question: str) -> str:
    asked = " ".join(question.casefold().split())
    return next((", ".join(one["values"]) for one in seen.polls if one["question"].casefold() == asked), "")


def _attribute_days(seen: Seen, name: str) -> float | None:
    try:
        moment = datetime.fromisoformat(str(seen.visit.visitor.attributes.get(name)))
    except ValueError:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(seen.visit.visitor.site.tenant.time_zone))
    return max(0.0, (seen.now - zoned).total_seconds() / 86_400)


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
    "first_campaign": lambda seen: seen.first_source.campaign.campaign,
    "first_utm_source": lambda seen: seen.first_source.campaign.source,
    "first_utm_medium": lambda seen: seen.first_source.campaign.medium,
    "first_utm_term": lambda seen: seen.first_source.campaign.term,
    "first_utm_content": lambda seen: seen.first_source.campaign.content,
    "pages_viewed": lambda seen: seen.visit.pages,
    "seconds_on_site": lambda seen: seen.visit.seconds_in_front(seen.visit.started_at, seen.now) - seen.visit.away,
    "visit_number": lambda seen: seen.visit.number,
    "days_since_last_visit": lambda seen: seen.days_since_last_visit,
    "seconds_since_closed": lambda seen: _since(seen, seen.visit.window_closed_at),
    "scroll_depth": lambda seen: seen.signals.get("scroll", 0),
    "exit_intent": lambda seen: bool(seen.signals.get("exit")),
    "seconds_idle": lambda seen: _since_stamp(seen, seen.signals.get("idle_at")),
    "form_touched": lambda seen: bool(seen.signals.get("touched")),
    "form_left": lambda seen: bool(seen.signals.get("left")),
    "cart_value": lambda seen: seen.visit.cart.get("value"),
    "cart_contents": lambda seen: ", ".join(item["name"] for item in seen.visit.cart.get("items", [])),
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
    "logged_in": lambda seen: seen.visit.logged_in,
    "contacts_known": lambda seen: seen.contacts_known,
    "do_not_offer": lambda seen: seen.visit.visitor.do_not_offer,
    "dismissed_before": lambda seen: any(one.state == State.DISMISSED for one in seen.asked),
    "polls_answered": lambda seen: len({one["rule"] for one in seen.polls}),
    "operators_available": lambda seen: seen.team.available(seen.visit.visitor.site.department_id),
    "queue_length": lambda seen: seen.team.waiting(seen.visit.visitor.site.department_id),
}
"""By the fact's name."""
KNOWN_OF: Mapping[str, Callable[[Seen, str], Any]] = {
    "clicks": lambda seen, selector: seen.ages.get((Event.Kind.CLICK, selector), ()),
    "events": lambda seen, name: seen.ages.get((Event.Kind.TRACK, name), ()),
    "attribute": _attribute_text,
    "attribute_number": _attribute_number,
    "attribute_days": _attribute_days,
    "operators_in": lambda seen, department: seen.team.available_in(department),
    "poll_answer": _poll_answer,
}
"""How a fact is found of which has to be said besides which one is meant."""
