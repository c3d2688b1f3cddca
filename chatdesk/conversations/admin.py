"""Conversations, to read."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.conversations.selectors import messages
from tenants.admin.base import display, register
from tenants.admin.rights import READ_ONLY
from tenants.admin.scoped import ScopedTabularInline, TenantScopedAdmin

SHOWN_MESSAGES = 2000
"""More than a person writes in a day; the transcript holds the rest."""


class ParticipantInline(ScopedTabularInline):
    """Who had the conversation."""

    model = Participant
    rights = READ_ONLY
    fields = ["member", "joined_at", "left_at"]
    ordering = ["id"]


@register(Conversation)
class ConversationAdmin(TenantScopedAdmin):
    """What was said, in order."""

    rights = READ_ONLY
    list_display = ["visitor", "site", "state", "assigned_to", "opened_at", "last_seq", "last_text"]
    list_filter = ["state", "site", "department"]
    list_select_related = ["visitor", "site", "assigned_to"]
    search_fields = ["visitor__name"]
    ordering = ["-last_at"]
    fields = [
        "talk",
        "visitor",
        "site",
        "department",
        "state",
        "assigned_to",
        "opened_at",
        "first_answer_at",
        "chat_at",
        "ended_at",
        "rating",
        "rating_comment",
        "page_url",
    ]
    readonly_fields = ["talk"]
    inlines = [ParticipantInline]

    @display(description=_("conversation"))
    def talk(self, conversation: Conversation) -> SafeString:
        """The messages as a page to read."""
        context = {"lines": messages(conversation.id)[:SHOWN_MESSAGES], "visitor": conversation.visitor}
        return render_to_string("admin/conversations/talk.html", context)


@register(Message)
class MessageAdmin(TenantScopedAdmin):
    """Single messages."""

    rights = READ_ONLY
    list_display = ["conversation", "seq", "sender", "kind", "created_at"]
    list_filter = ["sender", "kind"]
    list_select_related = ["conversation"]
    ordering = ["-id"]
    fields = ["conversation", "seq", "sender", "member", "kind", "body", "created_at"]


@register(Participant)
class ParticipantAdmin(TenantScopedAdmin):
    """Who had which conversation."""

    rights = READ_ONLY
    list_display = ["conversation", "member", "joined_at", "left_at"]
    list_select_related = ["conversation", "member"]
    ordering = ["-id"]
    fields = ["conversation", "member", "joined_at", "left_at"]
