"""Triggers, to edit; invitations, to look at."""

from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.models import Invitation, Trigger
from tenants.admin.base import UnfoldAdminTextInputWidget, register
from tenants.admin.forms import ScopedForm
from tenants.admin.rights import FULL, READ_ONLY
from tenants.admin.scoped import TenantScopedAdmin


class TriggerForm(ScopedForm):
    """Answers on one line."""

    class Meta:
        widgets = {"answers": UnfoldAdminTextInputWidget}


@register(Trigger)
class TriggerAdmin(TenantScopedAdmin):
    """Who speaks first, where, when and with which question."""

    rights = FULL
    form = TriggerForm
    list_display = ["name", "site", "page_glob", "seconds_on_page", "priority", "enabled"]
    list_filter = ["site", "enabled"]
    list_select_related = ["site"]
    search_fields = ["name", "text"]
    fieldsets = [
        (None, {"fields": ["site", "name", "enabled", "priority"]}),
        (_("When"), {"fields": ["page_glob", "seconds_on_page"]}),
        (_("What it asks"), {"fields": ["text", "answers"]}),
    ]


@register(Invitation)
class InvitationAdmin(TenantScopedAdmin):
    """What was asked, and what became of it."""

    rights = READ_ONLY
    list_display = ["text", "trigger", "member", "state", "created_at"]
    list_filter = ["state", "trigger"]
    list_select_related = ["trigger", "member"]
    ordering = ["-id"]
    fields = [
        "text",
        "answers",
        "trigger",
        "member",
        "visit",
        "conversation",
        "state",
        "created_at",
        "shown_at",
        "closed_at",
    ]
    readonly_fields = ["created_at"]
