"""Whose rows may be touched now: one scope, set in one place, for HTTP, sockets, tasks, admin and commands.

A scope opens a transaction and binds it in PostgreSQL with transaction-local settings that every
row-level policy reads; the scoped manager reads the same scope from a context variable. Without a scope
the manager raises and the policies show nothing. See docs/tenancy.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction


class TenantScopeError(RuntimeError):
    """Tenant-owned rows were touched outside their tenant's scope."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Clients whose rows are in reach, and the agency whose own rows are."""

    tenant_ids: tuple[int, ...]
    agency_id: int | None = None

    @property
    def tenant_id(self) -> int:
        """The only client in reach; raises TenantScopeError if there are several or none."""
        if len(self.tenant_ids) != 1:
            raise TenantScopeError(f"this needs one client in scope, there are {len(self.tenant_ids)}")
        return self.tenant_ids[0]

    @property
    def own_agency_id(self) -> int:
        """The agency in reach; raises TenantScopeError without one."""
        if self.agency_id is None:
            raise TenantScopeError("this needs an agency in scope")
        return self.agency_id

    def covers(self, other: "Scope") -> bool:
        """Everything in reach of ``other`` is in reach of this one."""
        own_agency = other.agency_id in (None, self.agency_id)
        return own_agency and set(other.tenant_ids) <= set(self.tenant_ids)


_current: ContextVar[Scope | None] = ContextVar("tenant_scope", default=None)


def current_scope() -> Scope:
    """The scope in force; raises TenantScopeError without one."""
    scope = _current.get()
    if scope is None:
        raise TenantScopeError("no client is in scope: enter tenant_scope() first")
    return scope


def current_tenant_id() -> int:
    """Id of the one client in scope; raises TenantScopeError."""
    return current_scope().tenant_id


@contextmanager
def tenant_scope(tenant_id: int) -> Iterator[Scope]:
    """A transaction in which the rows of one client are in reach."""
    with _entered(Scope((tenant_id,))) as scope:
        yield scope


@contextmanager
def agency_scope(*, agency_id: int | None, tenant_ids: tuple[int, ...]) -> Iterator[Scope]:
    """A transaction in which the rows of several clients are in reach.

    The ids come from memberships (tenants.access), never from a request.
    """
    with _entered(Scope(tuple(sorted(tenant_ids)), agency_id)) as scope:
        yield scope


@contextmanager
def _entered(scope: Scope) -> Iterator[Scope]:
    outer = _current.get()
    if outer == scope:
        yield scope
        return
    if outer is not None and not outer.covers(scope):
        raise TenantScopeError("another client is in scope: scopes narrow, they never switch")
    with transaction.atomic():
        bind(scope)
        token = _current.set(scope)
        try:
            yield scope
        finally:
            _current.reset(token)
    if connection.in_atomic_block:
        bind(outer)


def bind(scope: Scope | None) -> None:
    """Binds the running transaction; the settings end with it (they are never session-wide)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.tenant', %s, true), set_config('app.tenants', %s, true), "
            "set_config('app.agency', %s, true)",
            _settings(scope),
        )


def _settings(scope: Scope | None) -> tuple[str, str, str]:
    if scope is None:
        return "", "", ""
    one = str(scope.tenant_ids[0]) if len(scope.tenant_ids) == 1 else ""
    several = "" if one else "{" + ",".join(map(str, scope.tenant_ids)) + "}"
    return one, several, "" if scope.agency_id is None else str(scope.agency_id)
