"""Migration operations that put a table behind row-level security. The one template of the policies.

``nullif`` is needed because a transaction-local setting reads as '' after its transaction; the scalar
sub-select makes PostgreSQL evaluate it once per statement instead of once per row.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

from tenants.scoped import TenantForeignKey, TenantOneToOneField

POLICY = "in_scope"
TENANT = "(select nullif(current_setting('app.tenant', true), '')::bigint)"
TENANTS = "((select nullif(current_setting('app.tenants', true), '')::bigint[])::bigint[])"
AGENCY = "(select nullif(current_setting('app.agency', true), '')::bigint)"


def tenant_rule(column: str = "tenant_id") -> str:
    """Condition for rows of the clients in scope."""
    return f"{column} = {TENANT} or {column} = any {TENANTS}"


def agency_rule(column: str) -> str:
    """Condition for rows of the agency in scope."""
    return f"{column} = {AGENCY}"


def guard_table(table: str, rule: str) -> str:
    """SQL: nobody, the owner included, sees or writes rows against ``rule``."""
    return (
        f'alter table "{table}" enable row level security;'
        f'alter table "{table}" force row level security;'
        f'create policy {POLICY} on "{table}" using ({rule}) with check ({rule});'
    )


def compose_key(table: str, column: str, target: str) -> str:
    """SQL: ``column`` refers to a row of the same client in ``target``."""
    return (
        f'alter table "{table}" add constraint "{table}_{column}_tenant_fk" foreign key (tenant_id, "{column}") '
        f'references "{target}" (tenant_id, id) deferrable initially deferred;'
    )


class TenantTable(Operation):
    """Locks the table of a TenantModel: policy with FORCE, UNIQUE (tenant_id, id), composite foreign keys."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, model: str, *, referenced: bool = True) -> None:
        self.model = model
        self.referenced = referenced
        """False for tables that nothing points at: spares their unique index on (tenant_id, id)."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The lock is the database's business; Django's state does not change."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Adds the lock."""
        model = to_state.apps.get_model(app_label, self.model)
        table = model._meta.db_table
        if self.referenced:
            editor.execute(f'alter table "{table}" add constraint "{table}_tenant_row" unique (tenant_id, id)')
        for statement in composite_keys(model):
            editor.execute(statement)
        editor.execute(guard_table(table, tenant_rule()))

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing: the table itself goes with its CreateModel."""

    def describe(self) -> str:
        """Text for migrate's output."""
        return f"Put {self.model} behind row-level security"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For migration files."""
        return type(self).__qualname__, [self.model], {} if self.referenced else {"referenced": False}


def composite_keys(model: type[Model]) -> list[str]:
    """SQL for every reference of the model to another row of its client."""
    fields = [f for f in model._meta.local_fields if isinstance(f, TenantForeignKey | TenantOneToOneField)]
    return [compose_key(model._meta.db_table, f.column, f.related_model._meta.db_table) for f in fields]


class ComposeKey(TenantTable):
    """Adds the composite constraint of one reference that was added to a table later."""

    def __init__(self, model: str, field: str) -> None:
        super().__init__(model)
        self.field = field

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Adds the constraint."""
        model = to_state.apps.get_model(app_label, self.model)
        field = model._meta.get_field(self.field)
        editor.execute(compose_key(model._meta.db_table, field.column, field.related_model._meta.db_table))

    def describe(self) -> str:
        """Text for migrate's output."""
        return f"Compose the key {self.model}.{self.field}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For migration files."""
        return type(self).__qualname__, [self.model, self.field], {}
