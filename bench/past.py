"""A site's recorded visits, and how long the time machine needs for them."""

import time
import uuid
from datetime import timedelta

from django.utils import timezone

from bench.installation import Installation
from chatdesk.triggers import runs
from chatdesk.triggers.engine.conditions import on_page
from chatdesk.triggers.tasks import replay
from chatdesk.visitors.models import PageView, Visit, Visitor
from tenants.scope import tenant_scope
from tests.world import ORIGIN, Client, make_client

PAGES = 4
DAYS = 7


def replayed(there: Installation, visits: int) -> tuple[float, int]:
    """Seconds that a worker's task takes for the visits of a week, and how many of them would have been invited."""
    client = make_client(there.world.agency, "A shop with a past")
    _recorded(client, visits)
    there.settle()
    run = runs.begin(client.id) or ""
    began = time.perf_counter()
    replay(client.id, run, client.site.id, on_page("/reactors", seconds=20), DAYS)
    seconds = time.perf_counter() - began
    state = runs.state(client.id, run) or {}
    return seconds, state["outcome"]["invited"]


def _recorded(client: Client, count: int) -> None:
    """A visitor for each visit; every second one reads about a reactor for half a minute."""
    now = timezone.now()
    with tenant_scope(client.id):
        visitors = Visitor.objects.bulk_create(
            Visitor(site=client.site, token_hash=uuid.uuid4().bytes * 2, visits=1) for _ in range(count)
        )
        times = [now - timedelta(seconds=60 + number * (DAYS - 1) * 86_400 / count) for number in range(count)]
        visits = Visit.objects.bulk_create(
            Visit(visitor=visitor, number=1, started_at=at, last_at=at, page_at=at, pages=PAGES)
            for visitor, at in zip(visitors, times, strict=True)
        )
        PageView.objects.bulk_create(
            PageView(
                visit=visit,
                url=f"{ORIGIN}/{'reactors' if number % 2 else 'matches'}/{page}",
                at=visit.started_at + timedelta(seconds=30 * page),
            )
            for number, visit in enumerate(visits)
            for page in range(PAGES)
        )
