"""The SQL gate finds each kind of hole. The holes are made by the administrator and rolled back."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from tenants import gate

TABLE = "create table public.bad_notes (id bigint primary key, tenant_id bigint not null, site_id bigint)"
LOCK = "alter table bad_notes enable row level security; alter table bad_notes force row level security"


@pytest.fixture
def administrator(database: None) -> Iterator[psycopg.Connection]:
    """A superuser's connection to the test database; everything done on it is undone."""
    name = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], dbname=name) as own:
        yield own
        own.rollback()


@pytest.fixture
def found(administrator, monkeypatch):
    """What the gate says after some SQL, asked on the administrator's connection."""

    def rows(_using: str, sql: str, params: list[object] | None = None) -> list[tuple[object, ...]]:
        return administrator.execute(sql, params).fetchall()

    def after(*statements: str) -> list[str]:
        for statement in statements:
            administrator.execute(statement)
        monkeypatch.setattr(gate, "_rows", rows)
        return gate.findings()

    return after


def test_the_installation_has_no_hole(database) -> None:
    assert gate.findings() == []
    call_command("check_isolation", verbosity=0)


def test_the_command_fails_when_there_is_one(database, monkeypatch) -> None:
    monkeypatch.setattr(gate, "WITHOUT_CLIENT", gate.WITHOUT_CLIENT - {"tenants_user"})
    with pytest.raises(CommandError):
        call_command("check_isolation")


def test_an_unlocked_table_is_found(found) -> None:
    holes = found(TABLE)
    assert "bad_notes: row level security is off" in holes
    assert "bad_notes: row level security does not bind its owner (FORCE)" in holes
    assert "bad_notes: its policy is not the one template" in holes


def test_a_locked_table_without_a_policy_is_found(found) -> None:
    assert "bad_notes: its policy is not the one template" in found(TABLE, LOCK)


@pytest.mark.parametrize(
    "policy",
    [
        "create policy in_scope on bad_notes using (true) with check (true)",
        "create policy in_scope on bad_notes using (tenant_id = current_setting('app.tenant')::bigint)",
        "create policy in_scope on bad_notes for select using ({rule})",
        "create policy in_scope on bad_notes using ({rule}) with check (true)",
        "create policy in_scope on bad_notes to chatdesk_app using ({rule}) with check ({rule})",
        "create policy in_scope on bad_notes using ({rule} or id = 1) with check ({rule} or id = 1)",
    ],
)
def test_another_policy_than_the_template_is_found(policy, found) -> None:
    rule = gate.tenant_rule()
    assert "bad_notes: its policy is not the one template" in found(TABLE, LOCK, policy.format(rule=rule))


def test_a_second_policy_is_found(found) -> None:
    second = "create policy more on tenants_site for select using (true)"
    assert "tenants_site: its policy is not the one template" in found(second)


def test_the_template_itself_is_no_hole(found) -> None:
    rule = gate.tenant_rule()
    holes = found(TABLE, LOCK, f"create policy in_scope on bad_notes using ({rule}) with check ({rule})")
    assert [hole for hole in holes if "policy" in hole or "row level" in hole] == []


def test_a_table_without_a_client_is_found(found) -> None:
    holes = found("create table public.bad_list (id bigint primary key)")
    assert "bad_list: has no tenant_id and is not among the tables that need none" in holes


def test_a_plain_reference_is_found(found) -> None:
    holes = found(
        TABLE, "alter table bad_notes add constraint plain foreign key (site_id) references tenants_site (id)"
    )
    assert "bad_notes: foreign key plain does not include tenant_id" in holes


def test_a_reference_that_crosses_the_columns_is_found(found) -> None:
    key = "foreign key (site_id, tenant_id) references tenants_site (tenant_id, id)"
    crossed = f"alter table bad_notes add constraint crossed {key}"
    assert "bad_notes: foreign key crossed does not include tenant_id" in found(TABLE, crossed)


def test_a_reference_without_any_key_is_found(found) -> None:
    assert "bad_notes: site_id has no foreign key" in found(TABLE)


def test_a_view_with_its_owners_rights_is_found(found) -> None:
    holes = found(
        "create view public.bad_view as select * from tenants_site",
        "create view public.good_view with (security_invoker = true) as select * from tenants_site",
        "create materialized view public.bad_copy as select * from tenants_site",
    )
    assert "bad_view: the view is not security_invoker" in holes
    assert "bad_copy: a materialised view has no row level security" in holes
    assert not any(hole.startswith("good_view") for hole in holes)


@pytest.mark.parametrize("power", ["superuser", "bypassrls", "createrole", "createdb"])
def test_a_strong_role_is_found(power, found) -> None:
    holes = found(f"alter role chatdesk_app {power}")
    assert "chatdesk_app: may bypass row level security or make roles and databases" in holes


def test_something_that_the_role_owns_is_found(found) -> None:
    assert "bad_notes: this relation belongs to chatdesk_app" in found(
        TABLE, "alter table bad_notes owner to chatdesk_app"
    )


def test_a_membership_of_the_role_is_found(found) -> None:
    assert "chatdesk_app: is a member of chatdesk_platform" in found("grant chatdesk_platform to chatdesk_app")


FUNCTION = "create function public.{name}() returns bigint language sql security definer {path} as 'select 1::bigint'"


def test_a_definers_function_that_is_no_lookup_is_found(found) -> None:
    holes = found(FUNCTION.format(name="peek", path="set search_path = public"))
    assert "peek: is SECURITY DEFINER and no audited lookup of chatdesk_platform" in holes


def test_a_lookup_without_a_fixed_path_and_for_everybody_is_found(found) -> None:
    holes = found(
        FUNCTION.format(name="lookup_peek", path=""), "alter function lookup_peek() owner to chatdesk_platform"
    )
    assert "lookup_peek: is SECURITY DEFINER without a fixed search_path" in holes
    assert "lookup_peek: anybody may call it" in holes


def test_tests_run_under_the_products_own_role(database) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("chatdesk_app",)
