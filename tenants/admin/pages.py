"""Loads the pages of this package, which register themselves."""

from tenants.admin import agencies, clients, members, sites

__all__ = ["agencies", "clients", "members", "sites"]
