"""Visits that were kept for long enough go with their pages. Those that something is counted by keep their dates."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone

from chatdesk.letters.models import LetterOpening
from chatdesk.retention.selectors import outdated_visits
from chatdesk.retention.services.deleting import delete_some
from chatdesk.retention.services.sums import keep_sums
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.outcomes import STAFF_PAGE
from chatdesk.visitors.models import Event, PageView, Visit, Visitor
from tenants.models import Site

AT_ONCE = 200
"""Visits of one step."""
ROWS_AT_ONCE = 2_000
"""Pages of one step, and events."""
EMPTY: dict[str, Any] = {
    **dict.fromkeys(("landing_url", "referrer", "user_agent", "country", "city", "front"), ""),
    **dict.fromkeys(("page_url", "page_title", "page_product"), ""),
    **dict.fromkeys(("page_at", "page_view", "away_since", "window_closed_at", "window_opened_at")),
    "cart": {},
}
"""What a visit says when all but its dates is forgotten."""


def forget_visits(site: Site, *, here: Collection[int]) -> bool:
    """One step; False if nothing is left to do. Needs a scope.

    Locks the visitors, as whoever begins a conversation or a visit does; those that somebody else has locked are left
    for later. What the visits tell of rules is summed up before the first of their pages goes.
    """
    old = outdated_visits(site, here)
    locked = old.select_for_update(of=("visitor",), skip_locked=True).select_related("visitor")
    # Asked again behind the lock: a conversation may have begun before it.
    ids = list(old.filter(id__in=[visit.pk for visit in locked[:AT_ONCE]]).values_list("id", flat=True))
    if not ids:
        return False
    _remember_team(ids)
    keep_sums(ids)
    pages, events = PageView.objects.filter(visit_id__in=ids), Event.objects.filter(visit_id__in=ids)
    if max(delete_some(pages, ROWS_AT_ONCE), delete_some(events, ROWS_AT_ONCE)) < ROWS_AT_ONCE:
        _remember_seen(ids)
        _empty(ids)
    return True


def _remember_team(ids: Sequence[int]) -> None:
    """The page that gives a browser of the team away is among those that go."""
    pages = PageView.objects.filter(visit_id__in=ids, url__regex=STAFF_PAGE)
    Visitor.objects.filter(id__in=pages.values("visit__visitor_id")).update(is_team=True)


def _remember_seen(ids: Sequence[int]) -> None:
    last = Subquery(_of(ids).filter(visitor_id=OuterRef("id")).order_by("-last_at").values("last_at")[:1])
    Visitor.objects.filter(id__in=_of(ids).values("visitor_id")).update(seen_at=Greatest("seen_at", last))


def _empty(ids: Sequence[int]) -> None:
    asked = Exists(Invitation.objects.filter(visit_id=OuterRef("id")))
    by_letter = Exists(LetterOpening.objects.filter(visit_id=OuterRef("id")))
    Invitation.objects.filter(visit_id__in=ids).update(text="", branches=[], poll={})
    _of(ids).filter(asked | by_letter).update(**EMPTY, emptied_at=timezone.now())
    _of(ids).filter(emptied_at__isnull=True).delete()


def _of(ids: Sequence[int]) -> QuerySet[Visit]:
    return Visit.objects.filter(id__in=ids)
