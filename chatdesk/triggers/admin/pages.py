"""What surrounds the form of a trigger: reading back, suggestions, time machine, why not, uncovered demand."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers import runs
from chatdesk.triggers.admin.asked import asked_for
from chatdesk.triggers.admin.reading import reading
from chatdesk.triggers.admin.schedule_forms import written_schedule
from chatdesk.triggers.engine.conditions import BadTree, read
from chatdesk.triggers.engine.demand import ASKED_FOR, Demand, coverage, uncovered
from chatdesk.triggers.engine.facts import FACTS
from chatdesk.triggers.engine.sentences import sentence
from chatdesk.triggers.explaining import explain
from chatdesk.triggers.from_visitor import new_rule_address
from chatdesk.triggers.questions.reached import told
from chatdesk.triggers.questions.ready_sets import SETS
from chatdesk.triggers.questions.wording import MAX_TEXT
from chatdesk.triggers.selectors.history import past_visit_ids, past_visits
from chatdesk.triggers.selectors.rules import NO_RULES, rule_sets
from chatdesk.triggers.selectors.sites import site_in_reach, sites_in_reach
from chatdesk.triggers.selectors.situations import client_of_visit
from chatdesk.triggers.selectors.traffic import suggestions
from chatdesk.triggers.selectors.week import week_of
from chatdesk.triggers.services import add_rules
from chatdesk.triggers.tasks import replay
from tenants.admin.scoped import TenantScopedAdmin
from tenants.models import Site
from tenants.scope import tenant_scope

DAYS = 7
"""Of which the time machine and uncovered demand tell."""
DEMAND_VISITS = 1_000
"""The latest visits of a site that uncovered demand is looked for in."""


class TriggerPages(TenantScopedAdmin):
    """Pages and answers beside those of every admin."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """As Django's; conditions come as JSON."""
        initial = super().get_changeform_initial_data(request)
        try:
            return initial | {"conditions": json.loads(initial["conditions"])}
        except (KeyError, ValueError, RecursionError):
            return {name: value for name, value in initial.items() if name != "conditions"}

    def get_urls(self) -> list[URLPattern]:
        """With what the builder asks for."""
        own = [
            path("reading/", self.admin_site.admin_view(self.reading_view), name="triggers_trigger_reading"),
            path(
                "suggestions/", self.admin_site.admin_view(self.suggestions_view), name="triggers_trigger_suggestions"
            ),
        ]
        own.append(path("ready/", self.admin_site.admin_view(self.ready_view), name="triggers_trigger_ready"))
        own.append(path("demand/", self.admin_site.admin_view(self.demand_view), name="triggers_trigger_demand"))
        own.append(path("replay/", self.admin_site.admin_view(self.replay_view), name="triggers_trigger_replay"))
        own.append(path("why/", self.admin_site.admin_view(self.why_view), name="triggers_trigger_why"))
        return own + super().get_urls()

    def reading_view(self, request: HttpRequest) -> HttpResponse:
        """POST ``{"conditions", "text", "site"}``: a rule that is being written, read back; 400 if it is no such.

        With ``"action"`` also what it does, with ``"schedule"`` when, with ``"limits"`` how often and in whose name.
        """
        self._check(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        asked = asked_for(request)
        if not {"conditions", "text", "site"} <= asked.keys():
            return JsonResponse({"error": "conditions, text and site, please"}, status=400)
        site = site_in_reach(asked["site"])
        written = {
            "conditions": asked["conditions"],
            "text": str(asked["text"]),
            "site": site,
            "action": str(asked.get("action", "")),
            "link": str(asked.get("link", "")),
            "schedule": asked.get("schedule"),
            "limits": asked.get("limits"),
        }
        if site is None:
            return JsonResponse(asdict(reading(**written)))
        with tenant_scope(site.tenant_id):
            return JsonResponse(asdict(reading(**written)))

    def suggestions_view(self, request: HttpRequest) -> HttpResponse:
        """GET ``?site=``: values from the site's own traffic; nothing for a site that is not there."""
        self._check(request)
        site = site_in_reach(request.GET.get("site"))
        if site is None:
            return JsonResponse({})
        with tenant_scope(site.tenant_id):
            return JsonResponse(suggestions(site.id))

    def demand_view(self, request: HttpRequest) -> HttpResponse:
        """What visitors came for without being asked about it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        sites = [_looked_at(site) for site in sites_in_reach()]
        return self.render_page(
            request, "admin/triggers/demand.html", {"title": _("Uncovered demand"), "sites": sites, "opts": self.opts}
        )

    def ready_view(self, request: HttpRequest) -> HttpResponse:
        """Sets of rules to start from; POST ``set`` and ``site`` adds one, 404 if either is not there."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            site, chosen = site_in_reach(request.POST.get("site")), SETS.get(request.POST.get("set", ""))
            if site is None or chosen is None:
                raise Http404
            with tenant_scope(site.tenant_id):
                count = add_rules(site=site, rules=chosen.rules)
            self.message_user(request, _("Rules added as drafts: %d.") % count)
            return redirect("admin:triggers_trigger_changelist")
        sets = [
            {
                "name": name,
                "label": ready.label,
                "rules": [
                    {"name": rule.name, "text": rule.text, "when": sentence(read(rule.conditions))}
                    for rule in ready.rules
                ],
            }
            for name, ready in SETS.items()
        ]
        context = {"title": _("Ready sets"), "sets": sets, "sites": sites_in_reach(), "opts": self.opts}
        return self.render_page(request, "admin/triggers/ready.html", context)

    def replay_view(self, request: HttpRequest) -> HttpResponse:
        """POST ``{"conditions", "site"}``, perhaps with ``schedule`` and ``text``, starts the time machine.

        Answers ``{"run"}``, or 400, 404, 409.

        GET ``?site=&run=`` tells how far it is; 404 for one that is not there.
        """
        self._check(request)
        asked = asked_for(request)
        site = site_in_reach(asked.get("site"))
        if site is None:
            return JsonResponse({"error": _("Choose a site first.")}, status=404)
        if request.method == "GET":
            found = runs.state(site.tenant_id, str(asked.get("run")))
            return JsonResponse(found or {}, status=200 if found else 404)
        try:
            read(asked.get("conditions"))
            schedule = written_schedule(asked.get("schedule"))
        except BadTree as error:
            return JsonResponse({"error": str(error.message)}, status=400)
        except ValidationError as error:
            return JsonResponse({"error": error.messages[0]}, status=400)
        run = runs.begin(site.tenant_id)
        if run is None:
            return JsonResponse({"error": _("The time machine is under way. Wait for its end.")}, status=409)
        replay.delay(
            site.tenant_id,
            run,
            site.id,
            asked["conditions"],
            DAYS,
            schedule.plain(),
            str(asked.get("text", ""))[:MAX_TEXT],
        )
        return JsonResponse({"run": run})

    def why_view(self, request: HttpRequest) -> HttpResponse:
        """GET ``?visit=``: what every rule thinks of a visit; 404 for one that is not there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        tenant_id = client_of_visit(request.GET.get("visit"))
        if tenant_id is None:
            raise Http404
        with tenant_scope(tenant_id):
            explanation = explain(int(request.GET["visit"]))
            if explanation is None:
                raise Http404
            context = {"title": _("Why was this visitor not invited?"), "explanation": explanation, "opts": self.opts}
            return self.render_page(request, "admin/triggers/why.html", context).render()

    def _check(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied


def _looked_at(site: Site) -> dict[str, Any]:
    with tenant_scope(site.tenant_id):
        rules = rule_sets().get(site.id, NO_RULES)
        ids = past_visit_ids(site.id, days=DAYS, most=DEMAND_VISITS)
        visits, zone = list(past_visits(ids, rules.names | ASKED_FOR)), ZoneInfo(site.tenant.time_zone)
        found = uncovered(visits, rules.rules, zone)
        lines = told(coverage(visits, rules.rules, zone), week_of(site.id, days=DAYS))
    return {"name": site.name, "client": site.tenant.name, "lines": lines, "demands": _demands(site, found)}


def _demands(site: Site, found: Iterable[Demand]) -> list[dict[str, Any]]:
    return [
        {
            "fact": demand.fact,
            "label": FACTS[demand.fact].label,
            "value": demand.value,
            "visits": demand.visits,
            "uncovered": demand.uncovered,
            "address": new_rule_address(tenant_id=site.tenant_id, site_id=site.id, conditions=demand.conditions),
        }
        for demand in found
    ]
