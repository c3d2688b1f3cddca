"""What a rule was: its history, and the rules that were deleted."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from chatdesk.triggers.admin.life import by
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.versioned import TriggerVersion
from chatdesk.triggers.versions import services
from chatdesk.triggers.versions.selectors import (
    deleted_rule,
    deleted_rules,
    draft_of,
    stored,
    version_in_reach,
    versions_of,
)
from chatdesk.triggers.versions.snapshots import differing, snapshot
from chatdesk.triggers.versions.words import changes, in_words
from tenants.admin.scoped import TenantScopedAdmin
from tenants.scope import tenant_scope


class VersionPages(TenantScopedAdmin):
    """Every version can be looked at, compared with what is live, and brought back."""

    def get_urls(self) -> list[URLPattern]:
        """With the deleted rules."""
        own = path("deleted/", self.admin_site.admin_view(self.deleted_view), name="triggers_trigger_deleted")
        return [own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done to the rule; POST ``version`` makes that version its draft, 404 if it is no such."""
        found = self.get_object(request, unquote(object_id))
        if found is not None and request.method == "POST":
            if not self.has_change_permission(request, found):
                raise PermissionDenied
            with tenant_scope(found.tenant_id):
                return self._bring_back(request, found)
        if found is not None:
            with tenant_scope(found.tenant_id):
                context = {"title": _("History: %s") % found, "lines": _lines(found), "rule": stored(found.id)}
                extra_context = context | {"draft": draft_of(found.id)} | (extra_context or {})
        return super().history_view(request, object_id, extra_context)

    object_history_template = "admin/triggers/history.html"

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """Rules that were deleted; POST ``rule`` brings one back, switched off; 404 if it is no such."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._undelete(request)
        context = {"title": _("Deleted rules"), "rules": deleted_rules(), "opts": self.opts}
        return self.render_page(request, "admin/triggers/deleted.html", context)

    def _bring_back(self, request: HttpRequest, trigger: Trigger) -> HttpResponse:
        version = version_in_reach(request.POST.get("version"), trigger_id=trigger.id)
        if version is None or not version.is_whole:
            raise Http404
        try:
            lost = services.bring_back(version=version, by=by(request))
        except ValidationError as refusal:
            self.message_user(request, refusal.messages[0], messages.ERROR)
            return redirect(request.path)
        self.log_change(request, trigger, [{"changed": {"fields": [str(_("draft"))]}}])
        said = _("Version {number} stands here as a draft. Visitors meet it once you publish it.")
        self.message_user(request, said.format(number=version.number), messages.SUCCESS)
        return self._opened(request, trigger, lost)

    def _undelete(self, request: HttpRequest) -> HttpResponse:
        trigger = deleted_rule(request.POST.get("rule"))
        if trigger is None:
            raise Http404
        with tenant_scope(trigger.tenant_id):
            try:
                lost = services.undelete(trigger=trigger, by=by(request))
            except ValidationError as refusal:
                self.message_user(request, refusal.messages[0], messages.ERROR)
                return redirect(request.path)
            self.log_addition(request, stored(trigger.id), [])
        self.message_user(request, _("It is back, and asks nobody until you switch it on."), messages.SUCCESS)
        return self._opened(request, trigger, lost)

    def _opened(self, request: HttpRequest, trigger: Trigger, lost: list[str]) -> HttpResponse:
        if lost:
            gone = _("It is not there any more, and was left out: %s.") % ", ".join(lost)
            self.message_user(request, gone, messages.WARNING)
        return redirect("admin:triggers_trigger_change", trigger.pk)


def _lines(trigger: Trigger) -> list[dict[str, Any]]:
    """Each entry with what it changed, what it was, and how it differs from now; the latest first."""
    entries, now = versions_of(trigger.id), _content(snapshot(stored(trigger.id)))
    whole = [entry for entry in entries if entry.is_whole]
    before = dict(zip((entry.id for entry in whole), whole[1:], strict=False))
    return [_line(entry, before.get(entry.id), now) for entry in entries]


def _line(entry: TriggerVersion, before: TriggerVersion | None, now: dict[str, Any]) -> dict[str, Any]:
    line: dict[str, Any] = {"entry": entry}
    if entry.kind == TriggerVersion.Kind.MOVED:
        line["moved"] = _("from {before} to {after}").format(
            before=entry.document.get("from"), after=entry.document.get("to")
        )
    if entry.is_whole:
        document = _content(entry.document)
        line |= {"changed": changes(before.document, document) if before else [], "was": in_words(entry.document)}
        line |= {"now": changes(document, now) if differing(document, now) else []}
    return line


def _content(document: dict[str, Any]) -> dict[str, Any]:
    """Without the place in the order, which is not brought back."""
    return {name: value for name, value in document.items() if name != "priority"}
