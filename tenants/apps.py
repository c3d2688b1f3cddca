"""Django app tenants."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Who: agencies, clients, sites, people."""

    name = "tenants"
    label = "tenants"
