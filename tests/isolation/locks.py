"""Takes the locks away, one by one: the test of the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import environ
from django.db import connections
from django.db.models import F, QuerySet

from tenants import scoped, selectors
from tenants.admin import clients, guarded, scoped as scoped_admin, site
from tenants.models import AdminAction, Tenant
from tenants.scoped import TenantModel


@contextmanager
def first_lock_off() -> Iterator[None]:
    """Managers, guards of ``save`` and the admin's limits let everything through; PostgreSQL still knows the scope."""
    with contextlib.ExitStack() as off:
        for target, name, instead in _OPEN:
            off.enter_context(mock.patch.object(target, name, instead))
        yield
