"""The SQL gate: asks PostgreSQL itself whether every table of the installation is locked (HARDENING 2.3).

The system checks read models; this reads the catalogue, so it also finds what somebody did by hand.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import connections

from tenants.database_roles import APP, PLATFORM
from tenants.rls import POLICY, agency_rule, tenant_rule

OWN_RULES = {
    "tenants_agency": agency_rule("id"),
    "tenants_agencymember": agency_rule("agency_id"),
    "tenants_tenant": f"{tenant_rule('id')} or {agency_rule('agency_id')}",
    "tenants_adminaction": f"{tenant_rule()} or {agency_rule('agency_id')}",
}
"""Tables whose policy is not the one template, each with its own."""

WITHOUT_CLIENT = frozenset(
    {
        "account_emailaddress",
        "account_emailconfirmation",
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "django_admin_log",  # stays empty: the admin writes tenants_adminaction
        "django_content_type",
        "django_migrations",
        "django_session",
        "realtime_epoch",
        "tenants_user",
        "tenants_user_groups",
        "tenants_user_user_permissions",
    }
)
"""Tables that belong to the installation, not to a client."""

LOOKUP = re.compile(r"^lookup_[a-z_]+$")


def findings(*, using: str = "default") -> list[str]:
    """One sentence for each hole; empty if everything is locked. Needs no rights beyond reading the catalogue."""
    return [finding for question in QUESTIONS for finding in question(using)]


def unlocked_tables(using: str) -> Iterator[str]:
    """Tables with a client, or with a policy of their own, that PostgreSQL does not lock for everybody."""
    for table, secured, forced in _rows(using, _TABLES + " where c.relkind in ('r', 'p')"):
        if table in WITHOUT_CLIENT:
            continue
        if not secured:
            yield f"{table}: row level security is off"
        if not forced:
            yield f"{table}: row level security does not bind its owner (FORCE)"


def tables_without_client(using: str) -> Iterator[str]:
    """Tables that carry no client and are not on the list of those that need none."""
    known = WITHOUT_CLIENT | OWN_RULES.keys()
    for (table,) in _rows(using, _WITHOUT_TENANT):
        if table not in known:
            yield f"{table}: has no tenant_id and is not among the tables that need none"


def wrong_policies(using: str) -> Iterator[str]:
    """Policies that are not exactly the template, and tables that have none or several."""
    policies: dict[str, list[tuple[Any, ...]]] = {}
    for table, *policy in _rows(using, _POLICIES):
        policies.setdefault(table, []).append(tuple(policy))
    locked = {row[0] for row in _rows(using, _TABLES + " where c.relkind in ('r', 'p')")} - WITHOUT_CLIENT
    for table in sorted(locked | policies.keys()):
        wanted = plain(OWN_RULES.get(table, tenant_rule()))
        found = [
            (name, how, roles, verbs, plain(using_), plain(check))
            for name, how, roles, verbs, using_, check in policies.get(table, [])
        ]
        if found != [(POLICY, "PERMISSIVE", ["public"], "ALL", wanted, wanted)]:
            yield f"{table}: its policy is not the one template"


def plain_references(using: str) -> Iterator[str]:
    """Foreign keys between clients' tables that do not carry the client: they bypass row level security."""
    for table, name in _rows(using, _PLAIN_REFERENCES):
        yield f"{table}: foreign key {name} does not include tenant_id"


def missing_references(using: str) -> Iterator[str]:
    """Columns of clients' tables that are named like references and have no foreign key at all."""
    for table, column in _rows(using, _MISSING_REFERENCES):
        yield f"{table}: {column} has no foreign key"


def open_views(using: str) -> Iterator[str]:
    """Views that read with their owner's rights, and copies of rows that no policy guards."""
    for name, kind, options in _rows(using, _VIEWS):
        if kind == "m":
            yield f"{name}: a materialised view has no row level security"
        elif "security_invoker=true" not in (options or []):
            yield f"{name}: the view is not security_invoker"


