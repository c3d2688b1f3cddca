"""All that a client keeps for too long, step by step."""

import time
from collections.abc import Collection, Iterator
from typing import Protocol

from chatdesk.realtime import presence
from chatdesk.retention.selectors import every_site
from chatdesk.retention.services.recipients import forget_recipients
from chatdesk.retention.services.visitors import forget_visitors
from chatdesk.retention.services.visits import forget_visits
from tenants.models import Site
from tenants.scope import tenant_scope


class Step(Protocol):
    """Forgets a bounded number of rows; says whether it found any."""

    def __call__(self, site: Site, *, here: Collection[int]) -> bool:
        """One step."""


STEPS: tuple[Step, ...] = (forget_visits, forget_visitors, forget_recipients)
"""In this order: a visitor goes when their visits are empty."""


def forget_outdated(*, tenant_id: int, seconds: float) -> bool:
    """Goes on until nothing is left or the seconds are over; True if something is left.

    Each step is committed by itself: what a killed worker has done is done, the rest is found again. Raises one of
    REDIS_AWAY, as whoever is on a site now must be known.
    """
    until = time.monotonic() + seconds
    return any(time.monotonic() > until for _step in _steps(tenant_id))


def _steps(tenant_id: int) -> Iterator[None]:
    with tenant_scope(tenant_id):
        sites = every_site()
    for site in sites:
        for step in STEPS:
            while _taken(tenant_id, site, step):
                yield


def _taken(tenant_id: int, site: Site, step: Step) -> bool:
    here = {presence.owner_of(lease) for lease in presence.leases(presence.VISITORS, tenant_id)}
    with tenant_scope(tenant_id):
        return step(site, here=here)
