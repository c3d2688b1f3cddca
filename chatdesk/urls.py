"""Every address of both processes; the visitor door answers only its own (see asgi.py)."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from chatdesk import health

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk")),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}operators/icon.svg")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("accounts/", include("tenants.account_urls")),
    path("admin/", admin.site.urls),
    path("desk/", include("operators.urls")),
    path("w/", include("widget.urls")),
]
