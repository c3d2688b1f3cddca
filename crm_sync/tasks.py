"""Background work of deliveries: woken when one is written, swept every ten seconds for what was missed."""

from celery import shared_task

from crm_sync.services.relay import deliver_due
from tenants.access import tenants_with_work
from tenants.tasks import Housekeeping, SteppedTenantTask


@shared_task(base=Housekeeping)
def sweep() -> None:
    """Wakes the clients whose deliveries are due."""
    for tenant_id in tenants_with_work("lookup_deliveries_due"):
        deliver.delay(tenant_id)


@shared_task(base=SteppedTenantTask)
def deliver(tenant_id: int) -> None:
    """Delivers what is due; what is left after half a minute waits for the next sweep."""
    deliver_due(tenant_id=tenant_id)
