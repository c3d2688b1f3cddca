"""Letters, to make; their recipients' links, to look at and take back."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chatdesk.letters.admin_pages import LetterPages
from chatdesk.letters.forms import LetterForm
from chatdesk.letters.models import Letter, LetterLink
from chatdesk.letters.selectors import with_counts
from tenants.admin.base import register
from tenants.admin.rights import EVERYONE, FULL, Rights
from tenants.admin.scoped import TenantScopedAdmin


@register(Letter)
class LetterAdmin(LetterPages):
    """Mailings whose links open the chat."""

    rights = FULL
    form = LetterForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ["name", "site", "kind", "opened", "answered", "expires_at", "active"]
    list_filter = ["site", "kind", "active"]
    list_select_related = ["site"]
    search_fields = ["name", "context"]
    ordering = ["-id"]
    fieldsets = [
        (None, {"fields": ["site", "name", "kind", "page", "links"]}),
        (_("What operators see"), {"fields": ["context"]}),
        (_("Who answers"), {"fields": ["department", "member", "first_line"]}),
        (_("Until when"), {"fields": ["expires_at", "active"]}),
        (_("What came of it"), {"fields": ["opened", "answered"]}),
    ]
    readonly_fields = ["links", "opened", "answered"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        """With what came of each."""
        return with_counts(super().get_queryset(request))

    @admin.display(description=_("opened by"))
    def opened(self, letter: Letter) -> int:
        """Visitors who followed a link."""
        return getattr(letter, "opened", 0)

    @admin.display(description=_("answered by"))
    def answered(self, letter: Letter) -> int:
        """Visitors who wrote then."""
        return getattr(letter, "answered", 0)

    @admin.display(description=_("link"))
    def links(self, letter: Any) -> SafeString | str:
        """The one to copy, or the way to those of the recipients."""
        if letter.pk is None:
            return gettext("Shown after the first saving.")
        if letter.kind == Letter.Kind.SHARED:
            return format_html('<code class="desk-copy">{}</code>', letter.address)
        made = reverse("admin:letters_letterlink_changelist")
        return format_html(
            '<a class="desk-tool" href="{}">{}</a> <a href="{}?letter__id__exact={}">{}</a>',
            reverse("admin:letters_letter_recipients", args=[letter.pk]),
            gettext("Make links for recipients"),
            made,
            letter.pk,
            gettext("Links that were made"),
        )


@register(LetterLink)
class LetterLinkAdmin(TenantScopedAdmin):
    """Whose link was followed. One that is deleted opens nothing any more."""

    rights = Rights(view=EVERYONE, delete=EVERYONE)
    list_display = ["recipient", "email", "letter", "opened_at", "created_at"]
    list_filter = ["letter"]
    list_select_related = ["letter"]
    search_fields = ["recipient", "email"]
    ordering = ["-id"]
    fields = ["letter", "recipient", "email", "opened_at", "created_at"]
    readonly_fields = ["opened_at", "created_at"]
