"""TenantModel: the base of every model whose rows belong to a client. Closed by default."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.sql.compiler import SQLCompiler

from tenants.scope import TenantScopeError, current_scope


class InScope(models.Func):
    """SQL condition "this row's client is in scope", read when the query runs, not when it is written."""

    output_field = models.BooleanField()
    arity = 1

    def as_sql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Compiles to ``tenant_id = 7`` or ``tenant_id = any(…)``; raises TenantScopeError without a scope."""
        column, params = compiler.compile(self.source_expressions[0])
        tenant_ids = current_scope().tenant_ids
        if len(tenant_ids) == 1:
            return f"{column} = %s", [*params, tenant_ids[0]]
        return f"{column} = any(%s)", [*params, list(tenant_ids)]


class ScopedQuerySet(models.QuerySet[Any]):
    """Refuses to write rows of a client that is not in scope."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        """As Django's, after every row was given or checked for its client."""
        rows = list(objs)
        for row in rows:
            row.take_tenant_from_scope()
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """As Django's; a row never changes its client."""
        if {"tenant", "tenant_id"} & kwargs.keys():
            raise TenantScopeError("a row never changes its client")
        return super().update(**kwargs)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Shows the rows in scope only; without a scope every query raises TenantScopeError."""

    def get_queryset(self) -> ScopedQuerySet:
        """Rows of the clients in scope."""
        return super().get_queryset().filter(InScope(models.F("tenant_id")))


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A reference inside one client: the database checks (tenant_id, id), which a plain key would not.

    Foreign keys bypass row-level security, so a plain one could point at another client's row. The
    composite constraint is added by ``tenants.rls.TenantTable``.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(*args, **kwargs)


class TenantOneToOneField(models.OneToOneField[Any, Any]):
    """A TenantForeignKey that is unique."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(*args, **kwargs)


class TenantModel(models.Model):
    """A row that belongs to one client."""

    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.CASCADE, related_name="+", editable=False)

    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def take_tenant_from_scope(self) -> None:
        """Fills ``tenant`` from the scope; raises TenantScopeError if the row belongs elsewhere."""
        scope = current_scope()
        if not self.tenant_id:
            self.tenant_id = scope.tenant_id
        if self.tenant_id not in scope.tenant_ids:
            raise TenantScopeError(f"{type(self).__name__} belongs to a client that is not in scope")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's, inside the scope only."""
        self.take_tenant_from_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As Django's, inside the scope only."""
        self.take_tenant_from_scope()
        return super().delete(*args, **kwargs)

    def unique_error_message(self, model_class: type[models.Model], unique_check: Any) -> ValidationError:
        """As Django's, without the client: nobody types it and some must not know of others."""
        return super().unique_error_message(model_class, tuple(name for name in unique_check if name != "tenant"))

    def in_scope(self) -> Self:
        """This row, after checking that its client is in scope."""
        self.take_tenant_from_scope()
        return self
