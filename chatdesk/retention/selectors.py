"""What has been kept for long enough; every function needs a scope.

Whoever talked is outside of all this: their visits and contacts belong to the conversation and stay as long as it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from chatdesk.conversations.models import Conversation
from chatdesk.letters.models import LetterLink, LetterOpening
from chatdesk.visitors.models import Visit, Visitor
from tenants.models import Site


def every_site() -> list[Site]:
    """Switched off or not."""
    return list(Site.objects.order_by("id"))


def outdated_visits(site: Site, here: Collection[int] = ()) -> QuerySet[Visit]:
    """Visits that ended long ago and still hold something, the oldest first; ``here``: visitors on the site now."""
    before = _days_ago(min(site.keep_visits_days, site.keep_visitors_days))
    found = Visit.objects.filter(
        ~_talked("visitor_id"), visitor__site_id=site.pk, last_at__lt=before, emptied_at__isnull=True
    )
    return found.exclude(visitor_id__in=here).order_by("last_at", "id")


def outdated_visitors(site: Site, here: Collection[int] = ()) -> QuerySet[Visitor]:
    """Visitors whom nobody has seen for long; whose visits still hold something, that goes first."""
    before = _days_ago(site.keep_visitors_days)
    holding = Visit.objects.filter(visitor_id=OuterRef("id"), emptied_at__isnull=True)
    recent = Visit.objects.filter(visitor_id=OuterRef("id"), last_at__gte=before)
    found = Visitor.objects.filter(~_talked("id"), ~Exists(holding), ~Exists(recent), site_id=site.pk)
    found = found.alias(last_seen=Coalesce("seen_at", "created_at")).filter(created_at__lt=before, last_seen__lt=before)
    return found.exclude(id__in=here).order_by("created_at", "id")


def outdated_links(site: Site) -> QuerySet[LetterLink]:
    """Recipients of letters whose links have led nowhere for long, but for those who talked."""
    before = _days_ago(site.keep_visitors_days)
    openings = LetterOpening.objects.filter(_talked("visit__visitor_id"), link_id=OuterRef("id"))
    found = LetterLink.objects.filter(~Exists(openings), letter__site_id=site.pk, letter__expires_at__lt=before)
    return found.exclude(opened_at__gte=before).order_by("id")


def _talked(visitor: str) -> Exists:
    return Exists(Conversation.objects.filter(visitor_id=OuterRef(visitor)))


def _days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
