"""TenantScopedAdmin: pages of a client's rows. Lists show the seat's reach, one row its client's alone."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from tenants.admin.base import StackedInline, TabularInline
from tenants.admin.filters import ClientFilter
from tenants.admin.forms import ScopedForm
from tenants.admin.guarded import GuardedAdmin, NarrowReferences, SeatRights
from tenants.admin.seats import seat_here
from tenants.scope import tenant_scope
from tenants.selectors import clients_in_scope


class TenantScopedAdmin(GuardedAdmin):
    """Closed by default: a subclass names its rights.

    Adding needs one client: the seat's only one, or the one chosen on a page before the form. From there on the
    scope is that client alone, so references, uniqueness and everything saved stay within it.
    """

    CLIENT = "client"

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """With the client for agencies; a client never learns that there are others."""
        columns = list(super().get_list_display(request))
        return [*columns, "client_name"] if _sees_clients(request) else columns

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """With the client for agencies."""
        filters = list(super().get_list_filter(request))
        return [ClientFilter, *filters] if _sees_clients(request) else filters

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows in scope, with what their lists show."""
        return super().get_queryset(request).select_related("tenant")

    @admin.display(description=_("client"), ordering="tenant__name")
    def client_name(self, obj: Any) -> str:
        """Column of agencies' lists."""
        return str(obj.tenant)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's, in the scope of the row's client; adding asks for the client first."""
        view = super().changeform_view
        if object_id is not None:
            return self._of_one_client(view, request, object_id, form_url, extra_context)
        client = self._client_for_new(request)
        if client is None:
            return self._choose_client(request)
        with tenant_scope(client):
            return _rendered(view(request, None, form_url, extra_context))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """As Django's, in the scope of the row's client."""
        return self._of_one_client(super().delete_view, request, object_id, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """As the base's, in the scope of the row's client."""
        return self._of_one_client(super().history_view, request, object_id, extra_context)

    def _of_one_client(
        self, view: Callable[..., HttpResponse], request: HttpRequest, object_id: str, *args: Any
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        with tenant_scope(row.tenant_id):
            return _rendered(view(request, object_id, *args))

    def _client_for_new(self, request: HttpRequest) -> int | None:
        tenant_ids = seat_here(request).tenant_ids
        asked = request.GET.get(self.CLIENT)
        if asked is None:
            return tenant_ids[0] if len(tenant_ids) == 1 else None
        chosen = next((tenant_id for tenant_id in tenant_ids if str(tenant_id) == asked), None)
        if chosen is None:
            raise Http404
        return chosen

    def _choose_client(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = {
            "title": _("For which client?"),
            "clients": clients_in_scope(),
            "parameter": self.CLIENT,
            "opts": self.opts,
        }
        return self.render_page(request, "admin/choose_client.html", context)


class ScopedInline(SeatRights, NarrowReferences):
    """Rows that are edited on their owner's page."""

    form = ScopedForm
    extra = 0


class ScopedStackedInline(ScopedInline, StackedInline):
    """One below the other."""


class ScopedTabularInline(ScopedInline, TabularInline):
    """As a table."""


def _sees_clients(request: HttpRequest) -> bool:
    return seat_here(request).is_agency


def _rendered(response: HttpResponse) -> HttpResponse:
    if isinstance(response, TemplateResponse):
        response.render()
    return response
