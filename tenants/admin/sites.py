"""Sites and departments."""

from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenants.admin.base import UnfoldAdminTextInputWidget, display, register
from tenants.admin.forms import ScopedForm
from tenants.admin.rights import FULL, NO_DELETE
from tenants.admin.scoped import TenantScopedAdmin
from tenants.models import Department, Site


@register(Department)
class DepartmentAdmin(TenantScopedAdmin):
    """Groups of operators."""

    rights = FULL
    list_display = ["name"]
    search_fields = ["name"]
    ordering = ["name"]
    fields = ["name"]


class SiteForm(ScopedForm):
    """Domains on one line."""

    class Meta:
        widgets = {"domains": UnfoldAdminTextInputWidget}


@register(Site)
class SiteAdmin(TenantScopedAdmin):
    """Where the chat stands. A site is switched off, not deleted: its conversations hang on it."""

    rights = NO_DELETE
    form = SiteForm
    list_display = ["name", "shown_domains", "active"]
    list_filter = ["active"]
    search_fields = ["name"]
    ordering = ["name"]
    fieldsets = [
        (None, {"fields": ["name", "domains", "department", "active", "snippet"]}),
        (
            _("Invitations"),
            {
                "fields": [
                    "invitations_per_visit",
                    "invitation_pause",
                    "invitations_per_minute",
                    "rules_open_window",
                    "rules_open_on_phones",
                ]
            },
        ),
        (
            _("Privacy"),
            {"fields": ["consent", "respects_signals", "keep_visits_days", "keep_visitors_days"]},
        ),
    ]
    readonly_fields = ["snippet"]

    @display(description=_("domains"))
    def shown_domains(self, site: Site) -> str:
        """On one line."""
        return ", ".join(site.domains)

    @display(description=_("line for the pages"))
    def snippet(self, site: Any) -> SafeString | str:
        """What the client's webmaster copies into the pages."""
        if site.pk is None:
            return gettext("Shown after the first saving.")
        line = f'<script async src="{settings.DOOR_URL}/w/{site.key}.js"></script>'
        return format_html('<code class="desk-copy">{}</code>', line)
