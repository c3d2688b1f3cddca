"""Background work of conversations: silence makes them idle."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from chatdesk.conversations.services import closing
from tenants.access import tenants_with_work
from tenants.tasks import Housekeeping, TenantTask


@shared_task(base=Housekeeping)
def find_silent() -> None:
    """Every half minute: wakes the clients who have silent conversations."""
    for tenant_id in tenants_with_work("lookup_silent", _limit()):
        finish_silent.delay(tenant_id)


@shared_task(base=TenantTask)
def finish_silent(tenant_id: int) -> None:
    """Makes a client's silent conversations idle; what is left the next tick finds."""
    closing.finish_silent(older_than=_limit())


def _limit() -> timedelta:
    return timedelta(minutes=settings.IDLE_MINUTES)
