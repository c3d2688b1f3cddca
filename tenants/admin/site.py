"""The admin site: enters the seat's scope before every page and leaves it after the page is rendered."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST
from unfold.sites import UnfoldAdminSite

from tenants.admin.guarded import GuardedAdmin
from tenants.admin.navigation import groups_for
from tenants.admin.seats import seat_at, seats_at, take_seat
from tenants.selectors import recent_admin_actions, team_name

# "search" keeps results in a cache that knows no seats; "view_on_site" asks for objects of any model.
SHUT = {"search", "view_on_site"}

POLICY = {"script-src": [SELF, UNSAFE_EVAL], "style-src-attr": [UNSAFE_INLINE]}
"""What unfold's Alpine needs: it evaluates its attributes and writes widths into them. Nowhere else is that allowed."""


class DeskAdminSite(UnfoldAdminSite):
    """One site for agencies and clients: what it shows follows from the seat."""

    site_title = _("chatdesk admin")
    index_title = _("Settings")
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # A list of ids from a form would be deleted at once; things go one by one, after their own page.
        self.disable_action("delete_selected")

    def register(self, model_or_iterable: Any, admin_class: type[Any] | None = None, **options: Any) -> None:
        """Takes guarded pages only: other packages' pages know no seats, so they stay out."""
        if admin_class is not None and issubclass(admin_class, GuardedAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's and unfold's addresses less the shut ones, and the choice of a seat."""
        own = [path("seat/", self.choose_seat, name="seat")]
        return own + [url for url in super().get_urls() if getattr(url, "name", None) not in SHUT]

    def has_permission(self, request: HttpRequest) -> bool:
        """A seat is needed, whatever Django's own flags say."""
        return seat_at(request) is not None

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """As Django's, in the seat's scope, under the admin's own content policy."""
        return super().admin_view(_in_seat(view), cacheable)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one login page; who is signed in without a seat is told so."""
        target = _safe_target(request)
        if not request.user.is_authenticated:
            return redirect_to_login(target, settings.LOGIN_URL)
        if not seats_at(request):
            raise PermissionDenied
        if seat_at(request) is None:
            return redirect_to_login(target, reverse("admin:seat"))
        return redirect(target)

    @method_decorator([csrf_protect, require_POST])
    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ends the session."""
        get_adapter(request).logout(request)
        return redirect(settings.LOGIN_URL)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The page of the account."""
        return redirect("account_change_password")

    @method_decorator([never_cache, csrf_protect])
    def choose_seat(self, request: HttpRequest) -> HttpResponse:
        """Lets a person with several seats take one."""
        if not seats_at(request):
            return self.login(request)
        if request.method == "POST":
            if take_seat(request, request.POST.get("seat", "")) is None:
                raise PermissionDenied
            return redirect(_safe_target(request))
        context = {"seats": seats_at(request), "taken": seat_at(request), "next": _safe_target(request)}
        return render(request, "account/seat.html", context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What can be set, in the groups of the side bar, and what was done lately."""
        return super().index(request, {"recent": recent_admin_actions(limit=8), **(extra_context or {})})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """As unfold's; the colours come from a file, because an inline style would need a hole in the policy."""
        return super().each_context(request) | {
            "colors": None,
            "site_header": getattr(request, "team_name", "chatdesk"),
        }

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Groups and pages that the seat may see."""
        return groups_for(self, request)

    def _get_account_links(self, request: HttpRequest) -> list[dict[str, Any]]:
        links = [{"title": _("Console"), "link": settings.LOGIN_REDIRECT_URL}]
        if len(seats_at(request)) > 1:
            links.append({"title": _("Work as someone else"), "link": reverse("admin:seat")})
        return [*links, {"title": _("Change password"), "link": reverse("account_change_password")}]


def _in_seat(view: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seat = seat_at(request)
        if seat is None:
            raise PermissionDenied
        with seat.enter():
            request.team_name = seat.name or team_name(agency_id=seat.agency_id)  # type: ignore[attr-defined]
            response: HttpResponse = view(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
        response._csp_replace = POLICY  # type: ignore[attr-defined]
        return response

    return inner


def _safe_target(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else reverse("admin:index")
