"""Visitors, their visits and pages, to look at."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chatdesk.visitors.identity.attributes import words_of
from chatdesk.visitors.identity.selectors import attribute_items, secrets_of
from chatdesk.visitors.identity.services.rotating import end_secret, make_secret
from chatdesk.visitors.models import ContactPoint, Event, IdentitySecret, PageView, Visit, Visitor
from tenants.admin.base import action, display, register
from tenants.admin.rights import EVERYONE, READ_ONLY, Rights
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
    fields = ["kind", "value", "normal", "verified_at", "origin", "form", "page", "consent", "doubt", "last_at"]
    fields += ["chosen_by"]
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
    search_fields = ["name", "external_id"]
    ordering = ["-id"]
    fields = [
        "called",
        "site",
        "external_id",
        "verified_at",
        "told",
        "language",
        "time_zone",
        "visits",
        "do_not_offer",
        "do_not_invite",
        "noted_by",
        "noted_at",
        "created_at",
    ]
    readonly_fields = ["called", "told", "created_at"]
    inlines = [ContactPointInline, VisitInline]

    @display(description=_("told by the site"))
    def told(self, visitor: Visitor) -> SafeString | str:
        """Attributes, and which of them the site's server has signed."""
        lines = [
            (one.name, words_of(one.value), _("verified") if one.verified else _("not verified"))
            for one in attribute_items(visitor)
        ]
        return format_html_join("", "<div>{}: {} ({})</div>", lines) or "–"

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


@register(IdentitySecret)
class IdentitySecretAdmin(TenantScopedAdmin):
    """Secrets with which sites vouch for their visitors: made, followed by another one, ended; never read again."""

    rights = Rights(view=EVERYONE, add=EVERYONE)
    list_display = ["kid", "site", "hint", "created_at", "counts"]
    list_filter = ["site"]
    list_select_related = ["site"]
    ordering = ["-id"]
    readonly_fields = ["kid", "hint", "created_at", "counts"]
    actions = ["end_now"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A new one is asked for which site alone."""
        return ["site"] if obj is None else ["site", "kid", "hint", "created_at", "counts"]

    @display(description=_("signing secret"))
    def hint(self, secret: IdentitySecret) -> str:
        """Enough to compare with what the site's server has."""
        return f"…{secret.secret[-4:]}"

    @display(description=_("counts"))
    def counts(self, secret: IdentitySecret) -> str:
        """Until when."""
        if secret.ends_at is None:
            return str(_("yes"))
        moment = date_format(timezone.localtime(secret.ends_at), "SHORT_DATETIME_FORMAT")
        said = _("until %s") if secret.ends_at > timezone.now() else _("no, ended %s")
        return str(said) % moment

    def save_model(self, request: HttpRequest, obj: IdentitySecret, form: Any, change: bool) -> None:
        """The one before counts for a while."""
        made = make_secret(site_id=obj.site_id)
        obj.pk, obj.kid, obj.secret, obj.created_at = made.pk, made.kid, made.secret, made.created_at

    def response_add(
        self, request: HttpRequest, obj: IdentitySecret, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The one time that the secret is shown, in the answer itself."""
        before = secrets_of(obj.site_id).exclude(pk=obj.pk).first()
        context = {"title": obj.site.name, "made": obj, "before": before, "opts": self.opts}
        return self.render_page(request, "admin/visitors/secret.html", context)

    def has_rotate_permission(self, request: HttpRequest) -> bool:
        """Whoever may make one may end one."""
        return self.has_add_permission(request)

    @action(description=_("End now: what it signed counts no more"), permissions=["rotate"])
    def end_now(self, request: HttpRequest, chosen: QuerySet[IdentitySecret]) -> None:
        """Also the present one: then nobody is vouched for until there is a new one."""
        for secret in chosen:
            end_secret(secret_id=secret.pk)
            self.log_change(request, secret, [{"changed": {"fields": [str(_("counts"))]}}])
        self.message_user(request, _("Ended. Tokens signed with it are refused from now on."))
