"""Answers to polls, to look at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from chatdesk.polls.models import PollAnswer
from tenants.admin.base import register
from tenants.admin.rights import READ_ONLY
from tenants.admin.scoped import TenantScopedAdmin


@register(PollAnswer)
class PollAnswerAdmin(TenantScopedAdmin):
    """What each visitor answered."""

    rights = READ_ONLY
    list_display = ["question", "answer", "poll", "visitor", "at"]
    list_filter = ["poll", "kind", "at"]
    list_select_related = ["visitor"]
    search_fields = ["question", "poll"]
    ordering = ["-id"]
    fields = ["poll", "place", "question", "kind", "answer", "visitor", "at"]
    readonly_fields = ["answer", "at"]

    @admin.display(description=_("answer"))
    def answer(self, given: PollAnswer) -> str:
        """All that was chosen, or the words; nothing if the question was passed over."""
        return ", ".join(given.values)
