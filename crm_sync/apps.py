"""Django app crm_sync."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmSyncConfig(AppConfig):
    """Other people's systems."""

    name = "crm_sync"
    label = "crm_sync"
    verbose_name = _("Other systems")

    def ready(self) -> None:
        """Connects the receivers."""
        import_module("crm_sync.receivers")
