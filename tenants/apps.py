"""Django app tenants."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Who: agencies, clients, sites, people."""

    name = "tenants"
    label = "tenants"
    verbose_name = _("Sites and team")

    def ready(self) -> None:
        """Connects receivers and system checks, which need the models."""
        import_module("tenants.receivers")
        import_module("tenants.checks")
