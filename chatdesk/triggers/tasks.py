"""Background work of triggers: a tick finds due visits, a task per client looks at them."""

from celery import shared_task

from chatdesk.triggers import due
from chatdesk.triggers.evaluation import evaluate_visits
from chatdesk.triggers.selectors.situations import present_visits
from tenants.tasks import Housekeeping, TenantTask

ROUNDS = 20
"""Batches that one tick hands out at most; the rest waits for the next tick."""


@shared_task(base=Housekeeping)
def tick() -> None:
    """Twice a second: hands due visits to their clients' tasks."""
    for _ in range(ROUNDS):
        claims = due.claim()
        for claim in claims:
            evaluate.delay(claim.tenant_id, claim.visit_ids, claim.lease)
        if sum(len(claim.visit_ids) for claim in claims) < due.BATCH:
            return


@shared_task(base=TenantTask)
def look_again(tenant_id: int, site_id: int) -> None:
    """The site's rules changed: everybody who is there is looked at."""
    due.mark_now(tenant_id=tenant_id, visit_ids=present_visits(site_id))


@shared_task(base=TenantTask)
def evaluate(tenant_id: int, visit_ids: list[int], lease: str) -> None:
    """Invites where a rule speaks; the visits are settled once that is committed."""
    waits = evaluate_visits(visit_ids)
    due.settle_on_commit(tenant_id=tenant_id, lease=lease, waits=waits)