def strong_roles(using: str) -> Iterator[str]:
    """Powers that the role of the web processes must not have."""
    for role, superuser, bypass, creates in _rows(using, _ROLES, [APP]):
        if superuser or bypass or creates:
            yield f"{role}: may bypass row level security or make roles and databases"
    for kind, name in _rows(using, _OWNED, [APP, APP]):
        yield f"{name}: this {kind} belongs to {APP}"
    for (role,) in _rows(using, _MEMBERSHIPS, [APP]):
        yield f"{APP}: is a member of {role}"


def open_functions(using: str) -> Iterator[str]:
    """SECURITY DEFINER functions that are not audited lookups, and lookups that anybody may call."""
    for name, owner, settings, public in _rows(using, _DEFINERS):
        if not LOOKUP.match(name) or owner != PLATFORM:
            yield f"{name}: is SECURITY DEFINER and no audited lookup of {PLATFORM}"
        if not any(setting.startswith("search_path=") for setting in settings or []):
            yield f"{name}: is SECURITY DEFINER without a fixed search_path"
        if public:
            yield f"{name}: anybody may call it"


QUESTIONS = (
    unlocked_tables,
    tables_without_client,
    wrong_policies,
    plain_references,
    missing_references,
    open_views,
    strong_roles,
    open_functions,
)


def plain(expression: str | None) -> str:
    """An expression without what PostgreSQL adds when it writes it back: casts, aliases, brackets, blanks."""
    text = (expression or "").lower()
    text = re.sub(r"::[a-z]+(\[\])?", "", text)
    text = re.sub(r" as \"?[a-z]+\"?", "", text)
    return re.sub(r"[\s()\"]", "", text)


def _rows(using: str, sql: str, params: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


_TABLES = """
select c.relname, c.relrowsecurity, c.relforcerowsecurity
from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
"""

_HAS_TENANT = """
exists (select from pg_attribute a where a.attrelid = {0} and a.attname = 'tenant_id' and not a.attisdropped)
"""

_WITHOUT_TENANT = f"""
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
where c.relkind in ('r', 'p') and not {_HAS_TENANT.format("c.oid")}
order by 1
"""  # noqa: S608

_POLICIES = """
select tablename, policyname, permissive, roles::text[], cmd, qual, with_check
from pg_policies where schemaname = 'public' order by 1, 2
"""

# 2 columns: (tenant_id, id) on both sides.
_PLAIN_REFERENCES = f"""
select f.relname, k.conname
from pg_constraint k
join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
join pg_namespace n on n.oid = f.relnamespace and n.nspname = 'public'
where k.contype = 'f' and {_HAS_TENANT.format("f.oid")} and {_HAS_TENANT.format("t.oid")}
and not exists (
    select from unnest(k.conkey, k.confkey) as pair(own, other)
    join pg_attribute a on a.attrelid = f.oid and a.attnum = pair.own and a.attname = 'tenant_id'
    join pg_attribute b on b.attrelid = t.oid and b.attnum = pair.other and b.attname = 'tenant_id'
)
order by 1, 2
"""  # noqa: S608

_MISSING_REFERENCES = f"""
select c.relname, a.attname
from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p') and {_HAS_TENANT.format("c.oid")}
and a.atttypid = 'bigint'::regtype and a.attname like '%\\_id'
and not exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any (k.conkey))
order by 1, 2
"""  # noqa: S608

_VIEWS = """
select c.relname, c.relkind::text, c.reloptions
from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
where c.relkind in ('v', 'm') order by 1
"""

_ROLES = "select rolname, rolsuper, rolbypassrls, rolcreaterole or rolcreatedb from pg_roles where rolname = %s"

_OWNED = """
select 'relation', c.relname::text from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = %s
union all
select 'function', p.proname::text from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = %s
"""

_MEMBERSHIPS = """
select g.rolname from pg_auth_members m
join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member where r.rolname = %s
"""

_DEFINERS = """
select p.proname, r.rolname, p.proconfig, has_function_privilege('public', p.oid, 'execute')
from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
join pg_roles r on r.oid = p.proowner
where p.prosecdef order by 1
"""
