"""Filters of lists."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenants.admin.seats import seat_here
from tenants.selectors import clients_in_scope


class ClientFilter(SimpleListFilter):
    """The clients of an agency's seat; other ids find nothing."""

    title = _("client")
    parameter_name = "client"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Choices."""
        return [(str(client.pk), client.name) for client in clients_in_scope()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of the chosen client."""
        if self.value() is None:
            return queryset
        chosen = [key for key in seat_here(request).tenant_ids if str(key) == self.value()]
        return queryset.filter(tenant_id__in=chosen)
