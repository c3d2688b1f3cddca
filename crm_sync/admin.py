"""Connections to other systems, and what was delivered to them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm_sync.models import Connection, DeliveryAttempt, OutboxEntry
from crm_sync.secrets import new_webhook_secret
from crm_sync.services.outbox import replay
from tenants.admin.base import UnfoldBooleanSwitchWidget, action, display, register
from tenants.admin.forms import ScopedForm
from tenants.admin.rights import FULL, READ_ONLY
from tenants.admin.scoped import ScopedTabularInline, TenantScopedAdmin


class ConnectionForm(ScopedForm):
    """The secret can be renewed, never read."""

    renew = forms.BooleanField(
        label=_("Make a new secret"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=_("The old one stops at once. The new one is shown a single time, after saving."),
    )


@register(Connection)
class ConnectionAdmin(TenantScopedAdmin):
    """Where finished conversations go."""

    rights = FULL
    form = ConnectionForm
    list_display = ["name", "url", "enabled"]
    list_filter = ["enabled"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A new connection gets its secret by itself."""
        return ["name", "url", "enabled"] if obj is None else ["name", "url", "enabled", "secret_hint", "renew"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Only the end of the secret is ever shown."""
        return [] if obj is None else ["secret_hint"]

    @display(description=_("signing secret"))
    def secret_hint(self, connection: Connection) -> str:
        """Enough to compare with what the receiver has."""
        return f"whsec_…{connection.secret[-4:]}"

    def save_model(self, request: HttpRequest, obj: Connection, form: Any, change: bool) -> None:
        """With a new secret where one was asked for."""
        if form.cleaned_data.get("renew"):
            obj.secret = new_webhook_secret()
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Connection, post_url_continue: str | None = None) -> HttpResponse:
        """The one time that the secret is shown."""
        return self._show_secret(request, obj)

    def response_change(self, request: HttpRequest, obj: Connection) -> HttpResponse:
        """As usual, unless the secret is new."""
        return self._show_secret(request, obj) if request.POST.get("renew") else super().response_change(request, obj)

    def _show_secret(self, request: HttpRequest, obj: Connection) -> HttpResponse:
        # In the answer itself: a message would rest in a cookie or session until the next page.
        context = {"title": obj.name, "connection": obj, "opts": self.opts}
        return self.render_page(request, "admin/crm_sync/secret.html", context)


class AttemptInline(ScopedTabularInline):
    """What happened when it was sent."""

    model = DeliveryAttempt
    rights = READ_ONLY
    fields = ["at", "status", "error", "milliseconds"]
    readonly_fields = ["at"]


@register(OutboxEntry)
class OutboxEntryAdmin(TenantScopedAdmin):
    """What waits, went out, or was given up."""

    rights = READ_ONLY
    list_display = ["key", "connection", "state", "attempts", "created_at", "delivered_at"]
    list_filter = ["state", "connection"]
    list_select_related = ["connection"]
    ordering = ["-id"]
    fields = ["connection", "transcript", "state", "attempts", "next_at", "created_at", "delivered_at"]
    readonly_fields = ["created_at"]
    inlines = [AttemptInline]
    actions = ["send_again"]

    def has_replay_permission(self, request: HttpRequest) -> bool:
        """Whoever sees the list."""
        return self.has_view_permission(request)

    @action(description=_("Send again"), permissions=["replay"])
    def send_again(self, request: HttpRequest, entries: QuerySet[OutboxEntry]) -> None:
        """Starts the chosen deliveries again, with their old keys."""
        chosen = list(entries)
        count = replay(entries)
        for entry in chosen:
            self.log_change(request, entry, [{"changed": {"fields": [str(_("state"))]}}])
        self.message_user(request, ngettext("%d delivery starts again.", "%d deliveries start again.", count) % count)


@register(DeliveryAttempt)
class DeliveryAttemptAdmin(TenantScopedAdmin):
    """Single attempts."""

    rights = READ_ONLY
    list_display = ["entry", "at", "status", "error", "milliseconds"]
    list_filter = ["status"]
    list_select_related = ["entry"]
    ordering = ["-id"]
    fields = ["entry", "at", "status", "error", "milliseconds"]
    readonly_fields = ["at"]
