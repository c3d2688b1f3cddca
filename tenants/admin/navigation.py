"""The side bar: groups of pages, as the settings name them, less what the seat may not see."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite


def groups_for(site: "AdminSite", request: HttpRequest) -> list[dict[str, Any]]:
    """The groups of ``settings.ADMIN_NAVIGATION`` in unfold's form."""
    groups = [
        {"title": title, "items": [item for label, icon in pages for item in _page(site, request, label, icon)]}
        for title, pages in settings.ADMIN_NAVIGATION
    ]
    return [group for group in groups if group["items"]]


def _page(site: "AdminSite", request: HttpRequest, label: str, icon: str) -> list[dict[str, Any]]:
    model = apps.get_model(label)
    if not site.is_registered(model) or not site.get_model_admin(model).has_view_permission(request):
        return []
    link = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return [
        {
            "title": capfirst(model._meta.verbose_name_plural),
            "link": link,
            "icon": icon,
            "has_permission": True,
            "active": request.path.startswith(link),
        }
    ]
