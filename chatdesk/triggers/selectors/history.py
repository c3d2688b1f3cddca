"""Visits that were, for the time machine; every function needs a scope."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from chatdesk.conversations.models import Conversation
from chatdesk.triggers.engine.facts import MOMENT, Facts, fact_of
from chatdesk.triggers.engine.kinds import Kind
from chatdesk.triggers.engine.replay import PastPage, PastVisit
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.seen import Seen
from chatdesk.triggers.selectors.situations import facts_of, second_of_week
from chatdesk.triggers.selectors.visits import visits
from chatdesk.visitors.devices import is_bot
from chatdesk.visitors.models import PageView, Visit

CHUNK = 500
MOST_VISITS = 10_000

OF_THE_MOMENT = frozenset(
    {
        "operators_available",
        "operators_in",
        "queue_length",
        "invitations",
        "dismissed_before",
        "do_not_offer",
        "contacts_known",
        "conversations",
        "polls_answered",
        "poll_answer",
    }
    | {"logged_in", "seconds_idle", "seconds_since_closed", "cart_value", "cart_contents"}
)
"""Facts of which only today's value is known: in the past they could have been anything."""


def past_visit_ids(site_id: int, *, days: int, most: int = MOST_VISITS) -> list[int]:
    """The latest visits of so many days."""
    since = timezone.now() - timedelta(days=days)
    found = Visit.objects.filter(visitor__site_id=site_id, last_at__gt=since, emptied_at=None).order_by("-id")
    return list(found.values_list("id", flat=True)[:most])


def past_visits(ids: Sequence[int], names: Iterable[str]) -> Iterator[PastVisit]:
    """These visits with the facts of these names, the newest first, without machines.

    A handful of statements for every CHUNK.
    """
    wanted = {
        name for name in names if fact_of(name).name not in OF_THE_MOMENT and fact_of(name).kind is not Kind.COUNT
    }
    for at in range(0, len(ids), CHUNK):
        chunk = ids[at : at + CHUNK]
        pages, talks, invited = _pages(chunk), _talks(chunk), _invited(chunk)
        for seen in sorted(visits(chunk), key=lambda seen: seen.visit.id, reverse=True):
            if not is_bot(seen.visit.user_agent):
                views = [_page(seen, view, place, wanted) for place, view in enumerate(pages[seen.visit.id], 1)]
                yield PastVisit(views, seen.visit.id, talks.get(seen.visit.id), invited[seen.visit.id])


def _pages(ids: Sequence[int]) -> dict[int, list[PageView]]:
    found: dict[int, list[PageView]] = defaultdict(list)
    for view in PageView.objects.filter(visit_id__in=ids).order_by("at", "id"):
        found[view.visit_id].append(view)
    return found


def _talks(ids: Sequence[int]) -> dict[int, datetime]:
    began = Conversation.objects.filter(visit_id__in=ids).values_list("visit_id")
    return dict(began.annotate(Min("opened_at")))


def _invited(ids: Sequence[int]) -> dict[int, list[tuple[datetime, str]]]:
    found: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    by_rules = Invitation.objects.filter(visit_id__in=ids, trigger__isnull=False)
    given = by_rules.exclude(state=Invitation.State.HELD)
    given = given.values_list("visit_id", "created_at", "trigger__name")
    for visit_id, at, name in given:
        found[visit_id].append((at, name))
    return found


def _page(seen: Seen, view: PageView, place: int, names: set[str]) -> PastPage:
    of_page = {
        "page_url": view.url,
        "page_title": view.title,
        "seconds_on_page": 0.0,
        "scroll_depth": view.signals.get("scroll", 0),
        "exit_intent": bool(view.signals.get("exit")),
        "form_touched": bool(view.signals.get("touched")),
        "form_left": bool(view.signals.get("left")),
        "seconds_on_site": (view.at - seen.visit.started_at).total_seconds(),
        "pages_viewed": place,
        MOMENT: second_of_week(view.at, seen.visit.visitor.site.tenant.time_zone),
    }
    of_visit: Facts = facts_of(seen, names - set(of_page))
    return PastPage(view.at, {**of_visit, **of_page}, view.seconds)
