"""The widget's look, on its site's page."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib.admin import site
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chatdesk.visitors.identity.selectors import secrets_of
from chatdesk.visitors.models import IdentitySecret
from tenants.admin.base import UnfoldAdminTextareaWidget, display, register
from tenants.admin.forms import ScopedForm
from tenants.admin.rights import EVERYONE, Rights
from tenants.admin.scoped import ScopedStackedInline
from tenants.admin.sites import SiteAdmin
from tenants.models import Site
from widget.models import Appearance, FormCapture
from widget.selectors import seen_forms


class AppearanceInline(ScopedStackedInline):
    """Every field changes what a visitor sees."""

    model = Appearance
    rights = Rights(view=EVERYONE, add=EVERYONE, change=EVERYONE)
    min_num = max_num = 1
    can_delete = False
    fieldsets = [
        (_("Colours and shape"), {"fields": ["accent", "surface", "surface_dark", "scheme", "radius", "font", "size"]}),
        (_("Place"), {"fields": ["launcher", "side", "offset_x", "offset_y", "z_index", "avoid"]}),
        (
            _("Sizes"),
            {
                "fields": [
                    "invitation_width",
                    "invitation_width_phone",
                    "window_width",
                    "window_height",
                    "window_height_phone",
                ]
            },
        ),
        (_("Words and manners"), {"fields": ["language", "greeting_en", "greeting_ru", "phone"]}),
        (_("Availability"), {"fields": ["preview", "hide_when_away"]}),
    ]


class FormCaptureForm(ScopedForm):
    """A few lines are the rule."""

    class Meta:
        widgets = {
            "only": UnfoldAdminTextareaWidget({"rows": 3}),
            "besides": UnfoldAdminTextareaWidget({"rows": 3}),
            "fields": UnfoldAdminTextareaWidget({"rows": 3}),
        }


class FormCaptureInline(ScopedStackedInline):
    """Which forms of the site are read, and which of their fields."""

    model = FormCapture
    form = FormCaptureForm
    rights = Rights(view=EVERYONE, add=EVERYONE, change=EVERYONE)
    min_num = max_num = 1
    can_delete = False
    fields = ["enabled", "seen", "only", "besides", "fields", "region"]
    readonly_fields = ["seen"]

    class Media:
        """What lets lines be chosen instead of typed."""

        css: ClassVar[dict[str, list[str]]] = {"all": ["widget/seen_forms.css"]}
        js: ClassVar[list[Script]] = [Script("widget/seen_forms.js", type="module")]

    @display(description=_("forms seen lately"))
    def seen(self, capture: FormCapture) -> SafeString:
        """What browsers met on the site, with what was recognised; from here lines come into the fields below."""
        forms = seen_forms(capture.site_id) if capture.site_id else []
        return render_to_string("admin/widget/seen_forms.html", {"forms": forms, "enabled": capture.enabled})


site.unregister(Site)


@register(Site)
class SiteWithAppearanceAdmin(SiteAdmin):
    """A site and its widget on one page."""

    inlines = [AppearanceInline, FormCaptureInline]
    fieldsets = [*SiteAdmin.fieldsets, (_("Visitors who log in on the site"), {"fields": ["identity"]})]
    readonly_fields = [*SiteAdmin.readonly_fields, "identity"]

    @display(description=_("signing secrets"))
    def identity(self, site: Any) -> SafeString | str:
        """Which count now, and the ways to a new one and to their list."""
        if site.pk is None:
            return gettext("Shown after the first saving.")
        page = "admin:visitors_identitysecret"
        new = f"{reverse(f'{page}_add')}?{urlencode({'client': site.tenant_id, 'site': site.pk})}"
        known = format_html_join("", "<div>{}</div>", ((_said(one),) for one in secrets_of(site.pk)))
        return format_html(
            '{}<div><a class="desk-tool" href="{}">{}</a> <a href="{}?site__id__exact={}">{}</a></div>',
            known or gettext("None: visitors can't be verified."),
            new,
            gettext("Make a new secret"),
            reverse(f"{page}_changelist"),
            site.pk,
            gettext("All secrets of this site"),
        )


def _said(secret: IdentitySecret) -> str:
    hint = f"{secret.kid} (…{secret.secret[-4:]})"
    if secret.ends_at is None:
        return hint
    moment = date_format(timezone.localtime(secret.ends_at), "SHORT_DATETIME_FORMAT")
    return gettext("%(secret)s until %(moment)s") % {"secret": hint, "moment": moment}
