"""Puts our admin site in the place of Django's."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """``django.contrib.admin`` with the site that enters a scope before every page."""

    default_site = "tenants.admin.site.DeskAdminSite"

    def ready(self) -> None:
        """Registers the pages of tenants first: widget puts its look on one of them."""
        import_module("tenants.admin.pages")
        super().ready()
