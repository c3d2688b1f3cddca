"""Takes the locks away, one by one: the test of the tests."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from django.db.models import Q, QuerySet

from tenants import scope, scoped, selectors
from tenants.admin import agencies, clients, filters, guarded
from tenants.models import Tenant
from tests.isolation.marks import superuser


@contextmanager
def first_lock_off() -> Iterator[None]:
    """Managers, guards and the admin's limits let everything through; PostgreSQL still knows whose turn it is."""
    with ExitStack() as off:
        for target, name, instead in _OPENED:
            off.enter_context(mock.patch.object(target, name, instead))
        yield


@contextmanager
def second_lock_off() -> Iterator[None]:
    """No policy of this database is in force."""
    tables = _secured_tables()
    _switch(tables, "disable")
    try:
        yield
    finally:
        _switch(tables, "enable")


def _secured_tables() -> list[str]:
    with superuser() as server:
        rows = server.execute("select c.oid::regclass::text from pg_class c where c.relrowsecurity").fetchall()
        return [row[0] for row in rows]


def _switch(tables: list[str], verb: str) -> None:
    with superuser() as server:
        for table in tables:
            server.execute(f"alter table {table} {verb} row level security")


def _everything(self: Any, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
    return "true", []


def _any_owner(self: Any) -> None:
    if self.tenant_id is None:
        self.tenant_id = scope.current_scope().tenant_id


def _no_limit(self: Any, rows: QuerySet[Any], seat: Any) -> QuerySet[Any]:
    return rows


def _any_target(db_field: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = db_field.remote_field.model._default_manager.get_queryset()
    return rows


def _asked_client(self: Any, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
    return queryset.filter(tenant_id=self.value()) if self.value() else queryset


_OPENED: list[tuple[Any, str, Any]] = [
    (scoped.InScope, "as_sql", _everything),
    (scoped.TenantModel, "take_tenant_from_scope", _any_owner),
    (scope.Scope, "covers", lambda self, other: True),
    (selectors, "_owned", lambda scope: Q()),
    (filters, "clients_in_scope", lambda: Tenant.objects.all()),
    (filters.ClientFilter, "queryset", _asked_client),
    (guarded, "_rows_in_scope", _any_target),
    (agencies.AgencyAdmin, "limit", _no_limit),
    (agencies.AgencyMemberAdmin, "limit", _no_limit),
    (clients.ClientAdmin, "limit", _no_limit),
]
"""Where the first lock sits, and what stands there without it."""
