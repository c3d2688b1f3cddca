"""Background work of retention: what was kept for long enough is forgotten."""

from celery import shared_task

from chatdesk.retention.services.clients import forget_outdated
from tenants.access import tenants_with_work
from tenants.tasks import Housekeeping, SteppedTenantTask

SECONDS = 20
"""Of one task: it ends well before the soft time limit of 45 s and calls itself for the rest."""


@shared_task(base=Housekeeping)
def find_outdated() -> None:
    """Every half hour: wakes the clients who keep something for too long."""
    for tenant_id in tenants_with_work("lookup_outdated"):
        forget.delay(tenant_id)


@shared_task(base=SteppedTenantTask)
def forget(tenant_id: int) -> None:
    """Forgets what a client's sites have kept for long enough."""
    if forget_outdated(tenant_id=tenant_id, seconds=SECONDS):
        forget.delay(tenant_id)
