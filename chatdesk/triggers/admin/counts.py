"""How many visits each line of a rule saw: asked for by a button, never by a key."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from chatdesk.triggers.admin.asked import asked_for
from chatdesk.triggers.engine.conditions import BadTree, conditions, read
from chatdesk.triggers.engine.replay import counted
from chatdesk.triggers.selectors.history import past_visit_ids, past_visits
from chatdesk.triggers.selectors.sites import site_in_reach
from tenants.admin.scoped import TenantScopedAdmin
from tenants.scope import tenant_scope

DAYS = 7
VISITS = 500
"""The latest of a site, which are counted within a second."""


class CountPages(TenantScopedAdmin):
    """A number beside each condition."""

    def get_urls(self) -> list[URLPattern]:
        """With where the builder asks for the numbers."""
        own = path("counts/", self.admin_site.admin_view(self.counts_view), name="triggers_trigger_counts")
        return [own, *super().get_urls()]

    def counts_view(self, request: HttpRequest) -> HttpResponse:
        """POST ``{"conditions", "site"}``: ``{"visits", "lines": {"0,1": 12}}`` by place; 400, 404 with ``error``."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        asked = asked_for(request)
        site = site_in_reach(asked.get("site"))
        if site is None:
            return JsonResponse({"error": _("Choose a site first.")}, status=404)
        try:
            tree = read(asked.get("conditions"))
        except BadTree as error:
            return JsonResponse({"error": str(error.message)}, status=400)
        names = {condition.asks_for for _path, condition in conditions(tree)}
        with tenant_scope(site.tenant_id):
            visits, found = counted(past_visits(past_visit_ids(site.id, days=DAYS, most=VISITS), names), tree)
        lines = {",".join(map(str, place)): count for place, count in found.items()}
        return JsonResponse({"visits": visits, "lines": lines})
