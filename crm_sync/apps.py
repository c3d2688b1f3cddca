"""Django app crm_sync."""

from django.apps import AppConfig


class CrmSyncConfig(AppConfig):
    """Other people's systems."""

    name = "crm_sync"
    label = "crm_sync"
