"""Where the parts of the demo stand: the shop, and beside it the receiver of webhooks."""

from urllib.parse import urlsplit

from django.conf import settings

from crm_sync.models import Connection
from demo.people import AGENCIES, REACTOR_SHOP
from tenants.access import site_by_key
from tenants.models import Site
from tenants.scope import tenant_scope


def shop_domain() -> str:
    """Host and port of the demo shop, as a site's domain."""
    return urlsplit(settings.SHOP_URL).netloc


def receiver_url() -> str:
    """Address of the demo's receiver: the port after the shop's."""
    return f"http://localhost:{(urlsplit(settings.SHOP_URL).port or 8002) + 1}/"


def follow_ports() -> None:
    """Makes the demo's sites and connection fit the ports of this start, which may be others than last time."""
    for client in (client for agency in AGENCIES for client in agency.clients):
        access = site_by_key(client.site.key)
        if access is None:
            continue
        with tenant_scope(access.tenant_id):
            Site.objects.filter(id=access.id).update(domains=[shop_domain()])
            if client is REACTOR_SHOP:
                Connection.objects.filter(url__startswith="http://localhost:").update(url=receiver_url())
