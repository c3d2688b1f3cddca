"""Django app tenants."""

from importlib import import_module

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Who: agencies, clients, sites, people."""

    name = "tenants"
    label = "tenants"

    def ready(self) -> None:
        """Connects receivers and system checks, which need the models."""
        import_module("tenants.receivers")
        import_module("tenants.checks")
