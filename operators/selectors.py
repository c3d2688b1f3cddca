"""Reads of the desk; every function needs a scope."""

from chatdesk.realtime.frames.console_pieces import SiteItem
from operators.models import Operator
from tenants.models import Department, Site, Tenant
from tenants.scope import current_tenant_id


def client_name() -> str:
    """Of the client in scope."""
    return Tenant.objects.values_list("name", flat=True).get(id=current_tenant_id())


def departments() -> set[int]:
    """Ids of the client's departments."""
    return set(Department.objects.values_list("id", flat=True))


def answering_departments() -> set[int | None]:
    """Ids of the departments that answer on a site; None where every operator does."""
    return set(Site.objects.values_list("department_id", flat=True))


def site_items() -> list[SiteItem]:
    """The client's sites by name."""
    silent = set(Site.objects.filter(appearance__preview=False).values_list("id", flat=True))
    return [
        SiteItem(id=site.key, name=site.name, preview=site.id not in silent) for site in Site.objects.order_by("name")
    ]


def taking_ids() -> frozenset[int]:
    """Members who chose to take conversations, whether they are here or not."""
    return frozenset(Operator.objects.filter(status=Operator.Status.AVAILABLE).values_list("member_id", flat=True))
