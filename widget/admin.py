"""The widget's look, on its site's page."""

from django.contrib.admin import site
from django.utils.translation import gettext_lazy as _

from tenants.admin.base import register
from tenants.admin.rights import EVERYONE, Rights
from tenants.admin.scoped import ScopedStackedInline
from tenants.admin.sites import SiteAdmin
from tenants.models import Site
from widget.models import Appearance, FormCapture


class AppearanceInline(ScopedStackedInline):
    """Every field changes what a visitor sees."""

    model = Appearance
    rights = Rights(view=EVERYONE, add=EVERYONE, change=EVERYONE)
    min_num = max_num = 1
    can_delete = False
    fieldsets = [
        (_("Colours and shape"), {"fields": ["accent", "surface", "surface_dark", "scheme", "radius", "font", "size"]}),
        (_("Place"), {"fields": ["launcher", "side", "offset_x", "offset_y", "z_index", "avoid"]}),
        (_("Words and manners"), {"fields": ["language", "greeting_en", "greeting_ru", "phone"]}),
        (_("Availability"), {"fields": ["preview", "hide_when_away"]}),
    ]


class FormCaptureInline(ScopedStackedInline):
    """Which forms of the site are read, and which of their fields."""

    model = FormCapture
    rights = Rights(view=EVERYONE, add=EVERYONE, change=EVERYONE)
    min_num = max_num = 1
    can_delete = False
    fields = ["enabled", "only", "besides", "fields", "region"]


site.unregister(Site)


@register(Site)
class SiteWithAppearanceAdmin(SiteAdmin):
    """A site and its widget on one page."""

    inlines = [AppearanceInline, FormCaptureInline]
