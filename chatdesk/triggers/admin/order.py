"""Which rule speaks first: the list, put in order by dragging or by keyboard."""

import json
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.admin.life import by
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.selectors.rules import rule_in_reach
from chatdesk.triggers.selectors.sites import as_id
from chatdesk.triggers.services import place_of, put_before
from chatdesk.triggers.versions.services import note_move
from tenants.admin.scoped import TenantScopedAdmin
from tenants.scope import tenant_scope

MOST_BYTES = 1_000


class OrderPages(TenantScopedAdmin):
    """A handle and two arrows in each line of the list."""

    @property
    def media(self) -> Media:
        """With the script that moves lines."""
        script = Script("triggers/order.js", type="module")
        return super().media + Media(css={"all": ["triggers/builder.css"]}, js=[script])  # type: ignore[list-item]

    def get_urls(self) -> list[URLPattern]:
        """With where the script tells of a move."""
        own = path("order/", self.admin_site.admin_view(self.order_view), name="triggers_trigger_order")
        return [own, *super().get_urls()]

    @admin.display(description=_("order"))
    def order(self, trigger: Trigger) -> str:
        """Hidden until the script is there: without it the number in the form does the same."""
        return render_to_string("admin/triggers/order.html", {"trigger": trigger})

    def order_view(self, request: HttpRequest) -> HttpResponse:
        """POST ``{"rule", "before"}``: puts a rule before another of its site, or last; answers all their numbers.

        404 for a rule that is not there; another site's rule as ``before`` moves nothing.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        asked = _asked(request)
        trigger = rule_in_reach(asked.get("rule"))
        if trigger is None:
            return JsonResponse({}, status=404)
        before = asked.get("before")
        with tenant_scope(trigger.tenant_id):
            old, stood = trigger.priority, place_of(trigger)
            numbers = put_before(trigger=trigger, other=None if before is None else as_id(before) or 0)
            trigger.priority = numbers.get(trigger.id, old)
            stands = place_of(trigger)
            if stands != stood:
                self.log_change(request, trigger, [{"changed": {"fields": [str(_("priority"))]}}])
                note_move(trigger=trigger, before=stood, after=stands, by=by(request))
        return JsonResponse({"numbers": numbers})


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        asked = json.loads(request.body if len(request.body) <= MOST_BYTES else b"")
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) else {}
