"""Reads of visitors and their visits; every function needs a scope."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from chatdesk.realtime.frames.console_pieces import CampaignItem, DeviceItem, NoteItem, PageItem, SourceItem, VisitItem
from chatdesk.visitors.devices import device_of
from chatdesk.visitors.models import PageView, Visit, Visitor
from chatdesk.visitors.page_times import seconds_spent
from chatdesk.visitors.sources import Campaign

PAGES_SHOWN = 30
VISITS_SHOWN = 10


def pages_of(visit: Visit, *, here: bool) -> list[PageItem]:
    """The last pages of a visit, oldest first, with their seconds; the one in front runs while they are here."""
    views = list(PageView.objects.filter(visit=visit).order_by("-at", "-id")[:PAGES_SHOWN])[::-1]
    spent = seconds_spent(visit, views, timezone.now() if here else visit.last_at)
    return [
        PageItem(url=view.url, title=view.title, at=view.at, seconds=seconds)
        for view, seconds in zip(views, spent, strict=True)
    ]


def earlier_visits(visit: Visit) -> list[VisitItem]:
    """The visits before this one, newest first."""
    found = Visit.objects.filter(visitor_id=visit.visitor_id, number__lt=visit.number).order_by("-number")
    return [
        VisitItem(
            at=earlier.started_at,
            pages=earlier.pages,
            seconds=int((earlier.last_at - earlier.started_at).total_seconds()),
            landing=earlier.landing_url,
        )
        for earlier in found[:VISITS_SHOWN]
    ]


def visitor_by_public_id(public_id: str) -> Visitor | None:
    """The visitor with their site; None if there is none of this id."""
    try:
        return Visitor.objects.select_related("site").filter(public_id=public_id).first()
    except ValidationError:
        return None


def note_item(visitor: Visitor) -> NoteItem | None:
    """What operators have noted; None if nothing."""
    if visitor.noted_at is None:
        return None
    author = visitor.noted_by
    return NoteItem(
        text=visitor.do_not_offer,
        do_not_invite=visitor.do_not_invite,
        by=author.name if author else "",
        at=visitor.noted_at,
    )


def latest_visit(visitor_id: int) -> Visit:
    """The visit that goes on, or the last one."""
    return Visit.objects.select_related("visitor").filter(visitor_id=visitor_id).latest("number")


def source_of(visit: Visit) -> SourceItem:
    """How the visitor came this time."""
    source = visit.source
    return SourceItem(
        kind=source.kind.value,
        name=source.name,
        query=source.query,
        campaign=_campaign(source.campaign) if source.campaign else None,
        click_id=source.click_id,
    )


def device_item(visit: Visit) -> DeviceItem:
    """What the visitor browses with."""
    device = device_of(visit.user_agent)
    return DeviceItem(kind=device.kind, browser=device.browser, system=device.system)


def first_source_of(visit: Visit) -> SourceItem | None:
    """How they came the first time; None in the first visit."""
    first = Visit.objects.filter(visitor_id=visit.visitor_id, number=1).first() if visit.number > 1 else None
    return source_of(first) if first else None


def _campaign(campaign: Campaign) -> CampaignItem:
    return CampaignItem(
        source=campaign.source,
        medium=campaign.medium,
        campaign=campaign.campaign,
        term=campaign.term,
        content=campaign.content,
    )
