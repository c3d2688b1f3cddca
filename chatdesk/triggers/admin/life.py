"""The life of a rule on its page: saved as a draft, published, switched, and what it was before."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chatdesk.triggers.models import Trigger
from chatdesk.triggers.versioned import RuleState
from chatdesk.triggers.versions import services
from chatdesk.triggers.versions.selectors import draft_of, live_since, stored, with_drafts
from chatdesk.triggers.versions.snapshots import apply, snapshot
from chatdesk.triggers.versions.words import changes
from tenants.admin.scoped import TenantScopedAdmin
from tenants.admin.seats import seat_here
from tenants.scope import tenant_scope

PUBLISH, DISCARD, ON, OFF = "_publish", "_discard", "_on", "_off"
"""Names of the buttons beside that which saves a draft."""


class LifePages(TenantScopedAdmin):
    """Whatever is saved is a draft until somebody publishes it."""

    change_form_before_template = "admin/triggers/state.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without those that were deleted."""
        return with_drafts(super().get_queryset(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """As Django's; the form shows the draft, if there is one."""
        found = super().get_object(request, object_id, from_field)
        match = request.resolver_match
        if found is not None and found.has_draft and match and match.url_name == "triggers_trigger_change":
            draft = draft_of(found.id)
            apply(draft.document if draft else {}, found)
        return found

    @admin.display(description=gettext_lazy("state"), ordering="enabled")
    def state(self, trigger: Trigger) -> str:
        """To visitors, and whether something is not published yet."""
        label = str(RuleState(trigger.state).label)
        return f"{label}, {_('with changes not published')}" if getattr(trigger, "has_draft", False) else label

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's; buttons that take nothing from the form are answered before it is read."""
        pressed = {DISCARD, ON, OFF} & request.POST.keys()
        if request.method == "POST" and object_id is not None and pressed:
            return self._pressed(request, object_id, pressed.pop())
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **options: Any) -> HttpResponse:
        """With where in its life the rule is."""
        trigger = context.get("original")
        if trigger is not None:
            row, draft = stored(trigger.id), draft_of(trigger.id)
            pending = changes(snapshot(row), {**snapshot(row), **draft.document}) if draft else []
            context |= {"rule": row, "draft": draft, "pending": pending, "live_version": live_since(row)}
        context["show_publish"] = self.has_change_permission(request)
        return super().render_change_form(request, context, **options)

    def save_model(self, request: HttpRequest, obj: Trigger, form: Any, change: bool) -> None:
        """A draft, or the next version."""
        if not change or (RuleState(stored(obj.id).state) is RuleState.DRAFT and PUBLISH not in request.POST):
            obj.enabled = False
            super().save_model(request, obj, form, change)
        elif PUBLISH not in request.POST:
            services.save_draft(trigger=obj, by=by(request))
        if PUBLISH in request.POST:
            services.put_live(trigger=obj, by=by(request))

    def response_add(self, request: HttpRequest, obj: Trigger, post_url_continue: str | None = None) -> HttpResponse:
        """Says what is live now."""
        self._say(request, obj)
        if "_continue" in request.POST:
            return redirect("admin:triggers_trigger_change", obj.pk)
        return self.response_post_save_add(request, obj)

    def response_change(self, request: HttpRequest, obj: Trigger) -> HttpResponse:
        """Says what is live now."""
        self._say(request, obj)
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.path)
        return self.response_post_save_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Trigger) -> None:
        """It can be brought back."""
        services.delete(trigger=obj, by=by(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Trigger]) -> None:
        """Each can be brought back."""
        for trigger in queryset:
            with tenant_scope(trigger.tenant_id):
                services.delete(trigger=trigger, by=by(request))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nothing goes with a rule: what it asked stays."""
        kind = str(self.opts.verbose_name_plural)
        return [str(one) for one in objs], {kind: len(objs)}, set(), []

    def _pressed(self, request: HttpRequest, object_id: str, button: str) -> HttpResponse:
        found = super().get_object(request, unquote(object_id))
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, found):
            raise PermissionDenied
        with tenant_scope(found.tenant_id):
            if button == DISCARD:
                done = services.discard_draft(trigger=found)
                words = _("The draft is thrown away. Here stands what is live.")
            else:
                done = services.switch(trigger=found, on=button == ON, by=by(request))
                words = _("“{name}” is live.") if button == ON else _("“{name}” is off. Visitors are not asked.")
            if done:
                self.log_change(request, found, [{"changed": {"fields": [str(_("state"))]}}])
                self.message_user(request, words.format(name=found.name), messages.SUCCESS)
        return HttpResponseRedirect(request.path)

    def _say(self, request: HttpRequest, obj: Trigger) -> None:
        row = stored(obj.id)
        if PUBLISH in request.POST:
            words = _("“{name}” is live: version {number}.")
        elif row.state is RuleState.LIVE:
            words = _("“{name}” is saved as a draft. Visitors meet version {number} as before.")
            if draft_of(row.id) is None:
                words = _("“{name}” is as it was: nothing differs from what is live.")
        else:
            words = _("“{name}” is saved as a draft. Visitors are not asked.")
        self.message_user(request, words.format(name=obj.name, number=row.version or 1), messages.SUCCESS)


def by(request: HttpRequest) -> str:
    """Who does it, as a version keeps it: without the address of somebody of the agency."""
    name = getattr(request.user, "name", "")
    if not name and seat_here(request).is_agency:
        return _("Agency")
    return str(request.user)[:254]
