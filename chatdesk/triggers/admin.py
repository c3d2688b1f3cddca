"""Triggers, to edit; invitations, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers.admin_pages import TriggerPages
from chatdesk.triggers.branches import chips
from chatdesk.triggers.conditions import BadTree, read
from chatdesk.triggers.forms import TriggerForm
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.sentences import sentence
from tenants.admin.base import register
from tenants.admin.rights import FULL, READ_ONLY
from tenants.admin.scoped import TenantScopedAdmin


@register(Trigger)
class TriggerAdmin(TriggerPages):
    """Who speaks first, where, when and with which question."""

    rights = FULL
    form = TriggerForm
    list_display = ["name", "when", "text", "site", "priority", "enabled"]
    list_filter = ["site", "enabled"]
    list_select_related = ["site"]
    search_fields = ["name", "text"]
    fieldsets = [
        (None, {"fields": ["site", "name", "enabled", "priority"]}),
        (_("When"), {"fields": ["conditions"]}),
        (_("What it asks"), {"fields": ["text", "branches"]}),
        (_("Limits"), {"fields": ["repeat", "repeat_days", "most_waiting"]}),
    ]

    @admin.display(description=_("when"))
    def when(self, trigger: Trigger) -> str:
        """The conditions in words."""
        try:
            return sentence(read(trigger.conditions))
        except BadTree as error:
            return str(error.message)


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
        "expected",
        "trigger",
        "member",
        "visit",
        "conversation",
        "state",
        "created_at",
        "shown_at",
        "closed_at",
    ]
    readonly_fields = ["created_at", "expected"]

    @admin.display(description=_("expected answers"))
    def expected(self, invitation: Invitation) -> str:
        """What the visitor could click."""
        return ", ".join(chips(invitation.branches))
