"""Clients of an agency, their sites and departments."""

from collections.abc import Sequence

from tenants.models import Department, Site, Tenant
from tenants.models.site import new_site_key


def create_client(*, agency_id: int, name: str, time_zone: str = "UTC") -> Tenant:
    """A client, made in the agency's scope; their rows are then made in ``tenant_scope(client.id)``."""
    client = Tenant(agency_id=agency_id, name=name, time_zone=time_zone)
    client.full_clean()
    client.save()
    return client


def create_department(*, name: str) -> Department:
    """A department of the client in scope."""
    department = Department(name=name)
    department.save()
    return department


def create_site(*, name: str, domains: Sequence[str], department: Department | None = None, key: str = "") -> Site:
    """A site of the client in scope; ``key`` is only given where it is printed elsewhere, as in the demo."""
    site = Site(name=name, domains=list(domains), department=department, key=key or new_site_key())
    site.take_tenant_from_scope()
    site.full_clean()
    site.save()
    return site
