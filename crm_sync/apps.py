"""Django app crm_sync."""

from importlib import import_module

from django.apps import AppConfig


class CrmSyncConfig(AppConfig):
    """Other people's systems."""

    name = "crm_sync"
    label = "crm_sync"

    def ready(self) -> None:
        """Connects the receivers."""
        import_module("crm_sync.receivers")
