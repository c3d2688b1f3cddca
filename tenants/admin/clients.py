"""Clients: an agency's list of those it works for. A client itself never sees this page."""

from typing import Any

from django.db.models import QuerySet

from tenants.admin.base import register
from tenants.admin.guarded import GuardedAdmin
from tenants.admin.rights import AGENCY, OWNER, Rights
from tenants.admin.seats import Seat
from tenants.models import Tenant


@register(Tenant)
class ClientAdmin(GuardedAdmin):
    """Owners add clients and switch them off; nothing is ever deleted with a click."""

    rights = Rights(view=AGENCY, add=OWNER, change=OWNER)
    list_display = ["name", "time_zone", "active"]
    list_filter = ["active"]
    search_fields = ["name"]
    ordering = ["name"]
    fields = ["name", "time_zone", "active"]

    def limit(self, rows: QuerySet[Any], seat: Seat) -> QuerySet[Any]:
        """The agency's clients, the one added a moment ago included."""
        return rows.filter(agency_id=seat.agency_id) if seat.is_agency else rows.none()
