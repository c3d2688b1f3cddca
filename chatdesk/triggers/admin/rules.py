"""Triggers, to edit; invitations, to look at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chatdesk.triggers import services
from chatdesk.triggers.admin.counts import CountPages
from chatdesk.triggers.admin.forms import TriggerForm
from chatdesk.triggers.admin.life import LifePages, by
from chatdesk.triggers.admin.order import OrderPages
from chatdesk.triggers.admin.outcomes import OutcomePages
from chatdesk.triggers.admin.pages import TriggerPages
from chatdesk.triggers.admin.poll_results import PollResultPages
from chatdesk.triggers.admin.segments import SegmentFilter
from chatdesk.triggers.admin.versions import VersionPages
from chatdesk.triggers.engine.conditions import BadTree, read
from chatdesk.triggers.engine.sentences import sentence
from chatdesk.triggers.models import Goal, Invitation, Trigger
from chatdesk.triggers.questions.branches import chips
from chatdesk.triggers.selectors.sites import sites_in_reach
from chatdesk.triggers.versions.services import switch
from tenants.admin.base import action, register
from tenants.admin.rights import FULL, READ_ONLY
from tenants.admin.scoped import TenantScopedAdmin
from tenants.scope import tenant_scope

BANNER = ["banner_link", "banner_opens", "banner_place"]


@register(Trigger)
class TriggerAdmin(PollResultPages, OrderPages, LifePages, VersionPages, CountPages, OutcomePages, TriggerPages):
    """Who speaks first, where, when and with which question."""

    rights = FULL
    form = TriggerForm
    list_before_template = "admin/triggers/tools.html"
    list_display = ["order", "name", "state", "when", "action", "text", "brings", "site", "priority"]
    list_display_links = ["name"]
    ordering = ["tenant", "site__name", "site", "priority", "id"]
    list_filter = ["site", SegmentFilter, "action", "enabled"]
    list_select_related = ["site"]
    search_fields = ["name", "text"]
    fieldsets = [
        (None, {"fields": ["site", "name", "priority"]}),
        (_("When"), {"fields": ["conditions"]}),
        (_("What it does and asks"), {"fields": ["action", "text", *BANNER, "poll", "branches", "texts"]}),
        (_("In whose name"), {"fields": ["department", "member", "otherwise", "unasked"]}),
        (_("Variants and control group"), {"fields": ["weight", "variants", "held_percent"]}),
        (_("Limits"), {"fields": ["repeat", "repeat_days", "most_waiting"]}),
        (_("Days and hours"), {"fields": ["weekdays", ("from_time", "until_time"), ("first_day", "last_day")]}),
    ]

    actions = ["duplicate", "switch_on", "switch_off"]

    @action(description=_("Duplicate as drafts"), permissions=["add"])
    def duplicate(self, request: HttpRequest, chosen: QuerySet[Trigger]) -> None:
        """Each once more."""
        for trigger in chosen:
            with tenant_scope(trigger.tenant_id):
                self.log_addition(request, services.duplicate(trigger), [])

    @action(description=_("Switch on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, chosen: QuerySet[Trigger]) -> None:
        """They count at the next look."""
        self._switch(request, chosen, on=True)

    @action(description=_("Switch off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, chosen: QuerySet[Trigger]) -> None:
        """They fall silent at the next look."""
        self._switch(request, chosen, on=False)

    def _switch(self, request: HttpRequest, chosen: QuerySet[Trigger], *, on: bool) -> None:
        for trigger in chosen:
            with tenant_scope(trigger.tenant_id):
                if switch(trigger=trigger, on=on, by=by(request)):
                    self.log_change(request, trigger, [{"changed": {"fields": [str(_("state"))]}}])

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Without the site where there is one alone."""
        columns = super().get_list_display(request)
        return columns if len(sites_in_reach()) > 1 else [column for column in columns if column != "site"]

    @admin.display(description=_("when"))
    def when(self, trigger: Trigger) -> SafeString:
        """The conditions in words; a long sentence shows its first lines, the rule's page has the rest."""
        try:
            words = sentence(read(trigger.conditions))
        except BadTree as error:
            words = str(error.message)
        return format_html('<span class="rule__when" title="{}">{}</span>', words, words)


@register(Invitation)
class InvitationAdmin(TenantScopedAdmin):
    """What was asked, and what became of it."""

    rights = READ_ONLY
    list_display = ["asked", "action", "by", "variant", "member", "state", "created_at"]
    list_filter = ["state", "action", "trigger"]
    list_select_related = ["trigger", "member"]
    ordering = ["-id"]
    fields = [
        "text",
        "action",
        "expected",
        "by",
        "variant",
        "member",
        "visit",
        "conversation",
        "state",
        "created_at",
        "shown_at",
        "clicked_at",
        "begun_at",
        "finished_at",
        "closed_at",
    ]
    readonly_fields = ["created_at", "expected", "by"]

    @admin.display(description=_("question"), ordering="text")
    def asked(self, invitation: Invitation) -> str:
        """Nothing, in the control group; without words, what it did."""
        if invitation.state == Invitation.State.HELD:
            return str(Invitation.State.HELD.label)
        return invitation.text or invitation.get_action_display()

    @admin.display(description=_("trigger"), ordering="trigger")
    def by(self, invitation: Invitation) -> str:
        """The rule, or that there was none."""
        return str(invitation.trigger or _("by hand"))

    @admin.display(description=_("expected answers"))
    def expected(self, invitation: Invitation) -> str:
        """What the visitor could click."""
        return ", ".join(chips(invitation.branches))


@register(Goal)
class GoalAdmin(TenantScopedAdmin):
    """What visitors are wanted to do, by the page that they see then or by what the site tells."""

    rights = FULL
    list_display = ["name", "page", "event", "days", "site"]
    list_filter = ["site"]
    list_select_related = ["site"]
    fields = ["site", "name", "page", "event", "days"]
