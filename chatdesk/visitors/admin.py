"""Visitors, their visits and pages, to look at."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chatdesk.visitors.models import ContactPoint, Event, PageView, Visit, Visitor
from tenants.admin.base import display, register
from tenants.admin.rights import READ_ONLY
from tenants.admin.scoped import ScopedTabularInline, TenantScopedAdmin


class VisitInline(ScopedTabularInline):
    """A visitor's visits."""

    model = Visit
    rights = READ_ONLY
    fields = ["number", "started_at", "last_at", "pages", "landing_url", "referrer"]
    ordering = ["-number"]
    show_change_link = True


class ContactPointInline(ScopedTabularInline):
    """How a visitor can be reached, and where that was seen."""

    model = ContactPoint
    rights = READ_ONLY
    fields = ["kind", "value", "normal", "origin", "form", "page", "consent", "doubt", "last_at", "chosen_by"]
    ordering = ["kind", "-last_at"]


class PageViewInline(ScopedTabularInline):
    """A visit's pages, in order."""

    model = PageView
    rights = READ_ONLY
    fields = ["at", "seconds", "title", "url"]
    ordering = ["at"]


class EventInline(ScopedTabularInline):
    """What happened in a visit, in order."""

    model = Event
    rights = READ_ONLY
    fields = ["at", "kind", "name", "meta"]
    ordering = ["at"]


@register(Visitor)
class VisitorAdmin(TenantScopedAdmin):
    """Who came. The token is no business of anybody's."""

    rights = READ_ONLY
    list_display = ["called", "site", "visits", "language", "created_at"]
    list_filter = ["site"]
    list_select_related = ["site"]
    search_fields = ["name"]
    ordering = ["-id"]
    fields = [
        "called",
        "site",
        "external_id",
        "verified_at",
        "attributes",
        "vouched",
        "language",
        "time_zone",
        "visits",
        "created_at",
    ]
    readonly_fields = ["called", "created_at"]
    inlines = [ContactPointInline, VisitInline]

    @display(description=_("name"), ordering="name")
    def called(self, visitor: Visitor) -> str:
        """The name, or what stands for it."""
        return visitor.called


@register(Visit)
class VisitAdmin(TenantScopedAdmin):
    """One stay on a site."""

    rights = READ_ONLY
    list_display = ["visitor", "number", "started_at", "last_at", "pages", "landing_url"]
    ordering = ["-id"]
    fields = ["visitor", "number", "started_at", "last_at", "landing_url", "referrer", "country", "city"]
    fields += ["user_agent", "pages", "consent", "consent_at", "rules"]
    readonly_fields = ["rules"]
    inlines = [PageViewInline, EventInline]

    @display(description=_("rules"))
    def rules(self, visit: Visit) -> SafeString:
        """The way to what every rule thinks of the visit."""
        address = f"{reverse('admin:triggers_trigger_why')}?visit={visit.id}"
        return format_html('<a href="{}">{}</a>', address, _("Why was this visitor not invited?"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the visitors' names."""
        return super().get_queryset(request).select_related("visitor")


@register(PageView)
class PageViewAdmin(TenantScopedAdmin):
    """Pages that were seen."""

    rights = READ_ONLY
    list_display = ["title", "url", "at"]
    ordering = ["-id"]
    fields = ["visit", "title", "url", "at"]
